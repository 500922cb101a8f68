"""What the page of one model tells beside its scores, cached for each state of the store."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from cache.leaderboard import LeaderboardId
from dashboard import appearances, data
from dashboard.catalog.resolve import resolve
from dashboard.data import Key
from dashboard.models_data import ENOUGH, Score, leading, scores, standing
from dashboard.models_kin import family_of

SHOWN = 5  # strengths, weaknesses, rivals
NEAR = 0.25  # of the share beaten: a model that is farther off is no rival
CLEARLY = 0.1  # of the share beaten: so far below its median is weak for a model
ABILITIES = 3  # parts that make a profile


@dataclass(frozen=True, slots=True)
class Spelling:
    """One name under which boards print the model, and why it is read so."""

    raw: str
    reason: str
    first: str  # edition; "" where none is dated
    last: str
    boards: tuple[str, ...]  # ids


@dataclass(frozen=True, slots=True)
class Rival:
    """`apart`: mean difference of the shares beaten over the boards both are on."""

    id: str
    boards: int
    apart: float


@lru_cache(maxsize=256)
def newest(key: Key, id: str, day: date | None = None) -> tuple[Score, ...]:
    """Its scores in the newest edition of each board that has it; of several rows the best counts. `day`: of
    the editions that stood then, here and below."""
    editions: dict[str, LeaderboardId] = {}
    best: dict[tuple[LeaderboardId, str], Score] = {}
    for at in scores(key, id, day):
        if editions.setdefault(at.board, at.id) == at.id:
            known = best.setdefault((at.id, at.metric.name), at)
            if at.level < known.level:
                best[at.id, at.metric.name] = at
    return tuple(best.values())


@lru_cache(maxsize=256)
def strengths(key: Key, id: str) -> tuple[tuple[Score, ...], tuple[Score, ...]]:
    """Where it beats most, best first, and where it beats clearly fewer than it usually does or than half,
    worst first; nothing is in both.

    By its abilities: the parts of the boards, or what leads a board without parts. Boards of one family that
    print an ability under one label count once, the one with the largest field.
    """
    found = newest(key, id)
    parted = {at.id for at in found if at.metric.kind == "part"}
    able = [
        at
        for at in found
        if at.models >= ENOUGH and (at.metric.kind == "part" or (at.leads and at.id not in parted))
    ]
    distinct: dict[tuple[str, str], Score] = {}
    for at in able:
        known = distinct.setdefault((at.metric.family, at.metric.label_zh), at)
        if at.models > known.models:
            distinct[at.metric.family, at.metric.label_zh] = at
    ranked = sorted(distinct.values(), key=lambda at: (-at.beaten, -at.models))
    most = min(SHOWN, (len(ranked) + 1) // 2)
    fewest = min(SHOWN, len(ranked) // 2)
    usual = float(np.median([at.beaten for at in ranked])) if ranked else 0.0
    weak = [at for at in ranked[len(ranked) - fewest :] if at.beaten < max(0.5, usual - CLEARLY)]
    return tuple(ranked[:most]), tuple(reversed(weak))


@lru_cache(maxsize=256)
def spellings(key: Key, id: str) -> tuple[Spelling, ...]:
    """Those on most boards first."""
    rows = appearances.scores_of(key, id)[["source", "leaderboard", "edition", "model"]].drop_duplicates()
    seen: dict[tuple[str, str], dict[str, list[str]]] = {}
    for source, board, edition, name in rows.astype(str).itertuples(index=False, name=None):
        why = resolve(name, f"{source}/{board}").reason
        seen.setdefault((name, why), {}).setdefault(f"{source}/{board}", []).append(edition)
    found = []
    for (name, why), boards in seen.items():
        dated = sorted(
            edition for editions in boards.values() for edition in editions if edition != "undated"
        )
        ends = (dated[0], dated[-1]) if dated else ("", "")
        found.append(Spelling(name, why, *ends, tuple(boards)))
    return tuple(sorted(found, key=lambda at: (-len(at.boards), at.raw)))


@lru_cache(maxsize=256)
def rivals(key: Key, id: str) -> tuple[Rival, ...]:
    """Of other families: on at least half of its boards and near it there, the nearest first."""
    known, owners = standing(key), _owners(key)
    mine = [at for at in newest(key, id) if at.leads and not math.isnan(at.beaten)]
    places = _places(key)
    parts = []
    for at in mine:
        rows = known.rows(places[at.id, at.metric.name])
        rows = rows[owners[rows] >= 0]
        parts.append(pd.DataFrame({"owner": owners[rows], "beaten": known.beaten[rows], "mine": at.beaten}))
    if not parts:
        return ()
    each = pd.concat(parts, keys=range(len(parts)), names=["board", None]).reset_index(level="board")
    each = each.groupby(["board", "owner"], as_index=False)[["beaten", "mine"]].max()
    each["apart"] = (each["beaten"] - each["mine"]).abs()
    table = each.groupby("owner")["apart"].agg(["size", "mean"])
    names = appearances.scores(key)["id"].cat.categories
    own = family_of(id)
    found = [
        Rival(str(names[owner]), int(n), float(mean))
        for owner, n, mean in table.itertuples(name=None)
        if 2 * n >= len(mine) and mean <= NEAR
    ]
    found.sort(key=lambda at: (at.apart, -at.boards, at.id))
    return tuple(_of_others(found, own))


def _of_others(found: Iterable[Rival], own: str) -> list[Rival]:
    kept: list[Rival] = []
    for rival in found:
        if len(kept) < SHOWN and family_of(rival.id) != own:
            kept.append(rival)
    return kept


@lru_cache(maxsize=2)
def _owners(key: Key) -> npt.NDArray[np.int64]:
    """The model of each row of `data.scores`, by its place among the models; -1 for none."""
    rows = appearances.scores(key)
    owners = np.full(len(data.scores(key)), -1, dtype=np.int64)
    owners[rows.index.to_numpy()] = rows["id"].cat.codes.to_numpy()
    return owners


@lru_cache(maxsize=2)
def _places(key: Key) -> Mapping[tuple[LeaderboardId, str], int]:
    return {(column.id, column.metric.name): at for at, column in enumerate(standing(key).columns)}


@dataclass(frozen=True, slots=True)
class Ability:
    """One part of a board: the model's score among those of the field."""

    score: Score
    field: tuple[float, ...]  # every model's score, lowest first

    @property
    def median(self) -> float:
        return float(np.median(self.field))


