"""The scrapers' command line: `python -m scrapers COMMAND`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from scrapers.source import Source

app = typer.Typer(
    name="python -m scrapers",
    help="Fetch leaderboards and keep them in the cache.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Mirrors = Annotated[
    list[Path] | None,
    typer.Option("--mirror", help="Read DIR/<host>/<path> instead of the network; the first DIR wins."),
]
CacheFolder = Annotated[
    Path | None,
    typer.Option("--cache", help="The store; else BANGDAN_CACHE, else the cache/ of this installation."),
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
    names: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE…", help="Which sources; all where none is named.")
    ] = None,
    mirror: Mirrors = None,
    cache: CacheFolder = None,
    retrieved: Annotated[
        str | None, typer.Option(metavar="DATE", help="When the mirrored pages were retrieved.")
    ] = None,
    note: Annotated[str, typer.Option(help="Where the figures come from, if not the live page.")] = "",
) -> None:
    """Fetch, parse, check and publish; exit status 1 if anything failed or was refused."""
    from cache.errors import CacheError
    from cache.state import Outcome
    from cache.store import Store
    from scrapers.errors import FetchError
    from scrapers.fetch import fetch_from
    from scrapers.refresh import Step, refresh, unless_held
    from scrapers.report import console, show_outcomes, show_progress

    started = datetime.now(UTC)
    chosen = _chosen(names)
    out, store = console(), Store(cache)
    steps: list[Step] = []
    try:
        with fetch_from(tuple(mirror or ()), _moment(retrieved) or started, note) as fetch:
            for source in chosen:
                known = fetch if mirror else unless_held(source, fetch, store)
                for step in show_progress(out, source, refresh(source, known, store)):
                    steps.append(step)
                    store.record_outcome(Outcome(started, source.name, step.url, step.result, step.sentence))
    except (CacheError, FetchError, OSError) as error:
        raise _failed(str(error)) from None
    show_outcomes(out, steps)
    if any(step.is_failure for step in steps):
        raise typer.Exit(1)


@app.command("status")
def status_command(cache: CacheFolder = None) -> None:
    """Show for each source what the store holds of it, how old it is, and how its last refresh ended."""
    from cache.errors import CacheError
    from cache.store import Store
    from scrapers.report import console, show_status
    from scrapers.source import all_sources

    try:
        show_status(console(), all_sources(), Store(cache))
    except CacheError as error:
        raise _failed(str(error)) from None


def _chosen(names: list[str] | None) -> list[Source]:
    from scrapers.source import all_sources

    known = {source.name: source for source in all_sources()}
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise _failed(f"no source is called {', '.join(unknown)}; known are {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names or known)]


def _moment(text: str | None) -> datetime | None:
    """An ISO date or time; UTC where it names no zone."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise _failed(f"--retrieved {text}: not a date such as 2026-04-30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _failed(sentence: str) -> typer.Exit:
    typer.echo(f"error: {sentence}", err=True)
    return typer.Exit(2)


if __name__ == "__main__":
    app()
