"""What every request to the API meets first: sharing with other sites, answers kept in memory, 304, rates."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass

from cachetools import LRUCache
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cache.errors import CacheError
from dashboard import data, precompressed
from dashboard.api import format, language
from dashboard.api.problems import problem
from dashboard.frontend import encoding_for

PREFIXES = ("/api", "/feeds")
DRAWN = "/api/v1/charts/"  # an image costs half a second of a browser
RATE = parse("60/minute")  # images made for one client
ASKED = parse("600/minute")  # images asked for by one client that are not kept, those refused among them
COSTLY = (200, 500)  # answers that the browser worked for
KEPT_BYTES = 64 * 2**20
LARGEST = 4 * 2**20  # longer answers are not kept
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


@dataclass(frozen=True, slots=True)
class Answer:
    """As it goes out, but for what a request's own headers change."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    etag: str

    @property
    def is_kept(self) -> bool:
        return self.status == 200 and len(self.body) <= LARGEST


class Gate:
    """Answers `/api` and `/feeds`, from memory while the store stands still; the rest is for `app`."""

    def __init__(self, app: ASGIApp, api: ASGIApp) -> None:
        self.app = app
        self.api = api
        self.kept: LRUCache[tuple[str, ...], Answer] = LRUCache(KEPT_BYTES, _weight)
        self.making: dict[tuple[str, ...], asyncio.Task[Answer]] = {}
        self.drawing: Counter[str] = Counter()  # images under way, by client
        self.rates = MovingWindowRateLimiter(MemoryStorage())

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
        answer = self.kept.get(asked)
        if answer is None:
            wait = self._wait(scope) if asked not in self.making else 0
            if wait:
                slow = problem(429, f"too many images at once; ask again in {wait} s", scope["path"])
                slow.headers["retry-after"] = str(wait)
                return slow
            answer = await self._made(asked, scope, encoding)
        heard = (("accept", shaped), ("accept-encoding", "always"), ("accept-language", spoken))
        return _sent(answer, headers, ", ".join(name for name, said in heard if said))

    def _wait(self, scope: Scope) -> int:
        """Seconds until this client may have another image drawn; 0 for now."""
        if not scope["path"].startswith(DRAWN):
            return 0
        client = _client(scope)
        drawn = self.rates.get_window_stats(RATE, client)
        if not self.rates.hit(ASKED, client):
            reset = self.rates.get_window_stats(ASKED, client).reset_time
        elif drawn.remaining > self.drawing[client]:
            return 0
        else:
            reset = drawn.reset_time
        return max(1, round(reset - _now()))

    async def _made(self, asked: tuple[str, ...], scope: Scope, encoding: str) -> Answer:
        """Made once, however many ask for it meanwhile; it is finished even where the first leaves."""
        task = self.making.get(asked)
        if task is None:
            work = self._drawn if scope["path"].startswith(DRAWN) else self._answer
            task = self.making[asked] = asyncio.create_task(work(scope, encoding))
            task.add_done_callback(lambda _: self.making.pop(asked, None))
        answer = await asyncio.shield(task)
        if answer.is_kept:
            self.kept[asked] = answer
        return answer

    def _drawn(self, scope: Scope, encoding: str) -> Coroutine[None, None, Answer]:
        """An image counts for its client while it is drawn and once it was; what is refused does not."""
        client = _client(scope)
        self.drawing[client] += 1  # at once, before others ask

        async def counted() -> Answer:
            status = 500
            try:
                answer = await self._answer(scope, encoding)
                status = answer.status
            finally:
                self.drawing -= Counter([client])
                if status in COSTLY:
                    self.rates.hit(RATE, client)
            return answer

        return counted()

    def _answer(self, scope: Scope, encoding: str) -> Coroutine[None, None, Answer]:
        return _answered(self.api, scope, encoding)


def _client(scope: Scope) -> str:
    return str((scope.get("client") or ("",))[0])


def _host(scope: Scope) -> str:
    """What addresses in the answer begin with: those in a feed are whole."""
    return f"{scope.get('scheme', 'http')}://{Headers(scope=scope).get('host', '')}"


def _weight(answer: Answer) -> int:
    return len(answer.body) + 500


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


def _now() -> float:
    return time.time()
