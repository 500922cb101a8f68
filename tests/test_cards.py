"""What the Overview's cards and the table of Rankings are made of."""

import pandas as pd
import pytest
from page_store import DECEMBER, NASTY, NOVEMBER, leaderboard

from cache.leaderboard import Category, LeaderboardId, Role
from cache.metrics import Metric, Metrics
from dashboard.cards import full_scale, leaders, movers_line, newcomers, rows
from dashboard.column_order import ordered
from dashboard.drawn import painted
from dashboard.figures.palette import LIGHT
from dashboard.ranking.changes import Movers
from dashboard.ranking.view import follows, ranking_view, select, view_labels

BOARD = leaderboard(LeaderboardId("a", "b", "2023-12"), DECEMBER)
BEFORE = leaderboard(LeaderboardId("a", "b", "2023-11"), NOVEMBER)
METRICS = Metrics([])
TOTAL = METRICS.of(BOARD.id, "总分")
NOTHING = pd.DataFrame({"row": [], "model": [], "before": [], "after": [], "change": []})


def test_the_leaders_are_the_best_models_with_their_published_rank_and_no_people():
    found = leaders(select(BOARD, "总分", METRICS), TOTAL)
    assert [leader.model for leader in found][:3] == ["GPT4-Turbo", "文心一言4.0(API)", "通义千问2.0"]
    assert [leader.rank for leader in found] == [None, 1, 2, 3]
    assert found[0].score == "90.63"
    assert [leader.ranked for leader in found] == [False, True, True, True]


def test_where_no_rank_is_printed_the_leaders_have_our_positions():
    table = select(BOARD, "总分", METRICS).assign(rank=pd.array([pd.NA] * len(DECEMBER), dtype="Int64"))
    assert [leader.rank for leader in leaders(table, TOTAL)] == [None, 1, 2, 3]


def test_printed_ranks_that_do_not_go_as_the_scores_are_noticed():
    table = select(BOARD, "总分", METRICS)
    assert follows(table)
    assert follows(table.assign(rank=pd.array([pd.NA] * len(table), dtype="Int64")))
    ranks = table["rank"].copy()
    first, second = ranks[ranks.notna()].index[:2]
    ranks[first], ranks[second] = ranks[second], ranks[first]
    assert not follows(table.assign(rank=ranks))


def test_a_name_on_a_card_is_text():
    assert "<b>x</b>" not in rows(leaders(select(BOARD, "总分", METRICS), TOTAL), Category.LLM, "zh")
    assert "&lt;b&gt;" in newcomers([(NASTY, 4)], "zh")


@pytest.mark.parametrize(
    ("values", "metric", "scale"),
    [
        ([90.6, 37.4], Metric("x"), (0.0, 100.0)),
        ([0.9, 0.4], Metric("x"), (0.0, 1.0)),
        ([8.1, 3.0], Metric("x", low=0, high=10), (0, 10)),
        ([1300.0, 1200.0], Metric("x", unit="Elo"), None),
        ([3.0, 9.0], Metric("x", higher_is_better=False), None),
        ([-3.0, 9.0], Metric("x"), None),
    ],
)
def test_a_bar_stands_only_on_a_scale_with_a_zero_where_more_is_better(values, metric, scale):
    assert full_scale(pd.Series(values), metric) == scale


def test_movers_are_signed_and_coloured_and_none_is_said():
    up = pd.DataFrame({"row": [1], "model": ["a"], "before": [5], "after": [2], "change": [3]})
    assert '<span class="bd-up">▲3</span>' in movers_line(Movers(up, NOTHING, []), "2023-11", "en")
    assert "no position changed" in movers_line(Movers(NOTHING, NOTHING, []), "2023-11", "en")


def test_a_phone_sees_model_rank_and_metric_first():
    view = ranking_view(BOARD, BEFORE, "总分", METRICS)
    labels = view_labels(view, BOARD, METRICS, "zh")
    shown = ordered(view, labels, BOARD, "总分", compact=True)
    assert shown[:4] == ["model", "rank", "总分", "change"]
    assert sorted(shown) == sorted(view.columns)
    assert ordered(view, labels, BOARD, "总分") == list(view.columns)


def test_notes_of_a_wide_table_stand_before_its_many_metrics():
    view = ranking_view(BOARD, BEFORE, "总分", METRICS)
    labels = view_labels(view, BOARD, METRICS, "zh") | {"OPEN": "open questions " * 9}
    assert ordered(view, labels, BOARD, "总分")[6] == "note"
    assert ordered(view.assign(note=""), labels, BOARD, "总分")[-1] == "note"


def test_a_table_without_ranks_has_no_column_of_them():
    unranked = leaderboard(
        BOARD.id,
        [line[1:] for line in DECEMBER[:3]],
        header=("模型", "机构", "总分", "OPEN", "OPT"),
        roles=(Role.MODEL, Role.ATTRIBUTE, Role.SCORE, Role.SCORE, Role.SCORE),
    )
    view = ranking_view(unranked, None, "总分", METRICS)
    labels = view_labels(view, unranked, METRICS, "zh")
    assert "rank" not in ordered(view, labels, unranked, "总分")
    assert ordered(view, labels, unranked, "总分", compact=True)[:3] == ["model", "position", "总分"]


def test_medals_bold_and_grey_are_painted_by_rank_and_standing():
    view = ranking_view(BOARD, None, "总分", METRICS)
    styles = painted(view, BOARD, LIGHT, names=True)._compute().ctx
    at = {name: place for place, name in enumerate(view["model"])}
    rank, model = view.columns.get_loc("rank"), view.columns.get_loc("model")
    assert ("background-color", LIGHT.medals[0]) in styles[at["文心一言4.0(API)"], rank]
    assert ("font-weight", "600") in styles[at["文心一言4.0(API)"], model]
    assert ("color", LIGHT.secondary) in styles[at["GPT4-Turbo"], model]
