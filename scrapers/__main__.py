"""The scrapers' command line: `python -m scrapers COMMAND`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from scrapers import by_hand, log
from scrapers.log import LogForm
from scrapers.options import (
    AllowPrivate,
    CacheFolder,
    GithubApi,
    GithubRaw,
    Log,
    Mirrors,
    Names,
    Proxy,
    chosen_sources,
    errors_in_words,
    failed,
    moment,
)

if TYPE_CHECKING:
    from cache.store import Store
    from scrapers.fetch import Web
    from scrapers.mirror import Mirrors as Folders
    from scrapers.refresh import Step
    from scrapers.source import Source

app = typer.Typer(
    name="python -m scrapers",
    help="Fetch leaderboards and keep them in the cache.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


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
    from scrapers.settings import Settings

    log.configure(log_form)
    if accept is not None:
        return by_hand.accept_kept(accept, names, Store(cache))
    chosen, store = chosen_sources(names), Store(cache)

    def start(started: datetime) -> Web | Folders:
        return fetch_from(
            tuple(mirror or ()),
            moment(retrieved) or started,
            note,
            settings=Settings.chosen(
                allow_private=allow_private, proxy=proxy, github_raw=github_raw, github_api=github_api
            ),
            state=store.state,
            rendered=frozenset(url for source in chosen for url in source.rendered),
        )

    _refresh(chosen, store, start, passes_over_held=not mirror)


def _refresh(
    chosen: Sequence[Source],
    store: Store,
    start: Callable[[datetime], Web | Folders],
    *,
    passes_over_held: bool,
) -> None:
    from scrapers.refresh import refresh_from, side_by_side, unless_held
    from scrapers.report import console, show_outcomes, show_progress
    from scrapers.rounds import round_of

    out = console()
    steps: list[Step] = []
    with errors_in_words(), round_of(chosen, store) as through, start(through.started) as fetch:
        fetches = {
            source: unless_held(source, fetch, store) if passes_over_held else fetch for source in chosen
        }
        with side_by_side(fetches, through.stop) as ahead:
            for source in through.sources():
                found = refresh_from(ahead.of(source.name), source, store, through.stop)
                steps += show_progress(out, source, through.watched(source, found))
    show_outcomes(out, steps)
    if through.stop() or any(step.is_failure for step in steps):
        raise typer.Exit(1)


@app.command("schedule")
def schedule_command(
    names: Names = None,
    cron: Annotated[str, typer.Option(help="Minute, hour, day, month, weekday.")] = "30 6 * * *",
    timezone: Annotated[str, typer.Option(help="Where the hours of --cron are.")] = "Asia/Shanghai",
    jitter: Annotated[int, typer.Option(min=0, max=86400, help="Begin up to so many seconds later.")] = 300,
    now: Annotated[bool, typer.Option("--now", help="Refresh once right away, too.")] = False,
    mirror: Mirrors = None,
    cache: CacheFolder = None,
    log_form: Log = LogForm.TEXT,
) -> None:
    """Keep refreshing at the times of a crontab line, until stopped by SIGTERM or Ctrl-C."""
    from cache.store import Store
    from scrapers.schedule import ScheduleError, Scheduler, refresh_command, trigger

    log.configure(log_form)
    chosen = [source.name for source in chosen_sources(names)] if names else []
    store = Store(cache)
    command = refresh_command(store.root, chosen, tuple(mirror or ()), log_form)
    try:
        when = trigger(cron, timezone, jitter)
    except ScheduleError as error:
        raise failed(str(error)) from None
    with errors_in_words():
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
        raise failed(f"--max-age {max_age}: {error}") from None
    with errors_in_words():
        found = status_of(chosen_sources(names), Store(cache), datetime.now(UTC), oldest)
    if as_json:
        typer.echo(as_text(found))
    else:
        show_status(console(), found)
    if not found.is_well:
        raise typer.Exit(1)


app.command("refused")(by_hand.refused)
app.command("import")(by_hand.import_page)
app.command("backfill")(by_hand.backfill)

if __name__ == "__main__":
    app()
