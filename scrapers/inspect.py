"""What `python -m scrapers inspect` shows of a page: every table, and which of them are rankings."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from cache.leaderboard import Cell, Table
from scrapers.editions import page_edition, table_edition
from scrapers.errors import AbsentError, FetchError
from scrapers.grid import one_line
from scrapers.mirror import find
from scrapers.rankings import IN_ROWS, Layout, layout
from scrapers.sections import entry_rows
from scrapers.source import all_sources
from scrapers.tables import media_type, read_document


@dataclass(frozen=True, slots=True)
class InspectedTable:
    """One table; the fields are those of the JSON, in its order."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    edition: str | None
    ranking: bool
    orientation: str
    model_column: str | None
    rank_column: str | None
    problem: str | None


def inspect_page(page: str, mirrors: Sequence[Path] = ()) -> list[InspectedTable]:
    """The tables of an address or a file. Raises ScrapeError where the page cannot be had or read."""
    content, charset = _content(page, mirrors)
    document = read_document(content, media_type(page, content), page, charset)
    stated = page_edition(document.lines, page, document.tables)
    shown = []
    for table in document.tables:
        found = layout(table)
        edition = table_edition(table, stated)
        shown.append(
            InspectedTable(
                heading=table.heading,
                columns=table.header,
                rows=tuple(tuple(one_line(cell.text) for cell in row) for row in _rows(table, found)),
                edition=edition.id if edition else None,
                ranking=found.ranking,
                orientation=found.orientation,
                model_column=found.model_column,
                rank_column=found.rank_column,
                problem=table.problem,
            )
        )
    return shown


def _rows(table: Table, found: Layout) -> Iterable[tuple[Cell, ...]]:
    """Of a ranking that can be read, the entries; of any other table, every row as it stands."""
    if not found.ranking or table.problem or found.orientation != IN_ROWS:
        return table.rows
    return (row for _, row in entry_rows(table, found))


def print_json(tables: Sequence[InspectedTable]) -> None:
    """In UTF-8 wherever it goes, as JSON is; half a surrogate pair leaves as its escape."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(json.dumps([asdict(table) for table in tables], ensure_ascii=False, indent=1))


def print_tables(tables: Sequence[InspectedTable]) -> None:
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # what the terminal has no sign for
    console = Console()
    if not tables:
        console.print("no tables on this page")
    for number, table in enumerate(tables, 1):
        kind = "ranking" if table.ranking else "no ranking"
        facts = [kind, f"{len(table.rows)} rows", table.orientation.replace("_", " ")]
        facts += [f"edition {table.edition}"] if table.edition else []
        facts += [f"problem: {table.problem}"] if table.problem else []
        console.print(f"[bold]{number}. {escape(table.heading or '(no heading)')}[/bold]")
        console.print(escape(" · ".join(facts)))
        console.print(_grid(table))


def _grid(table: InspectedTable) -> Grid:
    grid = Grid()
    width = max([len(table.columns), *map(len, table.rows)])
    for at in range(width):
        name = table.columns[at] if at < len(table.columns) else ""
        mark = (
            " (model)"
            if name and name == table.model_column
            else " (rank)"
            if name and name == table.rank_column
            else ""
        )
        grid.add_column(escape(name + mark), overflow="fold")
    for row in table.rows:
        grid.add_row(*map(escape, row))
    return grid


def _content(page: str, mirrors: Sequence[Path]) -> tuple[bytes, str]:
    """What the page holds, and the charset that its site declares."""
    if "://" not in page:
        return _file(Path(page)), ""
    if mirrors:
        held = find(page, mirrors)
        if held is None:
            raise AbsentError(f"{page} is in none of the mirrors")
        return _file(held), ""
    from scrapers.fetch import fetch_from  # only a page from the web needs the network

    rendered = frozenset(url for source in all_sources() for url in source.rendered)
    with fetch_from((), datetime.now(UTC), rendered=rendered) as fetch:
        fetched = fetch(page)
        return fetched.content, fetched.charset


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FetchError(f"{path}: {(error.strerror or str(error)).lower()}") from None
