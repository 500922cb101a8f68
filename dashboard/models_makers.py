"""Who made each model, as far as anything tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId
from dashboard import appearances, data
from dashboard.catalog.models import model
from dashboard.catalog.organizations import Organization, organization
from dashboard.catalog.resolve import resolve
from dashboard.data import Key
from dashboard.models_data import known_ids, summaries
from dashboard.once import once
from dashboard.ranking.board import organization_column

_TABLE = ["source", "leaderboard", "edition"]


@lru_cache(maxsize=4096)
def maker(key: Key, id: str) -> Organization | None:
    """As the catalog says, as the name says, else as the newest table prints it."""
    known = model(id)
    if known:
        return known.maker
    return _named_maker(key, id) or organization(printed_maker(key, id))


def _named_maker(key: Key, id: str) -> Organization | None:
    listed = appearances.models(key).get(id)
    return organization(resolve(listed.name).organization) if listed else None


def printed_maker(key: Key, id: str) -> str:
    """What the newest table that has the model prints for its maker; asked only of models whose maker neither
    the catalog nor the name tells, "" for all others."""
    return _printed_makers(key).get(id, "")


@once(maxsize=2)
def _printed_makers(key: Key) -> Mapping[str, str]:
    """Reads each table once."""
    asked = [id for id in appearances.models(key) if model(id) is None and _named_maker(key, id) is None]
    rows = appearances.scores(key)
    rows = rows.loc[rows["id"].isin(asked), ["id", *_TABLE, "row"]].drop_duplicates().astype(str)
    newest = rows.sort_values("edition", kind="stable").drop_duplicates("id", keep="last")
    found: dict[str, str] = {}
    for where, here in newest.groupby(_TABLE):
        try:
            board = data.leaderboard(key, LeaderboardId(*map(str, where)))
        except DamagedFile:
            continue
        if column := organization_column(board):
            for id, row in zip(here["id"], here["row"], strict=True):
                found[id] = board.entries[int(row) - 1].attributes.get(column, "")
    return found


@once(maxsize=2)
def by_maker(key: Key) -> Mapping[str, tuple[str, ...]]:
    """The models of each organization: those on most boards first, those without a score last."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for id in dict.fromkeys([*summaries(key), *known_ids(key)]):
        if made_by := maker(key, id):
            found[made_by.id].append(id)
    return {maker: tuple(ids) for maker, ids in found.items()}


@once(maxsize=2)
def _scored(key: Key) -> Mapping[str, tuple[str, ...]]:
    known = summaries(key)
    return {maker: tuple(id for id in ids if id in known) for maker, ids in by_maker(key).items()}


def of(key: Key, maker: str) -> tuple[str, ...]:
    return by_maker(key).get(maker, ())


def scored_of(key: Key, maker: str) -> tuple[str, ...]:
    """Its models with a public score."""
    return _scored(key).get(maker, ())


@once(maxsize=2)
def makers(key: Key) -> tuple[str, ...]:
    """Those with most models that have a score first, then those with most models."""
    return tuple(sorted(by_maker(key), key=lambda id: (-len(scored_of(key, id)), -len(of(key, id)), id)))
