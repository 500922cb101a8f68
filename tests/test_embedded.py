"""Views in somebody else's page."""

from dataclasses import replace
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import requests
import serving
from exhibit_store import shipped
from page_store import small_store
from playwright.sync_api import Browser, expect
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from dashboard import data, embedded, embedded_table, exhibits
from dashboard.exhibit import Exhibit, UnknownChoice, WrongValue
from dashboard.exports.lines import wrapped
from dashboard.exports.metadata import unique
from dashboard.server import Guard

VIEW = "https://example.org/bangdan/rankings?lang=en&board=a/b&q=%22%3Cb%3E"
OTHER = "https://magazine.example"


async def page(scope, receive, send):
    await PlainTextResponse("page")(scope, receive, send)


def asked(path: str, *origins: str) -> TestClient:
    return TestClient(Guard(page, origins)).get(path)


def test_nobody_else_may_frame_anything_unless_the_operator_says_so():
    answer = asked("/rankings?embed=true")
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self';" in answer.headers["content-security-policy"]


def test_an_embedded_view_may_be_framed_by_the_named_sites_only():
    answer = asked("/rankings?embed=true", OTHER)
    assert "x-frame-options" not in answer.headers
    assert f"frame-ancestors 'self' {OTHER};" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/rankings", "/rankings?embed=false", "/rankings?embed=1", "/a/b?embed=true", "/x.js?embed=true"]
)
def test_whole_pages_are_never_framed(path):
    assert asked(path, OTHER).headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize("path", ["/", "/sources", "/about", "/nowhere", "//sources", "/rankings/sources"])
def test_pages_without_a_view_for_frames_are_never_framed(path):
    answer = asked(f"{path}?embed=true", OTHER)
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self';" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("page", exhibits.pages())
def test_every_page_with_a_view_for_frames_may_be_framed(page):
    assert "x-frame-options" not in asked(f"/{page}?embed=true", OTHER).headers


def test_the_snippet_is_inert_and_leads_to_the_view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    small_store(tmp_path)
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    shown = exhibits.of("rankings", data.key(), {"view": "chart"}, "en")
    html = embedded.snippet(shown, VIEW, "dark")
    assert html.removesuffix(embedded.FITTING).count("<") == 2  # a frame
    address = unescape(html.partition('src="')[2].partition('"')[0])
    query = parse_qs(urlsplit(address).query)
    assert (query["q"], query["embed"], query["embed_options"]) == (['"<b>'], ["true"], ["dark_theme"])
    assert int(html.partition('height="')[2].partition('"')[0]) > shown.figure("dark", False).layout.height
    assert embedded.unframed(address) == embedded.unframed(VIEW)


