"""Leaderboards: the list, one of them, one edition with its figures, and the history over editions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import pandas as pd
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from cache.leaderboard import Category, Leaderboard
from cache.manifest import Revision
from cache.metrics import Metric
from dashboard import data
from dashboard.api import shapes
from dashboard.api.paging import Limit, Offset, following, part
from dashboard.api.problems import Unknown
from dashboard.api.tables import AS_CSV_TOO, Format, csv_answer
from dashboard.catalog.boards import board_description, board_homepage, board_label, card
from dashboard.catalog.names import normal_form
from dashboard.exhibit import UnknownChoice
from dashboard.ranking.board import entry_positions, organization_column

LATEST = "latest"
router = APIRouter(tags=["leaderboards"])
Source = Annotated[str, Path(max_length=100, examples=["superclue"])]
Name = Annotated[str, Path(max_length=100, examples=["overall"])]
MetricName = Annotated[
    str, Query(max_length=200, description="A published column; by default the one the board is ranked by.")
]


@router.get("/leaderboards")
def leaderboards(
    request: Request,
    cat: Annotated[Category | None, Query(description="Only this category.")] = None,
    source: Annotated[str, Query(max_length=100, description="Only this source.")] = "",
    q: Annotated[str, Query(max_length=80, description="Only those with this in their name or id.")] = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> shapes.Boards:
    """Every leaderboard at hand, the leading ones of each category first."""
    asked = normal_form(q)
    found = [
        board
        for board in data.shelf(data.key()).boards.values()
        if cat in (None, board.category) and source in ("", board.source) and asked in _searched(board)
    ]
    return shapes.Boards(
        total=len(found),
        limit=limit,
        offset=offset,
        next=following(request, len(found), limit, offset),
        data=[shapes.Board(**_board(board)) for board in part(found, limit, offset)],
    )


@router.get("/leaderboards/{source}/{leaderboard}")
def leaderboard(source: Source, leaderboard: Name) -> shapes.BoardInFull:
    """One leaderboard: its card and its editions."""
    board = found_board(source, leaderboard)
    known = card(source, leaderboard)
    return shapes.BoardInFull(
        **_board(board),
        judged_by=shapes.Names(zh=known.judge_zh if known else "", en=known.judge_en if known else ""),
        questions=known.questions if known else None,
        homepage=board_homepage(source, leaderboard),
        all_editions=[edition_line(revision) for revision in board.editions],
    )


@router.get(
    "/leaderboards/{source}/{leaderboard}/editions/{edition}",
    response_model=shapes.Edition,
    responses=AS_CSV_TOO,
)
def edition(
    request: Request,
    source: Source,
    leaderboard: Name,
    edition: Annotated[str, Path(max_length=10, description="YYYY-MM, YYYY, undated or latest.")],
    metric: MetricName = "",
    q: Annotated[str, Query(max_length=80, description="Only models with this in their name.")] = "",
    limit: Limit = 1000,
    offset: Offset = 0,
    format: Format = Format.JSON,
) -> shapes.Edition | Response:
    """One edition with every figure it published."""
    board = found_board(source, leaderboard)
    key = data.key()
    revision, table = data.edition(key, found_edition(board, edition).id)
    by = found_metric(key, table, metric)
    entries = [one for one in _entries(key, table, by) if normal_form(q) in normal_form(one.model)]
    if format is Format.CSV:
        return csv_answer(_as_frame(part(entries, limit, offset), table), revision)
    return shapes.Edition(
        board=board.id,
        edition=revision.id.edition,
        revision=revision.revision,
        category=revision.category.value,
        scenarios=[scenario.value for scenario in revision.scenarios],
        name=_names(board),
        origin=origin(revision),
        metric=by.name,
        metrics=[_metric(data.metrics().of(table.id, name)) for name in table.metrics],
        total=len(entries),
        limit=limit,
        offset=offset,
        next=following(request, len(entries), limit, offset),
        entries=list(part(entries, limit, offset)),
    )


def found_board(source: str, leaderboard: str) -> data.Board:
    board = data.shelf(data.key()).boards.get(f"{source}/{leaderboard}")
    if board is None:
        raise Unknown(f"there is no leaderboard {source}/{leaderboard}; /api/v1/leaderboards lists them")
    return board


def found_edition(board: data.Board, edition: str) -> Revision:
    if edition == LATEST:
        return board.newest
    known = {revision.id.edition: revision for revision in board.editions}
    if edition not in known:
        raise Unknown(f"{board.id} has no edition {edition}; it has {', '.join(known)}")
    return known[edition]


def found_metric(key: data.Key, table: Leaderboard, name: str) -> Metric:
    if not name:
        return data.leading_metric(key, table.id)
    if name not in table.metrics:
        raise UnknownChoice("metric", name, table.metrics)
    return data.metrics().of(table.id, name)


def _searched(board: data.Board) -> str:
    names = _names(board)
    return normal_form(f"{board.id} {names.zh} {names.en}")


def _names(board: data.Board) -> shapes.Names:
    heading = board.newest.heading
    zh, en = (board_label(board.source, board.leaderboard, lang, heading) for lang in ("zh", "en"))
    return shapes.Names(zh=zh, en=en)


def _board(board: data.Board) -> dict[str, Any]:
    tests = {lang: board_description(board.source, board.leaderboard, lang) for lang in ("zh", "en")}
    return {
        "id": board.id,
        "category": board.category.value,
        "scenarios": [scenario.value for scenario in board.newest.scenarios],
        "name": _names(board),
        "tests": shapes.Names(**tests),
        "newest": edition_line(board.newest),
        "editions": len(board.editions),
    }


def edition_line(revision: Revision) -> shapes.EditionLine:
    return shapes.EditionLine(
        edition=revision.id.edition,
        revision=revision.revision,
        day=revision.edition_day,
        rows=revision.rows,
        origin=origin(revision),
    )


def origin(revision: Revision) -> shapes.Origin:
    where = revision.provenance
    return shapes.Origin(
        url=where.url,
        retrieved_at=where.retrieved_at,
        as_of=where.as_of,
        page_sha256=where.page_sha256,
        table_sha256=revision.table_sha256,
        note=where.note,
    )


def _metric(metric: Metric) -> shapes.Metric:
    return shapes.Metric(
        name=metric.name,
        label=shapes.Names(zh=metric.label_zh or metric.name, en=metric.label_en or metric.name),
        higher_is_better=metric.higher_is_better,
        unit=metric.unit,
        low=metric.low,
        high=metric.high,
        kind=metric.kind,
        family=metric.family,
    )


def _entries(key: data.Key, table: Leaderboard, by: Metric) -> list[shapes.Entry]:
    """Best first by one metric, those without it last, in published order."""
    maker = organization_column(table)
    places = entry_positions(table, by)
    found = [
        shapes.Entry(
            row=row,
            model=entry.model,
            model_id=facts.model_id,
            rank=entry.rank,
            position=place,
            standing=entry.standing.value,
            organization=entry.attributes.get(maker, "") if maker else "",
            scores=dict(entry.scores),
            attributes={name: text for name, text in entry.attributes.items() if name != maker},
        )
        for row, (entry, place, facts) in enumerate(
            zip(table.entries, places, data.facts(key, table.id), strict=True), start=1
        )
    ]
    sign = -1 if by.higher_is_better else 1
    return sorted(found, key=lambda one: sign * one.scores.get(by.name, -sign * float("inf")))


def _as_frame(entries: Sequence[shapes.Entry], table: Leaderboard) -> pd.DataFrame:
    fixed = ("row", "rank", "position", "model", "model_id", "organization", "standing")
    attributes = dict.fromkeys(name for entry in entries for name in entry.attributes)
    return pd.DataFrame(
        [
            [*(getattr(entry, name) for name in fixed)]
            + [entry.scores.get(name) for name in table.metrics]
            + [entry.attributes.get(name) for name in attributes]
            for entry in entries
        ],
        columns=[*fixed, *table.metrics, *attributes],
    ).astype({"rank": "Int64", "position": "Int64"})
