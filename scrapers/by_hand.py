"""What a person does to the store by hand: accept what was refused, import a saved page, add a history."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scrapers import log
from scrapers.log import LogForm
from scrapers.options import (
    AllowPrivate,
    CacheFolder,
    GithubRaw,
    Log,
    Proxy,
    chosen_sources,
    errors_in_words,
    failed,
    moment,
)

if TYPE_CHECKING:
    from cache.store import Store
    from scrapers.refresh import Step
    from scrapers.source import Source


def accept_kept(key: str, names: list[str] | None, store: Store) -> None:
    from scrapers.refresh import accept
    from scrapers.refused import find

    with errors_in_words():
        refused = find(store, key)
    if names and refused.source not in names:
        raise failed(f"the page {key} was refused for {refused.source}")
    (source,) = chosen_sources([refused.source])
    run_through(source, store, lambda _: accept(source, refused, store))


def run_through(source: Source, store: Store, start: Callable[[Callable[[], bool]], Iterator[Step]]) -> None:
    """A round of one source. `start` gives its steps and ends when asked; exit status 1 where one failed."""
    from scrapers.report import console, show_outcomes, show_progress
    from scrapers.rounds import round_of

    out = console()
    steps: list[Step] = []
    with errors_in_words(), round_of([source], store) as through:
        for each in through.sources():
            steps += show_progress(out, each, through.watched(each, start(through.stop)))
    show_outcomes(out, steps)
    if through.stop() or any(step.is_failure for step in steps):
        raise typer.Exit(1)


def refused(
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="The beginning of a key.")] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Drop the page with this KEY.")] = False,
    cache: CacheFolder = None,
) -> None:
    """List the pages that were refused and kept; with a KEY, how one differs from what is published."""
    from cache.store import Store
    from scrapers.refused import drop, find, kept, told

    if forget and key is None:
        raise failed("--forget needs the KEY of a page")
    store = Store(cache)
    with errors_in_words():
        for page in kept(store) if key is None else [find(store, key)]:
            for line in told(page, in_full=key is not None):
                typer.echo(line)
            if forget:
                drop(store, page)


def import_page(
    file: Annotated[Path, typer.Argument(help="A page or workbook that was saved by hand.")],
    source: Annotated[str, typer.Option(help="Whose page it is.")],
    url: Annotated[str, typer.Option(help="Where a reader can open it; else the source's homepage.")] = "",
    edition: Annotated[str, typer.Option(help="Of tables that state none, such as 2026-04.")] = "",
    retrieved: Annotated[
        str | None, typer.Option(metavar="DATE", help="When it was saved; else the file's own date.")
    ] = None,
    note: Annotated[str, typer.Option(help="Where it comes from: 中文 / English.")] = "",
    cache: CacheFolder = None,
) -> None:
    """Take in a page or workbook that a person saved, through the same checks as a fetched one."""
    from cache.store import Store
    from scrapers.saved import saved_page, take_in

    (chosen,) = chosen_sources([source])
    store, at = Store(cache), moment(retrieved)
    with errors_in_words():
        page = saved_page(file, chosen, url=url, edition_id=edition, retrieved_at=at, note=note)
    run_through(chosen, store, lambda _: take_in(page, chosen, store))


def backfill(
    source: Annotated[str, typer.Argument(help="A source that is read from a GitHub repository.")],
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Leave out what is older.")] = None,
    api: Annotated[
        str | None,
        typer.Option(
            metavar="URL", envvar="BANGDAN_GITHUB_API", help="Stands in for https://api.github.com."
        ),
    ] = None,
    allow_private: AllowPrivate = False,
    proxy: Proxy = None,
    github_raw: GithubRaw = None,
    cache: CacheFolder = None,
    log_form: Log = LogForm.NONE,
) -> None:
    """Add every edition and revision that the history of a source's files holds, oldest first. A token in
    GITHUB_TOKEN raises GitHub's limit of 60 requests an hour."""
    from cache.store import Store
    from scrapers.backfill import Backfill, with_history
    from scrapers.commits import GithubApi
    from scrapers.fetch import Web
    from scrapers.settings import Settings

    log.configure(log_form)
    (chosen,) = chosen_sources([source])
    store, earliest = Store(cache), moment(since, "--since")
    with errors_in_words():
        of_github = with_history(chosen)
        settings = Settings.chosen(
            allow_private=allow_private, proxy=proxy, github_raw=github_raw, github_api=api
        )

    def steps(stop: Callable[[], bool]) -> Iterator[Step]:
        with Web(datetime.now(UTC), settings=settings, state=store.state) as fetch:
            history = GithubApi(fetch, os.environ.get("GITHUB_TOKEN", ""))
            yield from Backfill(of_github, fetch, history, store, stop).steps(earliest)

    run_through(chosen, store, steps)
