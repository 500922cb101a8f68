"""A mirror stands in for the web: `https://host/path?query` is the file `DIR/host/path?query`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Self
from urllib.parse import quote, unquote, urlsplit

from scrapers.errors import AbsentError, FetchError
from scrapers.source import Page


def mirror_path(url: str) -> PurePosixPath:
    """Where a mirror keeps a page: the path percent-decoded as UTF-8, a trailing `/` as `index.html`."""
    try:
        parts = urlsplit(url)
        path = unquote(parts.path, encoding="utf-8", errors="strict").lstrip("/")
    except ValueError:  # brackets that hold no address, percent codes that are no UTF-8
        raise FetchError(f"{url} names no file a mirror could hold") from None
    if not path or path.endswith("/"):
        path += "index.html"
    if parts.query:
        path += "?" + parts.query
    relative = PurePosixPath(parts.hostname or "", path)
    if not parts.hostname or ".." in relative.parts or "\0" in path:
        raise FetchError(f"{url} names no file a mirror could hold")
    return relative


def find(url: str, mirrors: Sequence[Path]) -> Path | None:
    """The page's file in the first mirror that has it, None where none has."""
    relative = mirror_path(url)
    for mirror in mirrors:
        held = mirror / relative
        try:
            if held.is_file():
                return held
        except OSError as error:  # a name that is longer than files may have, a folder closed to us
            raise FetchError(f"{held}: {(error.strerror or str(error)).lower()}") from None
    return None


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
        path = find(url, self._folders)
        if path is None:
            raise AbsentError(f"{url}: no mirror holds this page")
        return Page(url, path.read_bytes(), self.retrieved_at, note=self._note)

    def held(self, folder: str) -> tuple[str, ...]:
        """The URLs of the files in a folder, whose own URL ends in `/`."""
        inside = mirror_path(folder).parent
        names = {
            path.name
            for root in self._folders
            for path in sorted((root / inside).glob("*"))
            if path.is_file()
        }
        return tuple(folder + quote(name) for name in sorted(names))
