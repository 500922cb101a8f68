"""Who answers what below `/api/v1`, and the OpenAPI file that says so."""

from __future__ import annotations

from importlib.metadata import version
from threading import Lock
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.responses import HTMLResponse, RedirectResponse

from dashboard import data, tally
from dashboard.api import boards, charts, history, models, problems, reference, subscriptions, views
from dashboard.api.documented import documented
from dashboard.service.settings import settings

ROOT = "/api/v1"
ROUTERS = [history.router, boards.router, models.router]  # the special address before the general
BY_PAGE = [views.router, charts.router]  # whose parameters are those of a page
DESCRIPTION = """Public leaderboards of large models, with where each figure is from.

Parameters are called as in the dashboard's own addresses. Every answer has an ETag: ask again with
If-None-Match. Errors are application/problem+json. Scores are as published; `rank` is the publisher's,
`position` is ours.

Every table comes as CSV too, by `format=csv` or an Accept that likes text/csv better; of the two `format`
goes first. A long one comes in pages: the header Link names what follows.

Words are in the language of `lang`, else in the first of Accept-Language that is Chinese or English, else
in Chinese.

Letters beyond ASCII stand percent-encoded in an address, as browsers and libraries write them (curl:
`--get --data-urlencode q=文心`). As they are they make no HTTP request: the server refuses them in plain
text, with 400, before the API is asked.
"""


class Documented(FastAPI):
    """Its OpenAPI file says what is answered, and nothing else. It is asked for from several threads."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._documented: dict[str, Any] | None = None
        self._writing = Lock()

    def openapi(self) -> dict[str, Any]:
        with self._writing:
            if self._documented is None:
                self._documented = documented(super().openapi())
            return self._documented


def application() -> FastAPI:
    """Handlers are plain functions: they run in threads, for they read files."""
    api = Documented(
        title="Bangdan 榜单",
        version=version("bangdan"),
        description=DESCRIPTION,
        openapi_url=f"{ROOT}/openapi.json",
        docs_url=None,  # their pages load scripts of others; ours is reference.py
        redoc_url=None,
        servers=[{"url": _server(), "description": "This server"}],
        redirect_slashes=False,  # to an address that knows nothing of a path we are served below
        generate_unique_id_function=_operation,
        responses=problems.RESPONSES,
        dependencies=[Depends(problems.plain_parameters)],
    )
    problems.install(api)
    for router in ROUTERS:
        api.include_router(router, prefix=ROOT, dependencies=[Depends(problems.known_parameters)])
    api.include_router(subscriptions.router, dependencies=[Depends(problems.known_parameters)])
    for router in BY_PAGE:
        api.include_router(router, prefix=ROOT)

    @api.get("/api", include_in_schema=False)
    @api.get("/api/", include_in_schema=False)
    @api.get(ROOT, include_in_schema=False)
    def _moved(request: Request) -> RedirectResponse:
        near = "api/v1/" if request.url.path == "/api" else "v1/"
        return RedirectResponse(near)  # relative, so that it holds below any path

    @api.get(f"{ROOT}/", include_in_schema=False)
    def _reference() -> HTMLResponse:
        return HTMLResponse(reference.page(api.openapi(), tally.said(data.key(), "en")))

    return api


def _server() -> str:
    """Where the paths of the OpenAPI file begin: as readers find us where that is known, else as seen from
    the file itself."""
    asked = settings()
    return asked.public_url or asked.base_path or "./../.."


def _operation(route: APIRoute) -> str:
    return route.name
