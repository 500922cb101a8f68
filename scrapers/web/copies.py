"""Copies of pages at hand, in `state/http.sqlite`: to ask only for what has changed, and to go on while a
site is down. Losing the file, or finding it unusable, costs nothing but downloads."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from requests.structures import CaseInsensitiveDict
from requests_cache.backends.sqlite import SQLiteDict
from requests_cache.models.response import CachedResponse

from scrapers import log
from scrapers.log import Level

FILE = "http.sqlite"
OLDEST = timedelta(days=400)
PATIENCE = 2000  # milliseconds that another process may hold the file


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
    """`folder` None keeps nothing; what is older than OLDEST by `now` goes."""

    def __init__(self, folder: Path | None, now: datetime) -> None:
        self._held = _opened(folder / FILE, now) if folder is not None else None

    def find(self, url: str) -> Copy | None:
        if self._held is None:
            return None
        try:
            held = self._held.get(_key(url))
        except Exception as error:  # whatever a damaged file makes of itself, the page can be downloaded
            log.event("copy.unreadable", Level.WARNING, url=url, why=str(error))
            return None
        if held is None or held.url != url or not isinstance(held.content, bytes):
            return None
        return Copy(held.content, held.headers, held.created_at.astimezone(UTC))

    def keep(self, url: str, content: bytes, headers: Mapping[str, str], taken_at: datetime) -> None:
        if self._held is None:
            return
        made = CachedResponse(
            content=content,
            headers=CaseInsensitiveDict(headers),
            status_code=200,
            url=url,
            created_at=taken_at,
            expires=taken_at + OLDEST,
        )
        try:
            self._held[_key(url)] = made
        except sqlite3.Error as error:
            log.event("copy.not_kept", Level.WARNING, url=url, why=str(error))

    def close(self) -> None:
        if self._held is not None:
            self._held.close()  # type: ignore[no-untyped-call]


class _Table(SQLiteDict):
    """Says so when the file stays locked or cannot be written, where its parent tries for ever."""

    _connection: sqlite3.Connection

    @contextmanager
    def _acquire_sqlite_lock(self) -> Iterator[None]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            self._active_transaction = True
            try:
                yield
                self._connection.commit()
            except BaseException:
                self._connection.rollback()
                raise
            finally:
                self._active_transaction = False

    def forget_expired(self, now: datetime) -> None:
        with self.connection(commit=True) as connection:
            connection.execute(f"DELETE FROM {self.table_name} WHERE expires <= ?", (now.timestamp(),))


def _key(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()


def _opened(path: Path, now: datetime) -> _Table | None:
    """None where the file cannot be written; one that is damaged is begun anew."""
    for _ in range(2):
        try:
            held = _Table(path, table_name="responses", serializer="json", wal=True, busy_timeout=PATIENCE)
            held.forget_expired(now)
        except (sqlite3.OperationalError, OSError) as error:
            log.event("copies.unusable", Level.WARNING, file=str(path), why=str(error))
            return None
        except sqlite3.DatabaseError as error:
            log.event("copies.begun_anew", Level.WARNING, file=str(path), why=str(error))
            for each in (path, *path.parent.glob(f"{FILE}-*")):
                each.unlink(missing_ok=True)
        else:
            return held
    return None
