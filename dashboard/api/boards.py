"""Leaderboards: the list, one of them, one edition with its figures, and the history over editions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from cache.leaderboard import Category, Leaderboard, Scenario
from cache.manifest import Revision
from cache.metrics import Metric
from dashboard import data, readable
from dashboard.api import shapes
from dashboard.api.editions import as_frame, described, edition_line, entries_of, in_full, names
from dashboard.api.format import AskedFormat, Format
from dashboard.api.paging import Limit, Offset, following, led_on, part
from dashboard.api.problems import Unknown
from dashboard.api.tables import AS_CSV_TOO, csv_answer, frame_of
from dashboard.catalog.boards import board_homepage, card
from dashboard.catalog.names import normal_form
from dashboard.exhibit import UnknownChoice

LATEST = "latest"
router = APIRouter(tags=["leaderboards"])
Source = Annotated[str, Path(max_length=100, examples=["superclue"])]
Name = Annotated[str, Path(max_length=100, examples=["overall"])]
MetricName = Annotated[
    str, Query(max_length=200, description="A published column; by default the one the board is ranked by.")
]


@router.get("/leaderboards", response_model=shapes.Boards, responses=AS_CSV_TOO)
def leaderboards(
    request: Request,
    format: AskedFormat,
    cat: Annotated[Category | None, Query(description="Only this category.")] = None,
    scenario: Annotated[Scenario | None, Query(description="Only those of this scenario.")] = None,
    source: Annotated[str, Query(max_length=100, description="Only this source.")] = "",
    q: Annotated[str, Query(max_length=80, description="Only those with this in their name or id.")] = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> shapes.Boards | Response:
    """Every leaderboard at hand, the leading ones of each category first."""
    asked = normal_form(q)
    found = [
        board
        for board in data.shelf(data.key()).boards.values()
        if cat in (None, board.category)
        and (scenario is None or scenario in board.newest.scenarios)
        and source in ("", board.source)
        and asked in _searched(board)
    ]
    lines = [shapes.Board(**described(board)) for board in part(found, limit, offset)]
    if format is Format.CSV:
        more = led_on(request, len(found), limit, offset)
        return csv_answer(frame_of(lines, shapes.Board), headers=more)
    return shapes.Boards(
        total=len(found),
        limit=limit,
        offset=offset,
        next=following(request, len(found), limit, offset),
        data=lines,
    )


@router.get("/leaderboards/{source}/{leaderboard}", response_model=shapes.BoardInFull, responses=AS_CSV_TOO)
def leaderboard(source: Source, leaderboard: Name, format: AskedFormat) -> shapes.BoardInFull | Response:
    """One leaderboard: its card and its editions; as CSV, its editions."""
    board = found_board(source, leaderboard)
    known = card(source, leaderboard)
    editions = [edition_line(revision) for revision in board.editions]
    if format is Format.CSV:
        return csv_answer(frame_of(editions, shapes.EditionLine))
    return shapes.BoardInFull(
        **described(board),
        judged_by=shapes.Names(zh=known.judge_zh if known else "", en=known.judge_en if known else ""),
        questions=known.questions if known else None,
        homepage=board_homepage(source, leaderboard),
        all_editions=editions,
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
    edition: Annotated[
        str, Path(max_length=10, description="YYYY-MM, YYYY, undated or latest: the newest that can be read.")
    ],
    format: AskedFormat,
    metric: MetricName = "",
    q: Annotated[str, Query(max_length=80, description="Only models with this in their name.")] = "",
    limit: Limit = 1000,
    offset: Offset = 0,
) -> shapes.Edition | Response:
    """One edition with every figure it published."""
    board = found_board(source, leaderboard)
    key = data.key()
    revision, table = data.edition(key, found_edition(board, edition).id)
    by = found_metric(key, table, metric)
    entries = [one for one in entries_of(key, table, by) if normal_form(q) in normal_form(one.model)]
    if format is Format.CSV:
        more = led_on(request, len(entries), limit, offset)
        return csv_answer(as_frame(part(entries, limit, offset), table), revision, more)
    shown = in_full(key, board, revision, table, by)
    return shown.model_copy(
        update={
            "total": len(entries),
            "limit": limit,
            "offset": offset,
            "next": following(request, len(entries), limit, offset),
            "entries": list(part(entries, limit, offset)),
        }
    )


def found_board(source: str, leaderboard: str) -> data.Board:
    board = data.shelf(data.key()).boards.get(f"{source}/{leaderboard}")
    if board is None:
        raise Unknown(f"there is no leaderboard {source}/{leaderboard}; /api/v1/leaderboards lists them")
    return board


def found_edition(board: data.Board, edition: str) -> Revision:
    if edition == LATEST:
        return readable.newest(data.key(), board)
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
    spelled = names(board)
    return normal_form(f"{board.id} {spelled.zh} {spelled.en}")
