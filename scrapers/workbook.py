"""XLSX → one table a sheet, under the sheet's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from cache.leaderboard import Cell, Table
from scrapers.cells import is_blank, is_figure
from scrapers.columns import MODELS, key
from scrapers.errors import LayoutError
from scrapers.grid import MOST_CELLS, Span, lay_out

_EMPTY = Span(Cell(""))
_LARGEST = 64 << 20  # bytes of all parts of a workbook, unpacked, with pictures
_LONGEST = 8 << 20  # bytes of its sheets and other XML; the longest board has less than 1 MB
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
            found = parts.infolist()
    except Exception as error:  # see _open
        raise LayoutError(f"a damaged workbook: {error}") from error
    unpacked = sum(part.file_size for part in found)
    markup = sum(part.file_size for part in found if part.filename.endswith((".xml", ".rels")))
    is_suspect = unpacked > _SUSPECT and unpacked > _MOST_PACKED * len(content)
    if unpacked > _LARGEST or markup > _LONGEST or is_suspect:
        raise LayoutError(
            f"the workbook's {len(content):,} bytes unpack to {unpacked:,}: more than a board has"
        )
    if len(found) > _MOST_PARTS:
        raise LayoutError(f"the workbook has {len(found):,} parts: more than a board has")


def _filled(sheet: Worksheet) -> Iterator[SheetCell]:
    for row in sheet.iter_rows():
        yield from (cell for cell in row if isinstance(cell, SheetCell) and cell.value is not None)


def _tables(sheet: Worksheet, unresolved: str | None) -> Iterator[Table]:
    for rows in _blocks(_spans(sheet)):
        columns = [column for row in rows for column, span in enumerate(row) if span.cell.text]
        filled = slice(min(columns), max(columns) + 1)
        table = lay_out([row[filled] for row in rows], sheet.title)
        if table and unresolved:
            yield replace(table, problem=f"no stored result for the formula in {unresolved}")
        elif table:
            yield table


def _blocks(grid: list[list[Span]]) -> list[list[list[Span]]]:
    """The rows of each table. A row that names models starts another one: below a blank row, or where it
    names them in the column in which the table above does.

    Rows with a single text above it are its titles; such rows below the last table and a blank row are notes.
    """
    blocks: list[list[list[Span]]] = []
    words: list[list[Span]] = []  # rows of a single text since the last other row
    parted = noted = False  # whether a blank row stands above this row, above these words
    for row in grid:
        texts = {id(span) for span in row if span.cell.text}
        if not texts:
            parted = True
        elif len(texts) == 1:
            noted = parted if not words else noted
            words.append(row)
        else:
            if not blocks or _starts(row, blocks[-1], parted=parted):
                blocks.append([])
            blocks[-1] += [*words, row]
            words, parted = [], False
    if blocks and not noted:
        blocks[-1] += words
    return blocks or [words] * (len(words) > 1)


def _starts(row: list[Span], above: list[list[Span]], *, parted: bool) -> bool:
    header = next(each for each in above if len({id(span) for span in each if span.cell.text}) > 1)
    named = {at for at in _models_named(row) if row[at] is not header[at]}  # not merged with it
    return bool(named if parted else named & _models_named(header))


def _models_named(row: list[Span]) -> set[int]:
    """Where a row names its columns of models; empty for a row of figures, which names nothing."""
    texts = [span.cell.text for span in row if span.cell.text]
    if any(is_figure(text) or is_blank(text) for text in texts):
        return set()
    return {at for at, span in enumerate(row) if MODELS.fullmatch(key(span.cell.text))}


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
