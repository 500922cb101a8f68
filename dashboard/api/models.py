"""Models: the list, and every score of one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId
from dashboard import appearances, data
from dashboard.api import shapes
from dashboard.api.paging import Limit, Offset, following, part
from dashboard.api.problems import Unknown
from dashboard.appearances import Listed
from dashboard.catalog.models import model as known_model
from dashboard.catalog.names import normal_form
from dashboard.data import Key
from dashboard.ranking.board import entry_positions

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
    lines = map(_line, appearances.models(data.key()).values())
    found = [
        line
        for line in lines
        if org in ("", line["organization"]) and asked in normal_form(" ".join(_spelled(line)))
    ]
    return shapes.Models(
        total=len(found),
        limit=limit,
        offset=offset,
        next=following(request, len(found), limit, offset),
        data=[shapes.ModelLine(**line) for line in part(found, limit, offset)],
    )


@router.get("/models/{id:path}")
def model(id: Annotated[str, Path(max_length=200, examples=["gpt-4"])]) -> shapes.ModelInFull:
    """One model: what the catalog knows, and every score on every edition of every board."""
    key = data.key()
    listed = appearances.models(key).get(id)
    if listed is None:
        raise Unknown(f"no board at hand has a score of a model {id}; /api/v1/models lists them")
    known = known_model(id)
    found = [one for table in appearances.tables_of(key, id) for one in _appearances(key, table, id)]
    found.sort(key=lambda one: one.board)
    found.sort(key=lambda one: one.edition if one.edition != "undated" else "", reverse=True)
    return shapes.ModelInFull(**_line(listed), link=known.link if known else "", appearances=found)


def _line(listed: Listed) -> dict[str, Any]:
    known = known_model(listed.id)
    return {
        "model_id": listed.id,
        "name": shapes.Names(
            zh=(known.name_zh or known.name_en) if known else listed.name,
            en=known.name_en if known else listed.name,
        ),
        "family": known.family if known else "",
        "organization": known.organization if known else "",
        "region": known.region if known else "",
        "open_weights": known.open_weights if known else None,
        "released": known.released if known else "",
        "parameters": known.parameters if known else "",
        "in_catalog": known is not None,
        "boards": listed.boards,
    }


def _spelled(line: dict[str, Any]) -> tuple[str, ...]:
    return line["model_id"], line["name"].zh, line["name"].en


def _appearances(key: Key, id: LeaderboardId, model_id: str) -> Iterator[shapes.Appearance]:
    """More than one where a board lists the model more than once."""
    try:
        table = data.leaderboard(key, id)
    except DamagedFile:
        return
    metric = data.leading_metric(key, id)
    places = entry_positions(table, metric)
    for facts, entry, place in zip(data.facts(key, id), table.entries, places, strict=True):
        if facts.model_id == model_id:
            yield shapes.Appearance(
                board=f"{id.source}/{id.leaderboard}",
                edition=id.edition,
                model=entry.model,
                rank=entry.rank,
                metric=metric.name,
                score=entry.scores.get(metric.name),
                position=place,
                of=sum(one is not None for one in places),
                scores=dict(entry.scores),
                reason=facts.reason,
            )
