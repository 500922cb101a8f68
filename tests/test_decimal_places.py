"""One number has one notation on every page, and what looks equal is equal."""

import re

import pytest
from page_store import leaderboard, publish
from test_compare_page import PAIR
from test_pages import html, opened

from cache.leaderboard import LeaderboardId, Role
from dashboard import data, decimal_places, drawn, exhibits, exports
from dashboard.exhibit import Exhibit
from dashboard.publication import tables
from dashboard.ranking.board import apart
from dashboard.ranking.view import metric_label

ID = LeaderboardId("zeroclue", "overall", "2024-02")
ROWS = [
    ("1", "文心一言4.0", "百度", "96.0", "35", "76.2401"),
    ("2", "Moonshot(KimiChat)", "月之暗面", "65.5", "65", "76.2399"),
    ("3", "Yi-34B-Chat", "零一万物", "65.0", "30", "70"),
]


@pytest.fixture
def printed(store):
    publish(store, [leaderboard(ID, ROWS)])
    return data.key()


def test_a_column_has_the_decimals_it_was_printed_with(printed):
    first, second, third = data.leaderboard(printed, ID).metrics
    assert [decimal_places.places(printed, ID, name) for name in (first, second, third)] == [1, 0, 4]


def test_compare_and_the_page_of_a_number_print_it_alike(printed):
    text = html(opened("compare", m=PAIR, board="zeroclue/overall", edition="2024-02"))
    assert ">96.0</a>" in text
    column = data.leaderboard(printed, ID).metrics[0]
    assert f"{column} 96.0" in html(opened("sources", cell=f"zeroclue/overall/2024-02.r1/1/{column}"))


def written(shown: Exhibit, model: str) -> dict[str, set[str]]:
    """The numbers beside a model in what is made of an exhibit: in each kind of text."""
    assert shown.figure
    published = next(row for row in tables.table(shown).rows if model in row)
    line = next(line for line in exports.made(shown, "md").decode().splitlines() if model in line)
    hovers = [text for mark in shown.figure("light", False).data for text in mark.hovertext or () if text]
    over = " ".join(text for text in hovers if model in text)
    texts = {"alt": shown.alt, "hover": over, "page": " ".join(published), "markdown": line}
    return {kind: set(re.findall(r"\d{2,}(?:\.\d+)?", text)) for kind, text in texts.items()}


def test_ratings_and_scores_are_written_alike_in_chart_hover_alt_publication_and_markdown(store):
    battles = LeaderboardId("superclue", "arena-tts", "2026-06")
    rows = [("1", "Yi-34B-Chat", "1244.93"), ("2", "Moonshot", "1100.25")]
    roles = (Role.RANK, Role.MODEL, Role.SCORE)
    publish(store, [leaderboard(battles, rows, header=("rank", "model", "median"), roles=roles)])
    rated = exhibits.of("rankings", data.key(), {"board": "superclue/arena-tts", "ref": ""}, "en")
    for kind, numbers in written(rated, "Yi-34B-Chat").items():
        assert "1245" in numbers, kind
        assert not any(number.startswith("1244") for number in numbers), kind
    publish(store, [leaderboard(ID, [(*row[:3], f"{float(row[3]):.2f}", *row[4:]) for row in ROWS])])
    scored = exhibits.of("rankings", data.key(), {"board": "zeroclue/overall", "edition": "2024-02"}, "en")
    for kind, numbers in written(scored, "文心一言4.0").items():
        assert "96.00" in numbers, kind
        assert not {"96", "96.0"} & numbers, kind
    assert list(scored.figure("light", True).data[0].text) == ["96.00", "65.50", "65.00"]  # type: ignore[misc]


def test_a_table_of_capabilities_and_an_alt_text_have_the_decimals_of_rankings(printed):
    metric = data.leading_metric(printed, ID)
    label = metric_label(metric, "en")
    shown = exhibits.of("capabilities", printed, {"board": "zeroclue/overall", "edition": "2024-02"}, "en")
    board = data.leaderboard(printed, ID)
    assert [shown.printed()[metric_label(data.metrics().of(ID, at), "en")] for at in board.metrics] == [
        "{:.1f}",
        "{:.0f}",
        "{:.4f}",
    ]
    assert label in shown.table
    alt = drawn.table_alt(printed, data.Selection(ID, None, metric.name, lang="en"), "Board")
    assert "96.0" in alt
    assert "65.0" in alt


def test_editions_side_by_side_each_have_their_own_decimals(printed, store):
    later = LeaderboardId(*ID[:2], "2024-03")
    publish(store, [leaderboard(later, [(*row[:3], f"{float(row[3]):.3f}", *row[4:]) for row in ROWS])])
    key, board = data.key(), "zeroclue/overall"
    trend = exhibits.of("trends", key, {"board": board, "y": "score", "m": "yi-34b-chat"}, "en")
    assert trend.printed() == {"2024-02": "{:.1f}", "2024-03": "{:.3f}"}
    assert "65.0 → 65.000" in trend.legend("light")[0][1]
    assert trend.figure
    (line,) = [mark for mark in trend.figure("light", False).data if mark.text]
    assert [text for text in line.text if text] == ["65.0", "65.000"]
    assert [re.findall(r": (65[.0-9]*)", text) for text in line.hovertext[:2]] == [["65.0"], ["65.000"]]
    asked = {"board": board, "edition": "2024-03", "view": "changes", "against": "2024-02"}
    *_, then, now = exhibits.of("rankings", key, asked, "en").printed().values()
    assert (then, now) == ("{:.1f}", "{:.3f}")


@pytest.mark.parametrize(
    ("scores", "places"),
    [([76.244, 76.236], 2), ([76.2441, 76.2439], 3), ([1.0, 1.0], 2), ([1.0, 1.0 + 1e-9], 2), ([], 2)],
)
def test_scores_that_differ_look_different_and_those_that_do_not_look_equal(scores, places):
    if len(set(scores)) == 2 and abs(scores[0] - scores[1]) > 1e-6:
        assert len({f"{score:.{apart(scores, 2)}f}" for score in scores}) == 2
    assert apart(scores, 2) >= places


def test_a_tie_is_bold_for_none(store):
    rows = [
        (str(n), name, "", "9.0", "8", "7") for n, name in enumerate(("文心一言4.0", "Moonshot"), start=1)
    ]
    publish(store, [leaderboard(ID, rows)])
    text = html(opened("compare", m=PAIR, board="zeroclue/overall", edition="2024-02"))
    table = text[text.index("bd-cards") :]
    assert "<b><a" not in table
