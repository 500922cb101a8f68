"""Pages in a GitHub repository: the running file, files named after an edition, and past versions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import ClassVar
from urllib.parse import quote

from scrapers.boards import BoardSource
from scrapers.decoding import decode
from scrapers.editions import stated_edition
from scrapers.errors import AbsentError
from scrapers.html import parse
from scrapers.source import Page, fetch_each

RAW = "https://raw.githubusercontent.com"
PINNED = re.compile(rf"{re.escape(RAW)}/[^/]+/[^/]+/[0-9a-f]{{40}}/")


class GithubSource(BoardSource):
    """Declare the repository; `urls` follow: past versions (oldest first), dated files, the running files."""

    repository: ClassVar[str]  # owner/name
    branch: ClassVar[str] = "main"
    files: ClassVar[tuple[str, ...]] = ("README.md",)
    dated_files: ClassVar[tuple[str, ...]] = ()  # their names state the edition
    versions: ClassVar[tuple[tuple[str, str], ...]] = ()  # (commit, its date), oldest first
    versioned_file: ClassVar[str] = "README.md"
    other_urls: ClassVar[tuple[str, ...]] = ()
    updated_in: ClassVar[str] = ""  # a file of the repository that states the day of tables that state none

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.homepage = cls.__dict__.get("homepage", f"https://github.com/{cls.repository}")
        past = [cls.raw_url(commit, cls.versioned_file) for commit, _ in cls.versions]
        now = [cls.raw_url(cls.branch, path) for path in (*cls.dated_files, *cls.files)]
        cls.urls = (*past, *now, *cls.other_urls)

    @classmethod
    def raw_url(cls, reference: str, path: str) -> str:
        return f"{RAW}/{cls.repository}/{reference}/{quote(path)}"

    def pages(self, fetch: Callable[[str], Page]) -> Iterator[Page]:
        committed = {self.raw_url(commit, self.versioned_file): day for commit, day in self.versions}
        dated = {self.raw_url(self.branch, path) for path in self.dated_files}
        for page in fetch_each(self.urls, fetch):
            as_of = datetime.fromisoformat(committed[page.url]) if page.url in committed else page.as_of
            edition = page.edition or self._stated_beside(page.url, fetch)
            yield replace(page, as_of=as_of, dated_by_name=page.url in dated, edition=edition)

    def _stated_beside(self, url: str, fetch: Callable[[str], Page]) -> str:
        """The edition by `updated_in`, in the state of the repository that the table is of.

        Where that file is not to be had or states nothing: by the commit, which in such a repository is made
        to publish the table; of the running table, by the newest commit known here, than which it cannot be
        older.
        """
        if not self.updated_in:
            return ""
        reference = url.removeprefix(f"{RAW}/{self.repository}/").split("/", 1)[0]
        stated = None
        with suppress(AbsentError):
            beside = fetch(self.raw_url(reference, self.updated_in))
            stated = stated_edition(parse(decode(beside.content)).get_text(" "))
        return stated.id if stated else dict(self.versions).get(reference, self.versions[-1][1])[:7]

    def files_with_history(self) -> tuple[str, ...]:
        """Every file that is or was read, those whose names state an edition first."""
        past = (self.versioned_file,) if self.versions else ()
        return tuple(dict.fromkeys((*self.dated_files, *self.files, *past)))

    def is_pinned(self, url: str) -> bool:
        return PINNED.match(url) is not None
