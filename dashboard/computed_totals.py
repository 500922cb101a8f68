"""The totals that we compute, among the scores of the store."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from cache.leaderboard import Leaderboard


def with_computed(scores: pd.DataFrame, boards: Iterable[tuple[Leaderboard, frozenset[str]]]) -> pd.DataFrame:
    """`scores` as of `Store.scores`, and a row for each computed total of `boards`.

    Revision and standing are those of the rows it stands beside; a model without the total adds none.
    """
    rows = [row for board, names in boards for row in _rows(scores, board, names)]
    if not rows:
        return scores
    added, known = pd.DataFrame(rows, columns=scores.columns), scores.copy(deep=False)
    for name, kind in scores.dtypes.items():
        if isinstance(kind, pd.CategoricalDtype):
            kind = pd.CategoricalDtype(kind.categories.union(pd.Index(added[name].unique()), sort=False))
            known[name] = known[name].cat.set_categories(kind.categories)
        added[name] = added[name].astype(kind)
    return pd.concat([known, added], ignore_index=True)


def _rows(scores: pd.DataFrame, board: Leaderboard, names: frozenset[str]) -> list[tuple[object, ...]]:
    here = scores.loc[
        (scores["source"] == board.id.source)
        & (scores["leaderboard"] == board.id.leaderboard)
        & (scores["edition"] == board.id.edition)
    ]
    revision = int(here["revision"].iloc[0]) if len(here) else 1
    return [
        (*board.id, revision, row, entry.model, entry.standing.value, name, entry.scores[name])
        for row, entry in enumerate(board.entries, start=1)
        for name in sorted(names & entry.scores.keys())
    ]
