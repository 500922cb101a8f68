"""The dashboard in a real Chromium: every page in both languages, wide and on a phone."""

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from serving import LONGEST, SCREENS, Served, served

from cache.leaderboard import LeaderboardId, Standing
from cache.store import Store
from dashboard import frontend
from dashboard.words import Lang, t

expect.set_options(timeout=LONGEST)
pytestmark = pytest.mark.browser

IDLE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
OVERFLOW = "document.scrollingElement.scrollWidth - window.innerWidth"
BOARD = "superclue-github/overall"
Open = Callable[..., Page]


@pytest.fixture
def open_page(contexts: dict[int, BrowserContext], live: Served) -> Iterator[Open]:
    """Opens a page; at the end no error may have been logged and nothing asked of another host."""
    pages, errors, foreign = list[Page](), list[str](), set[str]()
    host = urlsplit(live.url).netloc

    def opened(
        path: str, width: int = 1440, prepare: Callable[[Page], None] | None = None, **query: str
    ) -> Page:
        page = contexts[width].new_page()
        pages.append(page)
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda asked: foreign.add(asked.url) if is_foreign(asked.url, host) else None)
        if prepare:
            prepare(page)
        page.goto(f"{live.url}{path}?{urlencode(query)}" if query else live.url + path)
        settle(page)
        return page

    yield opened
    for page in pages:
        page.close()
    for context in contexts.values():
        context.clear_cookies()
    assert errors == []
    assert foreign == set()


def is_foreign(url: str, host: str) -> bool:
    asked = urlsplit(url)
    return asked.scheme not in {"data", "blob"} and asked.netloc != host


def settle(page: Page) -> None:
    """Wait until the script has run; an error it raised is on the page by then."""
    page.wait_for_function(IDLE)
    expect(page.locator("h1")).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0, page.get_by_test_id("stException").inner_text()


def query_of(page: Page) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(urlsplit(page.url).query).items()}


@pytest.mark.parametrize("width", SCREENS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_opens(open_page: Open, live: Served, lang: Lang, width: int) -> None:
    page = open_page("/", width, lang=lang)
    for path, name in frontend.PAGES.items():
        page.goto(f"{live.url}/{path}?lang={lang}")
        expect(page.get_by_role("heading", level=1)).to_have_text(t(f"{name}.title", lang))
        settle(page)
        expect(page).to_have_title(re.compile(f"(^| · ){t(f'nav.{name}', lang)} · Bangdan 榜单$"))
        assert page.locator("html").get_attribute("lang") == frontend.TAGS[lang]
        assert page.evaluate(OVERFLOW) <= 0, name
        assert query_of(page)["lang"] == lang


@pytest.mark.parametrize("width", SCREENS)
def test_a_chart_opens_without_scrolling_sideways(open_page: Open, width: int) -> None:
    page = open_page("/rankings", width, lang="zh", board=BOARD, view="chart")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert page.evaluate(OVERFLOW) <= 0


def test_a_control_changes_the_link_and_the_link_gives_the_same_view(open_page: Open) -> None:
    page = open_page("/rankings", lang="en", board=BOARD)
    choose(page, t("rankings.edition", "en"), "2023-10")
    page.wait_for_url(lambda url: "edition=2023-10" in url)
    page.get_by_text(t("rankings.chart", "en"), exact=True).first.click()
    page.wait_for_url(lambda url: "view=chart" in url)
    settle(page)
    plot = chart(page)
    drawn = plot.text_content() or ""

    page.reload()
    settle(page)
    assert query_of(page) == {"lang": "en", "board": BOARD, "edition": "2023-10", "view": "chart"}
    expect(chart(page)).to_have_text(drawn)
    expect(chart(open_page("/rankings", **query_of(page)))).to_have_text(drawn)


def chart(page: Page) -> Locator:
    """The one that is shown; Streamlit draws anew beside the old one."""
    found = page.locator(".js-plotly-plot").filter(visible=True)
    expect(found).to_have_count(1)
    return found


def choose(page: Page, label: str, option: str) -> None:
    """Pick from a select box."""
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def test_the_language_switch_keeps_the_view(open_page: Open) -> None:
    page = open_page("/rankings", lang="zh", board=BOARD, edition="2023-10")
    page.get_by_role("radio", name="EN").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(t("rankings.title", "en"))
    page.wait_for_url(lambda url: "lang=en" in url)
    assert query_of(page) == {"lang": "en", "board": BOARD, "edition": "2023-10"}


def test_the_csv_is_what_is_shown(open_page: Open) -> None:
    page = open_page("/rankings", lang="zh", board=BOARD, edition="2023-12", ref="0")
    page.get_by_text(t("export.label", "zh")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=t("export.csv", "zh"), exact=True).click()
    assert download.value.suggested_filename.endswith(".csv")
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    for _ in range(8):  # over connections of their own: whichever process answers
        assert requests.get(download.value.url, timeout=60).content == content
    header, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    published = Store().read(LeaderboardId("superclue-github", "overall", "2023-12"))
    ranked = [entry.model for entry in published.entries if entry.standing is Standing.ENTRANT]
    assert [row[header.index(t("column.model", "zh"))] for row in rows] == ranked


def test_the_chart_is_downloaded_as_html(open_page: Open) -> None:
    page = open_page("/rankings", lang="en", board=BOARD, view="chart")
    page.get_by_text(t("export.label", "en")).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=t("export.html", "en"), exact=True).click()
    content = download.value.path().read_text(encoding="utf-8")
    assert content.lstrip().lower().startswith("<!doctype html>")
    assert "plotly" in content


