"""A source: the pages of one publisher, and how leaderboards are read from them."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import ClassVar, Protocol, runtime_checkable

import scrapers.sources
from cache.leaderboard import Leaderboard
from scrapers.errors import FetchError
from scrapers.tolerances import Tolerances

UNDATED = "undated"  # the edition of a table that nothing dates
PARSER = "1"  # goes up whenever the same page would give other figures than before


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was served.

    `as_of` is the time the content itself bears (Last-Modified, a commit's date), None where nothing says it.
    `dated_by_name`: the file's own name states the edition, so it outlives commits of a running file.
    `note` says where the figures come from when the page is not the live one.
    `charset` is the one that the site declares.
    `edition` is a person's word for the tables that state none (a page saved by hand).
    `stale` says why this is the copy at hand and not what the site serves now; `retrieved_at` is the copy's.
    """

    url: str
    content: bytes
    retrieved_at: datetime
    media_type: str | None = None
    as_of: datetime | None = None
    dated_by_name: bool = False
    note: str = ""
    charset: str = ""
    edition: str = ""
    stale: str = ""


@runtime_checkable
class Discovery(Protocol):
    """What a fetch offers to sources that look for editions nobody has listed."""

    retrieved_at: datetime

    def held(self, folder: str) -> tuple[str, ...] | None:
        """The URLs a mirror holds directly under a folder's URL; None on the web, which cannot be listed."""
        ...


def fetch_each(urls: Iterable[str], fetch: Callable[[str], Page]) -> Iterator[Page]:
    """Every page that can be had, in order; then one ExceptionGroup of the FetchErrors of the others."""
    failures: list[FetchError] = []
    for url in urls:
        try:
            page = fetch(url)
        except FetchError as error:
            failures.append(error)
        else:
            yield page
    if failures:
        raise ExceptionGroup(f"{len(failures)} pages could not be fetched", failures)


class Source(ABC):
    """One publisher. A concrete subclass in `scrapers/sources/` is all it takes to add one."""

    name: ClassVar[str]
    title: ClassVar[str]
    homepage: ClassVar[str]
    urls: ClassVar[tuple[str, ...]] = ()
    rendered: ClassVar[tuple[str, ...]] = ()  # URLs whose tables may appear only after JavaScript
    tolerances: ClassVar[Tolerances] = Tolerances()  # how far its tables may drift before a person is asked

    def pages(self, fetch: Callable[[str], Page]) -> Iterator[Page]:
        """The pages to read, older ones first. What cannot be fetched is raised together, at the end."""
        return fetch_each(self.urls, fetch)

    @abstractmethod
    def parse(self, page: Page) -> Iterator[Leaderboard]:
        """Every leaderboard that can be read; then one ExceptionGroup of a LayoutError for each other table.

        No network, no clock, no files.
        """

    def read(self, page: Page) -> Iterator[Leaderboard]:
        """What `parse` gives; a table without an edition takes the one that a person gave with the page."""
        for board in self.parse(page):
            if page.edition and board.id.edition == UNDATED:
                yield replace(board, id=board.id._replace(edition=page.edition))
            else:
                yield board

    def is_pinned(self, url: str) -> bool:  # noqa: ARG002 - most pages may change at any time
        """Whether the page at `url` can never change."""
        return False


@cache
def all_sources() -> tuple[Source, ...]:
    """Every source under `scrapers/sources/`, by name."""
    found: dict[str, Source] = {}
    for module_info in pkgutil.iter_modules(scrapers.sources.__path__, "scrapers.sources."):
        module = importlib.import_module(module_info.name)
        for _, member in inspect.getmembers(module, inspect.isclass):
            if member.__module__ != module.__name__ or not issubclass(member, Source):
                continue
            if inspect.isabstract(member):
                continue
            if member.name in found:
                raise ValueError(f"a second source is called {member.name!r}, in {module.__name__}")
            found[member.name] = member()
    return tuple(found[name] for name in sorted(found))
