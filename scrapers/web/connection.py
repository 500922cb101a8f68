"""Connections that end in time and lead only where they may."""

from __future__ import annotations

import http.client
import io
import logging
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from scrapers.web.address import is_public


class AddressError(Exception):
    """A host is at an address that may not be read from."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for every connection made on behalf of one page; times in seconds."""

    deadline: float = float("inf")  # on the monotonic clock
    read: float = 30
    allow_private: bool = False

    def left(self) -> float:
        return self.deadline - time.monotonic()


logging.getLogger("urllib3").setLevel(logging.ERROR)  # odd headers are no news, least of all with a traceback
_terms: ContextVar[Terms] = ContextVar("terms", default=Terms())  # noqa: B039 - frozen


@contextmanager
def under(terms: Terms) -> Iterator[Terms]:
    """The terms for what this thread fetches meanwhile."""
    before = _terms.set(terms)
    try:
        yield terms
    finally:
        _terms.reset(before)


def allow(host: str, address: str) -> None:
    if not _terms.get().allow_private and not is_public(address):
        raise AddressError(
            f"{host} is at {address}, which is not on the public internet (--allow-private lets it be read)"
        )


class _Timed(io.RawIOBase):
    """The receiving side of a socket; no trickle of bytes keeps it open beyond the deadline."""

    is_over = False  # nothing more is to be waited for

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        super().__init__()
        self._raw = raw
        self._sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self.is_over:
            return 0
        terms = _terms.get()
        left = terms.left()
        if left <= 0:
            raise TimeoutError("the deadline of the page is over")
        self._sock.settimeout(min(terms.read, left))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()

    def waits(self) -> bool:
        """Whether more has arrived than was read."""
        if isinstance(self._sock, ssl.SSLSocket):
            return self._sock.pending() > 0
        before = self._sock.gettimeout()
        self._sock.settimeout(0)
        try:
            return bool(self._sock.recv(1, socket.MSG_PEEK))
        except OSError:
            return False
        finally:
            self._sock.settimeout(before)


class _Buffered(io.BufferedReader):
    """Notes as it is closed whether the site sent more than was read."""

    has_more = False

    def __init__(self, raw: _Timed) -> None:
        super().__init__(raw)
        self._timed = raw

    def look(self) -> bool:
        if not self.closed:
            self._timed.is_over = True
            self.has_more = bool(self.peek(1)) or self._timed.waits()
        return self.has_more

    def close(self) -> None:
        self.look()
        super().close()


class _TimedResponse(http.client.HTTPResponse):
    """A body longer than its Content-Length is as suspect as a shorter one: what was read is cut off."""

    def __init__(self, sock: socket.socket, *arguments: Any, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self._reader = _Buffered(_Timed(self.fp.detach(), sock))
        self.fp = self._reader

    def read1(self, n: int = -1) -> bytes:
        piece = super().read1(n)
        if self.length == 0 and not self.chunked and self._reader.look():
            raise http.client.HTTPException("more was sent than announced")
        return piece


class _Guarded(HTTPConnection):
    """Looks at the address before it connects, and again at the one it is connected to: a name may change its
    meaning in between. A proxy is where its owner put it."""

    response_class = _TimedResponse

    def _new_conn(self) -> socket.socket:
        if self.proxy is not None or _terms.get().allow_private:
            return super()._new_conn()
        try:
            found = socket.getaddrinfo(self._dns_host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            found = []  # connecting will fail with a better reason
        for *_, address in found:
            allow(self.host, str(address[0]))
        connected = super()._new_conn()
        try:
            allow(self.host, str(connected.getpeername()[0]))
        except BaseException:
            connected.close()
            raise
        return connected


class _GuardedTLS(_Guarded, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _PoolTLS(HTTPSConnectionPool):
    ConnectionCls = _GuardedTLS


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        super().init_poolmanager(*arguments, **named)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _PoolTLS}

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **named)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = {"http": _Pool, "https": _PoolTLS}
        return manager


class _Session(requests.Session):
    def get_redirect_target(self, resp: requests.Response) -> None:
        """None: requests would read the body of a redirect without limit."""


def new_session(user_agent: str) -> requests.Session:
    """Names the project, keeps no cookies, sends no password from a .netrc, and repeats nothing by itself."""
    made = _Session()
    made.headers.update({"User-Agent": user_agent, "Accept-Encoding": "gzip, deflate, br"})
    made.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    made.auth = _nobody
    for scheme in ("https://", "http://"):
        made.mount(scheme, _Adapter())
    return made


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request
