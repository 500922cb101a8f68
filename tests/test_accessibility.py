"""axe-core over every page: wide and on a phone, light and dark, in both languages; and no sideways scroll.

One browser context for each screen; pages are reached as a link of ours reaches them, without a new load.
"""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlencode

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page, expect
from serving import LONGEST, SCREENS, Served
from test_browser import IDLE, OVERFLOW

from dashboard.words import Lang, t

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
SERIOUS = {"serious", "critical"}
BOARD = "superclue-github/overall"
# What stands on a page beyond its first view.
VIEWS: dict[str, tuple[dict[str, str], ...]] = {
    "": ({}, {"q": "gpt", "group": "scenario"}),
    "about": ({"cat": "llm"},),
    "rankings": ({"board": BOARD}, {"board": BOARD, "view": "chart"}),
    "compare": ({"m": "gpt-4,chatglm2-6b,qwen-7b-chat"},),
    "models": ({"list": "organizations", "page": "2"}, {"model": "gpt-4", "parts": "every,names"}),
    "sources": ({"cell": f"{BOARD}/2023-10/4/总分", "parts": "refreshes,log,checks,quality"},),
}
# What Streamlit itself draws wrongly: rule, then a pattern of the element, and why we cannot mend it.
STREAMLITS: dict[str, tuple[str, str]] = {
    "target-size": ("Clear all|aria-autocomplete", "cross and field of a multiselect are 20 px wide"),
}
GO = "url => { history.pushState(null, '', url); dispatchEvent(new PopStateEvent('popstate')); }"
READY = f"{IDLE} && !document.querySelector('[data-testid=stSkeleton]')"
UNFOLD = "for (const fold of document.querySelectorAll('details')) fold.open = true"
RUN = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})"
ALL_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
OF_COLOUR = ("color-contrast", "link-in-text-block")


def paths() -> list[str]:
    """Of every page in the navigation, read from the script."""
    script = (Path(__file__).parents[1] / "dashboard/app.py").read_text("utf-8")
    return ["", *re.findall(r'url_path="([a-z]+)"', script)]


SHOWN = [(path, params) for path in paths() for params in VIEWS.get(path, ({},))]


class Screen(NamedTuple):
    width: int
    theme: Literal["light", "dark"]
    lang: Lang
    rules: tuple[str, ...]  # all of them once for each width; those of colour for the other theme


SCREENS_SEEN = (
    Screen(1440, "light", "zh", ALL_RULES),
    Screen(1440, "dark", "en", OF_COLOUR),
    Screen(390, "light", "zh", OF_COLOUR),
    Screen(390, "dark", "en", ALL_RULES),
)


FEW = ("", "rankings", "models", "sources")  # where colours of every kind stand
# All views where all rules are asked; for the other theme, the last view of a few pages.
LOOKS = [
    (screen, path, params)
    for screen in SCREENS_SEEN
    for path, params in (SHOWN if screen.rules is ALL_RULES else [(path, dict(SHOWN)[path]) for path in FEW])
]


def named(part: object) -> str:
    if isinstance(part, Screen):
        return f"{part.width}-{part.theme}-{part.lang}"
    return part or "overview" if isinstance(part, str) else "-".join(part) if isinstance(part, dict) else ""


Seen = Callable[[Screen], Page]


@pytest.fixture(scope="module")
def seen(browser: Browser, live: Served) -> Iterator[Seen]:
    """The page on each screen, opened once."""
    opened: dict[Screen, Page] = {}

    def on(at: Screen) -> Page:
        if at not in opened:
            context = browser.new_context(
                **SCREENS[at.width], locale="zh-CN", reduced_motion="reduce", color_scheme=at.theme
            )
            context.set_default_timeout(LONGEST)
            page = opened[at] = context.new_page()
            page.goto(f"{live.url}/about?lang={at.lang}")
            expect(page.locator("h1")).to_be_visible()
            page.evaluate(AXE)
        return opened[at]

    yield on
    for page in opened.values():
        page.context.close()


def open_view(page: Page, path: str, params: dict[str, str], lang: Lang) -> None:
    page.evaluate(GO, f"/{path}?{urlencode({'lang': lang, **params})}")
    titled = page.locator("h1")
    if "model" in params:
        expect(titled).to_have_text("GPT4")
    else:
        expect(titled).to_have_text(t(f"{path or 'overview'}.title", lang))
    page.wait_for_function(READY)
    page.evaluate(UNFOLD)


def faults(page: Page, rules: tuple[str, ...]) -> list[str]:
    """Serious violations of our own, a line each."""
    found: dict[str, Any] = page.evaluate(RUN, list(rules))
    return [
        f"{fault['id']}: {node['html'][:160]} {(node['any'] or [{}])[0].get('message', '')}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
        for node in fault["nodes"]
        if not is_streamlits(fault["id"], node)
    ]


def is_streamlits(rule: str, node: dict[str, Any]) -> bool:
    pattern, _ = STREAMLITS.get(rule, ("$^", ""))
    return bool(re.search(pattern, node["html"] + json.dumps(node["target"])))


@pytest.mark.parametrize(("at", "path", "params"), LOOKS, ids=named)
def test_no_serious_fault_and_no_sideways_scroll(
    seen: Seen, at: Screen, path: str, params: dict[str, str]
) -> None:
    page = seen(at)
    open_view(page, path, params, at.lang)
    assert faults(page, at.rules) == []
    assert page.evaluate(OVERFLOW) <= 0


def test_who_asked_for_less_motion_sees_none(seen: Seen) -> None:
    page = seen(SCREENS_SEEN[0])
    moving = "e => parseFloat(getComputedStyle(e).transitionDuration) > .01"
    assert page.evaluate(f"[...document.querySelectorAll('*')].filter({moving}).length") == 0


def test_from_the_search_to_a_board_by_keyboard_alone(seen: Seen) -> None:
    at, page = SCREENS_SEEN[0], seen(SCREENS_SEEN[0])
    open_view(page, "", {}, at.lang)
    tab_to(page, "document.activeElement.matches('input[type=text]')")
    page.keyboard.type("SuperCLUE Overall", delay=5)
    expect(page.locator(".bd-found")).to_be_visible()
    page.wait_for_function(READY)
    tab_to(
        page, "document.activeElement.closest('.bd-found') && document.activeElement.href.includes('board=')"
    )
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(t("rankings.title", at.lang))
    expect(page).to_have_title(re.compile("SuperCLUE"))


def tab_to(page: Page, there: str, most: int = 30) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(there):
            return
    raise AssertionError(f"{most} tabs do not lead to {there}")
