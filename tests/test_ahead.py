"""Pages of several sources, fetched side by side and read in order."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

from scrapers.ahead import HELD, PATIENCE, Ahead


def test_each_source_gives_its_items_in_order_whatever_is_read_first() -> None:
    starts = {name: lambda name=name: iter([f"{name}{number}" for number in range(50)]) for name in "abc"}
    with Ahead(starts) as ahead:
        for name in "cab":
            assert list(ahead.of(name)) == [f"{name}{number}" for number in range(50)]


def test_sources_do_not_wait_for_each_other() -> None:
    met = threading.Barrier(3)

    def meeting() -> Iterator[int]:
        met.wait(2)
        yield 1

    with Ahead(dict.fromkeys("abc", meeting)) as ahead:
        assert [list(ahead.of(name)) for name in "abc"] == [[1], [1], [1]]


def test_no_more_is_fetched_ahead_than_a_little() -> None:
    given = 0

    def many() -> Iterator[int]:
        nonlocal given
        for number in range(1000):
            given += 1
            yield number

    with Ahead({"many": many}) as ahead:
        assert next(ahead.of("many")) == 0
        time.sleep(0.2)
        assert given <= HELD + 2


def test_whoever_stops_waits_for_nothing() -> None:
    begun, over = threading.Event(), threading.Event()

    def endless() -> Iterator[int]:
        begun.set()
        over.wait(10)
        yield 1

    began = time.monotonic()
    with Ahead({"endless": endless}, stop=begun.is_set) as ahead:
        assert list(ahead.of("endless")) == []
        assert time.monotonic() - began < 1
    assert time.monotonic() - began < PATIENCE + 1
    over.set()
