"""Pages from a real server on this machine, and from folders that stand in for the web."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from scrapers.errors import AbsentError, FetchError
from scrapers.fetch import Mirrors, Web, fetch_from, last_modified

NOW = datetime(2026, 11, 1, tzinfo=UTC)


class Site(BaseHTTPRequestHandler):
    """A small site with the faults of real ones; counts the requests for each path."""

    requests: ClassVar[dict[str, list[str]]] = {}

    def do_GET(self) -> None:
        seen = self.requests.setdefault(self.path, [])
        seen.append(self.headers["User-Agent"])
        match self.path:
            case "/page":
                self.answer(200, b"a page", {"Last-Modified": "Thu, 30 Apr 2026 05:34:21 GMT"})
            case "/busy":
                self.answer(503 if len(seen) == 1 else 200, b"at last")
            case "/broken":
                self.answer(500, b"no")
            case "/long":
                self.answer(200, b"x" * 5000)
            case "/loop":
                self.answer(302, b"", {"Location": "/loop"})
            case "/away":
                self.answer(302, b"", {"Location": "file:///etc/hostname"})
            case _:
                self.answer(404, b"nothing here")

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.requests.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def web() -> Iterator[Web]:
    with Web(NOW, interval=0, limit=4000, retries=1) as fetch:
        yield fetch


def test_a_page_comes_with_the_time_it_bears(site: str, web: Web) -> None:
    page = web(f"{site}/page")
    assert page.content == b"a page"
    assert page.retrieved_at == NOW
    assert page.as_of == datetime(2026, 4, 30, 5, 34, 21, tzinfo=UTC)


def test_requests_name_the_project(site: str, web: Web) -> None:
    web(f"{site}/page")
    assert Site.requests["/page"][0].startswith("Bangdan/")


def test_a_busy_server_is_asked_again(site: str, web: Web) -> None:
    assert web(f"{site}/busy").content == b"at last"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/broken", "HTTP 500"),
        ("/long", "longer than 4,000 bytes"),
        ("/loop", "more than 5 redirects"),
        ("/away", "InvalidSchema"),
    ],
)
def test_what_cannot_be_had_is_said_in_a_sentence(site: str, web: Web, path: str, sentence: str) -> None:
    with pytest.raises(FetchError, match=sentence) as caught:
        web(site + path)
    assert str(caught.value).startswith(site + path)
    assert not isinstance(caught.value, AbsentError)


def test_a_page_the_site_does_not_have_is_absent(site: str, web: Web) -> None:
    with pytest.raises(AbsentError, match="404"):
        web(f"{site}/nowhere")


def test_a_site_that_is_down_is_a_fetch_error(web: Web) -> None:
    with pytest.raises(FetchError, match="no connection"):
        web("http://127.0.0.1:9/")


def test_only_http_is_fetched(web: Web) -> None:
    with pytest.raises(FetchError, match="only http and https"):
        web("file:///etc/hostname")


def test_last_modified_that_is_no_date_is_no_time() -> None:
    assert last_modified("yesterday") is None


def test_the_first_mirror_that_has_a_page_wins(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name / "example.org/数据").mkdir(parents=True)
        (tmp_path / name / "example.org/数据/2026年7月.xlsx").write_bytes(name.encode())
    (tmp_path / "second/example.org/index.html").write_bytes(b"front")
    fetch = Mirrors((tmp_path / "first", tmp_path / "second"), NOW, note="stored copy")
    page = fetch("https://example.org/%E6%95%B0%E6%8D%AE/2026%E5%B9%B47%E6%9C%88.xlsx")
    assert (page.content, page.note, page.as_of) == (b"first", "stored copy", None)
    assert fetch("https://example.org/").content == b"front"


def test_a_page_no_mirror_holds_is_absent(tmp_path: Path) -> None:
    with pytest.raises(AbsentError, match="no mirror holds"):
        Mirrors((tmp_path,), NOW)("https://example.org/page")


def test_a_mirror_lists_the_pages_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "example.org/data"
    folder.mkdir(parents=True)
    (folder / "2026年7月.xlsx").write_bytes(b"PK")
    (folder / "old").mkdir()
    held = Mirrors((tmp_path,), NOW).held("https://example.org/data/")
    assert held == ("https://example.org/data/2026%E5%B9%B47%E6%9C%88.xlsx",)


def test_a_mirror_that_is_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="is no folder"):
        fetch_from((tmp_path / "nowhere",), NOW)
