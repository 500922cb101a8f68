"""XLSX → one table a sheet, under the sheet's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from cache.leaderboard import Cell, Table
from scrapers.columns import MODELS, key
from scrapers.errors import LayoutError
from scrapers.grid import MOST_CELLS, Span, lay_out

_EMPTY = Span(Cell(""))
_LARGEST = 32 << 20  # bytes of all parts of a workbook, unpacked; the largest board has less than 1 MB
_SUSPECT = 4 << 20  # bytes from which on the ratio counts
_MOST_PACKED = 100  # unpacked to packed; worksheets come to 10 or 20
_MOST_PARTS = 1000


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
    return tuple(table for sheet in book.worksheets for table in _tables(sheet, unresolved.get(sheet.title)))


def _open(content: bytes, *, results: bool = False) -> Workbook:
    if not content.startswith(b"PK"):
        raise LayoutError(f"not a workbook: it begins with {content[:16]!r}")
    _check_size(content)
    try:
        book = load_workbook(BytesIO(content), data_only=results)
    except Exception as error:  # zipfile, zlib, XML and openpyxl fail in a dozen ways on damaged bytes
        raise LayoutError(f"a damaged workbook: {error}") from error
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            raise LayoutError(f"sheet {sheet.title!r} reaches over more than {MOST_CELLS:,} cells")
    return book


def _check_size(content: bytes) -> None:
    """Before anything is unpacked. What a part claims is what is read of it at most."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
    except Exception as error:  # see _open
        raise LayoutError(f"a damaged workbook: {error}") from error
    unpacked = sum(sizes)
    if unpacked > _LARGEST or (unpacked > _SUSPECT and unpacked > _MOST_PACKED * len(content)):
        raise LayoutError(
            f"the workbook's {len(content):,} bytes unpack to {unpacked:,}: more than a board has"
        )
    if len(sizes) > _MOST_PARTS:
        raise LayoutError(f"the workbook has {len(sizes):,} parts: more than a board has")


def _filled(sheet: Worksheet) -> Iterator[SheetCell]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, SheetCell) and cell.value is not None)


def _tables(sheet: Worksheet, unresolved: str | None) -> Iterator[Table]:
    for rows in _blocks(_spans(sheet)):
        columns = [column for row in rows for column, span in enumerate(row) if span.cell.text]
        table = lay_out([row[min(columns) : max(columns) + 1] for row in rows], sheet.title)
        if table and unresolved:
            yield replace(table, problem=f"no stored result for the formula in {unresolved}")
        elif table:
            yield table


def _blocks(grid: list[list[Span]]) -> list[list[list[Span]]]:
    """The rows that hold anything; below a blank row, a row that names models starts another table."""
    blocks: list[list[list[Span]]] = []
    parts = [list(part) for filled, part in groupby(grid, key=_is_filled) if filled]
    for part in parts:
        heads = any(MODELS.fullmatch(key(span.cell.text)) for row in part[:2] for span in row)
        if blocks and not heads:
            blocks[-1] += part
        else:
            blocks.append(part)
    return blocks


def _is_filled(row: list[Span]) -> bool:
    return any(span.cell.text for span in row)


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