@pytest.mark.parametrize(
    ("name", "lang"), [("board", "zh"), ("edition", "en"), ("metric", "zh"), ("cat", "en")]
)
def test_an_unknown_id_in_a_link_is_said_in_one_line(open_page: Open, name: str, lang: Lang) -> None:
    others = {"board": BOARD} if name in {"edition", "metric"} else {}
    page = open_page("/rankings", lang=lang, **others, **{name: "no-such-id"})
    said = page.get_by_test_id("stAlert").filter(has_text="no-such-id")
    expect(said).to_have_count(1)
    assert name not in query_of(page) or query_of(page)[name] != "no-such-id"


def test_the_menu_leads_from_page_to_page(open_page: Open) -> None:
    page = open_page("/", lang="en")
    for name in ("rankings", "sources", "overview"):
        page.get_by_role("link", name=t(f"nav.{name}", "en"), exact=True).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(t(f"{name}.title", "en"))
        page.wait_for_url(lambda url: "lang=en" in url)


def test_a_click_refreshes_where_the_operator_lets_readers(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that is empty, filled from a folder that stands in for the web."""
    pages = Path(__file__).parent / "examples/math24o/pages"
    monkeypatch.setenv("BANGDAN_MIRROR", str(pages))
    with served(["--cache", str(tmp_path), "--allow-refresh"]) as server:
        page = browser.new_context(**SCREENS[1440], locale="en-US").new_page()
        page.goto(f"{server.url}/sources?lang=en")
        settle(page)
        button = page.get_by_role("button", name=t("refresh.now", "en"))
        expect(page.get_by_text(t("app.empty", "en"))).to_be_visible()
        button.click()
        expect(page.get_by_role("progressbar").first).to_be_visible()
        expect(button).to_be_disabled()
        expect(page.get_by_text(t("refresh.done", "en"), exact=True)).to_be_visible()
        expect(button).to_be_enabled()
        page.get_by_text(t("sources.refreshes", "en"), exact=True).click()
        expect(page.get_by_role("cell", name="Math24o").first).to_be_visible()
        page.context.close()
    assert [id.source for id in Store(tmp_path).current()] == ["math24o"]
