"""The whole dashboard below a path, for a proxy that passes requests on as they came."""

import re

from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)+")


def base_path(text: str) -> str:
    """`/bangdan` for `bangdan/` and the like, "" for the root. Raises ValueError for what is no path."""
    path = "/" + text.strip().strip("/")
    if path == "/":
        return ""
    if not _PATH.fullmatch(path) or ".." in path:
        raise ValueError(f"{text!r} is no path to serve below; one looks like /bangdan")
    return path


class BasePath:
    """Everything stands below `base`, of which the applications inside see nothing."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app = app
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or not self.base:
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if path.startswith(f"{self.base}/"):
            inside = {**scope, "path": path.removeprefix(self.base)}
            if scope.get("raw_path"):
                inside["raw_path"] = scope["raw_path"].removeprefix(self.base.encode())
            await self.app(inside, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "nothing is served here"})
        elif path == self.base:
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{self.base}/" + (f"?{query}" if query else ""))(scope, receive, send)
        else:
            await _outside(path, f"Bangdan is served below {self.base}/")(scope, receive, send)


def _outside(path: str, said: str) -> Response:
    """To a program in its own terms, as the API tells its errors; to others in a line."""
    if not path.startswith("/api/"):
        return PlainTextResponse(f"{said}\n", status_code=404)
    body = {"type": "about:blank", "title": "Not Found", "status": 404, "detail": said, "instance": path}
    return JSONResponse(body, 404, media_type="application/problem+json")
