"""The sockets that are served on."""

from __future__ import annotations

import errno
import socket
from typing import Any

QUEUE = 2048  # connections that wait to be taken


class ListenError(Exception):
    """The address cannot be served on; the message says why and what to do."""


def bound(family: int, address: tuple[Any, ...], port: int) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(address[0] != "::"))
        opened.bind((address[0], port, *address[2:]))
        opened.listen(QUEUE)
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
