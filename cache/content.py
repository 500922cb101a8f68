"""A leaderboard as the content of its two files, and back.

The table holds figures under the published column names, the raw file the same shape with what each cell
printed. An empty field is no score, no rank, or an attribute without text: what is read has every attribute.
A raw cell is its text, and after it one line ``<https://…>`` for each link.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from cache import csvs
from cache.errors import Misfit, Reason, RefusedBoard
from cache.leaderboard import Cell, Entry, Leaderboard, Role, Standing, Table
from cache.manifest import Revision

_LINK_LINE = re.compile(r"<[^\n]*>")
_LIKE_LINK_LINE = re.compile(r"\\*<[^\n]*>")


@dataclass(frozen=True, slots=True)
class Content:
    table: bytes
    raw: bytes


def encode(board: Leaderboard) -> Content:
    """Raises RefusedBoard where the board would not come back as it went in."""
    if (fault := _fault(board)) is not None:
        raise RefusedBoard(f"{board.id} ({board.published.heading!r}): {fault}")
    header = board.published.header
    columns = list(zip(header, board.roles, strict=True))
    figures = [[_figure(entry, name, role) for name, role in columns] for entry in board.entries]
    printed = [[cell_text(cell) for cell in row] for row in board.published.rows]
    try:
        return Content(csvs.encode([header, *figures]), csvs.encode([header, *printed]))
    except UnicodeEncodeError as error:
        where = f"{board.id} ({board.published.heading!r})"
        raise RefusedBoard(f"{where}: {error.object[error.start]!r} is not a character") from None


def decode(content: Content, revision: Revision) -> Leaderboard:
    """Raises Misfit, or another ValueError, where the files do not fit the manifest's line."""
    header, *figures = sheet(content.table, revision)
    raw_header, *printed = sheet(content.raw, revision)
    if header != raw_header:
        raise Misfit("the table and its raw file have different columns", Reason("unfit_columns"))
    cells = tuple(tuple(map(text_cell, row)) for row in printed)
    columns = list(zip(header, revision.roles, strict=True))
    return Leaderboard(
        id=revision.id,
        category=revision.category,
        entries=tuple(
            _entry(columns, row, standing) for row, standing in zip(figures, standings(revision), strict=True)
        ),
        published=Table(revision.heading, tuple(header), cells),
        url=revision.provenance.url,
        roles=revision.roles,
        scenarios=revision.scenarios,
        edition_day=revision.edition_day,
    )


def sheet(content: bytes, revision: Revision) -> list[list[str]]:
    """Header and rows of one file. Raises Misfit where its shape is not that of the manifest's line."""
    try:
        rows = csvs.decode(content)
    except csv.Error as error:
        raise Misfit(f"not CSV ({error})", Reason("unfit_csv")) from None
    columns = len(revision.roles)
    if len(rows) != revision.rows + 1:
        counts = (("found", len(rows) - 1), ("listed", revision.rows))
        raise Misfit(
            f"{len(rows) - 1} rows where the manifest says {revision.rows}", Reason("unfit_rows", counts)
        )
    for number, row in enumerate(rows):
        if len(row) != columns:
            places = (("row", number), ("found", len(row)), ("listed", columns))
            raise Misfit(
                f"row {number}: {len(row)} columns where the manifest says {columns}",
                Reason("unfit_width", places),
            )
    return rows


def standings(revision: Revision) -> list[Standing]:
    marked = [Standing.ENTRANT] * revision.rows
    for standing, rows in (
        (Standing.REFERENCE, revision.reference_rows),
        (Standing.BASELINE, revision.baseline_rows),
    ):
        for row in rows:
            marked[row - 1] = standing
    return marked


def rows_standing(board: Leaderboard, standing: Standing) -> tuple[int, ...]:
    return tuple(row for row, entry in enumerate(board.entries, 1) if entry.standing is standing)


