"""robots.txt: read once for each site in a run, and obeyed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from scrapers.errors import DownError, FetchError

LONGEST_DELAY = 30.0  # seconds; a Crawl-delay beyond it counts as this
LONGEST = 500 * 1024  # bytes that are read, as RFC 9309 asks at least

Ask = Callable[[str], tuple[int, bytes]]  # URL → status and body


@dataclass(slots=True)
class _Site:
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Protego | None = None
    trouble: FetchError | None = None  # why nothing may be fetched there


class Robots:
    def __init__(self, agent: str, ask: Ask) -> None:
        self._agent = agent
        self._ask = ask
        self._sites: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def delay(self, url: str) -> float:
        """Seconds the site asks to wait between requests. Raises FetchError for a page it does not allow."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            site = self._sites.setdefault(origin, _Site())
        with site.lock:
            if site.rules is None and site.trouble is None:
                self._read(site, f"{origin}/robots.txt")
        if site.rules is None:
            raise type(site.trouble or DownError())(f"{url}: {site.trouble}")
        if not site.rules.can_fetch(url, self._agent):
            raise FetchError(f"{url}: the site's robots.txt does not allow this page to be fetched")
        return min(site.rules.crawl_delay(self._agent) or 0.0, LONGEST_DELAY)

    def _read(self, site: _Site, url: str) -> None:
        """As RFC 9309 says: a site without the file allows everything, one that fails to give it nothing."""
        try:
            status, body = self._ask(url)
        except FetchError as error:
            site.trouble = type(error)(f"{str(error).removeprefix(f'{url}: ')} (asked for its robots.txt)")
            return
        if status == 429 or status >= 500:
            site.trouble = DownError(f"the site's robots.txt could not be read (HTTP {status})")
            return
        text = body[:LONGEST].decode("utf-8", "replace") if status == 200 else ""
        site.rules = Protego.parse(text)
