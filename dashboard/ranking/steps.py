"""Which models an edition of one leaderboard brought and took, joined as in `trend`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cache.leaderboard import Leaderboard, Standing
from cache.metrics import Metric, Metrics
from dashboard.catalog.names import normal_form
from dashboard.ranking.board import default_metric, entry_levels
from dashboard.ranking.facts import facts_of


@dataclass(frozen=True, slots=True)
class Step:
    """From one edition to the next: (id, name as published), best first, those without a score last."""

    before: str
    after: str
    entered: tuple[tuple[str, str], ...]
    returned: tuple[tuple[str, str], ...]  # were here in an edition before the last
    dropped: tuple[tuple[str, str], ...]
    renamed: tuple[tuple[str, str, str], ...]  # id, and the names it was and is printed under


def steps(boards: Sequence[Leaderboard], metrics: Metrics) -> tuple[Step, ...]:
    """`boards`: oldest first. Models are joined by id, whatever metric they have."""
    listed = [(board.id.edition, _listed(board, metrics)) for board in boards]
    found: list[Step] = []
    seen: set[str] = set()
    for (earlier, before), (edition, now) in pairwise(listed):
        seen |= before.keys()
        new = [id for id in now if id not in before]
        kept = [id for id in now if id in before and not _alike(before[id], now[id])]
        found.append(
            Step(
                earlier,
                edition,
                entered=tuple((id, now[id][0]) for id in new if id not in seen),
                returned=tuple((id, now[id][0]) for id in new if id in seen),
                dropped=tuple((id, before[id][0]) for id in before if id not in now),
                renamed=tuple((id, before[id][0], now[id][0]) for id in kept),
            )
        )
    return tuple(found)


def _alike(before: Sequence[str], now: Sequence[str]) -> bool:
    """Whether two editions print a model under one name, but for its spelling."""
    return not {normal_form(name) for name in before}.isdisjoint(map(normal_form, now))


def _listed(board: Leaderboard, metrics: Metrics) -> dict[str, list[str]]:
    """Names by model, the model with the best row first, its best row's name first."""
    metric = metrics.of(board.id, default_metric(board, metrics)) if board.metrics else Metric("")
    places = entry_levels(board, metric)
    rows = sorted(range(len(places)), key=lambda row: (places[row] is None, places[row] or 0, row))
    facts, found = facts_of(board), dict[str, list[str]]()
    for row in rows:
        entry = board.entries[row]
        if entry.standing is not Standing.BASELINE and facts[row].family != "baseline":
            found.setdefault(facts[row].model_id, []).append(entry.model)
    return found
