"""Which of the events of the log are news: what a feed and the published site's first page tell first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from dashboard.ranking.choosing import edition_day

if TYPE_CHECKING:
    from dashboard.revision_log import Event

COLLECTION = 30  # events of one day: more are a past that was collected, not what happened on that day


def newest_first(found: Iterable[Event]) -> tuple[Event, ...]:
    """By the day they were retrieved, then by edition. What came in a collection is told by the days of its
    editions, and where it has none, after everything else."""
    events = sorted(found, key=lambda event: event.board)
    arrived = Counter(event.at.date() for event in events)
    collected = {day for day, many in arrived.items() if many > COLLECTION}

    def told(event: Event) -> tuple[bool, date, bool, str, int]:
        id, day = event.revision.id, event.at.date()
        is_dated, is_past = id.edition != "undated", day in collected
        if is_past:
            day = edition_day(event.revision)
        return is_dated or not is_past, day, is_dated, id.edition, event.revision.revision

    return tuple(sorted(events, key=told, reverse=True))
