"""Errors as `application/problem+json` (RFC 9457): what is wrong, and what there is instead."""

from __future__ import annotations

import unicodedata
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from cache.errors import CacheError, DamagedFile, ManifestError
from dashboard.api.shapes import Problem
from dashboard.drawing.errors import Busy, ExportError, NoBrowser, NoChart, TooLarge
from dashboard.exhibit import NothingToShow, UnknownChoice, UnknownParameter, WrongValue
from dashboard.ranking.errors import RankingError
from dashboard.service.settings import settings

MEDIA_TYPE = "application/problem+json"
_NOT_MADE: dict[type[ExportError], int] = {NoChart: 409, TooLarge: 400, Busy: 503, NoBrowser: 503}
RESPONSES: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": words, "content": {MEDIA_TYPE: {}}}
    for status, words in (
        (400, "A parameter has no such value, or there is no such parameter"),
        (404, "Nothing of this name"),
        (409, "Nothing can be compared or combined with these choices"),
        (429, "Too many at once"),
        (503, "The store cannot be read, or no picture can be drawn now"),
    )
}


def problem(status: int, detail: str, instance: str, **more: object) -> JSONResponse:
    """`instance`: the path that was asked for, below whatever we are served below."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return JSONResponse(
        {**body, "instance": settings().public_path + instance, **more}, status, media_type=MEDIA_TYPE
    )


class Unknown(HTTPException):
    """A name in the path that stands for nothing."""

    def __init__(self, detail: str) -> None:
        super().__init__(404, detail)


def plain_parameters(request: Request) -> None:
    """What could be read in two ways is told: a parameter given twice, signs that no name has."""
    for name, value in request.query_params.multi_items():
        if len(request.query_params.getlist(name)) > 1:
            raise WrongValue(name, value, "stands in the address more than once")
        if any(unicodedata.category(sign) == "Cc" for sign in value):
            raise WrongValue(name, value, "holds a control character, which no name has")


def known_parameters(request: Request) -> None:
    """A misspelt parameter is told, not passed over."""
    route = request.scope["route"]
    parts = (route.dependant, *route.dependant.dependencies)
    known = {field.alias for part in parts for field in part.query_params}
    for name in request.query_params:
        if name not in known:
            raise UnknownParameter(name, tuple(sorted(known)))


def install(api: FastAPI) -> None:
    """Every error a handler may raise becomes one of ours."""

    @api.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        answer = problem(error.status_code, str(error.detail), request.url.path)
        answer.headers.update(error.headers or {})
        return answer

    @api.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        wrong = [{"parameter": str(found["loc"][-1]), "said": found["msg"]} for found in error.errors()]
        said = "; ".join(f"{one['parameter']}: {one['said']}" for one in wrong)
        return problem(400, said, request.url.path, errors=wrong)

    @api.exception_handler(UnknownChoice)
    async def _choice(request: Request, error: UnknownChoice) -> JSONResponse:
        wrong = {"parameter": error.parameter, "said": str(error)}
        return problem(400, str(error), request.url.path, errors=[wrong])

    @api.exception_handler(NothingToShow)
    @api.exception_handler(RankingError)
    async def _nothing(request: Request, error: Exception) -> JSONResponse:
        return problem(409, str(error), request.url.path)

    @api.exception_handler(ExportError)
    async def _not_made(request: Request, error: ExportError) -> JSONResponse:
        status = next((status for kind, status in _NOT_MADE.items() if isinstance(error, kind)), 500)
        answer = problem(status, str(error), request.url.path)
        if status == 503:
            answer.headers["retry-after"] = "10"
        return answer

    @api.exception_handler(CacheError)
    async def _store(request: Request, error: CacheError) -> JSONResponse:
        status = 503 if isinstance(error, ManifestError | DamagedFile) else 500
        return problem(status, str(error), request.url.path)
