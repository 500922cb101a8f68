"""The page Composite over small stores, and its figure."""

from __future__ import annotations

import dataclasses
import math
from datetime import date
from functools import partial

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
import test_pages
from boards import board
from sample_boards import seen
from streamlit.testing.v1 import AppTest
from test_pages import html

from cache.leaderboard import Category, LeaderboardId
from cache.store import Store
from dashboard import data
from dashboard.asking import Given
from dashboard.composite_asked import parse_weights, settle, written
from dashboard.exhibits import of
from dashboard.exhibits.composite import COLUMNS
from dashboard.figures.composite import ALL, TOP, composite_dots, drawn
from dashboard.figures.interval_axis import cuts_any, limits
from dashboard.figures.palette import LIGHT

MODELS = [f"Model {letter}" for letter in "ABCDEFGH"]


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    return Store(tmp_path)


def fill(store: Store, boards: int, models: list[str] = MODELS) -> None:
    chance = np.random.default_rng(0)
    ability = np.linspace(30, 0, len(models))
    for place in range(boards):
        scores = 50 + ability + chance.normal(size=len(models)) * 2
        rows = [(name, round(float(score), 2), None) for name, score in zip(models, scores, strict=True)]
        id = LeaderboardId("alpha", f"board-{place}", f"2026-{place + 1:02}")
        store.publish([dataclasses.replace(board(rows), id=id)], seen())


opened = partial(test_pages.opened, "composite")


def said(at: AppTest) -> list[str]:
    return [line.value for line in at.info]


def test_six_boards_give_dots_with_intervals_in_both_languages(store):
    fill(store, 6)
    at = opened()
    assert len(at.get("plotly_chart")) == 1
    assert "8 models · 6 benchmarks · 6 tables · 100% of the cells filled" in html(at)
    assert "95% interval" in html(at)
    assert "What can be said together (Holm, 95%): Model A is better than" in html(at)
    assert said(at) == []
    assert "8 个模型 · 6 个基准" in html(opened(lang="zh"))


def test_four_boards_are_too_few_for_an_interval(store):
    fill(store, 4)
    at = opened()
    assert said(at) == ["Too few boards for an interval: it takes 5 benchmarks, here are 4."]
    assert at.get("plotly_chart")


def test_one_board_is_not_enough_and_stands_by_itself(store):
    fill(store, 1)
    at = opened()
    assert said(at)[0].startswith("Ranked by percentile within each board")
    assert not at.get("plotly_chart")
    assert at.dataframe[0].value.to_numpy().tolist()[:2] == [[1, "Model A", 100.0], [2, "Model B", 87.5]]


def test_boards_without_a_model_in_common_are_ranked_by_percentile_within_each(store):
    fill(store, 1)
    rows = [("ppo", 3.0, None), ("a2c", 2.0, None), ("dqn", 2.0, None)]
    lone = dataclasses.replace(board(rows), id=LeaderboardId("beta", "rewards", "2026-01"))
    store.publish([lone], seen())
    at = opened(lang="zh")
    assert said(at)[0].startswith("按各榜单内的百分位排列")
    tables = [table.value.to_numpy().tolist() for table in at.dataframe]
    assert [[1, "ppo", 100.0], [2, "a2c", 66.7], [2, "dqn", 66.7]] in tables
    shown = of("composite", data.key(), {"cat": "llm"}, "zh")
    assert list(shown.table.columns) == ["榜单", "名次", "模型", "榜内百分位"]
    assert len(shown.table) == 11
    assert shown.figure is None


def test_a_category_without_a_board_and_an_empty_store_say_so(store):
    assert opened().code[0].value == "./run refresh"
    fill(store, 2)
    assert "no board yet" in said(opened(cat="vision"))[0]


@pytest.mark.parametrize("method", ["additive-slopes", "win-rate", "borda", "bradley-terry", "mean-z"])
def test_every_method_has_its_sentence_and_its_agreement(store, method):
    fill(store, 3)
    at = opened(method=method)
    assert at.query_params["method"] in (method, [method])
    assert "Kendall τ with the table offsets" in html(at)


def test_a_minimum_of_boards_leaves_models_out(store):
    fill(store, 3)
    fill_one = [("Model A", 3.0, None), ("Newcomer", 2.0, None)]
    id = LeaderboardId("alpha", "extra", "2026-09")
    store.publish([dataclasses.replace(board(fill_one), id=id)], seen())
    assert "8 models" in html(opened())
    assert "9 models" in html(opened(mincov="1"))


def test_boards_and_formulas_are_sent_to_who_unfolds_them(store):
    fill(store, 6)
    at = opened()
    assert at.number_input
    assert not at.latex
    at.session_state.composite_boards = False
    at.session_state.composite_statistics = True
    at.run()
    assert not at.number_input
    assert at.latex


