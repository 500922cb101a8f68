"""What every request to the API meets first: sharing with other sites, answers kept in memory, 304, rates."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Coroutine

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cache.errors import CacheError
from dashboard import data, precompressed
from dashboard.api import format, language
from dashboard.api.pictures import Answer, Asked, Drawn, Kept, Pictures
from dashboard.api.problems import problem
from dashboard.frontend import encoding_for

PREFIXES = ("/api", "/feeds")
DRAWN = "/api/v1/charts/"  # an image costs half a second of a browser
COMPRESSED = 1024  # bytes from which an answer is worth compressing
FRESH = "public, max-age=60"
SHARED = {
    "access-control-allow-origin": "*",
    "access-control-expose-headers": "etag, link, retry-after, content-disposition",
    "cross-origin-resource-policy": "cross-origin",
    "x-content-type-options": "nosniff",
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'"
    ),
}
PREFLIGHT = {
    "access-control-allow-methods": "GET, HEAD, OPTIONS",
    "access-control-allow-headers": "if-none-match, accept",
    "access-control-max-age": "86400",
}


class Gate:
    """Answers `/api` and `/feeds`, from memory while the store stands still; the rest is for `app`."""

    def __init__(self, app: ASGIApp, api: ASGIApp, pictures: Pictures | None = None) -> None:
        self.app = app
        self.api = api
        self.kept = Kept()
        self.pictures = pictures or Drawn()
        self.making: dict[Asked, asyncio.Task[Answer]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path: str = scope["path"] if scope["type"] == "http" else ""
        if not any(path == prefix or path.startswith(f"{prefix}/") for prefix in PREFIXES):
            await self.app(scope, receive, send)
            return
        response = await self.response(scope)
        response.headers.update(SHARED)
        await response(scope, receive, send)

    async def response(self, scope: Scope) -> Response:
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=PREFLIGHT)
        if scope["method"] not in {"GET", "HEAD"}:
            refused = problem(405, "only GET, HEAD and OPTIONS are answered", scope["path"])
            refused.headers["allow"] = "GET, HEAD, OPTIONS"
            return refused
        headers = Headers(scope=scope)
        encoding = encoding_for(headers.get("accept-encoding", ""))
        if scope["path"].startswith(DRAWN) and scope["path"].endswith(".png"):
            encoding = "identity"  # it is packed already: one picture for all
        spoken, shaped = language.listened_for(scope) or "", format.listened_for(scope) or ""
        query = scope["query_string"].decode("latin-1")
        asked = (_stamp(), _host(scope), scope["path"], query, encoding, spoken, shaped)
        kept = self.pictures if scope["path"].startswith(DRAWN) else self.kept
        answer = kept.find(asked)
        if answer is None:
            is_new = kept is self.pictures and asked not in self.making
            if is_new and (wait := self.pictures.admit(_client(scope))):
                slow = problem(429, f"too many images at once; ask again in {wait} s", scope["path"])
                slow.headers["retry-after"] = str(wait)
                return slow
            answer = await self._made(asked, scope, encoding)
            kept.keep(asked, answer)
        heard = (("accept", shaped), ("accept-encoding", "always"), ("accept-language", spoken))
        return _sent(answer, headers, ", ".join(name for name, said in heard if said))

    async def _made(self, asked: Asked, scope: Scope, encoding: str) -> Answer:
        """Made once, however many ask for it meanwhile; it is finished even where the first leaves."""
        task = self.making.get(asked)
        if task is None:
            work = self._drawn if scope["path"].startswith(DRAWN) else self._answer
            task = self.making[asked] = asyncio.create_task(work(scope, encoding))
            task.add_done_callback(lambda _: self.making.pop(asked, None))
        return await asyncio.shield(task)

    async def _drawn(self, scope: Scope, encoding: str) -> Answer:
        status = 500
        try:
            answer = await self._answer(scope, encoding)
            status = answer.status
        finally:
            self.pictures.done(_client(scope), status)
        return answer

    def _answer(self, scope: Scope, encoding: str) -> Coroutine[None, None, Answer]:
        return _answered(self.api, scope, encoding)


def _client(scope: Scope) -> str:
    return str((scope.get("client") or ("",))[0])


def _host(scope: Scope) -> str:
    """What addresses in the answer begin with: those in a feed are whole."""
    return f"{scope.get('scheme', 'http')}://{Headers(scope=scope).get('host', '')}"


async def _answered(api: ASGIApp, scope: Scope, encoding: str) -> Answer:
    """What `api` says to a GET, compressed where that is worth it."""
    start: Message = {}
    parts: list[bytes] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await api({**scope, "method": "GET", "state": {}}, receive, send)
    body = b"".join(parts)
    headers = [(name, value) for name, value in start["headers"] if name != b"content-length"]
    etag = f'"{hashlib.blake2b(body + encoding.encode(), digest_size=12).hexdigest()}"'
    if encoding != "identity" and len(body) >= COMPRESSED and not _is_compressed(headers):
        body = await asyncio.to_thread(precompressed.compress, body, encoding, best=False)
        headers.append((b"content-encoding", encoding.encode()))
    return Answer(start["status"], tuple(headers), body, etag)


def _is_compressed(headers: list[tuple[bytes, bytes]]) -> bool:
    kind = dict(headers).get(b"content-type", b"")
    return kind.startswith((b"image/png", b"application/zip", b"application/vnd", b"application/pdf"))


def _sent(answer: Answer, asked: Headers, vary: str) -> Response:
    caching = {"vary": vary}
    if answer.status == 200:
        caching |= {"etag": answer.etag, "cache-control": FRESH}
        known = {tag.strip().removeprefix("W/") for tag in asked.get("if-none-match", "").split(",")}
        if answer.etag in known or "*" in known:
            return Response(status_code=304, headers=caching)
    else:
        caching["cache-control"] = "no-store"
    response = Response(answer.body, answer.status)
    response.raw_headers[:0] = answer.headers
    response.headers.update(caching)
    return response


def _stamp() -> str:
    """Changes with the store; empty where it cannot be read, whose answers are errors and not kept."""
    try:
        return "\0".join(data.key())
    except CacheError:
        return ""
