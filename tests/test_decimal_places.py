"""One number has one notation on every page, and what looks equal is equal."""

import pytest
from page_store import leaderboard, publish
from test_compare_page import PAIR
from test_pages import html, opened

from cache.leaderboard import LeaderboardId
from dashboard import data, decimal_places
from dashboard.ranking.board import apart

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
