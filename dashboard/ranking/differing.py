"""What one state of a table says differently from another: rows, columns and figures, not positions.

Rows are joined as in `dashboard.ranking.changes`, but that people and chance take part too.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from cache.leaderboard import Leaderboard
from dashboard.catalog.names import normal_form


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure; None where it was not, or is no longer, there."""

    model: str
    metric: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Names as published, in published order; `changed` over the metrics that both have, and ranks aside."""

    entered: tuple[str, ...]
    dropped: tuple[str, ...]
    changed: tuple[Changed, ...]
    columns_added: tuple[str, ...]
    columns_gone: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]  # the same model, spelled otherwise
    reranked: int  # models whose printed rank changed

    @property
    def is_empty(self) -> bool:
        return not any(
            (self.entered, self.dropped, self.changed, self.columns_added, self.columns_gone, self.renamed)
        ) and not (self.reranked)


def difference(before: Leaderboard, after: Leaderboard) -> Difference:
    pairs, new, gone = _joined(before, after)
    shared = [name for name in after.metrics if name in before.metrics]
    changed, renamed, reranked = [], [], 0
    for old, now in pairs:
        was, here = before.entries[old], after.entries[now]
        changed += [
            Changed(here.model, name, was.scores.get(name), here.scores.get(name))
            for name in shared
            if was.scores.get(name) != here.scores.get(name)
        ]
        if was.model != here.model:
            renamed.append((was.model, here.model))
        reranked += was.rank != here.rank
    return Difference(
        entered=tuple(after.entries[row].model for row in new),
        dropped=tuple(before.entries[row].model for row in gone),
        changed=tuple(changed),
        columns_added=_missing(after, before),
        columns_gone=_missing(before, after),
        renamed=tuple(renamed),
        reranked=reranked,
    )


def _missing(here: Leaderboard, there: Leaderboard) -> tuple[str, ...]:
    """Score columns of `here` that `there` lacks."""
    return tuple(name for name in here.metrics if name not in there.metrics)


def _joined(before: Leaderboard, after: Leaderboard) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Pairs of rows that hold one model, and the rows that only one side has; 0-based. Of several rows with
    one name the first is joined with the first, and so on."""
    old, now = _rows(before), _rows(after)
    pairs = [pair for form, rows in now.items() for pair in zip(old.get(form, ()), rows, strict=False)]
    taken_old, taken_now = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    new = [row for row in range(len(after.entries)) if row not in taken_now]
    gone = [row for row in range(len(before.entries)) if row not in taken_old]
    return pairs, new, gone


def _rows(board: Leaderboard) -> dict[str, list[int]]:
    """By normal form; where several names of one table share it, by the exact name."""
    forms = Counter(normal_form(entry.model) for entry in board.entries)
    rows: dict[str, list[int]] = defaultdict(list)
    for row, entry in enumerate(board.entries):
        form = normal_form(entry.model)
        rows[form if forms[form] == 1 else f"={entry.model}"].append(row)
    return rows