def test_weights_of_the_link_count_and_unknown_ones_are_told(store):
    fill(store, 6)
    at = opened(w="alpha/board-0:0,nowhere:2")
    assert "5 benchmarks" in html(at)
    assert "nowhere" in at.warning[0].value
    changed = next(field for field in at.number_input if field.key == "weight_alpha/board-1")
    changed.set_value(2.0).run()
    assert not at.exception
    assert at.query_params["w"] in (
        "alpha/board-0:0,alpha/board-1:2",
        ["alpha/board-0:0,alpha/board-1:2"],
    )


def test_a_model_opens_to_what_each_board_says(store):
    fill(store, 5)
    at = opened()
    at.selectbox(key="model").select("model-a").run()
    assert not at.exception
    assert "Model A: what each board says" in html(at)
    assert html(at).count("2026-0") >= 5


def test_a_window_and_all_editions_are_settings_of_the_link(store):
    fill(store, 6)
    at = opened(window="6", editions="1")
    assert not at.exception
    assert "6 benchmarks" in html(at)


def test_a_day_in_the_link_leaves_out_later_tables(store):
    fill(store, 6)
    at = opened(asof="2026-04-15")
    assert "4 benchmarks" in html(at)
    assert any("As of 2026-04-15" in line.value for line in at.caption)
    at.date_input(key="asof").set_value(date(2026, 5, 1)).run()
    assert not at.exception
    assert "5 benchmarks" in html(at)
    assert at.query_params["asof"] == "2026-05-01"
    at.date_input(key="asof").set_value(None).run()
    assert "6 benchmarks" in html(at)
    assert "asof" not in at.query_params
    at = opened(asof="2019-01-01", lang="zh")
    assert not at.exception
    assert any("没有可以比较的榜单" in line for line in said(at))


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "1066-10-14", "2026-W10-1", "<b>"])
def test_a_day_that_is_none_is_told_and_left_out(store, day):
    fill(store, 6)
    at = opened(asof=day)
    assert "6 benchmarks" in html(at)
    told = "There is no edition as old" if day == "1066-10-14" else "is not possible"
    assert any(told in line.value for line in at.warning)


def test_what_cannot_be_and_what_means_nothing_here_is_told(store):
    fill(store, 6)
    at = opened(mincov="-7")
    assert any("7 is not possible" in line.value for line in at.warning)
    at = opened(group="scenario", cat="finance")
    assert any("category finance is not here and is left out" in line.value for line in at.warning)


def many(boards: int, linked: int) -> list[tuple[str, int]]:
    """How many of so many models are found in all boards, the others in two."""
    return [(f"Model {n}", boards if n < linked else 2) for n in range(12)]


@pytest.mark.parametrize(("boards", "linked", "least"), [(8, 8, 3), (8, 7, 2), (7, 12, 2), (1, 3, 1)])
def test_three_of_many_benchmarks_are_asked_for_unless_few_models_would_be_left(store, boards, linked, least):
    for place in range(boards):
        rows = [
            (name, float(90 - 3 * n + place % 3), None)
            for n, (name, found) in enumerate(many(boards, linked))
            if place < found
        ]
        id = LeaderboardId("alpha", f"board-{place}", "2026-01")
        store.publish([dataclasses.replace(board(rows), id=id)], seen())
    settled = settle(Given({}), data.key(), Category.LLM, "en")
    assert settled.min_boards == least
    if boards > 1:
        text = html(opened())
        assert f"Listed: models found in at least {least} of {boards} benchmarks." in text
        assert f"{linked if least == 3 else 12} models · " in text


def test_one_row_a_family_is_a_switch_of_the_link(store):
    fill(store, 3, ["gpt-5 (high)", "gpt-5 (low)", "Yi-34B-Chat", "Claude 3 Opus"])
    assert "4 models" in html(opened())
    at = opened(best="1")
    assert "3 models" in html(at)
    assert any("One row per family" in line.value for line in at.caption)
    assert "gpt-5" in at.dataframe[0].value["name"].tolist()
    at.toggle(key="best").set_value(False).run()
    assert "4 models" in html(at)
    assert "best" not in at.query_params
    assert "One row per family" in of("composite", data.key(), {"cat": "llm", "best": "1"}, "en").subtitle


def test_an_undated_table_of_known_change_counts_in_a_window_and_is_told(store):
    fill(store, 4)
    rows = [(name, float(n), None) for n, name in enumerate(MODELS)]
    id = LeaderboardId("alpha", "file", "undated")
    store.publish([dataclasses.replace(board(rows), id=id)], seen(day=20, as_of=2))
    at = opened(window="12")
    assert "5 benchmarks" in html(at)
    assert any(
        "1 table without a date counts by the date of the file's last change." in line.value
        for line in at.caption
    )


def test_weights_are_read_from_and_written_to_a_link():
    assert parse_weights("a/b:2, c:0.5,bad,x:-1,y:nan,:3") == {"a/b": 2.0, "c": 0.5}
    assert written({"c": 0.5, "a/b": 2.0, "z": 1.0}) == "a/b:2,c:0.5"


