"""Pages whose tables appear only after JavaScript: drawn by a real browser, fed by this fetch alone."""

from __future__ import annotations

import importlib.util
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import misbehaving
import pytest
from serving import chromium

from cache.leaderboard import Category
from cache.store import Store
from scrapers.boards import Board, BoardSource
from scrapers.errors import AbsentError, FetchError
from scrapers.fetch import Web
from scrapers.refresh import Result, refresh
from scrapers.settings import Limits, Settings

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LIMITS = Limits(connect=1, read=2, deadline=20, body=500_000, retries=0, interval=0)
HERE = Settings(allow_private=True, limits=LIMITS)
SHELL = b"""<!doctype html><meta charset="utf-8"><div id="app"></div><script src="/drawn/app.js"></script>
<img src="/drawn/picture.png"><script>document.cookie = "a=b"</script>"""
SCRIPT = """
fetch("/drawn/rows.json").then(answer => answer.json()).then(rows => setTimeout(() => {
  document.querySelector("#app").innerHTML =
    "<h2>总排行榜（2026年7月）</h2><table><tr><th>模型</th><th>总分</th></tr>"
    + rows.map(row => `<tr><td>${row[0]}</td><td>${row[1]}</td></tr>`).join("") + "</table>";
}, 200));
"""


def single_page_site(to: misbehaving.Visitor, count: int) -> None:
    match to.path.rpartition("/")[2]:
        case "app.js":
            to.answer(SCRIPT.encode(), Content_Type="text/javascript; charset=utf-8")
        case "rows.json":
            to.answer(json.dumps(misbehaving.ROWS).encode(), Content_Type="application/json")
        case _:
            to.answer(SHELL, Content_Type="text/html")


@pytest.fixture
def site() -> Iterator[misbehaving.Site]:
    with misbehaving.running() as running:
        running.faults["drawn"] = single_page_site
        yield running


class Rank(BoardSource):
    name = "rank"
    title = "Rank"
    homepage = "https://example.org"
    boards = (Board("overall", r"榜", Category.LLM),)
    rendered: ClassVar[tuple[str, ...]]


def source_of(url: str) -> Rank:
    Rank.urls = Rank.rendered = (url,)
    return Rank()


def web(url: str, settings: Settings = HERE) -> Web:
    return Web(NOW, settings=settings, rendered=frozenset([url]))


@pytest.fixture
def browser() -> str:
    path = chromium()
    if path is None or importlib.util.find_spec("playwright") is None:
        pytest.skip("no Chromium, or no playwright")
    return path


@pytest.mark.browser
def test_a_page_that_a_script_draws_is_read(site: misbehaving.Site, browser: str, tmp_path: Path) -> None:
    url = f"{site.url}/drawn/rank.html"
    with web(url) as fetch:
        (step,) = refresh(source_of(url), fetch, Store(tmp_path))
    assert step.result is Result.ADDED
    (board,) = Store(tmp_path).current()
    entries = Store(tmp_path).read(board).entries
    assert [(entry.model, entry.scores["总分"]) for entry in entries] == misbehaving.ROWS
    asked = [headers for fault, headers in site.headers if fault == "drawn"]
    assert len(asked) == 3  # no picture
    assert all(headers["User-Agent"].startswith("Bangdan/") for headers in asked)
    assert site.visits["robots"] == 1


@pytest.mark.browser
def test_what_a_page_asks_for_is_held_to_the_same_rules(site: misbehaving.Site, browser: str) -> None:
    with misbehaving.running() as other:
        other.faults["robots"] = lambda to, count: to.answer(b"User-agent: *\nDisallow: /\n")
        script = f"""
            const quiet = () => 0;
            fetch("{other.url}/good/rows.json").catch(quiet);
            fetch("/drawn/rows.json", {{method: "POST"}}).catch(quiet);
            new WebSocket("ws://127.0.0.1:{other.server_address[1]}/good/socket");
            document.body.innerHTML = "<table><tr><td>1</td></tr></table>";
        """
        site.faults["sly"] = lambda to, count: to.answer(
            f"<body><script>{script}</script>".encode(), Content_Type="text/html"
        )
        with web(f"{site.url}/sly/rank.html") as fetch:
            assert b"<td>1</td>" in fetch(f"{site.url}/sly/rank.html").content
        assert set(other.visits) <= {"robots"}
    assert "drawn" not in site.visits


@pytest.mark.browser
@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"<p>nothing to see</p>", "no table appeared in the browser within 2 seconds"),
        (b"<script>for (;;);</script>", "no table appeared in the browser within 2 seconds"),
        (
            b"<table><td>1</table><script>setInterval(() => document.body.append('x'), 5)</script>",
            "still changing after 2 seconds",
        ),
        (
            b"<table><td>1</table><script>document.body.append('x'.repeat(1e6))</script>",
            "longer than 500,000",
        ),
    ],
    ids=["no table", "a script without end", "never settles", "too long"],
)
def test_a_page_that_is_never_done_is_given_up(
    site: misbehaving.Site, browser: str, body: bytes, sentence: str
) -> None:
    site.faults["odd"] = lambda to, count: to.answer(body, Content_Type="text/html")
    url = f"{site.url}/odd/rank.html"
    began = time.monotonic()
    with (
        web(url, replace(HERE, limits=replace(LIMITS, deadline=2))) as fetch,
        pytest.raises(FetchError, match=sentence) as caught,
    ):
        fetch(url)
    assert str(caught.value).startswith(url)
    assert time.monotonic() - began < 12


@pytest.mark.browser
def test_the_page_as_last_drawn_stays_in_use(site: misbehaving.Site, browser: str, tmp_path: Path) -> None:
    url = f"{site.url}/drawn/rank.html"
    with Web(NOW, settings=HERE, state=tmp_path, rendered=frozenset([url])) as fetch:
        drawn = fetch(url)
        site.faults["drawn"] = misbehaving.hang_up
        stale = fetch(url)
    assert stale.stale.startswith("the site broke off the connection; the copy of 2026-11-01")
    assert replace(stale, stale="") == drawn


@pytest.mark.browser
def test_a_drawn_page_the_site_does_not_have_is_absent(site: misbehaving.Site, browser: str) -> None:
    url = f"{site.url}/not_found/rank.html"
    with web(url) as fetch, pytest.raises(AbsentError, match="404"):
        fetch(url)


@pytest.mark.parametrize("missing", ["playwright", "chromium"])
def test_without_the_browser_the_page_is_absent_with_a_hint(
    site: misbehaving.Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    if missing == "playwright":
        monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    else:
        monkeypatch.delenv("BANGDAN_CHROMIUM", raising=False)
        monkeypatch.setenv("PATH", str(tmp_path))
    url = f"{site.url}/drawn/rank.html"
    with web(url) as fetch:
        (step,) = refresh(source_of(url), fetch, Store(tmp_path / "cache"))
    assert step.result is Result.ABSENT
    assert step.why.startswith("no table in the page without JavaScript; to read it, install Chromium and")
