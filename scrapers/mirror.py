"""A mirror stands in for the web: `https://host/path?query` is the file `DIR/host/path?query`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from scrapers.errors import FetchError


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
