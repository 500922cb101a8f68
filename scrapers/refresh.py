"""Fetch, parse, check, publish: source by source, with an outcome for every page and table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TypeVar
from urllib.parse import unquote

from cache.errors import DamagedFile, RefusedBoard
from cache.leaderboard import Leaderboard, LeaderboardId
from cache.manifest import Provenance, Revision
from cache.store import Published, Store
from scrapers.ahead import Ahead
from scrapers.errors import (
    AbsentError,
    DriftError,
    FetchError,
    IrregularError,
    LayoutError,
    ScrapeError,
    SparedError,
    UnneededError,
)
from scrapers.gate import Verdict, judge
from scrapers.refused import Refused, drop, keep, read_again
from scrapers.source import PARSER, Page, Source

T = TypeVar("T")
Fetch = Callable[[str], Page]


class Result(StrEnum):
    """What became of a page or a table; the order is the order of the summary."""

    ADDED = "added"
    REVISED = "revised"
    UNCHANGED = "unchanged"
    WARNED = "warned"  # beside added or revised: what is odd about a table that was accepted
    ABSENT = "absent"
    STALE = "stale"  # the site is down: the copy at hand stays in use
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
        return self.result in (Result.STALE, Result.REFUSED, Result.FAILED) and not self.expected


def refresh(
    source: Source, fetch: Fetch, store: Store, stop: Callable[[], bool] = lambda: False
) -> Iterator[Step]:
    """One source, step by step; `stop` is asked after each page. What goes wrong in its pages is a step, not
    an exception."""
    yield from refresh_from(attempt(lambda: source.pages(fetch)), source, store, stop)


def refresh_from(
    pages: Iterable[Page | Exception], source: Source, store: Store, stop: Callable[[], bool] = lambda: False
) -> Iterator[Step]:
    """The same from pages, and what went wrong in getting them, as they come."""
    seen = False
    for page in pages:
        seen = True
        if isinstance(page, Exception):
            yield _trouble(source, page, source.homepage)
        else:
            if page.stale:
                yield Step(source.name, unquote(page.url), page.url, Result.STALE, page.stale)
            yield from refresh_page(source, page, store)
        if stop():
            return
    if not seen and not stop():
        yield Step(source.name, source.homepage, source.homepage, Result.ABSENT, "no page was found")


def side_by_side(
    fetches: Mapping[Source, Fetch], stop: Callable[[], bool] = lambda: False
) -> Ahead[Page | Exception]:
    """The pages of each source, for `refresh_from`, under the source's name."""
    starts = {
        source.name: partial(attempt, partial(source.pages, fetch)) for source, fetch in fetches.items()
    }
    return Ahead(starts, stop)


def unless_held(source: Source, fetch: Fetch, store: Store) -> Fetch:
    """A fetch that passes over pinned pages whose tables the manifest holds, as read by this parser."""
    pinned = [
        revision
        for board in store.current()
        if board.source == source.name
        for revision in store.revisions(board)
        if revision.provenance.parser == PARSER and source.is_pinned(revision.provenance.url)
    ]
    held = {revision.provenance.url for revision in pinned}
    held -= {revision.provenance.url for revision in pinned if not _is_sound(store, revision)}

    def fetch_unless_held(url: str) -> Page:
        if url in held:
            raise UnneededError(f"{url}: pinned to a commit and already held")
        return fetch(url)

    return fetch_unless_held if held else fetch  # a source that looks for editions needs the fetch itself


def _is_sound(store: Store, revision: Revision) -> bool:
    """A page whose files were damaged is read again, which restores them."""
    try:
        store.read(revision)
    except DamagedFile:
        return False
    return True


def attempt(start: Callable[[], Iterable[T]]) -> Iterator[T | Exception]:
    """Each item, then what the iteration failed with: the members of a group one by one."""
    try:
        yield from start()
    except ExceptionGroup as group:
        yield from group.exceptions
    except Exception as error:
        yield error


def refresh_page(source: Source, page: Page, store: Store, *, lenient: bool = False) -> Iterator[Step]:
    """What one page comes to. `lenient`: its tables are history, and refused for no drift."""
    boards: list[Leaderboard] = []
    for board in attempt(lambda: source.read(page)):
        if isinstance(board, Exception):
            yield _trouble(source, board, page.url)
        else:
            boards.append(board)
    accepted: dict[LeaderboardId, Verdict] = {}
    refused: list[Verdict] = []
    for board in boards:
        try:
            verdict = judge(board, page, source, store, beside=boards, lenient=lenient)
        except (ScrapeError, RefusedBoard) as error:
            yield _trouble(source, error, page.url)
        else:
            if verdict.is_refused:
                refused.append(verdict)
            else:
                accepted[board.id] = verdict
    yield from _kept_back(source, page, store, refused)
    yield from _published(source, page, store, accepted)


def accept(source: Source, refused: Refused, store: Store) -> Iterator[Step]:
    """Publishes the refused tables of a page as they were kept, and forgets the page. Raises DriftError."""
    landed = list(publish(store, read_again(refused, source), refused.page))
    for each in landed:
        if isinstance(each, RefusedBoard):
            yield _trouble(source, each, refused.page.url)
        else:
            yield Step(source.name, _name(each[0]), refused.page.url, Result(each[1]), "accepted by a person")
    if not any(isinstance(each, RefusedBoard) for each in landed):
        drop(store, refused)


def _kept_back(source: Source, page: Page, store: Store, refused: list[Verdict]) -> Iterator[Step]:
    if not refused:
        return
    try:
        then = f"`refresh --accept {keep(store, source, page, refused)[:12]}` publishes it"
    except OSError as error:
        then = f"it could not be kept for a person to look at ({error.strerror})"
    for verdict in refused:
        yield Step(
            source.name, str(verdict.board.id), page.url, Result.REFUSED, f"{verdict.sentence}; {then}"
        )


def _published(
    source: Source, page: Page, store: Store, accepted: dict[LeaderboardId, Verdict]
) -> Iterator[Step]:
    for landed in publish(store, [verdict.board for verdict in accepted.values()], page):
        if isinstance(landed, RefusedBoard):
            yield _trouble(source, landed, page.url)
            continue
        revision, published = landed
        yield Step(source.name, _name(revision), page.url, Result(published))
        why = accepted[revision.id].sentence
        if why and published is not Published.UNCHANGED:
            yield Step(source.name, str(revision.id), page.url, Result.WARNED, why)


def _name(revision: Revision) -> str:
    return str(revision.id) if revision.revision == 1 else f"{revision.id} r{revision.revision}"


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
        case SparedError():
            result = Result.WARNED
        case LayoutError() | DriftError() | RefusedBoard():
            result = Result.REFUSED
        case _:
            result = Result.FAILED
    why = str(error) if isinstance(error, ScrapeError | RefusedBoard) else f"{type(error).__name__}: {error}"
    at = why.partition(": ")[0] if isinstance(error, FetchError) else url
    expected = isinstance(error, IrregularError)
    return Step(source.name, unquote(at), at, result, why.removeprefix(at).lstrip(":, "), expected)
