"""How the shipped store was made: stored copies of the pages, read by the sources as they are.

`python tests/shipped_store.py SHARED CACHE` makes it again; SHARED holds the folders `pages` and
`reconstructed`. On a store that is already there it changes nothing.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cache.store import Store
from scrapers.fetch import Mirrors
from scrapers.refresh import Step, refresh
from scrapers.source import all_sources

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


def ship(shared: Path, cache: Path) -> list[Step]:
    """All runs into one store; what became of each table."""
    steps: list[Step] = []
    for run in RUNS:
        with tempfile.TemporaryDirectory() as folder:
            mirror = shared / run.mirror
            for name in run.files:
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(mirror / name, Path(folder) / name)
            retrieved = datetime.fromisoformat(run.retrieved).replace(tzinfo=UTC)
            fetch = Mirrors((Path(folder) if run.files else mirror,), retrieved, run.note)
            for source in all_sources():
                if source.name in run.sources:
                    steps += refresh(source, fetch, Store(cache))
    return steps


if __name__ == "__main__":
    failures = [step for step in ship(Path(sys.argv[1]), Path(sys.argv[2])) if step.is_failure]
    sys.exit("\n".join(f"{step.what}: {step.why}" for step in failures) or 0)
