"""The dashboard beside a bare page served in the same way, both measured in turn."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from bars import within
from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from serving import CHROMIUM_FLAGS, ROOT, chromium, served
from sessions import seconds, session, wait_until_calm

BARE = ROOT / "tests" / "bare_page.py"
IDLE = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"
SETTLED = {
    "overview": f"() => {IDLE} && document.querySelector('h1')",
    "bare": f"() => {IDLE} && document.querySelector('.js-plotly-plot .main-svg')"
    " && document.querySelector('[data-testid=stDataFrame] canvas')",
}
FIRST_RUNS, RERUNS, VISITS = 20, 60, 5
LATENCY_MS = 40
BYTES_PER_SECOND = 10e6 / 8


def first_run(url: str, page: str, query: str) -> None:
    with session(url) as opened:
        opened.run(page, query)


def script_costs(ours: str, bare: str, view: str) -> Iterator[bool]:
    """Medians over runs taken in turn: what else the machine does falls on both alike."""
    rankings, nothing = ("rankings", f"lang=zh&view={view}"), ("", "")
    first_run(ours, *rankings)
    first_run(bare, *nothing)
    firsts = [
        (seconds(first_run, ours, *rankings), seconds(first_run, bare, *nothing)) for _ in range(FIRST_RUNS)
    ]
    yield compared(f"new session's first run of Rankings, {view}", firsts, 3)
    with session(ours) as one, session(bare) as other:
        one.run(*rankings)
        other.run(*nothing)
        reruns = [(seconds(one.run, *rankings), seconds(other.run, *nothing)) for _ in range(RERUNS)]
    yield compared(f"rerun of Rankings, {view}", reruns, 2.5)


def compared(what: str, pairs: list[tuple[float, float]], limit: float) -> bool:
    ours, bare = (median(column) for column in zip(*pairs, strict=True))
    shown = f"{what} ({ours * 1000:.1f} ms; bare page {bare * 1000:.1f} ms)"
    return within(shown, ours / bare, limit, "times")


@contextmanager
def visit(browser: Browser) -> Iterator[tuple[Page, CDPSession]]:
    """A first visit: nothing is in the cache."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="zh-CN")
    page = context.new_page()
    yield page, context.new_cdp_session(page)
    context.close()


def opening(browser: Browser, url: str, kind: str) -> float:
    def look() -> None:
        page.goto(url, wait_until="commit")
        page.wait_for_function(SETTLED[kind])

    with visit(browser) as (page, _):
        return seconds(look)


def moved(browser: Browser, url: str, throttled: bool) -> tuple[float, float]:
    """Bytes received by a first visit to the Overview, WebSocket included, and its seconds."""
    received = [0.0]

    def count(size: float) -> None:
        received[0] += size

    with visit(browser) as (page, network):
        network.send("Network.enable")
        network.on("Network.loadingFinished", lambda event: count(event["encodedDataLength"]))
        network.on("Network.webSocketFrameReceived", lambda event: count(frame_size(event["response"])))
        if throttled:
            limits = {
                "offline": False,
                "latency": LATENCY_MS,
                "downloadThroughput": BYTES_PER_SECOND,
                "uploadThroughput": BYTES_PER_SECOND,
            }
            network.send("Network.emulateNetworkConditions", limits)
        begun = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.wait_for_function(SETTLED["overview"])
        took = time.perf_counter() - begun
        page.wait_for_load_state("networkidle")
        return received[0], took


def frame_size(response: dict[str, str]) -> float:
    """Binary frames are reported in base64."""
    return len(response["payloadData"]) * 3 / 4


def browser_costs(ours: str, bare: str) -> Iterator[bool]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CHROMIUM_FLAGS))
        pairs = [
            (opening(browser, ours, "overview"), opening(browser, bare, "bare")) for _ in range(1 + VISITS)
        ]
        yield compared("opening the Overview in Chromium", pairs[1:], 1)
        size, _ = moved(browser, ours, throttled=False)
        yield within("first visit to the Overview moves", size / 1e6, 1.5, "MB")
        took = median(moved(browser, ours, throttled=True)[1] for _ in range(3))
        yield within("opening the Overview over 10 Mbit/s with 40 ms latency", took, 5, "s")
        browser.close()


def main() -> int:
    with served(["--workers", "1"]) as ours, served(script=BARE) as bare:
        wait_until_calm(ours)
        kept = [
            *script_costs(ours.url, bare.url, "table"),
            *script_costs(ours.url, bare.url, "chart"),
            *browser_costs(ours.url, bare.url),
        ]
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
