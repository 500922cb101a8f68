"""A reader's way in a real Chromium: from a name half remembered to a number, its source and a file."""

from __future__ import annotations

import csv
import io
import re

import pytest
from playwright.sync_api import Locator, Page, expect
from test_browser import OVERFLOW, Open, open_page, query_of, settle

from dashboard.words import t

__all__ = ["open_page"]  # a fixture: it also fails on any error in the console and on any foreign request
pytestmark = pytest.mark.browser
MODEL = "ernie-bot-4.0"
DEEPER = {  # than what a page shows of itself, see test_browser.py
    "rankings": {"board": "superclue-github/overall"},
    "compare": {"m": "ernie-bot-4.0,gpt-4"},
    "trends": {"board": "superclue-github/overall"},
    "capabilities": {"board": "all"},
    "models": {"model": MODEL},
}


def test_from_a_misspelt_name_to_a_number_its_source_and_a_file(open_page: Open) -> None:
    page = open_page("/", lang="zh")
    find(page, "GPT4 trubo", "gpt-4-turbo")
    find(page, "文心一眼4.0", MODEL)
    follow(page, page.locator(".bd-results a").first, "models")

    follow(page, page.locator("a[href^='trends?']").first, "trends")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert query_of(page)["m"] == MODEL
    back(page, "models")

    rival = page.locator("a[href^='compare?']").first
    follow(page, rival, "compare")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert query_of(page)["m"].startswith(f"{MODEL},")
    page.get_by_text(t("table.numbers", "zh"), exact=True).click()
    number = page.locator("a[href^='sources?'][href*='cell=']").first
    expect(number).to_be_visible()
    score = number.inner_text()
    follow(page, number, "sources")

    evidence = page.locator(".bd-cell")
    expect(evidence.locator("code").first).to_contain_text(score.rstrip("0").rstrip("."))
    assert evidence.locator("a[href^='https://']").count() > 0
    follow(page, evidence.locator("a[href^='rankings?']"), "rankings")

    assert any(float(score) == value for value in numbers(downloaded(page)))
    for name in ("sources", "compare", "models", ""):
        back(page, name)
    assert page.get_by_role("textbox").first.input_value() == "文心一眼4.0"


def find(page: Page, text: str, model: str) -> None:
    """The model comes first of what the Overview finds, while it is typed."""
    page.get_by_role("textbox").first.fill(text)
    expect(page.locator(".bd-results a").first).to_have_attribute("href", re.compile(f"model={model}$"))


def follow(page: Page, link: Locator, name: str) -> None:
    link.click()
    arrived(page, name)


def back(page: Page, name: str) -> None:
    page.go_back()
    arrived(page, name)


def arrived(page: Page, name: str) -> None:
    """The address is of the page, and what it shows is drawn."""
    page.wait_for_url(re.compile(rf"//[^/]+/{name}\?"))
    place = t(f"nav.{name or 'overview'}", "zh")
    expect(page).to_have_title(re.compile(f"(^| · ){place} · "))
    settle(page)


def downloaded(page: Page) -> list[list[str]]:
    page.get_by_text(t("export.label", "zh")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=t("export.csv", "zh"), exact=True).click()
    content = download.value.path().read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def numbers(rows: list[list[str]]) -> list[float]:
    cells = (cell for row in rows for cell in row)
    return [float(cell) for cell in cells if re.fullmatch(r"-?\d+(\.\d+)?", cell)]


def test_on_a_phone_no_view_scrolls_sideways(open_page: Open) -> None:
    page = open_page("/about", 390, lang="zh")
    origin = page.url.partition("/about")[0]
    for name, query in DEEPER.items():
        said = "&".join(f"{key}={value}" for key, value in {"lang": "zh", **query}.items())
        page.goto(f"{origin}/{name}?{said}")
        settle(page)
        assert page.evaluate(OVERFLOW) <= 0, name


def test_on_a_phone_the_model_stays_in_sight_while_its_scores_go_by(open_page: Open) -> None:
    page = open_page("/rankings", 390, lang="zh", board="superclue-github/overall")
    table = page.get_by_test_id("stDataFrame").first
    table.scroll_into_view_if_needed()
    before = settled(page, table)
    scrolled = table.locator(".dvn-scroller").evaluate(
        "box => { box.scrollLeft = 160; return box.scrollLeft }"
    )
    assert scrolled > 0
    after = settled(page, table, unlike=before)
    assert before[0] == after[0]
    assert before[1] != after[1]


def settled(page: Page, table: Locator, unlike: object = None) -> tuple[bytes, bytes]:
    """What the table shows once it stands still, and no more as `unlike`."""
    last, alike = strips(page, table), 0
    for _ in range(300):
        page.wait_for_timeout(100)
        last, before = strips(page, table), last
        alike = alike + 1 if last == before else 0
        if alike > 2 and last != unlike:
            break
    return last


def strips(page: Page, table: Locator) -> tuple[bytes, bytes]:
    """What the table shows at its left, where the models stand, and at its right."""
    box = table.bounding_box()
    assert box is not None
    part = {"y": box["y"] + 4, "width": 90, "height": 200}
    left = page.screenshot(clip={"x": box["x"] + 4, **part})  # type: ignore[typeddict-item]
    right = page.screenshot(clip={"x": box["x"] + box["width"] - 110, **part})  # type: ignore[typeddict-item]
    return left, right
