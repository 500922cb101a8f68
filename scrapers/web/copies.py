"""Copies of pages at hand, in `state/http.sqlite`: to ask only for what has changed, and to go on while a
site is down. Losing the file, or finding it unusable, costs nothing but downloads."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from requests.structures import CaseInsensitiveDict
from requests_cache.backends.sqlite import SQLiteCache
from requests_cache.models.response import CachedResponse

from scrapers import log
from scrapers.log import Level

FILE = "http.sqlite"
OLDEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Copy:
    content: bytes
    headers: Mapping[str, str]
    taken_at: datetime

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the page only if it has changed."""
        asked = {"If-None-Match": "ETag", "If-Modified-Since": "Last-Modified"}
        return {condition: self.headers[name] for condition, name in asked.items() if name in self.headers}


class Copies:
    """`folder` None keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._cache = _opened(folder / FILE) if folder is not None else None

    def find(self, url: str) -> Copy | None:
        if self._cache is None:
            return None
        try:
            held = self._cache.get_response(_key(url))
        except Exception as error:  # whatever a damaged file makes of itself, the page can be downloaded
            log.event("copy.unreadable", Level.WARNING, url=url, why=str(error))
            return None
        if held is None or held.url != url or not isinstance(held.content, bytes):
            return None
        return Copy(held.content, held.headers, held.created_at.astimezone(UTC))

    def keep(self, url: str, content: bytes, headers: Mapping[str, str], taken_at: datetime) -> None:
        if self._cache is None:
            return
        made = CachedResponse(
            content=content,
            headers=CaseInsensitiveDict(headers),
            status_code=200,
            url=url,
            created_at=taken_at,
        )
        try:
            self._cache.responses[_key(url)] = made
        except sqlite3.Error as error:
            log.event("copy.not_kept", Level.WARNING, url=url, why=str(error))

    def close(self) -> None:
        if self._cache is not None:
            self._cache.close()  # type: ignore[no-untyped-call]


def _key(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


def _opened(path: Path) -> SQLiteCache | None:
    """None where the file cannot be written; one that is damaged is begun anew."""
    for _ in range(2):
        try:
            _probe(path)
            cache = SQLiteCache(path, serializer="json", wal=True, busy_timeout=5000)
            cache.delete(older_than=OLDEST, vacuum=False)
        except sqlite3.OperationalError as error:
            log.event("copies.unusable", Level.WARNING, file=str(path), why=str(error))
            return None
        except (sqlite3.DatabaseError, OSError) as error:
            log.event("copies.begun_anew", Level.WARNING, file=str(path), why=str(error))
            path.unlink(missing_ok=True)
        else:
            return cache
    return None


def _probe(path: Path) -> None:
    """Raises where the file cannot be written; requests-cache would try for ever."""
    connection = sqlite3.connect(path, timeout=5)
    try:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE IF NOT EXISTS probe (never)")
        connection.rollback()
    finally:
        connection.close()
