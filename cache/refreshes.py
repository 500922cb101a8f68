"""What the refreshes of each source came to, out of the outcomes that were noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cache.state import Outcome

GOOD = {"added", "revised", "unchanged"}
BAD = {"failed", "refused", "stale", "stopped"}
WARNED = "warned"


@dataclass(frozen=True, slots=True)
class Refreshes:
    """Of one source. A refresh succeeded where something was read and nothing went wrong."""

    refreshed_at: datetime
    succeeded_at: datetime | None  # None where none that is remembered did
    last: tuple[Outcome, ...]  # all outcomes of the last one

    @property
    def errors(self) -> list[Outcome]:
        return [outcome for outcome in self.last if is_bad(outcome)]

    @property
    def warnings(self) -> list[Outcome]:
        return [outcome for outcome in self.last if outcome.outcome == WARNED]

    @property
    def counts(self) -> dict[str, int]:
        """So many of each outcome, in the order of the alphabet."""
        return dict(sorted(Counter(outcome.outcome for outcome in self.last).items()))


def refreshes(outcomes: Iterable[Outcome]) -> dict[str, Refreshes]:
    """By source; a source that was never refreshed is left out."""
    rounds: dict[str, dict[datetime, list[Outcome]]] = {}
    for outcome in outcomes:
        rounds.setdefault(outcome.source, {}).setdefault(outcome.time, []).append(outcome)
    return {source: _refreshes(found) for source, found in rounds.items()}


def is_bad(outcome: Outcome) -> bool:
    return outcome.outcome in BAD and not outcome.expected


def _refreshes(rounds: dict[datetime, list[Outcome]]) -> Refreshes:
    last = max(rounds)
    succeeded = max((time for time, steps in rounds.items() if _is_success(steps)), default=None)
    return Refreshes(last, succeeded, tuple(rounds[last]))


def _is_success(steps: Iterable[Outcome]) -> bool:
    steps = list(steps)
    return any(at.outcome in GOOD for at in steps) and not any(map(is_bad, steps))
