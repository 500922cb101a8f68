"""Models: the list, and every score of one of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from dashboard import appearances, data
from dashboard.api import shapes
from dashboard.api.format import AskedFormat, Format
from dashboard.api.model_scores import as_frame, in_full, lines
from dashboard.api.paging import Limit, Offset, following, led_on, part
from dashboard.api.problems import Unknown
from dashboard.api.tables import AS_CSV_TOO, csv_answer, frame_of
from dashboard.catalog.names import normal_form
from dashboard.catalog.organizations import by_id
from dashboard.exhibit import UnknownChoice

router = APIRouter(tags=["models"])


@router.get("/models", response_model=shapes.Models, responses=AS_CSV_TOO)
def models(
    request: Request,
    format: AskedFormat,
    q: Annotated[str, Query(max_length=80, description="Only those with this in a name or the id.")] = "",
    org: Annotated[str, Query(max_length=100, description="Only of this organization, by its id.")] = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> shapes.Models | Response:
    """Every model with a score, those on the most boards first."""
    asked, makers = normal_form(q), by_id()
    if org and org not in makers:
        raise UnknownChoice("org", org, tuple(makers))
    found = [
        line
        for line in lines(data.key())
        if org in ("", line.organization)
        and asked in normal_form(f"{line.model_id} {line.name.zh} {line.name.en}")
    ]
    if format is Format.CSV:
        more = led_on(request, len(found), limit, offset)
        return csv_answer(frame_of(part(found, limit, offset), shapes.ModelLine), headers=more)
    return shapes.Models(
        total=len(found),
        limit=limit,
        offset=offset,
        next=following(request, len(found), limit, offset),
        data=list(part(found, limit, offset)),
    )


@router.get("/models/{id:path}", response_model=shapes.ModelInFull, responses=AS_CSV_TOO)
def model(
    id: Annotated[str, Path(max_length=200, examples=["gpt-4"])], format: AskedFormat
) -> shapes.ModelInFull | Response:
    """One model: what the catalog knows, and every score on every edition of every board; as CSV, the scores,
    one a line."""
    key = data.key()
    if id not in appearances.models(key):
        raise Unknown(f"no board at hand has a score of a model {id}; /api/v1/models lists them")
    found = in_full(key, id)
    return csv_answer(as_frame(key, found)) if format is Format.CSV else found
