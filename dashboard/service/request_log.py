"""One line a request on standard error, where the operator asks for it, and a count of all of them."""

from __future__ import annotations

import json
import sys
import time
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import TextIO

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.service import meters

STATIC = ("/static/", "/favicon", "/vendor/")


def kind(path: str) -> str:
    """What a request is for, in few words: a label of the count must not grow with what strangers ask."""
    if path.startswith("/_stcore/stream"):
        return "session"
    if path.startswith("/_stcore"):
        return "internal"
    if path in {"/healthz", "/metrics"}:
        return "operator"
    if path.startswith("/api/v1/charts"):
        return "chart"
    if path.startswith("/api"):
        return "api"
    if path.startswith("/feeds"):
        return "feed"
    if path.startswith("/media"):
        return "download"
    return "static" if path.startswith(STATIC) else "page"


class RequestLog:
    """Counts every request; where `out` is given, writes down each but those for the frontend's static files.

    A line is JSON: time, client, method, path with query, status, bytes sent, milliseconds. A WebSocket is
    one line when it closes. The client is the proxy's word where uvicorn trusts the proxy.
    """

    def __init__(self, app: ASGIApp, out: TextIO | None = None) -> None:
        self.app = app
        self.out = out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        began, status, sent = time.perf_counter(), 0, 0

        async def counted(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                sent += len(message.get("body", b""))
            elif message["type"] == "websocket.accept":
                status = 101
            elif message["type"] == "websocket.close" and not status:
                status = 403
            await send(message)

        stays = meters.READERS.track_inprogress() if scope["type"] == "websocket" else nullcontext()
        try:
            with stays:
                await self.app(scope, receive, counted)
        except BaseException:
            status = status or 500
            raise
        finally:
            meters.REQUESTS.labels(kind(scope["path"]), str(status)).inc()
            if self.out and kind(scope["path"]) != "static":
                print(line(scope, status, sent, time.perf_counter() - began), file=self.out, flush=True)


def line(scope: Scope, status: int, sent: int, seconds: float) -> str:
    query = scope["query_string"].decode("latin-1")
    client = scope.get("client")
    return json.dumps(
        {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "client": client[0] if client else None,
            "method": scope.get("method", "WEBSOCKET"),
            "path": scope["path"] + (f"?{query}" if query else ""),
            "status": status,
            "bytes": sent,
            "ms": round(seconds * 1000, 1),
        },
        ensure_ascii=False,
    )


def standard_error(wanted: bool) -> TextIO | None:
    return sys.stderr if wanted else None
