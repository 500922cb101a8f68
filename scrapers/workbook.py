"""XLSX → one table a sheet, under the sheet's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from cache.leaderboard import Cell, Table
from scrapers.errors import LayoutError
from scrapers.grid import MOST_CELLS, Span, lay_out

_BROKEN = (
    BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    IndexError,
)
_EMPTY = Span(Cell(""))


def read_workbook(content: bytes) -> tuple[Table, ...]:
    """Raises LayoutError for bytes that are no workbook, such as a web page served in its place."""
    book = _open(content)
    formulas = [
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for cell in _filled(sheet)
        if cell.data_type == "f"
    ]
    if formulas:
        book = _open(content, results=True)
    unresolved = {title: place for title, place in reversed(formulas) if book[title][place].value is None}
    tables = (_table(sheet, unresolved.get(sheet.title)) for sheet in book.worksheets)
    return tuple(table for table in tables if table)


def _open(content: bytes, *, results: bool = False) -> Workbook:
    if not content.startswith(b"PK"):
        raise LayoutError(f"not a workbook: it begins with {content[:16]!r}")
    try:
        book = load_workbook(BytesIO(content), data_only=results)
    except _BROKEN as error:
        raise LayoutError(f"a damaged workbook: {error}") from error
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            raise LayoutError(f"sheet {sheet.title!r} reaches over more than {MOST_CELLS:,} cells")
    return book


def _filled(sheet: Worksheet) -> Iterator[SheetCell]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, SheetCell) and cell.value is not None)


def _table(sheet: Worksheet, unresolved: str | None) -> Table | None:
    rows = [row for row in _spans(sheet) if any(span.cell.text for span in row)]
    columns = [column for row in rows for column, span in enumerate(row) if span.cell.text]
    if not columns:
        return None
    table = lay_out([row[min(columns) : max(columns) + 1] for row in rows], sheet.title)
    if table and unresolved:
        return replace(table, problem=f"no stored result for the formula in {unresolved}")
    return table


def _spans(sheet: Worksheet) -> list[list[Span]]:
    """Every cell of the sheet; a merged one stands at each place it covers."""
    grid = [
        [Span(_cell(cell)) if isinstance(cell, SheetCell) else _EMPTY for cell in row]
        for row in sheet.iter_rows()
    ]
    for area in sheet.merged_cells.ranges:
        top, left = area.min_row - 1, area.min_col - 1
        height, width = area.max_row - top, area.max_col - left
        merged = replace(grid[top][left], rowspan=height, colspan=width)
        for row in grid[top : top + height]:
            row[left : left + width] = [merged] * width
    return grid


def _cell(cell: SheetCell) -> Cell:
    link = cell.hyperlink.target if cell.hyperlink else None
    return Cell(_text(cell.value, cell.number_format), (link,) if link else ())


def _text(value: object, number_format: str) -> str:
    """A figure in its shortest exact form, a percentage as shown, a day without its midnight."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case int() | float() if "%" in number_format:
            return f"{(Decimal(repr(value)) * 100).normalize():f}%"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return "\n".join(" ".join(line.split()) for line in str(value).strip().splitlines())
