"""Which editions of the boards of a category or scenario are chosen, and which stand for those that cannot be
read."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cache.errors import DamagedFile
from cache.leaderboard import Category, Leaderboard, Scenario
from cache.manifest import Revision
from cache.store import Problem, Store

MONTH = 30.44  # days


@dataclass(frozen=True, slots=True)
class Choice:
    """The boards of a category, or of a scenario. `as_of`: nothing dated later. `window`: only tables of
    known age, of so many months before that day, or before the newest of them. `all_editions`: each edition
    is a table of its own, sharing its family's weight. `per_family`: the variants of one family are one row,
    in each table with their best score."""

    category: Category | None  # None where there is a scenario
    as_of: date | None = None
    window: int | None = None
    all_editions: bool = False
    per_family: bool = False
    scenario: Scenario | None = None

    @property
    def member(self) -> Category | Scenario:
        member = self.scenario or self.category
        assert member is not None, "a choice is of a category or of a scenario"
        return member

    def takes(self, revision: Revision) -> bool:
        if self.scenario is not None:
            return self.scenario in revision.scenarios
        return revision.category is self.category


def choice_of(member: Category | Scenario, *, window: int | None = None, as_of: date | None = None) -> Choice:
    """Members of the two compare equal as text ("vision"), so each has its own field."""
    if isinstance(member, Scenario):
        return Choice(None, as_of, window, scenario=member)
    return Choice(member, as_of, window)


class Replaced(NamedTuple):
    """An edition that would enter but cannot be read, and the one of its board that enters for it."""

    wanted: Revision
    problem: Problem
    taken: Revision | None  # None: the board is left out


def is_dated(revision: Revision) -> bool:
    return revision.edition_day is not None or revision.id.edition != "undated"


def is_aged(revision: Revision) -> bool:
    """Whether a day tells how old the figures are: the edition's, or that of the file's last change, where
    it is earlier than when we took it."""
    provenance = revision.provenance
    return is_dated(revision) or provenance.as_of < provenance.retrieved_at


def edition_day(revision: Revision) -> date:
    """The day the publisher names, else the first of the month or year, else the day of the figures."""
    if revision.edition_day:
        return revision.edition_day
    if revision.id.edition == "undated":
        return revision.provenance.as_of.date()
    year, _, month = revision.id.edition.partition("-")
    return date(int(year), int(month or 1), 1)


class Window:
    """Which tables are recent enough."""

    def __init__(self, chosen: list[Revision], choice: Choice) -> None:
        aged = map(edition_day, filter(is_aged, chosen))
        self._newest = choice.as_of or max(aged, default=date.min)
        self._months = choice.window

    def has(self, at: Revision) -> bool:
        if self._months is None:
            return True
        return is_aged(at) and (self._newest - edition_day(at)).days <= self._months * MONTH


def read(
    store: Store, wanted: list[list[Revision]], replaced: list[Replaced]
) -> Iterator[tuple[Revision, Leaderboard]]:
    """Of each list the first that can be read, the newest of all first; what stands for another is noted."""
    waiting = [(-edition_day(revisions[0]).toordinal(), n, 0) for n, revisions in enumerate(wanted)]
    met: dict[int, Problem] = {}
    heapq.heapify(waiting)
    while waiting:
        _, n, at = heapq.heappop(waiting)
        revisions = wanted[n]
        try:
            board = store.read(revisions[at])
        except DamagedFile as damage:
            met.setdefault(n, Problem(damage.path, str(damage), damage.reason))
            if at + 1 < len(revisions):
                heapq.heappush(waiting, (-edition_day(revisions[at + 1]).toordinal(), n, at + 1))
            else:
                replaced.append(Replaced(revisions[0], met[n], None))
            continue
        if revisions[at].id != revisions[0].id:
            replaced.append(Replaced(revisions[0], met[n], revisions[at]))
        yield revisions[at], board


def offered(store: Store, choice: Choice) -> list[list[Revision]]:
    """The editions asked for, whatever the window, each before those that may stand for it."""
    boards: dict[tuple[str, str], list[list[Revision]]] = {}
    for id, current in store.current().items():
        if choice.takes(current):
            known = _known(store.revisions(id), choice.as_of)
            if known:
                boards.setdefault(id[:2], []).append(known)
    if choice.all_editions:
        return [revisions for editions in boards.values() for revisions in editions]
    return [
        [revision for revisions in sorted(editions, key=_newness, reverse=True) for revision in revisions]
        for editions in boards.values()
    ]


def _newness(revisions: Sequence[Revision]) -> tuple[bool, date]:
    return revisions[0].id.edition != "undated", edition_day(revisions[0])


def _known(revisions: list[Revision], as_of: date | None) -> list[Revision]:
    """What stood in an edition on that day, its older revisions after it; a dated edition counts from its own
    day."""
    found = sorted(revisions, key=lambda at: at.precedence, reverse=True)
    if as_of is None:
        return found
    if found[0].id.edition != "undated":
        return found if edition_day(found[0]) <= as_of else []
    return [at for at in found if edition_day(at) <= as_of]
