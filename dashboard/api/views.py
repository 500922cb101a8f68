"""Any view of the dashboard, by the address its page has: the same table, the same origins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated

import pandas as pd
from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import Response

from dashboard import data, exhibits, exports
from dashboard.api import closed, shapes
from dashboard.api.format import AskedFormat, Format
from dashboard.api.language import Language
from dashboard.api.paging import Limit, Offset, following, led_on, part
from dashboard.api.problems import Unknown, known_parameters
from dashboard.api.tables import AS_CSV_TOO, MEDIA_TYPE
from dashboard.exhibit import Exhibit, NothingToShow, UnknownChoice
from dashboard.exhibits import pages
from dashboard.ranking.errors import RankingError
from dashboard.words import Lang

LONGEST = 600  # characters of a parameter
PROBLEMS: Lang = "en"
OWN = frozenset({"lang", "format", "limit", "offset"})
router = APIRouter(tags=["views"])
Page = Annotated[
    str, Path(max_length=40, examples=["rankings"], description="As in the dashboard's address.")
]


def of_pages(*names: str) -> dict[str, object]:
    """For the OpenAPI file: the parameters of these pages, each with the pages that know it."""
    known: dict[str, list[str]] = {}
    for page in names:
        for parameter in exhibits.parameters(page):
            known.setdefault(parameter, []).append(page)
    return {
        "parameters": [
            {
                "name": name,
                "in": "query",
                "schema": {**closed.schema(name, of), "maxLength": LONGEST},
                "description": f"As in the address of: {', '.join(of)}.",
            }
            for name, of in sorted(known.items())
        ]
    }


@router.get("/views", dependencies=[Depends(known_parameters)])
def views() -> shapes.Pages:
    """The pages whose views can be asked for, with the parameters of each."""
    return shapes.Pages(
        data=[shapes.Page(page=page, parameters=sorted(exhibits.parameters(page))) for page in pages()]
    )


@router.get(
    "/views/{page}",
    response_model=shapes.View,
    responses=AS_CSV_TOO,
    openapi_extra=of_pages(*pages()),
)
def view(
    request: Request,
    page: Page,
    lang: Language,
    format: AskedFormat,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> shapes.View | Response:
    """What a page of the dashboard shows: its table, title, notes and origins."""
    shown = asked_for(page, request.query_params, lang).as_table()
    if format is Format.CSV:
        listed = replace(shown, table=shown.table.iloc[offset : offset + limit])
        more = led_on(request, len(shown.table), limit, offset)
        return Response(exports.made(listed, "csv"), media_type=MEDIA_TYPE, headers=more)
    rows = [[_value(cell) for cell in row] for row in shown.table.itertuples(index=False, name=None)]
    return shapes.View(
        page=page,
        lang=lang,
        params=dict(shown.params),
        title=shown.title,
        subtitle=shown.subtitle,
        notes=list(shown.notes),
        origins=[_origin(shown, number) for number in range(len(shown.origins))],
        columns=[str(name) for name in shown.table.columns],
        total=len(rows),
        limit=limit,
        offset=offset,
        next=following(request, len(rows), limit, offset),
        rows=[list(row) for row in part(rows, limit, offset)],
    )


@router.get(
    "/composite",
    response_model=shapes.View,
    responses=AS_CSV_TOO,
    openapi_extra=of_pages("composite"),
)
def composite(
    request: Request,
    lang: Language,
    format: AskedFormat,
    limit: Limit = 1000,
    offset: Offset = 0,
) -> shapes.View | Response:
    """The boards of a category or scenario as one ranking, with ties and intervals: the view `composite`."""
    return view(request, "composite", lang, format, limit, offset)


def asked_for(page: str, query: Mapping[str, str], lang: Lang, own: frozenset[str] = OWN) -> Exhibit:
    """Raises UnknownChoice, NothingToShow, RankingError, CacheError."""
    if page not in pages():
        raise Unknown(f"there is no view of {page}; there are {', '.join(pages())}")
    params = {name: value for name, value in query.items() if name not in own}
    for name, value in params.items():
        if len(value) > LONGEST:
            raise UnknownChoice(name, f"{value[:20]}… ({len(value)} characters; {LONGEST} at most)")
    closed.check(page, params)
    try:
        return exhibits.of(page, data.key(), params, lang)
    except (NothingToShow, RankingError):
        exhibits.of(page, data.key(), params, PROBLEMS)  # says the same in the language of all problems
        raise


def _origin(shown: Exhibit, number: int) -> shapes.ViewOrigin:
    where = shown.origins[number]
    return shapes.ViewOrigin(
        board=f"{where.id.source}/{where.id.leaderboard}",
        edition=where.id.edition,
        revision=where.revision,
        name=where.board,
        url=where.url,
        retrieved_at=where.retrieved_at,
        page_sha256=where.page_sha256,
        licence=where.licence,
    )


def _value(cell: object) -> shapes.Value:
    """As JSON has it: lists joined, what is missing None."""
    if isinstance(cell, list | tuple):
        return " · ".join(map(str, cell))
    if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell:
        return None
    if isinstance(cell, bool | int | float | str):
        return cell
    item = getattr(cell, "item", None)  # a number of numpy's
    return item() if item else str(cell)
