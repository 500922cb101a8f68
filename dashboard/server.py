"""The dashboard as an ASGI application."""

import gc
import importlib
import pkgutil
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette import App

import dashboard
from dashboard import exhibits
from dashboard.api.application import application
from dashboard.api.gate import Gate
from dashboard.frontend import Frontend
from dashboard.options import apply_options
from dashboard.service.base_path import BasePath
from dashboard.service.common import Common
from dashboard.service.gateway import Gateway
from dashboard.service.media import SharingApp
from dashboard.service.request_log import RequestLog, standard_error
from dashboard.service.settings import settings

SCRIPT = Path(__file__).with_name("app.py")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
POLICY = (
    "default-src 'self'; "
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss: data: blob:; "
    "worker-src 'self' blob:; frame-ancestors {ancestors}; base-uri 'self'; object-src 'none'"
)
SECURITY_HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY.format(ancestors="'self'"),
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """Sets the security headers, and answers no other site's page.

    Asked from another origin, Streamlit looks up its own public address on the web to decide; here the
    origin is compared with the host that was asked, and nothing is looked up.
    """

    def __init__(self, app: ASGIApp, embed_origins: Sequence[str] = ()) -> None:
        self.app = app
        self.embed_origins = tuple(embed_origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif location := themed(scope):
            answer = Response(status_code=307, headers={"location": location})
            await answer(scope, receive, with_security_headers(send, self.framing(scope)))
        elif same_site(Headers(scope=scope)):
            await self.app(scope, receive, with_security_headers(send, self.framing(scope)))
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "another origin"})
        else:
            headers = [(name, value) for name, value in scope["headers"] if name != b"origin"]
            await self.app({**scope, "headers": headers}, receive, with_security_headers(send, {}))

    def framing(self, scope: Scope) -> Mapping[str, str]:
        """What an embedded view says instead: who may show it in a frame."""
        if not self.embed_origins or not is_embedded(scope):
            return {}
        allowed = " ".join(("'self'", *self.embed_origins))
        return {"content-security-policy": POLICY.format(ancestors=allowed), "x-frame-options": ""}


def is_embedded(scope: Scope) -> bool:
    """Whether a page that has a view to put in a frame is asked for as one: see `embedded.is_wanted`."""
    query = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    has_view = scope["path"].removeprefix("/") in exhibits.pages()
    return has_view and query.get("embed", [""])[-1].lower() == "true"


def themed(scope: Scope) -> str:
    """Where a frame asked for with `theme=dark` or `light`, as pictures are, is in that theme; else ""."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
    theme = asked.pop("theme", [""])[-1]
    if scope["type"] != "http" or theme not in ("light", "dark") or not is_embedded(scope):
        return ""
    others = [option for option in asked.pop("embed_options", []) if not option.endswith("_theme")]
    return f"?{urlencode({'embed_options': [*others, f'{theme}_theme'], **asked}, doseq=True)}"


def same_site(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None:
        return True
    asked = urlsplit(origin)
    return asked.netloc == headers.get("host") or asked.hostname in LOOPBACK


def with_security_headers(send: Send, instead: Mapping[str, str]) -> Send:
    """`instead`: what differs from the usual; empty takes a header away."""

    async def guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = {**SECURITY_HEADERS, **instead}
            MutableHeaders(scope=message).update({name: value for name, value in said.items() if value})
        await send(message)

    return guarded


def create_app(script: Path = SCRIPT, common: Common | None = None) -> ASGIApp:
    """The application; Streamlit allows one a process. `common`: with others. Raises SettingError."""
    asked = settings()
    apply_options()
    streamlit = partial(SharingApp, files=common.files) if common else App
    inside = Gateway(Frontend(streamlit(script, lifespan=preloaded)), metrics=asked.metrics, common=common)
    pages = Guard(inside, asked.embed_origins)
    answering = Gate(pages, application(), common.pictures() if common else None)
    return BasePath(RequestLog(answering, standard_error(asked.log_requests)), asked.base_path)


def modules() -> Iterator[str]:
    """What a session would otherwise import in its first run. Page scripts are run, never imported."""
    yield from ("pandas", "plotly.graph_objects", "plotly.io", "pyarrow", "streamlit.elements.lib.dialog")
    scripts = ("dashboard.app", "dashboard.app_pages", "dashboard.__main__")
    for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
        if not module.name.startswith(scripts):
            yield module.name


@asynccontextmanager
async def preloaded(_: App) -> AsyncIterator[None]:
    """Import before serving, and leave what was imported out of every later garbage collection; then work
    out, beside the readers, what the first of them would wait for.

    Streamlit's runtime is there by now: what is cached at import belongs to it.
    """
    for name in modules():
        importlib.import_module(name)
    gc.collect()
    gc.freeze()
    warmer = importlib.import_module("dashboard.warming").Warmer()
    warmer.start()
    yield
    warmer.stop()