def cell_text(cell: Cell) -> str:
    text = cell.text
    first, _, last = text.rpartition("\n")
    if "\n" in text and _LIKE_LINK_LINE.fullmatch(last):
        text = f"{first}\n\\{last}"  # a printed line that looks like a link stays text
    return "".join([text, *("\n<" + link.replace("\n", "") + ">" for link in cell.links)])


def text_cell(text: str) -> Cell:
    if "\n" not in text:
        return Cell(text)
    lines = text.split("\n")
    links: list[str] = []
    while len(lines) > 1 and _LINK_LINE.fullmatch(lines[-1]):
        links.insert(0, lines.pop()[1:-1])
    if len(lines) > 1 and lines[-1].startswith("\\") and _LIKE_LINK_LINE.fullmatch(lines[-1]):
        lines[-1] = lines[-1][1:]
    return Cell("\n".join(lines), tuple(links))


def number_text(number: float) -> str:
    """The shortest decimal that reads back as the same number; 90.0 is written 90."""
    return repr(float(number)).removesuffix(".0")


def _figure(entry: Entry, name: str, role: Role) -> str:
    match role:
        case Role.RANK:
            return "" if entry.rank is None else str(entry.rank)
        case Role.MODEL:
            return entry.model
        case Role.SCORE:
            return number_text(entry.scores[name]) if name in entry.scores else ""
        case Role.ATTRIBUTE:
            return entry.attributes.get(name, "")


def _entry(columns: Iterable[tuple[str, Role]], row: list[str], standing: Standing) -> Entry:
    rank, model = None, ""
    scores: dict[str, float] = {}
    attributes: dict[str, str] = {}
    for (name, role), text in zip(columns, row, strict=True):
        match role:
            case Role.RANK:
                rank = int(text) if text else None
            case Role.MODEL:
                model = text
            case Role.SCORE if text:
                scores[name] = float(text)
            case Role.ATTRIBUTE:
                attributes[name] = text
    return Entry(model, scores, rank, attributes, standing)


def _fault(board: Leaderboard) -> str | None:
    """Why a board cannot be published, or None."""
    table = board.published
    try:
        board.id.validated()
    except ValueError as error:
        return str(error)
    if table.problem is not None:
        return f"the published table has a problem: {table.problem}"
    if len(set(table.header)) != len(table.header):
        return "two columns have the same name"
    if len(board.roles) != len(table.header):
        return f"{len(board.roles)} roles for {len(table.header)} columns"
    models, ranks = board.roles.count(Role.MODEL), board.roles.count(Role.RANK)
    if models != 1 or ranks > 1 or Role.SCORE not in board.roles:
        return "needs one model column, at most one rank column and a score column"
    if not board.entries or len(board.entries) != len(table.rows):
        return f"{len(board.entries)} entries for {len(table.rows)} published rows"
    faults = (_row_fault(board, row, entry) for row, entry in enumerate(board.entries, 1))
    return next((fault for fault in faults if fault is not None), None)


def _row_fault(board: Leaderboard, row: int, entry: Entry) -> str | None:
    header, cells = board.published.header, board.published.rows[row - 1]
    roles = dict(zip(header, board.roles, strict=True))
    if len(cells) != len(header):
        return f"row {row} has {len(cells)} cells for {len(header)} columns"
    if not entry.model.strip():
        return f"row {row} names no model"
    if entry.rank is not None and Role.RANK not in board.roles:
        return f"row {row} has a rank, the table no rank column"
    for names, role in ((entry.scores, Role.SCORE), (entry.attributes, Role.ATTRIBUTE)):
        if stray := [name for name in names if roles.get(name) is not role]:
            return f"row {row} has {role}s under {stray}, which are no {role} columns"
    if odd := [name for name, score in entry.scores.items() if not math.isfinite(score)]:
        return f"row {row}, column {odd[0]!r}: {entry.scores[odd[0]]} is not a score"
    texts = [entry.model, *entry.attributes.values(), *map(cell_text, cells)]
    if any(len(text) >= csvs.LONGEST_FIELD for text in texts):
        return f"row {row} has a cell of more than {csvs.LONGEST_FIELD} characters"
    return None
