"""Models: the list, and every score of one of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request

from dashboard import appearances, data
from dashboard.api import shapes
from dashboard.api.model_scores import in_full, lines
from dashboard.api.paging import Limit, Offset, following, part
from dashboard.api.problems import Unknown
from dashboard.catalog.names import normal_form

router = APIRouter(tags=["models"])


@router.get("/models")
def models(
    request: Request,
    q: Annotated[str, Query(max_length=80, description="Only those with this in a name or the id.")] = "",
    org: Annotated[str, Query(max_length=100, description="Only of this organization, by its id.")] = "",
    limit: Limit = 100,
    offset: Offset = 0,
) -> shapes.Models:
    """Every model with a score, those on the most boards first."""
    asked = normal_form(q)
    found = [
        line
        for line in lines(data.key())
        if org in ("", line.organization)
        and asked in normal_form(f"{line.model_id} {line.name.zh} {line.name.en}")
    ]
    return shapes.Models(
        total=len(found),
        limit=limit,
        offset=offset,
        next=following(request, len(found), limit, offset),
        data=list(part(found, limit, offset)),
    )


@router.get("/models/{id:path}")
def model(id: Annotated[str, Path(max_length=200, examples=["gpt-4"])]) -> shapes.ModelInFull:
    """One model: what the catalog knows, and every score on every edition of every board."""
    key = data.key()
    if id not in appearances.models(key):
        raise Unknown(f"no board at hand has a score of a model {id}; /api/v1/models lists them")
    return in_full(key, id)
