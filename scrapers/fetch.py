"""Where pages come from: the web, or folders that stand in for it. This and `web/` alone use the network."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import responses
from importlib.metadata import version
from pathlib import Path
from typing import Self
from urllib.parse import SplitResult, urljoin, urlsplit

from scrapers.errors import AbsentError, DownError, FetchError, MismatchError
from scrapers.mirror import Mirrors
from scrapers.settings import API, Settings
from scrapers.source import Page
from scrapers.web import browser, served
from scrapers.web.address import literal
from scrapers.web.connection import AddressError, Terms, allow, new_session, under
from scrapers.web.copies import Copies, Copy
from scrapers.web.exchange import BUSY, Answer, Exchange
from scrapers.web.robots import Robots
from scrapers.web.turns import GIVE_UP, Turns

AGENT = "Bangdan"  # what robots.txt may call us
USER_AGENT = f"{AGENT}/{version('bangdan')} (reads public leaderboards of large models; +bangdan project)"
WHOLE = (200, 203)
GONE = (404, 410)
MOVED = (301, 302, 303, 307, 308)
LONGEST_ADDRESS = 4000  # characters
DRAWN = "text/html-drawn"  # Content-Type of a page as a browser shows it
NONE: Mapping[str, str] = {}


class Web:
    """Fetches over the network: hosts side by side where several threads ask, each host in turn.

    `state` is the folder of the copies at hand; `rendered` are URLs that a browser draws, where there is one.
    """

    def __init__(
        self,
        retrieved_at: datetime,
        note: str = "",
        *,
        settings: Settings = Settings(),  # noqa: B008 - frozen
        state: Path | None = None,
        rendered: frozenset[str] = frozenset(),
    ) -> None:
        self.retrieved_at = retrieved_at
        self._note = note
        self._settings = settings
        self._rendered = rendered
        self._session = new_session(USER_AGENT)
        self._copies = Copies(state, retrieved_at)
        self._exchange = Exchange(self._session, settings.limits, settings.proxy)
        self._turns = Turns(settings.limits.interval)
        self._robots = Robots(AGENT, self._robots_txt)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()
        self._copies.close()

    def __call__(self, url: str) -> Page:
        """The page; while the site is down the copy at hand, which says so. Raises FetchError."""
        copy = self._copies.find(url)
        try:
            return self._drawn(url) if url in self._rendered and browser.is_there() else self._served(url)
        except DownError as error:
            if copy is None:
                raise
            return self._stale(url, copy, error)

    def _served(self, url: str) -> Page:
        answer = self.answer(url)
        _check_status(answer, url)
        content_type = answer.headers.get("Content-Type", "")
        if wrong := served.mismatch(url, answer.content, content_type):
            raise MismatchError(f"{url}: {wrong}")
        self._copies.keep(url, answer.content, answer.headers, self.retrieved_at)
        return self._page(url, answer.content, answer.headers)

    def answer(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Whatever the site says, with any status; an unchanged page as status 200 and the copy at hand.

        Raises DownError where no answer came, FetchError where none may be asked for.
        """
        copy = self._copies.find(url)
        conditions = copy.conditions() if copy is not None else {}
        answer = self._follow(url, {**(headers or {}), **conditions})
        if answer.status == 304 and copy is not None:
            return replace(
                answer, status=200, headers={**copy.headers, **answer.headers}, content=copy.content
            )
        return answer

    def keep(self, answer: Answer) -> None:
        """Holds on to an answer that `answer` gave, so that it is only asked for again if it has changed."""
        self._copies.keep(answer.url, answer.content, answer.headers, self.retrieved_at)

    def held(self, folder: str) -> None:  # noqa: ARG002 - the web cannot be listed
        return None

    def _page(self, url: str, content: bytes, headers: Mapping[str, str]) -> Page:
        drawn = served.media_type(headers.get("Content-Type", "")) == DRAWN
        return Page(
            url,
            content,
            self.retrieved_at,
            as_of=self._as_of(headers.get("Last-Modified")),
            note=self._note,
            charset=served.charset(headers.get("Content-Type", "")),
            media_type="html" if drawn else None,
        )

    def _as_of(self, header: str | None) -> datetime | None:
        """Never in the future, where the figures would stay the current ones for good."""
        modified = last_modified(header)
        return min(modified, self.retrieved_at) if modified else None

    def _stale(self, url: str, copy: Copy, error: DownError) -> Page:
        reason = str(error).removeprefix(f"{url}: ")
        why = f"{reason}; the copy of {copy.taken_at:%Y-%m-%d %H:%M} UTC stays in use"
        page = self._page(url, copy.content, copy.headers)
        return replace(page, retrieved_at=min(copy.taken_at, self.retrieved_at), stale=why)

    def _drawn(self, url: str) -> Page:
        """As a browser shows it, which gets everything that it asks for from here."""

        def ask(asked: str) -> Answer:
            answer = self._follow(asked)
            if asked == url:
                _check_status(answer, url)
            return answer

        content = browser.draw(url, ask, self._settings.limits)
        drawn = {"Content-Type": f"{DRAWN}; charset=utf-8"}
        self._copies.keep(url, content, drawn, self.retrieved_at)
        return self._page(url, content, drawn)

    def _robots_txt(self, url: str) -> tuple[int, bytes]:
        answer = self._follow(url, {}, obey=False)
        return answer.status, answer.content

    def _follow(self, url: str, headers: Mapping[str, str] = NONE, *, obey: bool = True) -> Answer:
        """Through redirects to an answer that is none. `url` is the published address, also in errors.

        `obey` robots.txt; an API for programs has terms of its own.
        """
        limits = self._settings.limits
        address = self._settings.address(url)
        sent = dict(headers)
        if address != url:
            sent.pop("Authorization", None)  # a stand-in has no business with it
        left = limits.deadline
        for _ in range(limits.redirects + 1):
            try:
                answer, spent = self._ask(address, sent, left, obey=obey and not url.startswith(f"{API}/"))
            except FetchError as error:
                reason = str(error).removeprefix(f"{address}: ")
                asked = f" (asked for at {address})" if address != url else ""
                raise type(error)(f"{url}: {reason}{asked}") from error
            target = answer.headers.get("Location")
            if answer.status not in MOVED or target is None:
                return replace(answer, url=url)
            moved = _moved(address, target)
            if urlsplit(moved).netloc != urlsplit(address).netloc:
                sent.pop("Authorization", None)
            address, left = moved, left - spent
        raise FetchError(f"{url}: more than {limits.redirects} redirects")

    def _ask(
        self, address: str, headers: Mapping[str, str], left: float, *, obey: bool
    ) -> tuple[Answer, float]:
        """The answer, and the seconds it took once the host was free; `left` are those it may take."""
        parts = _parts(address)
        limits = self._settings.limits
        host = self._turns.host(address)
        if obey:
            host.interval = max(limits.interval, self._robots.delay(address))
        with self._turns.turn(host):
            started = time.monotonic()
            if host.is_given_up:
                raise DownError(f"{address}: the site failed {GIVE_UP} times in a row and is left alone")
            with under(Terms(started + left, limits.read, self._settings.allow_private)) as terms:
                try:
                    _vet(parts.hostname or "")
                    answer = self._exchange.ask(address, headers, terms)
                except AddressError as error:
                    raise FetchError(f"{address}: {error}") from error
                except DownError:
                    host.failures += 1
                    raise
            host.failures = host.failures + 1 if answer.status in BUSY else 0
            return answer, time.monotonic() - started


