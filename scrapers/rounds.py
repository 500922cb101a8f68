"""A round: one refresh of several sources, alone in its store.

It says how far it is while it runs, notes what became of every source, and ends after the page in hand when
it is asked to.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from types import FrameType
from urllib.parse import unquote

from cache.errors import CacheError
from cache.running import Progress
from cache.state import Outcome
from cache.store import Store
from scrapers import log
from scrapers.log import Level
from scrapers.refresh import Result, Step
from scrapers.source import Source

WAIT_SECONDS = 10.0  # for another refresh to end
STOPPED = "stopped"


class Stop:
    """Whether somebody asked for the end."""

    def __init__(self) -> None:
        self.is_asked = False

    def __call__(self) -> bool:
        return self.is_asked


class Round:
    """`started` is the time of all outcomes of the round."""

    def __init__(
        self, store: Store, sources: Sequence[Source], note: Callable[[Progress], None], stop: Stop
    ) -> None:
        self.started = datetime.now(UTC)
        self.stop = stop
        self._store, self._sources, self._note = store, sources, note
        self._progress = Progress(self.started, self.started, len(sources))
        self.tally: Counter[str] = Counter()

    def sources(self) -> Iterator[Source]:
        """Each in turn, until somebody asks for the end."""
        for done, source in enumerate(self._sources):
            if self.stop():
                return
            self._at(source=source.name, sources_done=done, page="", pages_done=0, pages=len(source.urls))
            yield source

    def watched(self, source: Source, steps: Iterator[Step]) -> Iterator[Step]:
        """The same steps. Their outcomes are noted once the source is through, so that what a killed round
        left undone looks like nothing done."""
        done: list[Step] = []
        pages: set[str] = set()
        try:
            for step in steps:
                done.append(step)
                pages.add(step.url)
                total = max(len(pages), len(source.urls)) if source.urls else 0
                self._at(page=step.url, pages_done=len(pages), pages=total)
                _log_step(step)
                yield step
            self._record(source, done)
        except (CacheError, OSError) as error:
            self._fail(source, error)
            raise

    def _fail(self, source: Source, error: Exception) -> None:
        """The store could not take what came; a full disk may not even take this."""
        log.event("source.failed", Level.ERROR, source=source.name, why=in_words(error))
        with contextlib.suppress(OSError):
            self._store.record_outcome(
                Outcome(self.started, source.name, source.homepage, Result.FAILED, in_words(error))
            )

    def _record(self, source: Source, steps: Sequence[Step]) -> None:
        tally = Counter(step.result for step in steps)
        self.tally += Counter({str(result): number for result, number in tally.items()})
        for step in steps:
            self._store.record_outcome(
                Outcome(self.started, source.name, step.url, step.result, step.sentence, step.expected)
            )
        if self.stop():
            sentence = "stopped by a signal; what was not read is left for the next refresh"
            self._store.record_outcome(Outcome(self.started, source.name, source.homepage, STOPPED, sentence))
        told = {str(result): tally[result] for result in Result if tally[result]}
        log.event("source.stopped" if self.stop() else "source.done", source=source.name, **told)

    def _at(self, **changes: str | int) -> None:
        changed = replace(self._progress, **changes)  # type: ignore[arg-type]
        self._progress = replace(changed, updated=datetime.now(UTC))
        self._note(self._progress)


@contextlib.contextmanager
def round_of(sources: Sequence[Source], store: Store) -> Iterator[Round]:
    """Raises RefreshBusy where another refresh does not end within WAIT_SECONDS."""
    begun = time.monotonic()
    with store.running.turn(WAIT_SECONDS) as note, _stopped_by_signals() as stop:
        log.event("refresh.started", sources=len(sources), store=str(store.root))
        through = Round(store, sources, note, stop)
        try:
            yield through
        finally:
            told = {str(result): through.tally[result] for result in Result if through.tally[result]}
            seconds = time.monotonic() - begun
            log.event("refresh.stopped" if stop() else "refresh.done", seconds=seconds, **told)


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[Stop]:
    """SIGTERM and SIGINT ask for the end after the page in hand; a second SIGINT breaks off at once."""
    stop = Stop()
    if threading.current_thread() is not threading.main_thread():
        yield stop
        return

    def ask(signum: int, _: FrameType | None) -> None:
        if stop.is_asked and signum == signal.SIGINT:
            raise KeyboardInterrupt
        if not stop.is_asked:
            sys.stderr.write("stopping after the page in hand\n")
        stop.is_asked = True

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _log_step(step: Step) -> None:
    level = {Result.REFUSED: Level.WARNING, Result.FAILED: Level.ERROR}.get(step.result, Level.INFO)
    is_page = unquote(step.url) == step.what
    log.event(
        f"{'page' if is_page else 'table'}.{step.result}",
        Level.INFO if step.expected else level,
        source=step.source,
        what=None if is_page else step.what,
        url=step.url,
        why=step.why or None,
    )


def in_words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"the store cannot be written: {error.strerror} ({error.filename})"
    return str(error)
