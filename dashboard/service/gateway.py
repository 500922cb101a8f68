"""The addresses of an operator: `/healthz`, and `/metrics` where it is switched on."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.service import health, meters
from dashboard.service.common import Common

HEALTH = "/healthz"
METRICS = "/metrics"


class Gateway:
    """Answers for an operator; passes everything else on to `app`."""

    def __init__(self, app: ASGIApp, *, metrics: bool, common: Common | None = None) -> None:
        self.app = app
        self.metrics = metrics
        self.common = common

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = scope["path"] if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} else ""
        if asked == HEALTH:
            await (await run_in_threadpool(health_response))(scope, receive, send)
        elif asked == METRICS:
            await (await run_in_threadpool(metrics_response, self.metrics, self.common))(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def health_response() -> Response:
    """503 where nothing can be served, for a balancer; 200 otherwise, also where something needs a person."""
    found = health.look(datetime.now(UTC))
    return JSONResponse(found.said(), 200 if found.is_serving else 503, {"cache-control": "no-store"})


def metrics_response(switched_on: bool, common: Common | None) -> Response:
    if not switched_on:
        return Response("metrics are off; serve with --metrics\n", 404, media_type="text/plain")
    return Response(
        meters.exposition(common), media_type=meters.CONTENT_TYPE, headers={"cache-control": "no-store"}
    )
