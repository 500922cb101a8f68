"""The evidence of one row of Rankings in the link: opened by it, closed by what takes it away."""

import pytest
from page_store import NASTY, leaderboard, publish, small_store
from playwright.sync_api import expect
from test_browser import BOARD, Open, open_page, query_of, settle
from test_pages import html, opened, url

from cache.leaderboard import LeaderboardId
from dashboard import cells, data, exhibits
from dashboard.cells import RowId
from dashboard.words import t

__all__ = ["open_page"]
OVERALL = "superclue-github/overall"
ROW = f"{OVERALL}/2023-12.r1/2"
PRINTED = "<dt>Name as printed</dt><dd>文心一言4.0(API)</dd>"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    return small_store(tmp_path)


def test_a_row_is_named_like_a_number_without_its_column():
    id = LeaderboardId("superclue-github", "overall", "2023-12")
    assert cells.parse_row(ROW) == RowId(id, 2, 1)
    assert cells.parse_row(f"{OVERALL}/2023-12/2") == RowId(id, 2)
    assert str(RowId(id, 2, 1)) == ROW
    for text in ("", "2", OVERALL, f"{OVERALL}/2023-12/0", f"{ROW}/总分", f"{OVERALL}/../2"):
        assert cells.parse_row(text) is None


def test_choosing_a_row_writes_it_into_the_link(store):
    at = opened("rankings", board=OVERALL)
    assert "<dt>Name as printed" not in html(at)
    at.selectbox(key="printed_row").select(2).run()
    assert PRINTED in html(at)
    assert url(at)["row"] == ROW
    assert at.selectbox(key="printed_row").value is None


def test_a_link_opens_its_row_on_its_board_and_edition(store):
    other = LeaderboardId("zeroclue", "overall", "2024-01")
    publish(store, [leaderboard(other, [("1", "Solo-1", "", "9", "8", "7")])])
    at = opened("rankings", row=f"{OVERALL}/2023-11.r1/3")
    assert (at.selectbox(key="board").value, at.selectbox(key="edition").value) == (OVERALL, "2023-11")
    assert PRINTED in html(at)
    assert "<dd>3 of 5</dd>" in html(at)
    assert not at.warning


def test_a_row_that_the_search_leaves_out_is_opened_all_the_same(store):
    assert PRINTED in html(opened("rankings", row=ROW, q="nothing is called so"))
    assert PRINTED in html(opened("rankings", row=ROW, q="Yi"))


@pytest.mark.parametrize(
    ("board", "row"),
    [
        (OVERALL, "nonsense"),
        (OVERALL, f"{OVERALL}/2023-12.r1/99"),
        (OVERALL, f"{OVERALL}/2023-12.r7/2"),
        (OVERALL, f"{OVERALL}/1999-01/2"),
        ("superclue/image", ROW),
    ],
)
def test_a_row_that_is_not_on_the_page_is_told_and_left_out(store, board, row):
    at = opened("rankings", board=board, row=row)
    assert "The linked row" in at.warning[0].value
    assert "<dt>Name as printed" not in html(at)
    assert "row" not in url(at)


def test_going_back_closes_it(store):
    at = opened("rankings", board=OVERALL)
    at.selectbox(key="printed_row").select(2).run()
    at.query_params.clear()
    at.query_params.update({"lang": "en", "board": OVERALL})
    at.run()
    assert "<dt>Name as printed" not in html(at)
    assert "row" not in url(at)


def test_a_row_that_was_left_for_another_page_is_closed_when_the_reader_returns(store):
    at = opened("rankings", row=ROW)
    for page in ("about", "rankings"):
        at.query_params.clear()  # as the menu does
        at.switch_page(f"app_pages/{page}.py").run()
    assert "<dt>Name as printed" not in html(at)
    assert "row" not in url(at)


def test_markup_in_a_row_is_inert(store):
    at = opened("rankings", row=f"{OVERALL}/2023-12/4")
    assert NASTY.replace("<", "&lt;").replace(">", "&gt;") in html(at)
    assert "<b>x</b>" not in html(at)


def test_files_and_the_api_pass_over_what_is_open(store):
    shown = exhibits.of("rankings", data.key(), {"board": OVERALL, "row": ROW}, "en")
    assert "row" not in shown.params
    assert exhibits.known("rankings", {"board": OVERALL, "row": ROW}) == {"board": OVERALL}


@pytest.mark.browser
def test_escape_closes_the_row_and_back_and_forward_go_there_and_away(open_page: Open) -> None:
    page = open_page("/rankings", lang="en", board=BOARD, row=f"{BOARD}/2023-12/3")
    dialog = page.get_by_role("dialog").filter(has_text=t("reason.raw", "en"))
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_url(lambda url: "row=" not in url)
    expect(dialog).to_have_count(0)
    settle(page)
    page.go_back()
    expect(dialog).to_be_visible()
    settle(page)
    page.go_forward()
    expect(dialog).to_have_count(0)
    assert query_of(page) == {"lang": "en", "board": BOARD}
