"""The scrapers' command line: `python -m scrapers COMMAND`."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scrapers import log
from scrapers.log import LogForm

if TYPE_CHECKING:
    from cache.store import Store
    from scrapers.refresh import Step
    from scrapers.source import Source

BUSY = 3  # exit status: another process is at it

app = typer.Typer(
    name="python -m scrapers",
    help="Fetch leaderboards and keep them in the cache.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Mirrors = Annotated[
    list[Path] | None,
    typer.Option(
        "--mirror",
        envvar="BANGDAN_MIRROR",
        help="Read DIR/<host>/<path> instead of the network; the first DIR wins.",
    ),
]
Names = Annotated[
    list[str] | None, typer.Argument(metavar="SOURCE…", help="Which sources; all where none is named.")
]
CacheFolder = Annotated[
    Path | None,
    typer.Option("--cache", help="The store; else BANGDAN_CACHE, else the cache/ of this installation."),
]
Log = Annotated[
    LogForm,
    typer.Option("--log", envvar="BANGDAN_LOG", help="Log one line an event on standard error."),
]


AllowPrivate = Annotated[
    bool,
    typer.Option("--allow-private", envvar="BANGDAN_ALLOW_PRIVATE", help="Read from private addresses too."),
]
Proxy = Annotated[
    str | None, typer.Option(metavar="URL", envvar="BANGDAN_PROXY", help="Reach the web through this proxy.")
]
GithubRaw = Annotated[
    str | None,
    typer.Option(
        metavar="URL", envvar="BANGDAN_GITHUB_RAW", help="Stands in for https://raw.githubusercontent.com."
    ),
]
GithubApi = Annotated[
    str | None,
    typer.Option(metavar="URL", envvar="BANGDAN_GITHUB_API", help="Stands in for https://api.github.com."),
]


@app.callback()
def main() -> None:
    """Fetch leaderboards and keep them in the cache."""


@app.command("inspect")
def inspect_command(
    page: Annotated[str, typer.Argument(metavar="URL_OR_FILE", help="A page, by address or as a file.")],
    mirror: Mirrors = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list and nothing else.")] = False,
) -> None:
    """Show every table found on a page, and which of them are rankings."""
    from scrapers.errors import ScrapeError
    from scrapers.inspect import inspect_page, print_json, print_tables

    try:
        found = inspect_page(page, tuple(mirror or ()))
    except ScrapeError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(2) from None
    if as_json:
        print_json(found)
    else:
        print_tables(found)


@app.command("list")
def list_command() -> None:
    """Show every source: its name, how many pages it is read from, and where it lives."""
    from scrapers.report import console, show_sources
    from scrapers.source import all_sources

    show_sources(console(), all_sources())


@app.command("refresh")
def refresh_command(
    names: Names = None,
    mirror: Mirrors = None,
    cache: CacheFolder = None,
    retrieved: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the mirrored pages were retrieved.")
    ] = None,
    note: Annotated[str, typer.Option(help="Where the figures come from, if not the live page.")] = "",
    accept: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="Publish a refused page as it was kept; nothing is fetched."),
    ] = None,
    allow_private: AllowPrivate = False,
    proxy: Proxy = None,
    github_raw: GithubRaw = None,
    github_api: GithubApi = None,
    log_form: Log = LogForm.NONE,
) -> None:
    """Fetch, parse, check and publish; exit status 1 if anything failed or was refused, 3 if another refresh
    is running."""
    from cache.store import Store
    from scrapers.fetch import fetch_from
    from scrapers.refresh import refresh_from, side_by_side, unless_held
    from scrapers.report import console, show_outcomes, show_progress
    from scrapers.rounds import round_of
    from scrapers.settings import Settings

    log.configure(log_form)
    if accept is not None:
        return _accept(accept, names, Store(cache))
    chosen = _chosen(names)
    out, store = console(), Store(cache)
    rendered = frozenset(url for source in chosen for url in source.rendered)
    steps: list[Step] = []
    with (
        _errors_in_words(),
        round_of(chosen, store) as through,
        fetch_from(
            tuple(mirror or ()),
            _moment(retrieved) or through.started,
            note,
            settings=Settings.chosen(
                allow_private=allow_private, proxy=proxy, github_raw=github_raw, github_api=github_api
            ),
            state=store.state,
            rendered=rendered,
        ) as fetch,
        side_by_side(
            {s: fetch if mirror else unless_held(s, fetch, store) for s in chosen}, through.stop
        ) as ahead,
    ):
        for source in through.sources():
            found = refresh_from(ahead.of(source.name), source, store, through.stop)
            steps += show_progress(out, source, through.watched(source, found))
    show_outcomes(out, steps)
    if through.stop() or any(step.is_failure for step in steps):
        raise typer.Exit(1)


def _accept(key: str, names: list[str] | None, store: Store) -> None:
    from scrapers.refresh import accept
    from scrapers.refused import find

    with _errors_in_words():
        refused = find(store, key)
    if names and refused.source not in names:
        raise _failed(f"the page {key} was refused for {refused.source}")
    (source,) = _chosen([refused.source])
    _through(source, store, lambda _: accept(source, refused, store))


def _through(source: Source, store: Store, start: Callable[[Callable[[], bool]], Iterator[Step]]) -> None:
    """A round of one source. `start` gives its steps and ends when asked; exit status 1 where one failed."""
    from scrapers.report import console, show_outcomes
    from scrapers.rounds import round_of

    with _errors_in_words(), round_of([source], store) as through:
        steps = [step for each in through.sources() for step in through.watched(each, start(through.stop))]
    show_outcomes(console(), steps)
    if through.stop() or any(step.is_failure for step in steps):
        raise typer.Exit(1)


@app.command("refused")
def refused_command(
    key: Annotated[str | None, typer.Argument(metavar="KEY", help="The beginning of a key.")] = None,
    forget: Annotated[bool, typer.Option("--forget", help="Drop the page with this KEY.")] = False,
    cache: CacheFolder = None,
) -> None:
    """List the pages that were refused and kept; with a KEY, how one differs from what is published."""
    from cache.store import Store
    from scrapers.refused import drop, find, kept, told

    if forget and key is None:
        raise _failed("--forget needs the KEY of a page")
    store = Store(cache)
    with _errors_in_words():
        for refused in kept(store) if key is None else [find(store, key)]:
            for line in told(refused, in_full=key is not None):
                typer.echo(line)
            if forget:
                drop(store, refused)


@app.command("import")
def import_command(
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

    (chosen,) = _chosen([source])
    store, at = Store(cache), _moment(retrieved)
    with _errors_in_words():
        page = saved_page(file, chosen, url=url, edition_id=edition, retrieved_at=at, note=note)
    _through(chosen, store, lambda _: take_in(page, chosen, store))


@app.command("backfill")
def backfill_command(
    source: Annotated[str, typer.Argument(help="A source that is read from a GitHub repository.")],
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Leave out what is older.")] = None,
    api: Annotated[
        str | None, typer.Option(metavar="URL", help="Stands in for https://api.github.com.")
    ] = None,
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
    (chosen,) = _chosen([source])
    store, earliest = Store(cache), _moment(since, "--since")
    with _errors_in_words():
        settings, of_github = Settings.chosen(github_api=api), with_history(chosen)

    def steps(stop: Callable[[], bool]) -> Iterator[Step]:
        with Web(datetime.now(UTC), settings=settings, state=store.state) as fetch:
            history = GithubApi(fetch, os.environ.get("GITHUB_TOKEN", ""))
            yield from Backfill(of_github, fetch, history, store, stop).steps(earliest)

    _through(chosen, store, steps)


@app.command("schedule")
def schedule_command(
    names: Names = None,
    cron: Annotated[str, typer.Option(help="Minute, hour, day, month, weekday.")] = "30 6 * * *",
    timezone: Annotated[str, typer.Option(help="Where the hours of --cron are.")] = "Asia/Shanghai",
    jitter: Annotated[int, typer.Option(min=0, help="Begin up to so many seconds later.")] = 300,
    now: Annotated[bool, typer.Option("--now", help="Refresh once right away, too.")] = False,
    mirror: Mirrors = None,
    cache: CacheFolder = None,
    log_form: Log = LogForm.TEXT,
) -> None:
    """Keep refreshing at the times of a crontab line, until stopped by SIGTERM or Ctrl-C."""
    from cache.store import Store
    from scrapers.schedule import ScheduleError, Scheduler, refresh_command, trigger

    log.configure(log_form)
    chosen = [source.name for source in _chosen(names)] if names else []
    store = Store(cache)
    command = refresh_command(store.root, chosen, tuple(mirror or ()), log_form)
    try:
        when = trigger(cron, timezone, jitter)
    except ScheduleError as error:
        raise _failed(str(error)) from None
    with _errors_in_words():
        Scheduler(store, when, command, cron, timezone).run(at_once=now)


@app.command("status")
def status_command(
    names: Names = None,
    cache: CacheFolder = None,
    max_age: Annotated[
        str, typer.Option(metavar="AGE", help="Older than this is stale: 90m, 36h, 7d, 2w.")
    ] = "7d",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")] = False,
) -> None:
    """Show what the store holds of each source and how its last refresh ended; exit status 1 if anything is
    stale, failing or damaged."""
    from cache.store import Store
    from scrapers.report import console
    from scrapers.status import as_text, duration, show_status, status_of

    try:
        oldest = duration(max_age)
    except ValueError as error:
        raise _failed(f"--max-age {max_age}: {error}") from None
    with _errors_in_words():
        found = status_of(_chosen(names), Store(cache), datetime.now(UTC), oldest)
    if as_json:
        typer.echo(as_text(found))
    else:
        show_status(console(), found)
    if not found.is_well:
        raise typer.Exit(1)


def _chosen(names: list[str] | None) -> list[Source]:
    from scrapers.source import all_sources

    known = {source.name: source for source in all_sources()}
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise _failed(f"no source is called {', '.join(unknown)}; known are {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names or known)]


def _moment(text: str | None, option: str = "--retrieved") -> datetime | None:
    """An ISO date or time; UTC where it names no zone."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _failed(f"{option} {text}: not a date such as 2026-04-30") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if moment > datetime.now(UTC) + timedelta(days=1):  # figures of the future would stay current for good
        raise _failed(f"{option} {text}: lies in the future")
    return moment


@contextlib.contextmanager
def _errors_in_words() -> Iterator[None]:
    from cache.errors import CacheError, RefreshBusy
    from scrapers.errors import ScrapeError
    from scrapers.rounds import in_words

    try:
        yield
    except RefreshBusy as error:
        raise _failed(str(error), BUSY) from None
    except (CacheError, ScrapeError, OSError) as error:
        raise _failed(in_words(error)) from None


def _failed(sentence: str, status: int = 2) -> typer.Exit:
    typer.echo(f"error: {sentence}", err=True)
    return typer.Exit(status)


if __name__ == "__main__":
    app()
