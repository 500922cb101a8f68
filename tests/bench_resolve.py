"""How long 10,000 names take to resolve, of a catalog already loaded: at most .3 s of one processor.

Once as the boards print them, most many times over, and once each another and none of them known. The catalog
itself is loaded in a process of its own, as a command does that starts.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bars import within

from cache.store import Store
from dashboard.catalog.resolve import resolve

NAMES = 10_000
LIMIT = 0.3  # seconds
LOAD = 0.05  # seconds: all files and the index
UNKNOWN = (
    "Unknown-{}-7B-Chat",
    "nobody/Model_{}-Instruct (Prompt)",
    "Xyzzy{} Large (high)",
    "无名模型{}-Turbo",
    "gpt-{}-mini",
)
FRESH = """
import time
from dashboard.catalog import aliases, index, models, organizations, resolve
start = time.process_time()
models.models(), aliases.aliases(), organizations.organizations(), index.index()
resolve.resolve("gpt-4")
print(time.process_time() - start)
"""


def main() -> int:
    """Prints a line for each limit and returns 1 where one is broken; the best of some runs counts."""
    kept = within("the catalog, loaded", min(seconds_to_load() for _ in range(5)), LOAD, "s")
    resolve("a name that is not in the catalog")
    store = Store()
    entries = [(entry.model, id.source) for id in store.current() for entry in store.read(id).entries]
    asked = list(itertools.islice(itertools.cycle(entries), NAMES))
    printed = within(f"{NAMES:,} printed names resolved", min(seconds(asked) for _ in range(3)), LIMIT, "s")
    runs = [seconds([(name, "") for name in unknown(run)]) for run in range(5)]
    distinct = within(f"{NAMES:,} unknown names resolved", min(runs), LIMIT, "s")
    return int(not (kept and printed and distinct))


def seconds_to_load() -> float:
    root = Path(__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", FRESH], cwd=root, capture_output=True, text=True, check=True, timeout=60
    )
    return float(run.stdout)


def unknown(run: int) -> list[str]:
    """None of them asked in another run."""
    return [UNKNOWN[at % len(UNKNOWN)].format(run * NAMES + at) for at in range(NAMES)]


def seconds(asked: Sequence[tuple[str, str]]) -> float:
    resolve.cache_clear()
    start = time.process_time()
    for name, source in asked:
        resolve(name, source)
    return time.process_time() - start


if __name__ == "__main__":
    raise SystemExit(main())