def test_a_frame_is_as_high_as_its_words_need(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    small_store(tmp_path)
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    shown = exhibits.of("rankings", data.key(), {"view": "chart"}, "en")
    wordy = replace(
        shown, title="a long title " * 20, subtitle="", legend=lambda theme: [("red", "one " * 9)] * 4
    )

    def height(exhibit: Exhibit) -> int:
        return int(embedded.snippet(exhibit, VIEW, "light").partition('height="')[2].partition('"')[0])

    lines = len(wrapped(wordy.title, embedded.COLUMN, embedded.TITLE, bold=True))
    assert lines > 2
    assert (
        height(wordy) - height(replace(shown, subtitle="", legend=None)) >= (lines - 1) * embedded.LINE + 25
    )


@pytest.mark.browser
def test_a_frame_fits_itself_to_a_phone(live: serving.Served, browser: Browser):
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"
    context = browser.new_context(viewport={"width": 390, "height": 900}, user_agent=agent)
    page = context.new_page()
    page.goto(f"{live.url}/healthz")
    page.set_content(f'<iframe src="{live.url}/rankings?embed=true" height="100"></iframe>{embedded.FITTING}')
    higher = "parseInt(document.querySelector('iframe').style.height) > 300"
    page.wait_for_function(higher, timeout=serving.LONGEST)
    expect(page.frames[1].locator(".js-plotly-plot").first).to_be_visible(timeout=serving.LONGEST)
    page.frames[1].wait_for_function(
        "(main => main.scrollHeight - main.clientHeight < 4)(document.querySelector('[data-testid=stMain]'))"
    )
    context.close()


@pytest.mark.browser
def test_a_narrow_frame_gets_the_chart_of_a_phone_on_any_machine(live: serving.Served, browser: Browser):
    context = browser.new_context(viewport={"width": 390, "height": 900})
    page = context.new_page()
    page.goto(f"{live.url}/capabilities?lang=en&embed=true")
    for width, name in ((390, "narrow"), (640, "column"), (1000, "wide")):
        page.set_viewport_size({"width": width, "height": 900})
        charts = page.locator(f".st-key-frame_is_{name} .js-plotly-plot").filter(visible=True)
        expect(charts).to_have_count(1, timeout=serving.LONGEST)  # Streamlit draws anew beside the old one
    context.close()


@pytest.mark.browser
def test_a_frame_shows_the_chart_alone_in_the_theme_of_its_link(live: serving.Served, browser: Browser):
    context = browser.new_context(viewport={"width": 800, "height": 900}, locale="en-US")
    shown, board = context.new_page(), "superclue-github%2Foverall"
    shown.goto(f"{live.url}/rankings?lang=en&board={board}&embed=true&embed_options=dark_theme")
    expect(shown.locator(".js-plotly-plot").first).to_be_visible(timeout=serving.LONGEST)
    expect(shown.get_by_text("Open in Bangdan")).to_be_visible()
    assert shown.get_by_test_id("stSelectbox").count() == 0
    background = shown.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert background == "rgb(20, 23, 28)"
    link = shown.get_by_text("Open in Bangdan").get_attribute("href") or ""
    assert link == f"{live.url}/rankings?lang=en&board={board}"
    assert requests.get(link, timeout=10).ok
    context.close()


@pytest.mark.parametrize(
    "asked",
    ["compare?lang=en&m=gpt-4%2Cgpt-4o", "models?lang=en&model=gpt-4", "capabilities?lang=zh&cat=llm&org="],
)
def test_the_way_back_leads_to_the_same_view(asked: str, monkeypatch: pytest.MonkeyPatch):
    url = "https://example.org/below/" + asked
    parts = urlsplit(url)
    params = dict(parse_qsl(parts.query, keep_blank_values=True))
    context = SimpleNamespace(url=url.partition("?")[0])  # as Streamlit tells it
    monkeypatch.setattr(embedded.st, "context", context)
    html = embedded._way_back({**params, "theme": "dark"}, "en" if params["lang"] == "en" else "zh")
    whole = urlsplit(unescape(html.partition('href="')[2].partition('"')[0]))
    assert whole.path == parts.path
    assert dict(parse_qsl(whole.query, keep_blank_values=True)) == params


@pytest.mark.parametrize(
    ("page", "params", "zh", "en"),
    [
        ("rankings", {"board": "no/such"}, "这里没有榜单 no/such。", "There is no board no/such here."),
        ("composite", {"w": "x:y"}, "基准权重 x:y 不能用。", "The benchmark weight x:y is not possible."),
        ("composite", {"mincov": "99"}, "基准数 99 不能用。", "The number of benchmarks 99 is not possible."),
        ("models", {}, "地址里没有指定模型。", "The address names no model."),
    ],
)
def test_a_frame_says_in_the_readers_language_why_it_has_nothing(key: data.Key, page, params, zh, en):
    for lang, said in (("zh", zh), ("en", en)):
        with pytest.raises(UnknownChoice) as raised:
            exhibits.of(page, key, params, lang)
        assert embedded._why_nothing(raised.value, lang) == said


@pytest.mark.parametrize("page", exhibits.pages())
def test_every_parameter_has_a_name_in_both_languages(page):
    for name in exhibits.parameters(page):
        wrong = WrongValue(name, "x", "whatever")
        assert embedded._why_nothing(wrong, "zh") != embedded._why_nothing(wrong, "en")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_frame_takes_its_theme_from_an_address_as_pictures_do(theme):
    client = TestClient(Guard(page, (OTHER,)))
    answer = client.get(f"/rankings?embed=true&theme={theme}&board=a%2Fb", follow_redirects=False)
    assert answer.status_code == 307
    query = parse_qs(urlsplit(answer.headers["location"]).query)
    assert query == {"embed": ["true"], "embed_options": [f"{theme}_theme"], "board": ["a/b"]}
    assert OTHER in answer.headers["content-security-policy"]


def test_a_frame_keeps_its_other_options_and_what_is_empty_when_it_takes_a_theme():
    asked = "/trends?embed=true&theme=dark&embed_options=show_toolbar&embed_options=light_theme&m="
    answer = TestClient(Guard(page)).get(asked, follow_redirects=False)
    query = parse_qs(urlsplit(answer.headers["location"]).query, keep_blank_values=True)
    assert query == {"embed": ["true"], "embed_options": ["show_toolbar", "dark_theme"], "m": [""]}


@pytest.mark.parametrize("path", ["/rankings?theme=dark", "/rankings?embed=true&theme=blue"])
def test_no_other_address_is_sent_on(path):
    assert TestClient(Guard(page)).get(path, follow_redirects=False).status_code == 200


def test_the_snippet_keeps_its_board_and_follows_its_editions(key: data.Key):
    shown = exhibits.of("rankings", key, {}, "en")
    html = embedded.snippet(shown, "https://example.org/rankings?lang=en", "light")
    query = parse_qs(urlsplit(unescape(html.partition('src="')[2].partition('"')[0])).query)
    board, edition = shown.pinned["board"], shown.pinned["edition"]
    assert query["board"] == [board]
    assert "edition" not in query
    assert edition not in html.partition('title="')[2].partition('"')[0]
    kept = embedded.snippet(shown, f"https://example.org/rankings?edition={edition}", "light")
    assert edition in kept.partition('title="')[2].partition('"')[0]


def test_a_framed_table_is_drawn_as_its_page_draws_it(key: data.Key, monkeypatch: pytest.MonkeyPatch):
    seen: list[object] = []
    monkeypatch.setattr(embedded.drawn, "table", lambda *asked: seen.append(asked[1]))
    monkeypatch.setattr(embedded.controls, "theme", lambda: "light")
    params = {"board": "superclue-github/overall", "view": "table", "metric": "OPT", "edition": "latest"}
    embedded._draw_ranking(key, params, "en", compact=False)
    assert [(at.id.edition, at.metric) for at in seen] == [("2023-12", "OPT")]


@pytest.mark.parametrize(
    ("page", "params", "row"),
    [
        ("composite", {"cat": "llm"}, ["1", "62.9", "35.5"]),
        ("capabilities", {"board": "bfcl/overall"}, ["77.47", "88.58"]),
        ("capabilities", {"cat": "llm", "board": "all"}, ["99.5", "–", "100.0"]),
        ("models", {"model": "phi-4"}, ["3.7", "–", "98%"]),
        ("compare", {"m": "claude-opus-4.5-20251101,claude-sonnet-4.5-20250929"}, ["77.47", "73.24", "4.23"]),
        ("trends", {"board": "superclue-github/overall", "y": "score"}, ["89.79", "–"]),
        (
            "rankings",
            {"board": "superclue-github/overall", "view": "changes", "against": "2023-11"},
            ["–", "79.02"],
        ),
    ],
)
def test_a_framed_table_prints_the_decimals_of_its_page(page, params, row):
    if page == "compare":
        params = {**params, "board": "bfcl/overall"}
    shown = exhibits.of(page, shipped(), params, "en")
    drawn = embedded_table.styled(shown)
    lines = drawn._translate(False, False)["body"]
    texts = [cell["display_value"] for cell in lines[0] if cell["type"] == "td"]
    assert set(row) <= set(texts), texts
    assert not {"<NA>", "nan", "None"} & {cell["display_value"] for line in lines for cell in line}
    assert drawn.data.dtypes.tolist() == unique(shown.table).dtypes.tolist(), "numbers stay numbers"


def test_a_change_has_its_sign_and_none_is_a_bare_zero():
    params = {"board": "superclue-github/overall", "view": "changes", "against": "2023-11"}
    shown = exhibits.of("rankings", shipped(), params, "en")
    assert shown.printed
    change = shown.printed()["Change"]
    assert [change(moved) for moved in (3, -2, 0)] == ["+3", "-2", "0"]


def test_a_frame_says_what_its_marks_mean():
    shown = exhibits.of("composite", data.key(), {"cat": "llm"}, "en")
    said = embedded._notes(embedded._said(shown, "light", "column"))
    assert any("●" in note or "hollow" in note.lower() for note in said), said
    assert not {*said} & {*shown.notices}
