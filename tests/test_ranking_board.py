from dataclasses import replace

import pandas as pd
import pytest
from boards import PLAIN, board, metrics

from dashboard.ranking.board import decimals, default_metric, frame, organization_column, positions
from dashboard.ranking.view import organization_id, ranking_view, select, view_labels

ROWS = [
    ("人类", 96.5, None),
    ("GPT4-Turbo", 90.63, None),
    ("文心一言4.0(API)", 79.02, 1),
    ("通义千问2.0", 76.54, 2),
    ("AndesGPT", 76.54, 2),
    ("Silent", None, 4),
]
MAKERS = ["", "OpenAI", "百度", "阿里巴巴", "OPPO", "百度"]


def test_a_frame_has_a_row_an_entry_in_published_order_with_the_published_rank():
    table = frame(board(ROWS, others=["OPEN"], makers=MAKERS))
    assert list(table.columns) == ["row", "model", "organization", "rank", "standing", "总分", "OPEN"]
    assert list(table.index) == list(table["row"]) == [1, 2, 3, 4, 5, 6]
    assert table["rank"].dtype == "Int64"
    assert table["rank"].isna().tolist() == [True, True, False, False, False, False]
    assert list(table["standing"]) == ["baseline", "reference", *["entrant"] * 4]
    assert pd.isna(table.loc[6, "总分"])


def test_a_published_column_never_hides_one_of_ours():
    table = frame(board([("A", 1.0, None)], metric="rank"))
    assert table["rank"].isna().all()
    assert table["rank*"].tolist() == [1.0]
    shown = ranking_view(board([("A", 1.0, None)], metric="note"), None, "note", PLAIN)
    assert list(shown.columns) == ["rank", "model", "note*", "position", "note"]


def test_a_board_without_makers_has_no_organization_column():
    assert organization_column(board(ROWS)) is None
    assert organization_column(board(ROWS, makers=MAKERS)) == "机构"
    assert frame(board(ROWS))["organization"].tolist() == [""] * 6


def test_equal_scores_share_a_position_and_the_next_is_skipped():
    scores = pd.Series([3.0, None, 5.0, 3.0, 1.0], index=[1, 2, 3, 4, 5])
    high, low = positions(scores, True), positions(scores, False)
    assert [None if pd.isna(place) else int(place) for place in high] == [2, None, 1, 2, 4]
    assert [None if pd.isna(place) else int(place) for place in low] == [2, None, 4, 2, 1]
    assert list(high.index) == list(scores.index)


def test_the_default_metric_is_the_total_else_what_the_table_is_sorted_by_else_the_first(tmp_path):
    rows = [("A", 3.0, 1), ("B", 2.0, 2), ("C", 1.0, 3)]
    totals = metrics(tmp_path, {"column": "综合", "kind": "total"})
    assert default_metric(board(rows, metric="甲", others=["综合"]), totals) == "综合"
    unsorted = board([("A", 1.0, 1), ("B", 3.0, 2), ("C", 2.0, 3)], metric="甲")
    assert default_metric(unsorted, PLAIN) == "甲"
    worse_first = metrics(tmp_path, {"column": "乙", "higher_is_better": "false"})
    assert default_metric(board(rows[::-1], metric="甲", others=["乙"]), worse_first) == "乙"


def test_a_column_without_a_score_is_no_default_metric():
    empty_first = board([("A", None, 1), ("B", None, 2), ("C", None, 3)], metric="甲", others=["乙"])
    scored = zip(empty_first.entries, (1.0, 3.0, 2.0), strict=True)
    entries = tuple(replace(entry, scores={"乙": score}) for entry, score in scored)
    assert default_metric(replace(empty_first, entries=entries), PLAIN) == "乙"


def test_a_board_without_scores_has_no_default_metric():
    none = board([("A", None, 1)])
    without = type(none)(none.id, none.category, (), type(none.published)("h", (), ()), "", ())
    with pytest.raises(ValueError, match="superclue/overall/2023-12 has no score column"):
        default_metric(without, PLAIN)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([90.63, 76.5], 2),
        ([76.7, 77.0], 1),
        ([1300, 1287], 0),
        ([71.483333333, 80.0], 2),
        ([0.87345678, 0.5], 4),
        ([0.8734], 4),
        ([], 0),
        ([float("nan"), 1.5], 1),
        ([1e21, 5.0], 0),
    ],
)
def test_scores_are_shown_with_as_many_decimals_as_published(scores, expected):
    assert decimals(scores) == expected


