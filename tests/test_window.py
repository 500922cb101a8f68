"""Charts and layouts by the width of the window: what the server takes it for, and a real one."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from serving import LONGEST, SCREENS, Served

from dashboard import window

PHONE = SCREENS[390]["user_agent"]
DESK = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"
CHART = "/rankings?lang=en&board=superclue-github/overall&view=chart"
# px: names stand in it, or above their marks.
MARGIN = "document.querySelector('.js-plotly-plot')?._fullLayout?.margin.l"
REFUSED = (
    "Object.defineProperty(document, 'cookie', { get: () => '', set: () => { throw new DOMException() } })"
)


@pytest.mark.parametrize(
    ("chosen", "cookie", "agent", "framed", "taken"),
    [
        ("middle", "narrow", PHONE, False, "middle"),
        (None, "narrow", DESK, False, "narrow"),
        (None, "column", DESK, False, "column"),
        (None, "wide", PHONE, False, "wide"),
        (None, None, PHONE, False, "narrow"),
        (None, None, DESK, False, "wide"),
        (None, "9px; drop", PHONE, False, "narrow"),
        (None, "narrow", DESK, True, "wide"),
        (None, "wide", PHONE, True, "narrow"),
    ],
)
def test_the_last_word_of_the_window_counts_then_its_cookie_then_the_browser(
    monkeypatch: pytest.MonkeyPatch,
    chosen: str | None,
    cookie: str | None,
    agent: str,
    framed: bool,
    taken: str,
) -> None:
    cookies, headers = {window.COOKIE: cookie} if cookie else {}, {"User-Agent": agent}
    asked = SimpleNamespace(is_embedded=framed, cookies=cookies, headers=headers)
    state = {window.KEY: chosen} if chosen else {}
    monkeypatch.setattr(window, "st", SimpleNamespace(context=asked, session_state=state))
    assert window.width() == taken


def test_a_wider_window_never_has_less_room(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for width in window.WIDTHS[:-1]:
        monkeypatch.setattr(window, "width", lambda width=width: width)
        found.append(window.room())
    assert found == sorted(found)
    for room, start in zip(found[1:], window.STARTS, strict=False):
        assert room <= start - window.AROUND


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that calls itself one of a desk, in a narrow window."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, user_agent=DESK, locale="en-US")
    context.set_default_timeout(LONGEST)
    yield context
    context.close()


@pytest.fixture
def desk_page(desk: BrowserContext) -> Iterator[Page]:
    desk.clear_cookies()
    page = desk.new_page()
    yield page
    page.close()


@pytest.mark.browser
def test_the_first_run_knows_the_width_and_later_ones_follow_it(desk_page: Page, live: Served) -> None:
    runs: list[object] = []
    desk_page.on("websocket", lambda socket: socket.on("framesent", lambda sent: runs.append(sent)))
    desk_page.goto(live.url + CHART)
    desk_page.wait_for_function(f"{MARGIN} !== undefined")
    assert desk_page.evaluate(MARGIN) < 10
    assert len(runs) == 1
    address, steps = desk_page.url, desk_page.evaluate("history.length")
    for px, drawn in ((1280, f"{MARGIN} > 50"), (500, f"{MARGIN} < 10")):
        desk_page.set_viewport_size({"width": px, "height": 800})
        desk_page.wait_for_function(drawn)
    assert (desk_page.url, desk_page.evaluate("history.length")) == (address, steps)
    kept = {each["name"]: each for each in desk_page.context.cookies()}[window.COOKIE]
    assert (kept["value"], kept["expires"], kept["sameSite"]) == ("narrow", -1, "Lax")


@pytest.mark.browser
def test_where_cookies_are_refused_the_second_run_knows_the_width(desk_page: Page, live: Served) -> None:
    desk_page.add_init_script(REFUSED)
    desk_page.goto(live.url + CHART)
    desk_page.wait_for_function(f"{MARGIN} < 10")


@pytest.mark.browser
def test_a_frame_leaves_no_cookie(desk_page: Page, live: Served) -> None:
    desk_page.goto(f"{live.url}{CHART}&embed=true")
    desk_page.wait_for_function(f"{MARGIN} < 10")
    assert window.COOKIE not in {each["name"] for each in desk_page.context.cookies()}
