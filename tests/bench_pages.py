"""Every page's rerun beside a bare page's, on the shipped store and on one made large; and its first run."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median

from bars import within
from bench_store import EDITIONS, LEADERBOARDS, METRICS, MODELS, filled
from serving import ROOT, served
from sessions import Session, View, resident_megabytes, seconds, session, views, wait_until_calm

BARE = ROOT / "tests" / "bare_page.py"
RERUNS, RETRIES = 15, 2
SHIPPED, LARGE = 3.0, 5.0  # times a bare page
FIRST = 3.0  # seconds


def reruns(ours: str, bare: Session, views: Mapping[str, View], limit: float) -> Iterator[bool]:
    for name, view in views.items():
        one, other = rerun(ours, bare, view)
        for _ in range(RETRIES):
            if one <= limit * other:
                break
            one, other = rerun(ours, bare, view)
        shown = f"rerun of {name} ({one * 1000:.1f} ms; bare page {other * 1000:.1f} ms)"
        yield within(shown, one / other, limit, "times")


def rerun(ours: str, bare: Session, view: View) -> tuple[float, float]:
    """Medians over runs taken in turn: what else the machine does falls on both alike."""
    query = f"lang=zh&{view.query}"
    with session(ours) as opened:
        opened.run(view.page, query)
        pairs = [(seconds(opened.run, view.page, query), seconds(bare.run, "", "")) for _ in range(RERUNS)]
    return median(one for one, _ in pairs), median(other for _, other in pairs)


def first_runs(ours: str, views: Mapping[str, View]) -> Iterator[bool]:
    """Of each view since the server started."""
    for name, view in views.items():
        with session(ours) as opened:
            took = seconds(opened.run, view.page, f"lang=zh&{view.query}")
        yield within(f"first run of {name}", took, FIRST, "s")


def measure(root: Path | None, what: str, limit: float) -> Iterator[bool]:
    asked = views(root)
    with (
        served(["--workers", "1", *(["--cache", str(root)] if root else [])]) as ours,
        served(script=BARE) as bare,
    ):
        print(f"{what}: what the first readers need is there after {wait_until_calm(ours):.0f} s")
        yield from first_runs(ours.url, asked)
        with session(bare.url) as other:
            other.run("", "")
            yield from reruns(ours.url, other, asked, limit)
        print(f"{what}: {resident_megabytes(ours):.0f} MB resident")


def main() -> int:
    kept = [*measure(None, "the shipped store", SHIPPED)]
    with filled() as (root, _):
        scores = LEADERBOARDS * EDITIONS * MODELS * METRICS
        what = f"{LEADERBOARDS * EDITIONS:,} editions with {scores:,} scores"
        kept += measure(root, what, LARGE)
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
