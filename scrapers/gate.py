"""What stands between a page and the store: a table is accepted, accepted with a warning, or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from cache import content
from cache.errors import CacheError, UnknownEdition
from cache.leaderboard import Leaderboard
from cache.manifest import Revision
from cache.metrics import Metrics
from cache.renames import Renames
from cache.store import Store
from scrapers.checks import Finding, check, examine
from scrapers.differences import Difference, compare
from scrapers.drift import scales, since_edition, within_edition
from scrapers.errors import DriftError
from scrapers.source import UNDATED, Page, Source
from scrapers.tolerances import Tolerances


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one table. `lenient`: a page of the past, whose oddities are history."""

    board: Leaderboard
    findings: tuple[Finding, ...] = ()
    against: str = ""  # which table it was compared with
    difference: Difference | None = None
    lenient: bool = False

    @property
    def is_refused(self) -> bool:
        return not self.lenient and any(finding.refuses for finding in self.findings)

    @property
    def sentence(self) -> str:
        """The findings, those that refuse first; of a page of the past, only those."""
        told = [finding.sentence for finding in self.findings if finding.refuses]
        if not self.lenient:
            told += [finding.sentence for finding in self.findings if not finding.refuses]
        beside = f" (compared with {self.against})" if self.against else ""
        return f"{self.board.id}: {'; '.join(told)}{beside}" if told else ""

    def error(self) -> DriftError:
        return DriftError(f"{self.board.url}: {self.sentence}")


def judge(
    board: Leaderboard,
    page: Page,
    source: Source,
    store: Store,
    *,
    beside: Sequence[Leaderboard] = (),
    lenient: bool = False,
) -> Verdict:
    """`beside`: all tables of the page. `lenient`: refuse nothing, as with a page pinned to a commit and with
    figures older than the current ones, which replace nothing.
    Raises LayoutError where the table ranks nothing, RefusedBoard where it cannot be kept."""
    check(board)
    if is_held(store, board):
        return Verdict(board)
    metrics, renames = _facts()
    known = _Known(store, metrics, renames)
    found = list(examine(board, metrics, source.tolerances))
    against, difference = "", None
    if (former := known.former(board, page)) is not None:
        against, difference, drifted = known.compared(board, former, source.tolerances)
        found += drifted
    found += _steps_back([board, *beside], page, store)
    is_past = lenient or source.is_pinned(page.url) or known.is_older(board, page)
    return Verdict(board, tuple(found), against, difference, is_past)


def is_held(store: Store, board: Leaderboard) -> bool:
    """Whether a revision of the edition says just this: it was let in before. Raises RefusedBoard."""
    files = content.encode(board)
    try:
        revisions = store.revisions(board.id)
    except UnknownEdition:
        return False
    hashes = tuple(hashlib.sha256(file).hexdigest() for file in (files.table, files.raw))
    return any(hashes == (known.table_sha256, known.raw_sha256) for known in revisions)


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store holds, to compare with."""

    store: Store
    metrics: Metrics
    renames: Renames

    def is_older(self, board: Leaderboard, page: Page) -> bool:
        """Whether the edition would stay as it is: another revision of it would still be the current one."""
        current = self.store.current().get(board.id)
        if current is None:
            return False
        held = current.provenance
        return (page.dated_by_name, page.as_of or page.retrieved_at) < (held.dated_by_name, held.as_of)

    def former(self, board: Leaderboard, page: Page) -> tuple[Revision, Leaderboard] | None:
        """The edition as it stood before the page, else the edition before, else the nearest one."""
        try:
            revisions = self.store.revisions(board.id)
        except UnknownEdition:
            return self._neighbour(board)
        as_of = page.as_of or page.retrieved_at
        earlier = [at for at in revisions if at.provenance.as_of <= as_of]
        for at in sorted(earlier or revisions, key=lambda at: at.precedence, reverse=True):
            try:
                return at, self.store.read(at)
            except CacheError:  # a damaged file: the revision before it may be sound
                continue
        return None

    def _neighbour(self, board: Leaderboard) -> tuple[Revision, Leaderboard] | None:
        held = self.store.editions(board.id.source, board.id.leaderboard)
        earlier = [at for at in held if at.id.edition < board.id.edition and at.id.edition != UNDATED]
        for at in [*earlier[:1], *held[::-1][:1]]:
            try:
                return self.store.sound(at.id)
            except CacheError:
                continue
        return None

    def compared(
        self, board: Leaderboard, former: tuple[Revision, Leaderboard], allowed: Tolerances
    ) -> tuple[str, Difference, list[Finding]]:
        at, before = former
        difference = compare(before, board, lambda was, now: self._same(before, was, board, now))
        found = list(scales(before, board, difference, allowed))
        if before.id == board.id:
            found += within_edition(difference, allowed)
            against = f"{at.id} revision {at.revision}"
        else:
            found += since_edition(difference, at.id.edition, allowed)
            against = str(at.id)
        return against, difference, found

    def _same(self, before: Leaderboard, was: str, board: Leaderboard, now: str) -> bool:
        """One column under two names: a known rename, or one label in metrics.csv."""
        if self.renames.same(board.id, was, now):
            return True
        if was not in before.metrics or now not in board.metrics:
            return False
        return self.metrics.of(before.id, was).label_zh == self.metrics.of(board.id, now).label_zh


def _steps_back(boards: Sequence[Leaderboard], page: Page, store: Store) -> Iterator[Finding]:
    """The first of the boards, on a page that showed a newer edition of it before and shows it no more."""
    source, leaderboard, _ = boards[0].id
    shown = [at.id.edition for at in store.editions(source, leaderboard) if at.provenance.url == page.url]
    newest = max((edition for edition in shown if edition != UNDATED), default="")
    shows = max(board.id.edition for board in boards if board.id.leaderboard == leaderboard)
    if shows < newest:  # "undated" is greater than any date
        yield Finding(False, f"the page has stepped back to {shows}: it showed {newest} before")


@cache
def _facts() -> tuple[Metrics, Renames]:
    return Metrics.load(), Renames.load()
