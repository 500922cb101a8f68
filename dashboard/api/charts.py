"""Any chart of the dashboard as a picture, by the address its page has."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dashboard import exhibits, exports
from dashboard.api import reached
from dashboard.api.language import Language
from dashboard.api.views import OWN, Page, asked_for, of_pages
from dashboard.exhibit import Exhibit
from dashboard.exports import Look
from dashboard.exports.address import lasting
from dashboard.exports.names import name_of
from dashboard.exports.shapes import Ground, Offered
from dashboard.service.meters import EXPORT_FAILURES, EXPORTS


class Picture(StrEnum):
    PNG = "png"
    SVG = "svg"


AS_PICTURE: dict[int | str, dict[str, object]] = {
    200: {
        "content": {
            exports.MIME["png"]: {"schema": {"type": "string", "format": "binary"}},
            exports.MIME["svg"]: {"schema": {"type": "string"}},
        },
        "description": "The picture",
    }
}
OWN_TOO = OWN | {"theme", "size", "scale"}
router = APIRouter(tags=["charts"])


@router.get(
    "/charts/{page}.{picture}",
    response_class=Response,
    responses=AS_PICTURE,
    openapi_extra=of_pages(*exhibits.pages()),
)
def chart(
    request: Request,
    page: Page,
    picture: Picture,
    lang: Language,
    theme: Annotated[
        Ground,
        Query(description="Of the ground; the last has light ink, for a dark page."),
    ] = "light",
    size: Annotated[
        Offered,
        Query(description="A slide is 16:9, a column is that of a report."),
    ] = "screen",
    scale: Annotated[int, Query(ge=1, le=3, description="Pixels of a PNG for one of the page.")] = 1,
) -> Response:
    """The chart of a view with its title, source and date, as the export menu makes it.

    A picture that was asked for before is free, and so is a request that is refused; 60 a minute are
    drawn for one client.
    """
    shown = asked_for(page, request.query_params, lang, OWN_TOO)
    look = Look(theme, size, scale)
    try:
        content = exports.made(shown, picture.value, look, _view(request, shown, lang))
    except exports.ExportError:
        EXPORT_FAILURES.labels(picture.value).inc()
        raise
    EXPORTS.labels(picture.value).inc()
    name = name_of(shown, picture.value, look)
    return Response(
        content,
        media_type=exports.MIME[picture.value],
        headers={"content-disposition": f"inline; filename*=UTF-8''{quote(name)}"},
    )


def _view(request: Request, shown: Exhibit, lang: str) -> str:
    """The address of the same view on the dashboard."""
    return lasting(shown, f"{reached.site(request)}/{shown.page}?lang={lang}")
