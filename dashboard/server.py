"""The dashboard as an ASGI application, and the process that serves it."""

import errno
import gc
import importlib
import pkgutil
import socket
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import uvicorn
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.runtime.runtime_util import get_max_message_size_bytes
from streamlit.web.server.starlette import App

import dashboard
from dashboard import exhibits
from dashboard.api.application import application
from dashboard.api.gate import Gate
from dashboard.frontend import Frontend
from dashboard.options import apply_options
from dashboard.service.base_path import BasePath
from dashboard.service.gateway import Gateway
from dashboard.service.request_log import RequestLog, standard_error
from dashboard.service.settings import settings

SCRIPT = Path(__file__).with_name("app.py")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
EVERYWHERE = {"0.0.0.0", "::"}
STARTUP_FAILED = 3
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


class ListenError(Exception):
    """The address cannot be served on; the message says why and what to do."""


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
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1"))
    theme = asked.pop("theme", [""])[-1]
    if scope["type"] != "http" or theme not in ("light", "dark") or not is_embedded(scope):
        return ""
    return f"?{urlencode({'embed_options': f'{theme}_theme', **asked}, doseq=True)}"


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


def create_app(script: Path = SCRIPT) -> ASGIApp:
    """The application; Streamlit allows one a process. Raises SettingError."""
    asked = settings()
    apply_options()
    inside = Gateway(Frontend(App(script, lifespan=preloaded)), metrics=asked.metrics)
    pages = Guard(inside, asked.embed_origins)
    answering = Gate(pages, application())
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


def bound(family: int, address: tuple[Any, ...], port: int) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(address[0] != "::"))
        opened.bind((address[0], port, *address[2:]))
        opened.listen(2048)
        opened.setblocking(False)
    except OSError:
        opened.close()
        raise
    return opened


def listen(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of `host`: `localhost` is served over IPv4 and, where there is one, IPv6.

    Port 0 takes a free one, the same for each.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror as error:
        raise ListenError(f"no address is known for host {host}; try --host localhost") from error
    sockets: list[socket.socket] = []
    for family, _, _, _, address in sorted(found):
        try:
            sockets.append(bound(family, address, sockets[0].getsockname()[1] if sockets else port))
        except OSError as error:
            absent = error.errno in {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
            if absent and len(found) > 1 and (sockets or family != found[-1][0]):
                continue
            for opened in sockets:
                opened.close()
            raise ListenError(refusal(error, host, port)) from error
    return sockets


def refusal(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"port {port} is taken; choose another with --port, for example --port {port + 1}"
    if error.errno == errno.EACCES:
        return f"port {port} is not open to this user; choose one above 1023 with --port"
    return f"{host} port {port} cannot be served on: {error.strerror}"


class Server(uvicorn.Server):
    """Says where it serves once it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            shown = "localhost" if self.config.host in EVERYWHERE else self.config.host
            below = f"{settings().base_path}/" if settings().base_path else ""
            print(f"Bangdan 榜单: http://{shown}:{self.config.port}{below}", flush=True)


def serve(host: str = "localhost", port: int = 8501, script: Path = SCRIPT) -> None:
    """Serve until interrupted. Raises ListenError before anything is loaded if the port is taken."""
    sockets = listen(host, port)
    config = uvicorn.Config(
        create_app(script),
        host=host,
        port=sockets[0].getsockname()[1],
        ws="websockets-sansio",
        ws_max_size=get_max_message_size_bytes(),
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    server = Server(config)
    with suppress(KeyboardInterrupt):
        server.run(sockets)
    if not server.started:
        raise SystemExit(STARTUP_FAILED)
