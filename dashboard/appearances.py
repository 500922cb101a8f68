"""Which models the store has, and on which tables each stands: cached as `dashboard.data` says.

A model is known by its catalog id, or by a provisional one where the catalog has none. People and chance are
left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from cache.leaderboard import LeaderboardId, Standing
from cache.manifest import Revision
from dashboard import data
from dashboard.catalog.models import model
from dashboard.catalog.resolve import resolve
from dashboard.data import Key
from dashboard.markup import plain
from dashboard.once import once
from dashboard.ranking.cells import Codes
from dashboard.words import Lang

BETWEEN = " · "  # the two names of a model
_TABLE = ["source", "leaderboard", "edition"]


@dataclass(frozen=True, slots=True)
class Listed:
    """`name`: as the newest table that has the model prints it."""

    id: str
    name: str
    boards: int


@dataclass(frozen=True, slots=True, eq=False)
class _Index:
    scores: pd.DataFrame  # those of each model together
    first: Mapping[str, tuple[int, int]]  # where each model's begin and end
    listed: Mapping[str, Listed]  # on the most boards first


@once(maxsize=2)
def _index(key: Key) -> _Index:
    scores = data.scores(key)
    scores = scores[scores["standing"] != Standing.BASELINE.value]
    names, which = _printed(scores)
    ids = pd.Categorical([_resolved(*name) for name in names])
    codes = ids.codes[which] if len(which) else np.array([], dtype=np.int8)
    scores = scores.assign(id=pd.Categorical.from_codes(codes, dtype=ids.dtype))[codes >= 0]
    order = np.argsort(codes[codes >= 0], kind="stable")
    scores, ordered = scores.iloc[order], codes[codes >= 0][order]
    ends = np.searchsorted(ordered, np.arange(len(ids.categories)), side="right")
    first = {id: (int(ends[at - 1]) if at else 0, int(ends[at])) for at, id in enumerate(ids.categories)}
    return _Index(scores, first, _listed(scores))


def _printed(scores: pd.DataFrame) -> tuple[list[tuple[str, str, str]], Codes]:
    """Each name that a board prints, once, and which of them each score belongs to."""
    columns = [scores[name].cat for name in ("source", "leaderboard", "model")]
    code = np.zeros(len(scores), dtype=np.int64)
    for column in columns:
        code = code * len(column.categories) + column.codes.to_numpy()
    _, first, which = np.unique(code, return_index=True, return_inverse=True)
    rows = scores[["source", "leaderboard", "model"]].iloc[first]
    return list(rows.itertuples(index=False, name=None)), which


def _resolved(source: str, leaderboard: str, name: str) -> str | None:
    found = resolve(name, f"{source}/{leaderboard}")
    return found.model_id if found.kind == "model" and found.model_id else None


def _listed(scores: pd.DataFrame) -> dict[str, Listed]:
    seen = scores[["id", *_TABLE, "model"]].drop_duplicates().astype(str)
    seen["edition"] = seen["edition"].where(seen["edition"] != "undated", "")
    newest = seen.sort_values("edition", kind="stable").drop_duplicates("id", keep="last")
    names = dict(zip(newest["id"], newest["model"], strict=True))
    boards = seen[["id", "source", "leaderboard"]].drop_duplicates()["id"].value_counts()
    found = [Listed(str(id), names[str(id)], int(count)) for id, count in boards.items()]
    return {at.id: at for at in sorted(found, key=lambda at: (-at.boards, at.name.casefold(), at.id))}


def models(key: Key) -> Mapping[str, Listed]:
    """Every model with a score in a current edition, by id."""
    return _index(key).listed


def scores(key: Key) -> pd.DataFrame:
    """Of `data.scores` the rows of models, each model's together, with its `id`; indexed as there."""
    return _index(key).scores


@lru_cache(maxsize=512)
def scores_of(key: Key, id: str) -> pd.DataFrame:
    """The model's rows of `data.scores`."""
    index = _index(key)
    begin, end = index.first.get(id, (0, 0))
    return index.scores.iloc[begin:end]


@lru_cache(maxsize=512)
def tables_of(key: Key, id: str) -> frozenset[LeaderboardId]:
    """The editions it stands in with a score."""
    rows = scores_of(key, id)[_TABLE].drop_duplicates()
    return frozenset(LeaderboardId(*map(str, row)) for row in rows.itertuples(index=False, name=None))


@once(maxsize=2)
def revisions(key: Key) -> Mapping[LeaderboardId, Revision]:
    """Of each edition the one that its scores in `data.scores` are from."""
    columns = [*_TABLE, "revision"]
    taken = data.scores(key)[columns].drop_duplicates().itertuples(index=False, name=None)
    numbers = {LeaderboardId(*map(str, where)): int(number) for *where, number in taken}
    return {
        id: next(at for at in data.revisions(key, id) if at.revision == number)
        for id, number in numbers.items()
    }


@once(maxsize=2)
def spreads(key: Key) -> pd.Series:
    """Standard deviation of each column over its whole field, by source, leaderboard, edition and metric."""
    columns = _index(key).scores.groupby([*_TABLE, "metric"], observed=True)["score"]
    return columns.std(ddof=0)


@once(maxsize=4)
def labels(key: Key, lang: Lang) -> Mapping[str, str]:
    """What to call each model where no one board is meant, each once; by both of its names."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for at in models(key).values():
        label = plain(named(at.id, at.name, lang)) or at.id
        found[at.id] = label if label not in seen else f"{label} ({at.id})"
        seen.add(found[at.id])
    return found


def short(key: Key, id: str, lang: Lang) -> str:
    """The label without the name in the other language."""
    return labels(key, lang).get(id, id).partition(BETWEEN)[0]


def named(id: str, printed: str, lang: Lang) -> str:
    """The catalog's name, with that in the other language behind it; else as printed."""
    known = model(id)
    if known is None:
        return printed
    own, other = (known.name_zh, known.name_en) if lang == "zh" else (known.name_en, known.name_zh)
    return f"{own}{BETWEEN}{other}" if own and other and own != other else own or other
