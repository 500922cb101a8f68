"""The body of an answer, read and unpacked within a limit."""

from __future__ import annotations

import zlib
from typing import Any

import brotli
import requests

CHUNK = 64 * 1024


class BodyError(Exception):
    """The body is not what it was said to be: too long, or not whole."""

    def __init__(self, sentence: str, *, is_broken: bool = False) -> None:
        super().__init__(sentence)
        self.is_broken = is_broken  # another try may bring it whole


def read(response: requests.Response, limit: int) -> bytes:
    """The body as it was meant. `limit` holds for the bytes sent and for what they unpack to."""
    body = bytearray()
    while chunk := response.raw.read1(CHUNK, decode_content=False):
        body += chunk
        if len(body) > limit:
            raise BodyError(f"the body is longer than {limit:,} bytes")
    return unpack(bytes(body), response.headers.get("Content-Encoding", ""), limit)


def unpack(body: bytes, encoding: str, limit: int) -> bytes:
    """Decompressed by the Content-Encoding; never more than about `limit` bytes are made."""
    match encoding.strip().lower():
        case "" | "identity":
            return body
        case "gzip" | "x-gzip":
            return _inflated(body, 31, limit)
        case "deflate":
            return _inflated(body, 15 if _has_header(body) else -15, limit)
        case "br":
            return _unbrotlied(body, limit)
    raise BodyError(f"the body is packed as {encoding[:40]!r}, which nobody asked for")


def _inflated(body: bytes, window: int, limit: int) -> bytes:
    unpacked = bytearray()
    while body:  # a gzip body may consist of several members
        stream = zlib.decompressobj(window)
        try:
            unpacked += stream.decompress(body, limit + 1 - len(unpacked))
        except zlib.error as error:
            raise BodyError(f"the packed body is damaged ({error})", is_broken=True) from error
        if len(unpacked) > limit:
            raise BodyError(f"the body unpacks to more than {limit:,} bytes")
        if not stream.eof:
            raise BodyError("the packed body ends too early", is_broken=True)
        body = stream.unused_data.lstrip(b"\0") if window == 31 else b""
    return bytes(unpacked)


def _unbrotlied(body: bytes, limit: int) -> bytes:
    stream: Any = brotli.Decompressor()
    unpacked = bytearray()
    try:
        made = stream.process(body, output_buffer_limit=CHUNK)
        while made:
            unpacked += made
            if len(unpacked) > limit:
                raise BodyError(f"the body unpacks to more than {limit:,} bytes")
            made = b"" if stream.is_finished() else stream.process(b"", output_buffer_limit=CHUNK)
    except brotli.error as error:
        raise BodyError(f"the packed body is damaged ({error})", is_broken=True) from error
    if body and not stream.is_finished():
        raise BodyError("the packed body ends too early", is_broken=True)
    return bytes(unpacked)


def _has_header(body: bytes) -> bool:
    """Some servers send `deflate` with the zlib header of RFC 1950, some without."""
    return len(body) > 1 and body[0] & 15 == 8 and int.from_bytes(body[:2], "big") % 31 == 0
