"""A program that asks the API, with the pages beside it."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from dashboard.api.application import application
from dashboard.api.gate import Gate


def client() -> TestClient:
    pages = Starlette(routes=[Route("/{path:path}", lambda request: PlainTextResponse("a page"))])
    return TestClient(Gate(pages, application()))
