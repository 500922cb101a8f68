"""What the commands share: their options, and how they end where something is wrong."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scrapers.log import LogForm

if TYPE_CHECKING:
    from scrapers.source import Source

BUSY = 3  # exit status: another process is at it

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


def _no_file(chosen: Path | None) -> Path | None:
    """A file in the store's place would read as a store in which nothing is."""
    at = chosen or os.environ.get("BANGDAN_CACHE")
    if at and Path(at).expanduser().is_file():
        raise failed(f"{at} is a file: a store is a folder")
    return chosen


CacheFolder = Annotated[
    Path | None,
    typer.Option(
        "--cache",
        callback=_no_file,
        help="The store; else BANGDAN_CACHE, else the cache/ of this installation.",
    ),
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


def chosen_sources(names: list[str] | None) -> list[Source]:
    from scrapers.source import all_sources

    known = {source.name: source for source in all_sources()}
    unknown = [name for name in names or () if name not in known]
    if unknown:
        raise failed(f"no source is called {', '.join(unknown)}; known are {', '.join(known)}")
    return [known[name] for name in dict.fromkeys(names or known)]


def moment(text: str | None, option: str = "--retrieved") -> datetime | None:
    """An ISO date or time; UTC where it names no zone."""
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise failed(f"{option} {text}: not a date such as 2026-04-30") from None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    if at > datetime.now(UTC) + timedelta(days=1):  # figures of the future would stay current for good
        raise failed(f"{option} {text}: lies in the future")
    return at


@contextlib.contextmanager
def errors_in_words() -> Iterator[None]:
    from cache.errors import CacheError, RefreshBusy
    from scrapers.errors import ScrapeError
    from scrapers.rounds import in_words

    try:
        yield
    except RefreshBusy as error:
        raise failed(str(error), BUSY) from None
    except (CacheError, ScrapeError, OSError) as error:
        raise failed(in_words(error)) from None


def failed(sentence: str, status: int = 2) -> typer.Exit:
    typer.echo(f"error: {sentence}", err=True)
    return typer.Exit(status)
