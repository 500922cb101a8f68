"""Where pages come from: the web, or folders that stand in for it. The only module that uses the network."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from scrapers import mirror
from scrapers.errors import AbsentError, FetchError
from scrapers.source import Page

USER_AGENT = f"Bangdan/{version('bangdan')} (reads public leaderboards of large models; +bangdan project)"
CONNECT_TIMEOUT, READ_TIMEOUT = 10, 30  # seconds
LIMIT = 20 * 1024 * 1024  # bytes of a body, as decompressed
INTERVAL = 0.5  # seconds between two requests
GONE = (404, 410)
BUSY = (429, 500, 502, 503, 504)


def session(retries: int = 3) -> requests.Session:
    """A session that names the project, and tries again when a server is busy or drops the line."""
    retry = Retry(
        total=retries,
        backoff_factor=0.5,
        status_forcelist=BUSY,
        allowed_methods=("GET", "HEAD"),
        respect_retry_after_header=True,
        raise_on_status=False,
    )
    made = requests.Session()
    made.headers["User-Agent"] = USER_AGENT
    made.max_redirects = 5
    made.mount("https://", HTTPAdapter(max_retries=retry))
    made.mount("http://", HTTPAdapter(max_retries=retry))
    return made


class Web:
    """Fetches over the network, one request after another."""

    def __init__(
        self,
        retrieved_at: datetime,
        note: str = "",
        *,
        limit: int = LIMIT,
        interval: float = INTERVAL,
        retries: int = 3,
    ) -> None:
        self.retrieved_at = retrieved_at
        self._note = note
        self._limit = limit
        self._interval = interval
        self._session = session(retries)
        self._next_request = 0.0  # on the monotonic clock

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def __call__(self, url: str) -> Page:
        if urlsplit(url).scheme not in ("http", "https"):
            raise FetchError(f"{url}: only http and https can be fetched")
        time.sleep(max(0.0, self._next_request - time.monotonic()))
        try:
            with self._session.get(url, stream=True, timeout=(CONNECT_TIMEOUT, READ_TIMEOUT)) as response:
                _check_status(response, url)
                content = self._body(response, url)
        except requests.RequestException as error:
            raise FetchError(f"{url}: {_reason(error)}") from error
        finally:
            self._next_request = time.monotonic() + self._interval
        modified = last_modified(response.headers.get("Last-Modified"))
        return Page(url, content, self.retrieved_at, as_of=modified, note=self._note)

    def held(self, folder: str) -> None:  # noqa: ARG002 - the web cannot be listed
        return None

    def _body(self, response: requests.Response, url: str) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(64 * 1024):
            body += chunk
            if len(body) > self._limit:
                raise FetchError(f"{url}: the body is longer than {self._limit:,} bytes")
        return bytes(body)


class Mirrors:
    """Reads `DIR/<host>/<path>` instead of the network; the first folder that has a page wins."""

    def __init__(self, folders: tuple[Path, ...], retrieved_at: datetime, note: str = "") -> None:
        self.retrieved_at = retrieved_at
        self._folders = folders
        self._note = note

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def __call__(self, url: str) -> Page:
        path = mirror.find(url, self._folders)
        if path is None:
            raise AbsentError(f"{url}: no mirror holds this page")
        return Page(url, path.read_bytes(), self.retrieved_at, note=self._note)

    def held(self, folder: str) -> tuple[str, ...]:
        """The URLs of the files in a folder, whose own URL ends in `/`."""
        inside = mirror.mirror_path(folder).parent
        names = {
            path.name
            for root in self._folders
            for path in sorted((root / inside).glob("*"))
            if path.is_file()
        }
        return tuple(folder + quote(name) for name in sorted(names))


def fetch_from(folders: tuple[Path, ...], retrieved_at: datetime, note: str = "") -> Web | Mirrors:
    """The mirrors where there are any, else the web. Raises FetchError for a mirror that is no folder."""
    for folder in folders:
        if not folder.is_dir():
            raise FetchError(f"{folder} is no folder: there is no mirror to read")
    return Mirrors(folders, retrieved_at, note) if folders else Web(retrieved_at, note)


def last_modified(header: str | None) -> datetime | None:
    """The time a Last-Modified header names; None where there is none or it is no date."""
    if header is None:
        return None
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except ValueError:
        return None


def _check_status(response: requests.Response, url: str) -> None:
    if response.status_code in GONE:
        raise AbsentError(f"{url}: the site has no such page (HTTP {response.status_code})")
    if not response.ok:
        raise FetchError(f"{url}: the site answered HTTP {response.status_code} {response.reason}")


def _reason(error: requests.RequestException) -> str:
    if isinstance(error, requests.ConnectTimeout | requests.ReadTimeout):
        return "the site did not answer in time"
    if isinstance(error, requests.TooManyRedirects):
        return "more than 5 redirects"
    if isinstance(error, requests.exceptions.SSLError):
        return "the site's certificate was not accepted"
    if isinstance(error, requests.ConnectionError):
        return "no connection to the site"
    return f"the transfer failed ({type(error).__name__})"
