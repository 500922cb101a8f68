"""Back and Forward in a real Chromium: each step of the browser's history is one that the reader took.

On a slow machine or line the messages of a run come late, or all at once; here they are held for as long.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from playwright.sync_api import Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from test_browser import BOARD, Open, open_page, query_of, settle

from dashboard.words import t

__all__ = ["open_page"]
pytestmark = pytest.mark.browser


HOLD = """
const waiting = [], listen = WebSocket.prototype.addEventListener;
WebSocket.prototype.addEventListener = function (kind, hear, ...more) {
  const heard = (event) => window.held ? waiting.push(() => hear.call(this, event)) : hear.call(this, event);
  return listen.call(this, kind, kind === "message" ? heard : hear, ...more);
};
window.release = () => { window.held = false; for (const hear of waiting.splice(0)) hear(); };
"""


class Line:
    """The connection between a page and its server."""

    def __init__(self, page: Page) -> None:
        self._page, self._runs = page, 0
        page.add_init_script(HOLD)
        page.on("websocket", lambda socket: socket.on("framereceived", self._note))

    def _note(self, message: str | bytes) -> None:
        if isinstance(message, bytes):
            self._runs += ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"

    @contextmanager
    def held(self) -> Iterator[None]:
        """The page hears nothing until the server has said all there is of a run begun within; then all."""
        before = self._runs
        self._page.evaluate("window.held = true")
        yield
        while self._runs == before:
            self._page.wait_for_timeout(20)
        self._page.evaluate("release()")


@pytest.fixture
def start(open_page: Open) -> tuple[Page, Line]:
    """The Overview, its connection in our hands."""
    lines: list[Line] = []
    page = open_page("/", prepare=lambda page: lines.append(Line(page)))
    return page, lines[0]


@pytest.mark.parametrize("late", [(), ("rankings",), ("sources",), ("rankings", "sources")], ids="-".join)
def test_one_step_back_leads_to_the_page_before(start: tuple[Page, Line], late: tuple[str, ...]) -> None:
    page, line = start
    before = steps(page)
    for name, way in {"rankings": to_rankings, "sources": to_sources}.items():
        with line.held() if name in late else nullcontext():
            way(page)
        arrived(page, name)
    assert steps(page) == before + 2
    for name in ("rankings", "overview"):
        page.go_back()
        arrived(page, name)
        assert ("cat" in query_of(page)) == (name == "rankings")


def test_a_page_left_before_it_was_drawn_is_one_step_too(start: tuple[Page, Line]) -> None:
    page, line = start
    before = steps(page)
    with line.held():
        to_rankings(page)
        to_sources(page)
    arrived(page, "sources")
    assert steps(page) == before + 2
    assert query_of(page) == {"lang": "zh"}
    for name in ("rankings", "overview"):
        page.go_back()
        arrived(page, name)
        assert ("cat" in query_of(page)) == (name == "rankings")


def test_what_a_link_says_in_other_words_is_no_step(open_page: Open) -> None:
    page = open_page("/rankings", board=BOARD, view="table", edition="1999-01")
    assert query_of(page) == {"lang": "zh", "board": BOARD}
    assert steps(page) == 2  # the empty page that every browser begins with, and this one


def test_a_changed_control_is_a_step_and_going_back_undoes_it(open_page: Open) -> None:
    page = open_page("/rankings", lang="en", board=BOARD)
    before = steps(page)
    page.get_by_role("radio", name=t("rankings.chart", "en")).click()
    page.wait_for_url(lambda url: "view=chart" in url)
    settle(page)
    assert steps(page) == before + 1
    page.go_back()
    page.wait_for_url(lambda url: "view=chart" not in url)
    settle(page)
    expect(page.get_by_role("radio", name=t("rankings.table", "en"))).to_be_checked()


def steps(page: Page) -> int:
    noted: int = page.evaluate("history.length")
    return noted


def to_rankings(page: Page) -> None:
    page.get_by_role("link", name=t("overview.open", "zh")).nth(3).click()


def to_sources(page: Page) -> None:
    page.get_by_role("link", name=t("nav.sources", "zh"), exact=True).first.click()


def arrived(page: Page, name: str) -> None:
    """The page is drawn to its end, and its address is whole."""
    expect(page.get_by_role("heading", level=1)).to_have_text(t(f"{name}.title", "zh"))
    page.wait_for_url(lambda url: "lang=zh" in url)
    settle(page)