def test_the_view_is_sorted_by_the_metric_with_the_missing_last_and_the_unranked_in_place():
    shown = ranking_view(board(ROWS, others=["OPEN"], makers=MAKERS), None, "总分", PLAIN)
    assert list(shown.columns) == ["rank", "model", "organization", "总分", "position", "OPEN", "note"]
    assert list(shown["model"]) == [row[0] for row in ROWS]
    assert [None if pd.isna(place) else int(place) for place in shown["position"]] == [
        None,
        None,
        1,
        2,
        2,
        None,
    ]
    assert list(shown["note"]) == ["人类基线", "参考，不排名", "", "", "", ""]


def test_a_metric_where_less_is_better_is_sorted_upwards(tmp_path):
    known = metrics(tmp_path, {"column": "总分", "higher_is_better": "false"})
    shown = ranking_view(board(ROWS), None, "总分", known)
    assert list(shown["model"])[:2] == ["通义千问2.0", "AndesGPT"]
    assert list(shown["position"])[:3] == [1, 1, 3]
    assert shown["model"].iloc[-1] == "Silent"


def test_a_view_holds_every_metric_the_chosen_one_first():
    many = board(ROWS, others=list("abcdefg"))
    assert list(ranking_view(many, None, "c", PLAIN).columns) == [
        *("rank", "model", "c", "position", "总分", "a", "b", "d", "e", "f", "g", "note")
    ]


def test_the_view_tells_changes_and_new_models_against_the_earlier_edition():
    before = board(
        [("通义千问2.0", 80.0, 1), ("文心一言 4.0 (API)", 70.0, 2), ("AndesGPT", 60, 3)], "2023-11"
    )
    shown = ranking_view(board(ROWS), before, "总分", PLAIN, lang="en").set_index("model")
    assert shown.loc["通义千问2.0", "change"] == -1  # the reference above it takes no place
    assert shown.loc["文心一言4.0(API)", "change"] == 1
    assert shown.loc["GPT4-Turbo", "note"] == "reference · new"
    assert shown.loc["人类", "note"] == "human baseline"
    assert shown["change"].dtype == "Int64"


def test_filters_leave_positions_as_they_are_on_the_whole_board():
    whole = board(ROWS, makers=MAKERS)
    shown = ranking_view(whole, None, "总分", PLAIN, show_reference=False, organization="oppo")
    assert list(shown["model"]) == ["AndesGPT"]
    assert list(shown["position"]) == [2]
    assert list(shown.index) == [5]
    assert "GPT4-Turbo" not in set(select(whole, "总分", PLAIN, show_reference=False)["model"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("gpt 4 turbo", ["GPT4-Turbo"]),
        ("ＧＰＴ", ["GPT4-Turbo", "AndesGPT"]),
        ("Baidu", ["文心一言4.0(API)", "Silent"]),
        ("百度", ["文心一言4.0(API)", "Silent"]),
        ("  ", [row[0] for row in ROWS]),
        ("(", ["文心一言4.0(API)"]),
        ("no such", []),
    ],
)
def test_a_search_finds_models_in_any_spelling_and_organizations_in_both_languages(query, found):
    shown = select(board(ROWS, makers=MAKERS), "总分", PLAIN, query=query)
    assert list(shown["model"]) == found


def test_organizations_are_shown_in_the_readers_language_and_named_by_one_id():
    whole = board(ROWS, makers=MAKERS)
    assert "Baidu" in set(select(whole, "总分", PLAIN, lang="en")["organization"])
    assert "百度" in set(select(whole, "总分", PLAIN, lang="zh")["organization"])
    assert organization_id("Baidu") == organization_id("百度")
    assert organization_id("某某实验室") == "某某实验室"


def test_rows_that_break_their_formula_are_noted():
    shown = ranking_view(board(ROWS), None, "总分", PLAIN, broken=(3,), lang="en")
    assert shown.loc[3, "note"] == "breaks formula"


def test_an_unknown_metric_is_an_error_that_names_those_there_are():
    with pytest.raises(ValueError, match="no metric 'x', only 总分"):
        select(board(ROWS), "x", PLAIN)


def test_headers_are_in_the_readers_language_and_stay_apart(tmp_path):
    known = metrics(
        tmp_path,
        {"column": "总分", "label_en": "Total"},
        {"column": "OPEN", "label_en": "Open"},
        {"column": "开放", "label_en": "Open"},
    )
    whole = board(ROWS, others=["OPEN", "开放"], makers=MAKERS)
    shown = ranking_view(whole, None, "总分", known, lang="en")
    labels = view_labels(shown, whole, known, "en")
    assert labels["总分"] == "Total"
    assert labels["position"] == "By score"
    assert (labels["OPEN"], labels["开放"]) == ("OPEN", "开放")
    assert len(set(labels.values())) == len(shown.columns)


def test_an_empty_board_gives_an_empty_view():
    shown = ranking_view(board([]), None, "总分", PLAIN)
    assert shown.empty
    assert list(shown.columns) == ["rank", "model", "总分", "position", "note"]
