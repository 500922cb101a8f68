"""Every page opened in Chromium beside a bare page, and first visits over a slow line."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import median

from bars import within
from bench_server import BARE, BYTES_PER_SECOND, IDLE, LATENCY_MS, SETTLED, visit
from playwright.sync_api import Browser, sync_playwright
from serving import CHROMIUM_FLAGS, chromium, served
from sessions import View, seconds, views, wait_until_calm

PAIRS, RETRIES = 3, 2
OPENED = 1.2  # times a bare page
PLAIN, WITH_CHART = 5.0, 7.0  # seconds of a first visit over the slow line
SLOW = ("Overview", "Rankings, table", "Rankings, chart", "Compare, four models", "Models", "Sources")
TWICE = ("Rankings, scatter", "Compare, empty", "Capabilities, all boards")  # pages that another view opens


def shown(view: View) -> str:
    chart = " && document.querySelector('.js-plotly-plot .main-svg')" if view.has_chart else ""
    return f"() => {IDLE} && document.querySelector('h1'){chart}"


def opening(browser: Browser, url: str, settled: str, *, slow: bool = False) -> float:
    """Seconds of a first visit: nothing is in the browser's cache."""
    with visit(browser) as (page, network):
        if slow:
            network.send("Network.enable")
            line = {"offline": False, "latency": LATENCY_MS}
            line |= {"downloadThroughput": BYTES_PER_SECOND, "uploadThroughput": BYTES_PER_SECOND}
            network.send("Network.emulateNetworkConditions", line)

        def look() -> None:
            page.goto(url, wait_until="commit")
            page.wait_for_function(settled)

        return seconds(look)


def opened(browser: Browser, ours: str, bare: str, asked: dict[str, View]) -> Iterator[bool]:
    """Pairs taken in turn: what else the machine does falls on both alike."""
    opening(browser, bare, SETTLED["bare"])
    for name, view in asked.items():
        for _ in range(1 + RETRIES):
            pairs = [
                (opening(browser, ours + view.url, shown(view)), opening(browser, bare, SETTLED["bare"]))
                for _ in range(PAIRS)
            ]
            one, other = (median(column) for column in zip(*pairs, strict=True))
            if one <= OPENED * other:
                break
        what = f"opening {name} in Chromium ({one:.2f} s; bare page {other:.2f} s)"
        yield within(what, one / other, OPENED, "times")


def visits(browser: Browser, ours: str, asked: dict[str, View]) -> Iterator[bool]:
    for name in SLOW:
        view, limit = asked[name], WITH_CHART if asked[name].has_chart else PLAIN
        took = [opening(browser, ours + view.url, shown(view), slow=True)]
        while min(took) > limit and len(took) <= RETRIES:
            took.append(opening(browser, ours + view.url, shown(view), slow=True))
        yield within(f"first visit to {name} over 10 Mbit/s, {LATENCY_MS} ms", min(took), limit, "s")


def main() -> int:
    asked = {name: view for name, view in views().items() if name not in TWICE}
    with served(["--workers", "1"]) as ours, served(script=BARE) as bare, sync_playwright() as playwright:
        wait_until_calm(ours)
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        kept = [*opened(browser, ours.url, bare.url, asked), *visits(browser, ours.url, asked)]
        browser.close()
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
