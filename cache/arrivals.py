"""What a leaderboard that arrives is to the store: a new edition, a new revision of one, or nothing new."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from enum import StrEnum

from cache import content
from cache.content import Content, rows_standing
from cache.errors import RefusedBoard
from cache.leaderboard import Leaderboard, LeaderboardId, Standing
from cache.manifest import Provenance, Revision
from cache.state import Sightings


class Published(StrEnum):
    ADDED = "added"
    REVISED = "revised"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Arrival:
    revision: Revision  # number 0 until it is known
    content: Content

    @property
    def files(self) -> dict[str, bytes]:
        return {self.revision.table_name: self.content.table, self.revision.raw_name: self.content.raw}

    def numbered(self, number: int) -> Arrival:
        return replace(self, revision=replace(self.revision, revision=number))


def arrivals(boards: Iterable[Leaderboard], provenance: Provenance) -> list[Arrival]:
    """Raises RefusedBoard where a board cannot be kept or two have one id: then none is published."""
    for name in ("retrieved_at", "as_of"):
        if getattr(provenance, name).tzinfo is None:
            raise RefusedBoard(f"{provenance.url}: {name} has no time zone")
    in_utc = replace(
        provenance,
        retrieved_at=provenance.retrieved_at.astimezone(UTC),
        as_of=provenance.as_of.astimezone(UTC),
    )
    headings: dict[LeaderboardId, str] = {}
    found = []
    for board in boards:
        heading = board.published.heading
        if board.id in headings:
            raise RefusedBoard(
                f"{board.id} comes twice from {provenance.url}: {headings[board.id]!r}, {heading!r}"
            )
        headings[board.id] = heading
        found.append(_arrival(board, in_utc))
    return found


def outcome(arrival: Arrival, history: Sequence[Revision]) -> tuple[Arrival, Published]:
    """`history`: the revisions of the edition. The arrival comes back under the number it has or takes."""
    if not history:
        return arrival.numbered(1), Published.ADDED
    current = max(history, key=lambda known: known.precedence)
    if _same(current, arrival.revision):
        return arrival.numbered(current.revision), Published.UNCHANGED
    earlier = [known for known in history if _same(known, arrival.revision)]
    if earlier and arrival.revision.precedence[:2] <= current.precedence[:2]:
        return arrival.numbered(earlier[-1].revision), Published.UNCHANGED
    return arrival.numbered(max(known.revision for known in history) + 1), Published.REVISED


def seen_again(revision: Revision, seen: Sightings) -> Revision:
    """The revision as of the last time it was found unchanged: what is older than that cannot replace it."""
    sighting = seen.get((revision.id, revision.revision))
    if sighting is None:
        return revision
    as_of = max(sighting.as_of, revision.provenance.as_of)
    return replace(revision, provenance=replace(revision.provenance, as_of=as_of))


def _arrival(board: Leaderboard, provenance: Provenance) -> Arrival:
    files = content.encode(board)
    revision = Revision(
        id=board.id,
        revision=0,
        category=board.category,
        scenarios=board.scenarios,
        heading=board.published.heading,
        edition_day=board.edition_day,
        provenance=provenance,
        checked_at=provenance.retrieved_at,
        roles=board.roles,
        reference_rows=rows_standing(board, Standing.REFERENCE),
        baseline_rows=rows_standing(board, Standing.BASELINE),
        rows=len(board.entries),
        table_sha256=hashlib.sha256(files.table).hexdigest(),
        raw_sha256=hashlib.sha256(files.raw).hexdigest(),
    )
    return Arrival(revision, files)


def _same(known: Revision, arrived: Revision) -> bool:
    """Whether the board says the same; when and whence it came does not count."""
    other = replace(
        arrived, revision=known.revision, provenance=known.provenance, checked_at=known.checked_at
    )
    return known == other
