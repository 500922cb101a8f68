"""Two models against each other, component by component, over all tables that have both.

What counts is a component: a part of a table, or its total where it has no parts, since a total is a function
of its parts. Each component of a benchmark counts once, from the newest edition that has both models. Where
one edition of a benchmark gives a part a table of its own with parts below it (OPEN in the overall ranking,
and the ranking of OPEN), those below count instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cache.leaderboard import LeaderboardId
from cache.metrics import Metric

ALIKE = 2  # tables of a family that share so many components share them all: copies, subsets, editions


@dataclass(frozen=True, slots=True)
class Results:
    """What one edition of a board says of some models. `spread`: standard deviation over its whole field."""

    id: LeaderboardId
    day: date
    lead: int  # of two boards of one day, the smaller comes first
    metrics: tuple[Metric, ...]
    scores: Mapping[str, Mapping[str, float]]  # by model, by metric
    spread: Mapping[str, float]  # by metric

    @property
    def parts(self) -> list[Metric]:
        return [metric for metric in self.metrics if metric.kind == "part"]

    @property
    def total(self) -> Metric | None:
        return next((metric for metric in self.metrics if metric.is_total), None)

    @property
    def components(self) -> list[Metric]:
        """What a comparison by this table alone compares: its parts, else its total."""
        return self.parts or ([self.total] if self.total else [])


@dataclass(frozen=True, slots=True)
class Line:
    """One component of two models."""

    id: LeaderboardId
    metric: Metric
    first: float
    second: float
    difference: float  # of first from second, above zero where first is better
    deviations: float  # the same in standard deviations of the field; 0 where it has none

    @property
    def winner(self) -> int:
        """1 for the first, -1 for the second, 0 for a tie."""
        return (self.difference > 0) - (self.difference < 0)


@dataclass(frozen=True, slots=True)
class Duel:
    first: str
    second: str
    lines: tuple[Line, ...]  # newest first

    @property
    def n(self) -> int:
        return len(self.lines)

    @property
    def wins(self) -> int:
        return sum(line.winner > 0 for line in self.lines)

    @property
    def losses(self) -> int:
        return sum(line.winner < 0 for line in self.lines)

    @property
    def ties(self) -> int:
        return self.n - self.wins - self.losses

    @property
    def mean(self) -> float | None:
        """Mean difference in standard deviations; None where nothing is shared."""
        return sum(line.deviations for line in self.lines) / self.n if self.lines else None

    @property
    def boards(self) -> int:
        return len({line.id[:2] for line in self.lines})


@dataclass(frozen=True, slots=True)
class _Component:
    table: Results
    metric: Metric
    key: tuple[str, str, str]  # family, group of tables, label
    details: tuple[LeaderboardId, ...]  # tables of the same edition with this as their total


def duels(tables: Sequence[Results], models: Sequence[str]) -> dict[tuple[str, str], Duel]:
    """By both models, in either order."""
    components = _components(tables)
    found: dict[tuple[str, str], Duel] = {}
    for place, first in enumerate(models):
        for second in models[place + 1 :]:
            lines = tuple(_lines(components, first, second))
            found[first, second] = Duel(first, second, lines)
            found[second, first] = Duel(second, first, tuple(map(_turned, lines)))
    return found


def _lines(components: Sequence[_Component], first: str, second: str) -> Iterator[Line]:
    both = [at for at in components if _has(at, first) and _has(at, second)]
    tables = {at.table.id for at in both}
    seen = set()
    for at in both:
        if at.key in seen or not tables.isdisjoint(at.details):
            continue
        seen.add(at.key)
        one, other = (at.table.scores[model][at.metric.name] for model in (first, second))
        ahead = one - other if at.metric.higher_is_better else other - one
        spread = at.table.spread.get(at.metric.name, 0.0)
        yield Line(at.table.id, at.metric, one, other, ahead, ahead / spread if spread > 0 else 0.0)


def _has(component: _Component, model: str) -> bool:
    return component.metric.name in component.table.scores.get(model, ())


def _turned(line: Line) -> Line:
    return Line(line.id, line.metric, line.second, line.first, -line.difference, -line.deviations)


def _components(tables: Sequence[Results]) -> list[_Component]:
    """Newest first, so that the first of a key is the one that counts."""
    ordered = sorted(tables, key=lambda at: (-at.day.toordinal(), at.lead, at.id))
    groups = _groups(ordered)
    below = _below(ordered)
    parts = {
        (at.id.edition, metric.family, metric.label_zh): groups[at.id, metric.family]
        for at in ordered
        for metric in at.parts
    }
    found = []
    for at in ordered:
        for metric in at.components:
            where = at.id.edition, metric.family, metric.label_zh
            own = groups.get((at.id, metric.family), "/".join(at.id[:2]))
            group = own if metric.kind == "part" else parts.get(where, "/".join(at.id[:2]))
            details = tuple(id for id in below.get(where, ()) if id != at.id)
            found.append(_Component(at, metric, (metric.family, group, metric.label_zh), details))
    return found


def _below(tables: Sequence[Results]) -> dict[tuple[str, str, str], list[LeaderboardId]]:
    """By edition, family and label of a total: the tables that tell what it is made of."""
    found: dict[tuple[str, str, str], list[LeaderboardId]] = {}
    for at in tables:
        if at.parts and at.total:
            where = at.id.edition, at.total.family, at.total.label_zh
            found.setdefault(where, []).append(at.id)
    return found


def _groups(tables: Sequence[Results]) -> dict[tuple[LeaderboardId, str], str]:
    """By table and family, a name for the tables that measure the same components."""
    found: dict[tuple[LeaderboardId, str], str] = {}
    known: list[tuple[str, str, set[str]]] = []  # family, name, labels
    for at in tables:
        for family in {metric.family for metric in at.parts}:
            labels = {metric.label_zh for metric in at.parts if metric.family == family}
            board = "/".join(at.id[:2])
            group = next(
                (
                    each
                    for each in known
                    if each[0] == family and (each[1] == board or len(each[2] & labels) >= ALIKE)
                ),
                None,
            )
            if group is None:
                group = (family, board, set())
                known.append(group)
            group[2].update(labels)
            found[at.id, family] = group[1]
    return found
