"""Fetch, parse, check, publish: source by source, with an outcome for every page and table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import unquote

from cache.errors import RefusedBoard
from cache.leaderboard import Leaderboard
from cache.manifest import Provenance, Revision
from cache.store import Published, Store
from scrapers.checks import check
from scrapers.errors import (
    AbsentError,
    DriftError,
    FetchError,
    IrregularError,
    LayoutError,
    ScrapeError,
    UnneededError,
)
from scrapers.source import PARSER, Page, Source

T = TypeVar("T")
Fetch = Callable[[str], Page]


class Result(StrEnum):
    """What became of a page or a table; the order is the order of the summary."""

    ADDED = "added"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    ABSENT = "absent"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one table, or of a page that gave none. `what` names the leaderboard or the page."""

    source: str
    what: str
    url: str
    result: Result
    why: str = ""
    expected: bool = False  # refused as its source declares

    @property
    def sentence(self) -> str:
        """What there is to say beside the result; of a table that is fine, its name."""
        return f"{self.why} (declared by the source)" if self.expected else self.why or self.what

    @property
    def is_failure(self) -> bool:
        return self.result in (Result.REFUSED, Result.FAILED) and not self.expected


def refresh(source: Source, fetch: Fetch, store: Store) -> Iterator[Step]:
    """One source, step by step. What goes wrong in its pages is a step, not an exception."""
    seen = False
    for page in attempt(lambda: source.pages(fetch)):
        seen = True
        if isinstance(page, Exception):
            yield _trouble(source, page, source.homepage)
        else:
            yield from _refresh_page(source, page, store)
    if not seen:
        yield Step(source.name, source.homepage, source.homepage, Result.ABSENT, "no page was found")


def unless_held(source: Source, fetch: Fetch, store: Store) -> Fetch:
    """A fetch that passes over pinned pages whose tables the manifest holds, as read by this parser."""
    held = {
        revision.provenance.url
        for board in store.current()
        if board.source == source.name
        for revision in store.revisions(board)
        if revision.provenance.parser == PARSER and source.is_pinned(revision.provenance.url)
    }

    def fetch_unless_held(url: str) -> Page:
        if url in held:
            raise UnneededError(f"{url}: pinned to a commit and already held")
        return fetch(url)

    return fetch_unless_held if held else fetch  # a source that looks for editions needs the fetch itself


def attempt(start: Callable[[], Iterable[T]]) -> Iterator[T | Exception]:
    """Each item, then what the iteration failed with: the members of a group one by one."""
    try:
        yield from start()
    except ExceptionGroup as group:
        yield from group.exceptions
    except Exception as error:
        yield error


def _refresh_page(source: Source, page: Page, store: Store) -> Iterator[Step]:
    sound: list[Leaderboard] = []
    for board in attempt(lambda: source.parse(page)):
        try:
            if isinstance(board, Exception):
                raise board
            check(board)
        except Exception as error:
            yield _trouble(source, error, page.url)
        else:
            sound.append(board)
    for landed in publish(store, sound, page):
        if isinstance(landed, RefusedBoard):
            yield _trouble(source, landed, page.url)
        else:
            revision, published = landed
            what = str(revision.id) if revision.revision == 1 else f"{revision.id} r{revision.revision}"
            yield Step(source.name, what, page.url, Result(published))


def publish(
    store: Store, boards: list[Leaderboard], page: Page
) -> Iterator[tuple[Revision, Published] | RefusedBoard]:
    """Puts a page's leaderboards into the store, with where they came from; what it refuses comes back."""
    provenance = Provenance(
        url=page.url,
        retrieved_at=page.retrieved_at,
        page_sha256=hashlib.sha256(page.content).hexdigest(),
        parser=PARSER,
        as_of=page.as_of or page.retrieved_at,
        dated_by_name=page.dated_by_name,
        note=page.note,
    )
    if boards:
        yield from _publish(store, boards, provenance)


def _publish(
    store: Store, boards: list[Leaderboard], provenance: Provenance
) -> Iterator[tuple[Revision, Published] | RefusedBoard]:
    """All at once; where one of them is refused, each alone."""
    try:
        yield from store.publish(boards, provenance)
    except RefusedBoard as error:
        if len(boards) == 1:
            yield error
            return
        for board in boards:
            yield from _publish(store, [board], provenance)


def _trouble(source: Source, error: Exception, url: str) -> Step:
    match error:
        case UnneededError():
            result = Result.UNCHANGED
        case AbsentError():
            result = Result.ABSENT
        case LayoutError() | DriftError() | RefusedBoard():
            result = Result.REFUSED
        case _:
            result = Result.FAILED
    why = str(error) if isinstance(error, ScrapeError | RefusedBoard) else f"{type(error).__name__}: {error}"
    at = why.partition(": ")[0] if isinstance(error, FetchError) else url
    expected = isinstance(error, IrregularError)
    return Step(source.name, unquote(at), at, result, why.removeprefix(at).lstrip(":, "), expected)
