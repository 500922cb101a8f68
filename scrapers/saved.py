"""A page or workbook that a person saved, taken in as if it had been fetched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from cache.leaderboard import Leaderboard, LeaderboardId
from cache.store import Store
from scrapers.editions import edition
from scrapers.errors import FetchError, LayoutError
from scrapers.refresh import Step, attempt, refresh_page
from scrapers.source import Page, Source
from scrapers.tables import media_type

BY_HAND = ("手工导入", "imported by hand")


def saved_page(
    path: Path,
    source: Source,
    *,
    url: str = "",
    edition_id: str = "",
    retrieved_at: datetime | None = None,
    note: str = "",
) -> Page:
    """`url`: where a reader can open it, else the source's homepage; `retrieved_at`: else when the file was
    last changed; `edition_id`: for tables that state none. FetchError where there is no such file,
    LayoutError where the edition is none.
    """
    if url and not url.lower().startswith(("http://", "https://")):  # it becomes a link that readers follow
        raise FetchError(f"{url}: is no address such as https://www.superclueai.com/")
    try:
        content = path.read_bytes()
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise FetchError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    return Page(
        url=url or source.homepage,
        content=content,
        retrieved_at=retrieved_at or changed,
        media_type=media_type(path.name, content),
        note=by_hand(note),
        edition=_checked(edition_id) if edition_id else "",
    )


def take_in(page: Page, source: Source, store: Store) -> Iterator[Step]:
    """Parse, check and publish, as after a fetch. Raises LayoutError where all tables state another edition
    than the person does."""
    stated = {
        board.id.edition for board in attempt(lambda: source.read(page)) if isinstance(board, Leaderboard)
    }
    if page.edition and stated and page.edition not in stated:
        editions = ", ".join(sorted(stated))
        raise LayoutError(f"{page.url}: the page states edition {editions} itself, not {page.edition}")
    yield from refresh_page(source, page, store)


def by_hand(note: str) -> str:
    """The note in both languages, `中文 / English`; a note in one language stands in both."""
    chinese, _, english = note.partition(" / ")
    told = [
        f"{mark}{colon}{text}" if text else mark
        for mark, colon, text in ((BY_HAND[0], "：", chinese), (BY_HAND[1], ": ", english or chinese))
    ]
    return " / ".join(told)


def _checked(text: str) -> str:
    """An edition as the store writes it; `2026年4月` is 2026-04."""
    try:
        LeaderboardId("source", "leaderboard", text).validated()
    except ValueError:
        if (found := edition(text)) is not None:
            return found.id
        raise LayoutError(f"{text!r} is no edition such as 2026-04, 2025 or undated") from None
    return text
