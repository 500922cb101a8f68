"""How the shipped store was made: stored copies of the pages, read by the sources as they are.

`python tests/shipped_store.py SHARED CACHE` makes it again; SHARED holds the folders `pages` and
`reconstructed`. On a store that is already there it changes nothing.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Container
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from cache.store import Store
from scrapers.mirror import Mirrors
from scrapers.refresh import Step, refresh
from scrapers.saved import saved_page, take_in
from scrapers.source import Page, all_sources

DATA = "www.superclueai.com/data"


class Run(NamedTuple):
    """One refresh. `files` are the pages to take, all of the mirror where there are none."""

    sources: tuple[str, ...]
    mirror: str
    files: tuple[str, ...]
    retrieved: str
    note: str


# The copies were read in November 2026 on a day nobody wrote down; the first of the month claims least.
GITHUB = tuple(source.name for source in all_sources() if source.name != "superclue")
RUNS = (
    Run(
        GITHUB,
        "pages",
        (),
        "2026-11-01",
        "读自仓库文件的存档（2026 年 11 月） / a stored copy of the repository file, read in November 2026",
    ),
    Run(
        ("superclue",),
        "reconstructed",
        (f"{DATA}/generalboard/2026年3月.xlsx", f"{DATA}/multimodal_list/Image/2026年3月.xlsx"),
        "2026-04-30",
        "由第三方对官方工作簿的抓取重建（xiaoout2023-pixel/aixfutureapi，2026-04-30 抓取）"
        " / rebuilt from a third-party capture of the official workbook"
        " (xiaoout2023-pixel/aixfutureapi, captured 2026-04-30)",
    ),
    Run(
        ("superclue",),
        "reconstructed",
        (f"{DATA}/generalboard/2026年7月.xlsx", f"{DATA}/multimodal_list/VLM/2026年7月.xlsx"),
        "2026-09-03",
        "由第三方对官方工作簿的抓取重建（kskk666999-lgtm/ai-model-atlas，2026-09-03 抓取），"
        "名次列与其他工作表未被抓取"
        " / rebuilt from a third-party capture of the official workbook"
        " (kskk666999-lgtm/ai-model-atlas, captured 2026-09-03);"
        " its rank column and its other sheets were not captured",
    ),
)
CAPTURE = "raw.githubusercontent.com/xiaoout2023-pixel/aixfutureapi/f6de1030a3f82315af5fbc346f1ed5f951743a70"


class Import(NamedTuple):
    """A page taken in by hand, as `python -m scrapers import` does it."""

    source: str
    path: str  # under pages/; behind https:// it is also where a reader can open it
    edition: str
    retrieved: str
    note: str


# The arenas stood in the script of the site, which nobody kept; what is left is a capture of their figures.
IMPORTS = tuple(
    Import(
        "superclue",
        f"{CAPTURE}/data/leaderboard/multimodal_{arena}.json",
        "2026-04",
        "2026-04-30",
        "第三方对官网对战榜的抓取（xiaoout2023-pixel/aixfutureapi，2026-04-30 抓取），期次按抓取月份"
        " / a third-party capture of the site's arena (xiaoout2023-pixel/aixfutureapi, captured 2026-04-30);"
        " its edition is the month of the capture",
    )
    for arena in ("t2v", "i2v", "r2v", "tts")
)


class Dated(Mirrors):
    """A mirror that knows when a running file was last committed: its figures stood from then on."""

    def __init__(self, shared: Path, folder: Path, retrieved: datetime, note: str) -> None:
        super().__init__((folder,), retrieved, note)
        listed = json.loads((shared / "pages" / "MORE-INDEX.json").read_bytes())
        self._committed = {
            each["url"]: datetime.fromisoformat(each["file_commit_date"]).astimezone(UTC)
            for each in listed
            if "file_commit_date" in each
        }

    def __call__(self, url: str) -> Page:
        page = super().__call__(url)
        return replace(page, as_of=self._committed.get(unquote(url)))


def ship(shared: Path, cache: Path, only: Container[str] | None = None) -> list[Step]:
    """All runs and imports into one store; what became of each table. `only`: of these sources."""
    steps: list[Step] = []
    wanted = {source.name: source for source in all_sources() if only is None or source.name in only}
    for run in RUNS:
        with tempfile.TemporaryDirectory() as folder:
            mirror = shared / run.mirror
            for name in run.files:
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(mirror / name, Path(folder) / name)
            retrieved = datetime.fromisoformat(run.retrieved).replace(tzinfo=UTC)
            fetch = Dated(shared, Path(folder) if run.files else mirror, retrieved, run.note)
            for name in sorted(wanted.keys() & set(run.sources)):
                steps += refresh(wanted[name], fetch, Store(cache))
    for each in (each for each in IMPORTS if each.source in wanted):
        source = wanted[each.source]
        page = saved_page(
            shared / "pages" / each.path,
            source,
            url=f"https://{each.path}",
            edition_id=each.edition,
            retrieved_at=datetime.fromisoformat(each.retrieved).replace(tzinfo=UTC),
            note=each.note,
        )
        steps += take_in(page, source, Store(cache))
    return steps


if __name__ == "__main__":
    failures = [step for step in ship(Path(sys.argv[1]), Path(sys.argv[2])) if step.is_failure]
    sys.exit("\n".join(f"{step.what}: {step.why}" for step in failures) or 0)
