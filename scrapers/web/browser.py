"""Pages whose tables appear only after JavaScript, drawn by the system's Chromium: an optional extra.

The browser has no network of its own: what it asks for is fetched like any page, within the same limits.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapers.errors import DownError, FetchError
from scrapers.settings import Limits
from scrapers.web.exchange import Answer

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NEEDED = ("document", "script", "xhr", "fetch", "other")  # of what a page asks for; not how it looks
NOWHERE = "http://127.0.0.1:9"  # the discard port, as a proxy: for whatever is not intercepted
MOST = 200  # requests of one page
SETTLED = 0.5  # seconds without a change after which the tables count as drawn
_TABLE = "() => document.querySelector('table td') !== null"
_LENGTH = "() => document.documentElement.outerHTML.length"
_MARKUP = "() => document.documentElement.outerHTML"


def executable() -> str | None:
    """The Chromium that BANGDAN_CHROMIUM names, else one on the PATH."""
    return os.environ.get("BANGDAN_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def is_there() -> bool:
    return importlib.util.find_spec("playwright") is not None and executable() is not None


def draw(url: str, ask: Callable[[str], Answer], limits: Limits) -> bytes:
    """The page's HTML, as UTF-8, once a table stands in it. Raises FetchError.

    In a thread of its own, since Playwright refuses to work where an event loop already runs.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(_draw, url, ask, limits).result()


def _draw(url: str, ask: Callable[[str], Answer], limits: Limits) -> bytes:
    from playwright.sync_api import Error, sync_playwright

    failures: list[FetchError] = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=executable(),
                args=["--disable-gpu", "--disable-background-networking", "--no-first-run"],
                chromium_sandbox=not _is_root(),  # Chromium as root runs without a sandbox or not at all
                proxy={"server": NOWHERE},
            )
            try:
                page = browser.new_page(service_workers="block", accept_downloads=False)
                page.route("**/*", _Supply(url, ask, failures))
                content = _drawn(page, url, limits)
            finally:
                browser.close()
    except Error as error:
        if failures:
            raise failures[0] from error
        raise DownError(f"{url}: {_reason(error, limits)}") from error
    if len(content) > limits.body:
        raise FetchError(f"{url}: the page as drawn is longer than {limits.body:,} bytes")
    return content


class _Supply:
    """Answers what a page asks for. `failures` takes those of the page itself; the rest is its own affair."""

    def __init__(self, url: str, ask: Callable[[str], Answer], failures: list[FetchError]) -> None:
        self._url = url
        self._ask = ask
        self._failures = failures
        self._asked = 0

    def __call__(self, route: Route) -> None:
        request = route.request
        self._asked += 1
        wanted = request.resource_type in NEEDED and request.method == "GET" and self._asked <= MOST
        if not wanted or urlsplit(request.url).scheme not in ("http", "https"):
            route.abort()
            return
        try:
            answer = self._ask(request.url)
        except FetchError as error:
            if request.url == self._url:
                self._failures.append(error)
            route.abort()
            return
        headers = {name: text for name, text in answer.headers.items() if name.lower() not in _PACKING}
        route.fulfill(status=answer.status, headers=headers, body=answer.content)


_PACKING = frozenset(["content-encoding", "content-length", "transfer-encoding", "connection"])


def _drawn(page: Page, url: str, limits: Limits) -> bytes:
    """Only calls that end in time: a script may never yield."""
    end = time.monotonic() + limits.deadline

    def left() -> float:  # milliseconds
        return max(1.0, (end - time.monotonic()) * 1000)

    page.goto(url, wait_until="commit", timeout=left())
    page.wait_for_function(_TABLE, timeout=left())
    before = -1
    while (length := page.wait_for_function(_LENGTH, timeout=left()).json_value()) != before:
        before = length
        page.wait_for_timeout(min(SETTLED * 1000, left()))
        if time.monotonic() >= end:
            raise DownError(f"{url}: the page was still changing after {limits.deadline:g} seconds")
    markup: str = page.wait_for_function(_MARKUP, timeout=left()).json_value()
    return b"<!DOCTYPE html>" + markup.encode("utf-8", "replace")


def _reason(error: Exception, limits: Limits) -> str:
    if type(error).__name__ == "TimeoutError":
        return f"no table appeared in the browser within {limits.deadline:g} seconds"
    return f"the browser could not draw the page ({str(error).splitlines()[0]})"


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