def fetch_from(
    folders: tuple[Path, ...],
    retrieved_at: datetime,
    note: str = "",
    *,
    settings: Settings | None = None,
    state: Path | None = None,
    rendered: frozenset[str] = frozenset(),
) -> Web | Mirrors:
    """The mirrors where there are any, else the web, by default as the environment has it.

    Raises FetchError for a mirror that is no folder.
    """
    for folder in folders:
        if not folder.is_dir():
            raise FetchError(f"{folder} is no folder: there is no mirror to read")
    if folders:
        return Mirrors(folders, retrieved_at, note)
    return Web(retrieved_at, note, settings=settings or Settings.chosen(), state=state, rendered=rendered)


def last_modified(header: str | None) -> datetime | None:
    """The time a Last-Modified header names; None where there is none or it is no date."""
    if header is None:
        return None
    try:
        return parsedate_to_datetime(header).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _check_status(answer: Answer, url: str) -> None:
    said = f"HTTP {answer.status} {responses.get(answer.status, '')}".strip()  # not in the site's own words
    if answer.status in GONE:
        raise AbsentError(f"{url}: the site has no such page (HTTP {answer.status})")
    if answer.status in BUSY:
        wait = answer.headers.get("Retry-After")
        asked = f", and asks to wait {wait} s" if wait and wait.isdigit() else ""
        raise DownError(f"{url}: the site answered {said}{asked}")
    if answer.status not in WHOLE:
        raise FetchError(f"{url}: the site answered {said}")


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise FetchError(f"{address}: not an address ({error})") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"{address}: only http and https can be fetched")
    if not host:
        raise FetchError(f"{address}: the address names no site")
    return parts


def _moved(address: str, target: str) -> str:
    try:
        moved = urljoin(address, target)
    except ValueError:
        moved = ""
    if not moved.isprintable() or not 0 < len(moved) <= LONGEST_ADDRESS:
        raise FetchError(f"{address}: leads to {target[:100]!r}, which is no address")
    return moved


def _vet(host: str) -> None:
    """A host that spells out its address is looked at here: behind a proxy no connection would show it."""
    if (address := literal(host)) is not None:
        allow(host, address)
