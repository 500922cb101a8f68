"""A small site on this machine with the faults of real ones, each under its own name."""

from __future__ import annotations

import contextlib
import gzip
import io
import socket
import ssl
import struct
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import openpyxl

ROWS = [(f"青松-{size}B", 80.5 - size) for size in range(1, 11)]
MODIFIED = "Thu, 30 Apr 2026 05:34:21 GMT"


def readme(rows: list[tuple[str, float]] = ROWS, header: str = "| 模型 | 总分 |") -> bytes:
    lines = "".join(f"| {model} | {score} |\n" for model, score in rows)
    return f"## 总排行榜（2026年7月）\n\n{header}\n|---|---|\n{lines}".encode()


def workbook(rows: list[tuple[str, float]] = ROWS) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "总排行榜"
    sheet.append(["模型", "总分"])
    for row in rows:
        sheet.append(list(row))
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@cache
def zip_bomb(megabytes: int = 60) -> bytes:
    """A workbook whose first sheet unpacks to so much."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as sound,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bomb,
    ):
        for name in sound.namelist():
            content = sound.read(name)
            if name.endswith("sheet1.xml"):
                start, end = content.split(b"<sheetData>")
                with bomb.open(name, "w", force_zip64=True) as part:
                    part.write(start + b"<sheetData>")
                    for _ in range(megabytes):
                        part.write(b" " * (1 << 20))
                    part.write(end)
            else:
                bomb.writestr(name, content)
    return made.getvalue()


@cache
def packed_bomb(encoding: str, megabytes: int = 100) -> bytes:
    packer = zlib.compressobj(wbits=31) if encoding == "gzip" else brotli.Compressor(quality=1)
    add = packer.compress if encoding == "gzip" else packer.process
    return b"".join(add(b" " * (1 << 20)) for _ in range(megabytes)) + (
        packer.flush() if encoding == "gzip" else packer.finish()
    )


PAGE = b"<html><body><h1>Sorry</h1><p>This page is being looked after.</p></body></html>"


class Visitor(BaseHTTPRequestHandler):
    """`/<fault>/<anything>`: answered as the fault of that name does it."""

    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self.close_connection = True
        site = self.server
        fault = self.path.strip("/").split("/")[0]
        if self.path == "/robots.txt":
            fault = "robots"
        with site.counting:
            count = site.visits[fault] = site.visits.get(fault, 0) + 1
            site.times.append((fault, time.monotonic()))
            site.headers.append((fault, dict(self.headers.items())))
        if site.before_answer is not None:
            site.before_answer()
        with contextlib.suppress(OSError):  # the visitor has left
            site.faults.get(fault, FAULTS.get(fault, not_found))(self, count)

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        named = {name.replace("_", "-"): text for name, text in headers.items()}
        for name, text in {"Content-Length": str(len(body)), "Connection": "close", **named}.items():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def break_off(self) -> None:
        """A reset, not an orderly end."""
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, *arguments: object) -> None:
        pass


Fault = Callable[[Visitor, int], None]


class Site(ThreadingHTTPServer):
    """`faults` come before those known to all; `visits` counts the requests for each."""

    daemon_threads = True
    scheme = "http"
    request_queue_size = 50

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__((host, port), Visitor)
        self.faults: dict[str, Fault] = {}
        self.visits: dict[str, int] = {}
        self.times: list[tuple[str, float]] = []
        self.headers: list[tuple[str, dict[str, str]]] = []
        self.counting = threading.Lock()
        self.before_answer: Callable[[], None] | None = None

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.server_address[0]!s}:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@contextmanager
def running(host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    site = Site(host)
    if tls is not None:
        site.socket = tls.wrap_socket(site.socket, server_side=True)
        site.scheme = "https"
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


# What may go wrong


def not_found(to: Visitor, count: int) -> None:
    to.answer(b"nothing here", 404)


def good(to: Visitor, count: int) -> None:
    if to.headers["If-None-Match"] == '"one"' or to.headers["If-Modified-Since"] == MODIFIED:
        to.answer(b"", 304, ETag='"one"')
        return
    body = workbook() if to.path.endswith(".xlsx") else readme()
    to.answer(body, ETag='"one"', Last_Modified=MODIFIED, Content_Type="text/plain; charset=utf-8")


def reset(to: Visitor, count: int) -> None:
    to.send_response(200)
    to.send_header("Content-Length", str(len(readme())))
    to.end_headers()
    to.wfile.write(readme()[: len(readme()) // 2])
    to.break_off()


def reset_once(to: Visitor, count: int) -> None:
    (reset if count == 1 else good)(to, count)


def hang_up(to: Visitor, count: int) -> None:
    to.break_off()


def busy_once(to: Visitor, count: int) -> None:
    to.answer(b"slow down", 429, Retry_After="1") if count == 1 else good(to, count)


def busy_for_long(to: Visitor, count: int) -> None:
    to.answer(b"come back tomorrow", 429, Retry_After="86400")


def broken_once(to: Visitor, count: int) -> None:
    to.answer(b"oops", 500) if count == 1 else good(to, count)


def broken(to: Visitor, count: int) -> None:
    to.answer(b"oops", 503)


def forbidden(to: Visitor, count: int) -> None:
    to.answer(b"no", 403)


def error_page(to: Visitor, count: int) -> None:
    to.answer(PAGE, Content_Type="text/html")


def empty_page(to: Visitor, count: int) -> None:
    to.answer(b"")


def says_gbk_sends_utf8(to: Visitor, count: int) -> None:
    to.answer(readme(), Content_Type="text/plain; charset=gb2312")


def says_utf8_sends_gbk(to: Visitor, count: int) -> None:
    to.answer(readme().decode().encode("gbk"), Content_Type="text/plain; charset=utf-8")


def says_latin_sends_gbk(to: Visitor, count: int) -> None:
    to.answer(readme().decode().encode("gbk"), Content_Type="text/plain; charset=ISO-8859-1")


def no_text(to: Visitor, count: int) -> None:
    to.answer(bytes(range(256)) * 20, Content_Type="text/plain; charset=utf-8")


def too_short(to: Visitor, count: int) -> None:
    to.answer(readme(), Content_Length=str(len(readme()) + 500))


def too_long_for_its_length(to: Visitor, count: int) -> None:
    to.answer(readme(), Content_Length=str(len(readme()) // 2))


def bad_length(to: Visitor, count: int) -> None:
    to.answer(readme(), Content_Length="many")


def truncated_gzip(to: Visitor, count: int) -> None:
    packed = gzip.compress(readme())
    to.answer(packed[: len(packed) // 2], Content_Encoding="gzip")


def damaged_gzip(to: Visitor, count: int) -> None:
    packed = bytearray(gzip.compress(readme()))
    packed[len(packed) // 2 :] = b"\xff" * (len(packed) - len(packed) // 2)
    to.answer(bytes(packed), Content_Encoding="gzip")


def truncated_brotli(to: Visitor, count: int) -> None:
    packed = brotli.compress(readme())
    to.answer(packed[: len(packed) // 2], Content_Encoding="br")


def gzip_bomb(to: Visitor, count: int) -> None:
    to.answer(packed_bomb("gzip"), Content_Encoding="gzip")


def brotli_bomb(to: Visitor, count: int) -> None:
    to.answer(packed_bomb("br"), Content_Encoding="br")


def unknown_packing(to: Visitor, count: int) -> None:
    to.answer(readme(), Content_Encoding="rot13")


def endless(to: Visitor, count: int) -> None:
    to.send_response(200)
    to.end_headers()
    while True:
        to.wfile.write(b"| x | 1 |\n" * 10_000)


def endless_chunks(to: Visitor, count: int) -> None:
    to.send_response(200)
    to.send_header("Transfer-Encoding", "chunked")
    to.end_headers()
    while True:
        to.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def bad_chunks(to: Visitor, count: int) -> None:
    to.send_response(200)
    to.send_header("Transfer-Encoding", "chunked")
    to.end_headers()
    to.wfile.write(b"five\r\nhello\r\n")


def drip(to: Visitor, count: int) -> None:
    to.send_response(200)
    to.send_header("Content-Length", "100000")
    to.end_headers()
    while True:
        to.wfile.write(b"x")
        time.sleep(0.05)


def drip_chunks(to: Visitor, count: int) -> None:
    to.send_response(200)
    to.send_header("Transfer-Encoding", "chunked")
    to.end_headers()
    to.wfile.write(b"10000\r\n")
    while True:
        to.wfile.write(b"x")
        time.sleep(0.05)


def drip_headers(to: Visitor, count: int) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        to.wfile.write(b"X-More: yes\r\nX-Long: ")
        for _ in range(20):
            to.wfile.write(b"x")
            time.sleep(0.05)
        to.wfile.write(b"\r\n")


def silence(to: Visitor, count: int) -> None:
    time.sleep(5)


def odd_headers(to: Visitor, count: int) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\nno colon here\r\n: no name\r\n\xff\xfe: \x00\r\n\r\n" + readme())


def no_http(to: Visitor, count: int) -> None:
    to.wfile.write(b"SSH-2.0-OpenSSH_9.7\r\n")


def redirect_loop(to: Visitor, count: int) -> None:
    to.answer(b"", 302, Location=to.path)


def redirect_to_file(to: Visitor, count: int) -> None:
    to.answer(b"", 302, Location="file:///etc/hostname")


def redirect_to_nothing(to: Visitor, count: int) -> None:
    to.answer(b"", 302, Location="http://[::1")


def redirect_with_bomb(to: Visitor, count: int) -> None:
    to.answer(packed_bomb("gzip"), 302, Location="/good/README.md", Content_Encoding="gzip")


def truncated_workbook(to: Visitor, count: int) -> None:
    to.answer(workbook()[: len(workbook()) // 2])


def workbook_bomb(to: Visitor, count: int) -> None:
    to.answer(zip_bomb())


def half_the_rows(to: Visitor, count: int) -> None:
    to.answer(readme(ROWS[: len(ROWS) // 2]))


def doubled_rows(to: Visitor, count: int) -> None:
    to.answer(readme([(name, score - shift) for shift in (0, 1) for name, score in ROWS]))


def shuffled_columns(to: Visitor, count: int) -> None:
    to.answer(readme(header="| 总分 | 模型 |"))


def empty_table(to: Visitor, count: int) -> None:
    to.answer(readme([]))


FAULTS: dict[str, Fault] = {
    fault.__name__: fault
    for fault in (
        good, reset, reset_once, hang_up, busy_once, busy_for_long, broken_once, broken, forbidden,
        error_page, empty_page, says_gbk_sends_utf8, says_utf8_sends_gbk, says_latin_sends_gbk, no_text,
        too_short, too_long_for_its_length, bad_length, truncated_gzip, damaged_gzip, truncated_brotli,
        gzip_bomb, brotli_bomb, unknown_packing, endless, endless_chunks, bad_chunks, drip, drip_chunks,
        drip_headers, silence, odd_headers, no_http, redirect_loop, redirect_to_file, redirect_to_nothing,
        redirect_with_bomb, truncated_workbook, workbook_bomb, half_the_rows, doubled_rows,
        shuffled_columns, empty_table, not_found,
    )
}  # fmt: skip
