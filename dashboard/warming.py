"""What the first readers of a store would wait for, worked out before they ask.

At the start of the server, and whenever the store has changed; and whether its files are still sound.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator

from cache.errors import CacheError, DamagedFile
from cache.leaderboard import Category, Scenario
from dashboard import (
    appearances,
    capabilities_all,
    data,
    models_index,
    models_lists,
    overview_data,
    pager,
    readable,
    revisions_data,
    search_data,
    trends_data,
    upkeep,
)
from dashboard.cards import ROWS
from dashboard.data import Key
from dashboard.ranking.errors import NotEnoughBoards, NothingToCompare
from dashboard.words import LANGS, Lang

LOOKED_EVERY = 5.0  # seconds
CALM = 10  # of 19: how much the thread stands back where threads can


def steps(key: Key) -> Iterator[Callable[[], object]]:
    """What most readers open first, first."""
    yield lambda: data.shelf(key)
    for category in Category:
        yield lambda category=category: overview_data.composite_leaders(key, category, ROWS)  # type: ignore[misc]
    for member in (*Category, *Scenario):
        for board in data.shelf(key).of(member)[:1]:
            yield lambda board=board: overview_data.led(key, readable.newest(key, board).id, ROWS)  # type: ignore[misc]
    yield lambda: overview_data.latest_compared(key)
    yield lambda: appearances.models(key)
    for lang in LANGS:
        yield lambda lang=lang: _in_language(key, lang)  # type: ignore[misc]
    yield lambda: appearances.spreads(key)
    for category in Category:
        yield lambda category=category: capabilities_all.across(key, category)  # type: ignore[misc]
    yield lambda: trends_data.first_board(key)
    yield lambda: revisions_data.corrections(key)
    yield lambda: data.quality(key)
    for scenario in Scenario:
        yield lambda scenario=scenario: overview_data.composite_leaders(key, scenario, ROWS)  # type: ignore[misc]


def _in_language(key: Key, lang: Lang) -> None:
    """The index that is searched, the names of models to choose from, the list of models."""
    search_data.index(key, lang)
    appearances.labels(key, lang)
    models_index.models(key, models_lists.every(key, "models")[: pager.SIZE], lang)


def warm(key: Key, stopped: threading.Event) -> None:
    """What cannot be worked out is passed over: the page that needs it says why."""
    for step in steps(key):
        if stopped.is_set():
            return
        with contextlib.suppress(DamagedFile, NotEnoughBoards, NothingToCompare):
            step()


class Warmer:
    """A thread beside the readers'. They share what is being worked out (`dashboard.once`)."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warming", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        with contextlib.suppress(AttributeError, OSError):  # the system does not tell threads apart
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), CALM)
        warmed = None
        while not self._stopped.is_set():
            with contextlib.suppress(CacheError, OSError):  # a store that cannot be read is looked at again
                key = data.key()
                if key != warmed:
                    warm(key, self._stopped)
                    warmed = key
                upkeep.look_over(key)
            self._stopped.wait(LOOKED_EVERY)
