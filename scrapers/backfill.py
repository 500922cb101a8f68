"""Every edition and revision that the history of a GitHub file holds, oldest first.

`state/backfill.json` notes which commits were read, so that a run that was stopped goes on where it was.
Losing it costs requests and nothing else: what the store holds already is not published twice.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote

from cache.files import Folder
from cache.store import Store
from scrapers.commits import Commit, GithubApi
from scrapers.errors import AbsentError, FetchError, ScrapeError
from scrapers.github import GithubSource
from scrapers.refresh import Result, Step, refresh_page
from scrapers.source import PARSER, Page, Source

NOTE = "state/backfill.json"
GIVE_UP = 3  # pages in a row that did not come: the site is down


class Version(NamedTuple):
    """One file as one commit left it."""

    path: str
    commit: Commit


@dataclass(frozen=True, slots=True)
class Backfill:
    """One source's history. `stop` is asked after each page."""

    source: GithubSource
    fetch: Callable[[str], Page]
    api: GithubApi
    store: Store
    stop: Callable[[], bool] = lambda: False

    def steps(self, since: datetime | None = None) -> Iterator[Step]:
        """What became of each version that was not read before; one failed step where none can be listed."""
        try:
            versions = self._versions(since)
        except FetchError as error:
            yield self._step(Result.FAILED, self.source.homepage, str(error))
            return
        read, held = _read(self.store, self.source), self._held()
        failed = 0
        for version in versions:
            url = self.source.raw_url(version.commit.sha, version.path)
            if url in read or url in held:
                continue
            steps = list(self._version(version, url))
            yield from steps
            failed = failed + 1 if any(step.result is Result.FAILED for step in steps) else 0
            if failed == 0:
                read.add(url)
                _note(self.store, self.source, read)
            if failed == GIVE_UP or self.stop():
                return

    def _versions(self, since: datetime | None) -> list[Version]:
        """Of all files; where several were changed at a time, in the order in which the source lists them."""
        found: list[Version] = []
        for path in self.source.files_with_history():
            with contextlib.suppress(AbsentError):  # a file that nobody ever committed has no history
                listed = self.api.commits(self.source.repository, self.source.branch, path, since)
                found += [Version(path, commit) for commit in listed]
        return sorted(found, key=lambda version: version.commit.at)

    def _version(self, version: Version, url: str) -> Iterator[Step]:
        try:
            page = self.fetch(url)
        except AbsentError as error:
            yield self._step(Result.ABSENT, url, str(error).removeprefix(f"{url}: "))
        except FetchError as error:
            yield self._step(Result.FAILED, url, str(error).removeprefix(f"{url}: "))
        else:
            dated = version.path in self.source.dated_files
            page = replace(page, as_of=version.commit.at, dated_by_name=dated)
            for step in refresh_page(self.source, page, self.store, lenient=True):
                if step.result is Result.REFUSED:  # nobody can mend what a past version printed
                    yield self._step(Result.WARNED, url, f"left out: {step.why}")
                else:
                    yield step

    def _step(self, result: Result, url: str, why: str) -> Step:
        return Step(self.source.name, unquote(url), url, result, why)

    def _held(self) -> set[str]:
        """Versions that this parser has read into the store."""
        return {
            at.provenance.url
            for id in self.store.current()
            if id.source == self.source.name
            for at in self.store.revisions(id)
            if at.provenance.parser == PARSER
        }


def with_history(source: Source) -> GithubSource:
    """Raises ScrapeError for a source that has none."""
    if not isinstance(source, GithubSource):
        raise ScrapeError(f"{source.name} is read from no GitHub repository: there is no history to walk")
    return source


def _read(store: Store, source: Source) -> set[str]:
    """What an earlier run has read with this parser; nothing where the note is lost or of another parser."""
    return set(_notes(store).get(source.name, []))


def _note(store: Store, source: Source, read: set[str]) -> None:
    notes = _notes(store) | {source.name: sorted(read)}
    text = json.dumps({"parser": PARSER, "read": notes}, indent=0)
    Folder(store.root).write({NOTE: text.encode()}, durable=False)


def _notes(store: Store) -> dict[str, Sequence[str]]:
    try:
        noted = json.loads(Folder(store.root).read(NOTE))
        found = noted["read"] if noted["parser"] == PARSER else {}
        return {str(name): [str(url) for url in urls] for name, urls in found.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
