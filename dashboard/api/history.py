"""One leaderboard over its editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Annotated

import pandas as pd
from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from cache.errors import DamagedFile
from cache.leaderboard import Leaderboard
from dashboard import data, trends_data
from dashboard.api import shapes
from dashboard.api.boards import MetricName, Name, Source, found_board
from dashboard.api.format import AskedFormat, Format
from dashboard.api.paging import Limit, Offset, following, led_on, part
from dashboard.api.tables import AS_CSV_TOO, csv_answer
from dashboard.exhibit import UnknownChoice
from dashboard.ranking.board import default_metric, entry_levels, entry_positions
from dashboard.ranking.trend import counterpart

router = APIRouter(tags=["leaderboards"])


@router.get(
    "/leaderboards/{source}/{leaderboard}/history", response_model=shapes.History, responses=AS_CSV_TOO
)
def history(
    request: Request,
    source: Source,
    leaderboard: Name,
    format: AskedFormat,
    metric: MetricName = "",
    m: Annotated[str, Query(max_length=600, description="Only these models: ids with commas between.")] = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> shapes.History | Response:
    """Rank, position and score of each model over the editions, by one metric under whatever name an edition
    has it; missing where the model was absent.

    Rows that the source does not rank have no position.
    """
    board = found_board(source, leaderboard)
    used, threads = _threads(data.key(), board.id, metric)
    wanted = {id for id in m.split(",") if id}
    there = tuple(thread.model_id for thread in threads)
    for id in sorted(wanted.difference(there)):
        raise UnknownChoice("m", id, there)
    found = [thread for thread in threads if not wanted or thread.model_id in wanted]
    if format is Format.CSV:
        more = led_on(request, len(found), limit, offset)
        return csv_answer(_as_frame(part(found, limit, offset)), headers=more)
    return shapes.History(
        board=board.id,
        metric=used,
        total=len(found),
        limit=limit,
        offset=offset,
        next=following(request, len(found), limit, offset),
        data=list(part(found, limit, offset)),
    )


@lru_cache(maxsize=64)
def _threads(key: data.Key, board_id: str, metric: str) -> tuple[dict[str, str], list[shapes.Thread]]:
    """The metric of each edition, and the models in the order of the newest edition each stands in.

    Followed as Trends does it: from the newest edition on, by default from what that is ranked by. Editions
    whose file cannot be read, or which lack it, are left out. Raises UnknownChoice where none has it.
    """
    used: dict[str, str] = {}
    spelled: dict[str, str] = {}
    found: dict[str, list[shapes.Standing]] = defaultdict(list)
    columns: dict[str, None] = {}
    tables = [table for table in _readable(key, board_id) if table.metrics]
    for table in tables:
        columns |= dict.fromkeys(table.metrics)
        if name := _column(tables[0], table, metric):
            used[table.id.edition] = name
            for id, (model, standing) in _standings(key, table, name).items():
                spelled.setdefault(id, model)
                found[id].append(standing)
    if metric and not used:
        raise UnknownChoice("metric", metric, tuple(columns))
    return used, [shapes.Thread(model_id=id, model=spelled[id], editions=found[id][::-1]) for id in found]


def _column(newest: Leaderboard, table: Leaderboard, metric: str) -> str | None:
    """What holds `metric` in an edition, by default what the newest is ranked by."""
    asked = metric or default_metric(newest, data.metrics())
    if asked in newest.metrics:
        return counterpart(newest, table, asked, data.metrics(), trends_data.renames())
    return asked if asked in table.metrics else None


def _readable(key: data.Key, board_id: str) -> Iterator[Leaderboard]:
    """Newest first, undated last."""
    for revision in data.shelf(key).boards[board_id].editions:
        try:
            yield data.leaderboard(key, revision.id)
        except DamagedFile:
            continue


def _standings(key: data.Key, table: Leaderboard, metric: str) -> dict[str, tuple[str, shapes.Standing]]:
    """By model id, best first. Where a model stands more than once, its best place counts, else the best of
    its references, as in Trends."""
    by = data.metrics().of(table.id, metric)
    places, levels = entry_positions(table, by), entry_levels(table, by)
    known = zip(data.facts(key, table.id), table.entries, places, levels, strict=True)
    last = len(places) + 1
    rows = sorted(known, key=lambda row: (row[2] or last, row[3] or last))
    best: dict[str, tuple[str, shapes.Standing]] = {}
    for facts, entry, place, _ in rows:
        standing = shapes.Standing(
            edition=table.id.edition, rank=entry.rank, position=place, score=entry.scores.get(metric)
        )
        best.setdefault(facts.model_id, (entry.model, standing))
    return best


def _as_frame(threads: Sequence[shapes.Thread]) -> pd.DataFrame:
    """A line for each model and edition."""
    return pd.DataFrame(
        [
            (thread.model_id, thread.model, one.edition, one.rank, one.position, one.score)
            for thread in threads
            for one in thread.editions
        ],
        columns=["model_id", "model", "edition", "rank", "position", "score"],
    ).astype({"rank": "Int64", "position": "Int64"})
