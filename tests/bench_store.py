"""How fast a large store is read: 1,000 editions with 480,000 scores, in a folder made for the purpose.

`python tests/bench_store.py` prints the figures beside their bars; exit status 1 where one is missed.
"""

from __future__ import annotations

import contextlib
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cache import index
from cache.leaderboard import Category, Cell, Entry, Leaderboard, LeaderboardId, Role, Table
from cache.store import Provenance, Store

LEADERBOARDS, EDITIONS, MODELS, METRICS = 50, 20, 48, 10
REPEATS = 7
BARS = {"scores from CSVs": 1.0, "scores from index": 0.15}  # seconds


def board(leaderboard: int, edition: int, chance: random.Random) -> Leaderboard:
    metrics = tuple(f"任务{leaderboard}-{number}" for number in range(METRICS))
    header = ("排名", "模型", "机构", *metrics)
    entries = tuple(
        Entry(
            model=f"模型-{chance.randrange(2000)}-Chat",
            scores={name: round(chance.uniform(20, 99), 2) for name in metrics},
            rank=rank,
            attributes={"机构": f"机构{rank % 17}"},
        )
        for rank in range(1, MODELS + 1)
    )
    cells = tuple(
        tuple(map(Cell, (str(at.rank), at.model, at.attributes["机构"], *map(str, at.scores.values()))))
        for at in entries
    )
    return Leaderboard(
        id=LeaderboardId(f"source-{leaderboard % 10}", f"board-{leaderboard}", _edition(edition)),
        category=Category.LLM,
        entries=entries,
        published=Table(f"排行榜（第{edition}期）", header, cells),
        url="https://example.org/",
        roles=(Role.RANK, Role.MODEL, Role.ATTRIBUTE, *[Role.SCORE] * METRICS),
    )


def _edition(number: int) -> str:
    return f"{2023 + number // 12}-{number % 12 + 1:02}"


def fill(store: Store) -> None:
    chance = random.Random(20231101)
    start = datetime(2023, 1, 1, tzinfo=UTC)
    for edition in range(EDITIONS):
        moment = start + timedelta(days=30 * edition)
        provenance = Provenance("https://example.org/", moment, "0" * 64, "bench", moment)
        store.publish((board(number, edition, chance) for number in range(LEADERBOARDS)), provenance)


def best(action: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The shortest of several runs, in seconds: the cores are shared."""
    times = []
    for _ in range(REPEATS):
        before()
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


@contextlib.contextmanager
def filled() -> Iterator[tuple[Path, float]]:
    """A filled store and the seconds it took to fill."""
    with tempfile.TemporaryDirectory(prefix="bangdan-bench-") as folder:
        start = time.perf_counter()
        fill(Store(folder))
        yield Path(folder), time.perf_counter() - start


def measure() -> dict[str, float]:
    """Seconds of each action; every one starts from a Store that has read nothing."""
    with filled() as (root, filling):
        built = root / index.NAME
        scores = Store(root).scores()
        assert len(scores) == LEADERBOARDS * EDITIONS * MODELS * METRICS == 480_000
        found = {
            "scores from CSVs": best(lambda: Store(root).scores(), lambda: built.unlink(missing_ok=True)),
            "scores from index": best(lambda: Store(root).scores()),
            "read the manifest": best(lambda: Store(root).current()),
            "verify every file": best(lambda: Store(root).verify()),
            f"publish {LEADERBOARDS * EDITIONS} editions": filling,
        }
        one = next(iter(Store(root).current()))
        store = Store(root)
        return found | {"read one leaderboard": best(lambda: store.read(one)), "stamp": best(store.stamp)}


def main() -> int:
    missed = 0
    for name, seconds in measure().items():
        bar = BARS.get(name)
        verdict = "" if bar is None else f"  bar {bar:.2f} s  {'ok' if seconds < bar else 'MISSED'}"
        missed += bar is not None and seconds >= bar
        print(f"{name:24} {seconds:8.4f} s{verdict}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
