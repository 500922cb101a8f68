"""The scrapers' command line: `python -m scrapers COMMAND`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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


if __name__ == "__main__":
    app()