def frame(count: int = 3, *, sure: bool = True) -> pd.DataFrame:
    scores = np.linspace(60, 40, count)
    missing = np.full(count, math.nan)
    return pd.DataFrame(
        {
            "name": [f"<b>模型</b> {place}" for place in range(count)],
            "score": scores,
            "low": scores - 5 if sure else missing,
            "high": scores + 5 if sure else missing,
            "rank": [1, *[2] * (count - 1)],
            "rank_low": 1,
            "rank_high": count,
            "coverage": [2, *[5] * (count - 1)],
            "next": missing,
        }
    )


def dots(rows: pd.DataFrame, **options) -> go.Figure:
    return composite_dots(rows, 6, theme="light", lang="en", category=Category.LLM, **options)


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("sure", [False, True])
def test_the_figure_is_one_that_plotly_accepts(compact, sure):
    go.Figure(dots(frame(sure=sure), compact=compact).to_dict())


def test_lines_are_intervals_and_hollow_dots_have_few_boards():
    line, marks = dots(frame()).data
    assert list(line.x[:3]) == [55, 65, None]
    assert list(marks.marker.color) == [
        LIGHT.page,
        LIGHT.category[Category.LLM],
        LIGHT.category[Category.LLM],
    ]
    assert "2/6" in marks.hovertext[0]


def test_shared_ranks_are_marked_and_lie_on_one_band():
    figure = dots(frame(4))
    texts = [note.text for note in figure.layout.annotations]
    assert texts.count("=2") == 3
    assert "1" in texts
    assert [(band.y0, band.y1) for band in figure.layout.shapes] == [(-0.5, 0.5)]
    assert not dots(frame(4, sure=False)).layout.shapes


def test_names_are_drawn_letter_by_letter():
    assert any("&lt;b&gt;" in note.text for note in dots(frame()).layout.annotations)


def test_of_many_models_the_best_are_drawn():
    assert len(drawn(frame(ALL))) == ALL
    assert len(drawn(frame(ALL + 1))) == TOP
    assert dots(frame(4)).layout.height == 46 + 18 + 26 * 4


def far(width: float) -> pd.DataFrame:
    rows = frame(4)
    return rows.assign(low=rows["score"] - width, high=rows["score"] + [4.0, *[width] * 3])


@pytest.mark.parametrize("compact", [False, True])
def test_intervals_far_beyond_the_dots_are_cut_at_the_edge_and_marked(compact):
    figure = dots(far(150), compact=compact)
    go.Figure(figure.to_dict())
    lines, left, right, marks = figure.data
    assert (left.marker.symbol, right.marker.symbol) == ("triangle-left", "triangle-right")
    assert (len(left.x), len(right.x)) == (4, 3)
    assert {left.x[0], right.x[0]} <= set(lines.x)  # the lines end where the marks stand
    start, stop = figure.layout.xaxis.range
    assert (max(marks.x) - min(marks.x)) / (stop - start) > 1 / 3
    assert "-90.0 – 64.0" in marks.hovertext[0].replace("−", "-")


def test_an_axis_holds_every_dot_and_no_interval_further_than_five_deviations():
    assert limits([110.0, 50.0], [-900.0, 900.0]) == (20.0, 110.0)
    assert limits([60.0, 40.0], [35.0, 66.0, math.nan]) == (35.0, 66.0)
    assert not cuts_any(frame(4))
    assert cuts_any(far(150))


def test_cut_intervals_are_told_only_where_some_are_cut(store):
    fill(store, 6)
    assert "the interval goes on" not in html(opened())
    rows = [(name, float(place * (-1) ** place), None) for place, name in enumerate(MODELS)]
    for n in range(2):
        wild = LeaderboardId("wild", f"board-{n}", "2026-01")
        lines = [(name, 40.0 * (n * 2 - 1) * score, None) for name, score, _ in rows]
        store.publish([dataclasses.replace(board(lines), id=wild)], seen())
    at = opened()
    shown = of("composite", data.key(), {"cat": "llm"}, "en").table.set_axis(list(COLUMNS), axis=1)
    assert ("the interval goes on" in html(at)) is cuts_any(shown)


def test_a_model_without_a_rank_is_in_no_claim(monkeypatch):
    from types import SimpleNamespace

    import pandas as pd

    from dashboard import composite_words

    asked = []
    monkeypatch.setattr(composite_words, "statements", lambda _, pairs: asked.extend(pairs))
    rank = pd.array([None, 1, 2], dtype="Int64")
    shown = pd.DataFrame({"model": ["a", "b", "c"], "name": ["A", "B", "C"], "rank": rank})
    assert composite_words.claims(shown, SimpleNamespace(ranked=None), "en") == []
    assert asked == [("b", "c")]
