"""Feeds, below `/feeds`: addresses that a reader's program asks again and again."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from cache.leaderboard import Category
from dashboard import appearances, data, feeds
from dashboard.api import reached
from dashboard.api.boards import found_board
from dashboard.api.language import Language
from dashboard.api.problems import Unknown
from dashboard.feed_links import MEDIA_TYPE
from dashboard.revision_log import Event
from dashboard.words import Lang

AS_ATOM: dict[int | str, dict[str, object]] = {
    200: {"content": {MEDIA_TYPE: {"schema": {"type": "string"}}}, "description": "An Atom feed"}
}
router = APIRouter(tags=["feeds"], prefix="/feeds", default_response_class=Response, responses=AS_ATOM)


@router.get("/all.atom")
def feed_of_everything(request: Request, lang: Language) -> Response:
    """What changed on any board: editions, new leaders, models that entered or dropped out, corrections."""
    return _feed(request, feeds.of_everything(data.key()), "all", "", lang)


@router.get("/category/{category}.atom")
def feed_of_category(request: Request, category: Category, lang: Language) -> Response:
    """What changed in a category."""
    return _feed(request, feeds.of_category(data.key(), category.value), "category", category.value, lang)


@router.get("/board/{source}/{leaderboard}.atom")
def feed_of_board(request: Request, source: str, leaderboard: str, lang: Language) -> Response:
    """What changed on one board."""
    found = found_board(source, leaderboard)
    return _feed(request, feeds.of_board(data.key(), found.id), "board", found.id, lang)


@router.get("/model/{id:path}.atom")
def feed_of_model(request: Request, id: str, lang: Language) -> Response:
    """Where a model leads, enters, drops out, moves or is corrected, with its places before and after."""
    if id not in appearances.models(data.key()):
        raise Unknown(f"there is no model {id}; /api/v1/models lists them")
    return _feed(request, feeds.of_model(data.key(), id), "model", id, lang)


def _feed(request: Request, found: Sequence[Event], kind: str, id: str, lang: Lang) -> Response:
    site = reached.site(request)
    told = feeds.atom(
        found,
        kind,
        id,
        lang,
        address=feeds.live_address(site, kind, id, lang),
        page=feeds.live_page(site, kind, id, lang),
        leads=lambda event: feeds.live_event(site, event, lang),
    )
    return Response(told, media_type=MEDIA_TYPE)
