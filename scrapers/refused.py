"""Pages with tables that were refused, kept as they came until a person has looked at them.

`state/refused/<key>/` holds the bytes and, written last, `refused.json`. The key is the sha256 of the page's
address and bytes. At most 50 pages and 100 MB are kept; the least lately seen go first, the newest never.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from cache.content import encode
from cache.files import Folder
from cache.leaderboard import Leaderboard, LeaderboardId
from cache.manifest import aware_time, time_text
from cache.refused import FOLDER, SHOWN, TOLD, RefusedTable, refused_tables
from cache.store import Store
from scrapers.errors import DriftError, ScrapeError
from scrapers.gate import Verdict
from scrapers.source import Page, Source

MOST_PAGES = 50
MOST_BYTES = 100 << 20
SHORTEST = 4  # characters of a key that may stand for it


@dataclass(frozen=True, slots=True)
class Refused:
    key: str
    source: str
    page: Page
    first_refused: datetime  # when the page was retrieved the first time
    tables: tuple[RefusedTable, ...]
    size: int  # bytes of the page


def keep(store: Store, source: Source, page: Page, verdicts: Sequence[Verdict]) -> str:
    """The key under which `accept` finds the page."""
    key = hashlib.sha256(page.url.encode() + b"\0" + page.content).hexdigest()
    first = next((at.first_refused for at in kept(store) if at.key == key), page.retrieved_at)
    fields = {
        "source": source.name,
        "page": _told_page(page),
        "first_refused": time_text(first),
        "tables": [
            {
                "id": [*verdict.board.id],
                "sentence": verdict.sentence,
                "lines": list(verdict.difference.lines()) if verdict.difference else [],
                "sha256": figures_sha256(verdict.board),
            }
            for verdict in verdicts
        ],
    }
    folder = Folder(store.root)
    folder.write({f"{FOLDER}/{key}/page": page.content}, durable=False)
    text = json.dumps(fields, ensure_ascii=False, indent=1)
    folder.write({f"{FOLDER}/{key}/{TOLD}": text.encode()}, durable=False)
    _prune(store, key)
    return key


def kept(store: Store) -> list[Refused]:
    """Newest first; what cannot be read is passed over."""
    found = []
    for path in sorted((store.root / FOLDER).glob(f"*/{TOLD}")):
        with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
            found.append(_read(store, path.parent.name))
    return sorted(found, key=lambda at: (at.page.retrieved_at, at.key), reverse=True)


def find(store: Store, prefix: str) -> Refused:
    """Raises ScrapeError where no key or more than one begins so."""
    known = kept(store)
    matching = [at for at in known if at.key.startswith(prefix.lower())]
    if len(prefix) >= SHORTEST and len(matching) == 1:
        return matching[0]
    if len(prefix) < SHORTEST:
        raise ScrapeError(f"{prefix!r}: give at least {SHORTEST} characters of what `refused` lists")
    if matching:
        listed = ", ".join(at.key[:SHOWN] for at in matching)
        raise ScrapeError(f"{prefix!r} stands for {len(matching)} refused pages: {listed}")
    raise ScrapeError(f"no refused page is called {prefix!r}; {len(known)} are kept")


def read_again(refused: Refused, source: Source) -> list[Leaderboard]:
    """The refused tables, read again from the page that was kept.

    Raises DriftError where they are no longer what was shown: the rules that read pages have changed.
    """
    wanted = {table.id: table.sha256 for table in refused.tables}
    read: dict[LeaderboardId, Leaderboard] = {}
    with contextlib.suppress(ScrapeError, ExceptionGroup):  # of tables that nobody was asked about
        for board in source.read(refused.page):
            if board.id in wanted:
                read[board.id] = board
    other = [str(id) for id, sha256 in wanted.items() if id not in read or figures_sha256(read[id]) != sha256]
    if other:
        raise DriftError(
            f"{refused.page.url}: {', '.join(other)} would not be what was refused and shown, since pages are"
            " read by other rules now; refresh the source and look again"
        )
    return list(read.values())


def drop(store: Store, refused: Refused) -> None:
    shutil.rmtree(store.root / FOLDER / refused.key, ignore_errors=True)


def figures_sha256(board: Leaderboard) -> str:
    """Of the table and of what its cells printed."""
    files = encode(board)
    return hashlib.sha256(files.table + b"\0" + files.raw).hexdigest()


def told(refused: Refused, in_full: bool) -> Iterator[str]:
    """A refused page for a person, line by line; in full with the difference."""
    page = refused.page
    yield f"{refused.key[:SHOWN]}  {refused.source}  {unquote(page.url)}"
    first = f"{refused.first_refused:%Y-%m-%d %H:%M}"
    yield f"  retrieved {page.retrieved_at:%Y-%m-%d %H:%M}, the first time {first}"
    for table in refused.tables:
        yield f"  {table.sentence}"
        yield from (f"    {line}" for line in table.lines if in_full)


def _told_page(page: Page) -> dict[str, object]:
    told = {field.name: getattr(page, field.name) for field in dataclasses.fields(page)}
    del told["content"]
    return {name: time_text(at) if isinstance(at, datetime) else at for name, at in told.items()}


def _page(told: dict[str, Any], content: bytes) -> Page:
    times = {name: aware_time(told[name]) for name in ("retrieved_at", "as_of") if told[name]}
    return Page(**(told | times), content=content)


def _read(store: Store, key: str) -> Refused:
    folder = Folder(store.root)
    fields = json.loads(folder.read(f"{FOLDER}/{key}/{TOLD}"))
    content = folder.read(f"{FOLDER}/{key}/page")
    page = _page(fields["page"], content)
    tables = refused_tables(fields)
    if hashlib.sha256(page.url.encode() + b"\0" + content).hexdigest() != key:
        raise ValueError(f"{key}: the page is damaged")
    return Refused(key, fields["source"], page, aware_time(fields["first_refused"]), tables, len(content))


def _prune(store: Store, newest: str) -> None:
    size = 0
    for place, at in enumerate(sorted(kept(store), key=lambda at: at.key != newest)):
        size += at.size
        if place >= MOST_PAGES or (place and size > MOST_BYTES):
            drop(store, at)