@lru_cache(maxsize=256)
def profiled(key: Key, id: str, day: date | None = None) -> Mapping[str, tuple[Ability, ...]]:
    """By board, where its newest edition with the model has several parts; boards with most parts first."""
    known, places, every = standing(key), _places(key), data.scores(key)["score"].to_numpy()
    boards: dict[str, list[Score]] = {}
    for at in newest(key, id, day):
        if at.metric.kind == "part" and at.models >= ENOUGH:
            boards.setdefault(at.board, []).append(at)
    found = {}
    for board, parts in sorted(boards.items(), key=lambda item: -len(item[1])):
        if len(parts) >= ABILITIES:
            rows = [known.rows(places[at.id, at.metric.name]) for at in parts]
            fields = [np.sort(every[at[known.level[at] > 0]]) for at in rows]
            found[board] = tuple(Ability(at, tuple(field)) for at, field in zip(parts, fields, strict=True))
    return found


@lru_cache(maxsize=256)
def history(key: Key, id: str) -> Mapping[str, tuple[Score, ...]]:
    """By board that has it in several dated editions: its leading score in each, oldest first."""
    boards: dict[str, dict[str, Score]] = {}
    for at in leading(key, id):
        if at.id.edition != "undated":
            known = boards.setdefault(at.board, {}).setdefault(at.id.edition, at)
            if at.level < known.level:
                boards[at.board][at.id.edition] = at
    return {
        board: tuple(editions[name] for name in sorted(editions))
        for board, editions in boards.items()
        if len(editions) > 1
    }
