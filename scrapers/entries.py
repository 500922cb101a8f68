"""A table that is a ranking → its entries, every cell read by a rule or refused with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cache.leaderboard import Cell, Entry, Role, Standing, Table
from scrapers.cells import Rank, bare_name, error, figures, is_baseline, rank, without_notes
from scrapers.columns import looks_like_a_model, types
from scrapers.errors import CellError, LayoutError
from scrapers.grid import one_line
from scrapers.rankings import IN_COLUMNS, Layout, upright
from scrapers.sections import entry_rows

Names = Mapping[str, Sequence[str]]
ERROR = "±"  # label of the column that holds the errors of a score column, and the end of its name
MAKER, MADE = "maker", "made"  # labels of the two lines of a cell that names who made the model, then it


class Reading(NamedTuple):
    """What a Leaderboard is built from: one row of `published` an entry, one role a column."""

    published: Table
    roles: tuple[Role, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    at: int  # in the table as laid out
    name: str
    role: Role
    label: str = ""  # which part of a composite cell; empty where the cell has one


def entries(table: Table, layout: Layout, where: str, pairs: Names | None = None) -> Reading:
    """Reads a ranking; `where` is the page's address, for errors.

    `pairs` names the figures of composite cells that carry no names of their own:
    `{"准确率": ("dev", "test")}` makes the columns `准确率 dev` and `准确率 test` of `71.48/90.35`;
    without it they are `准确率 (1)` and `准确率 (2)`.
    Rows that only head a section are left out. Raises LayoutError naming page, heading, row and column.
    """
    if not layout.ranking:
        raise LayoutError(f"{where}, table {table.heading!r}: no ranking, {layout.why}")
    if table.problem:
        odd = next((n for n, row in enumerate(table.rows, 1) if len(row) != len(table.header)), 1)
        raise LayoutError(f"{where}, table {table.heading!r}, row {odd}: {table.problem}")
    standing = upright(table, layout)
    numbered = entry_rows(standing, layout)
    if not numbered:
        raise LayoutError(f"{where}, table {table.heading!r}: no rows")
    turned = " of the table turned so that models are rows" if layout.orientation == IN_COLUMNS else ""
    return _Reader(standing, tuple(numbered), where, turned).read(layout.roles, pairs or {})


@dataclass(frozen=True, slots=True)
class _Reader:
    table: Table
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]  # with their numbers as published
    where: str
    turned: str

    def read(self, roles: tuple[Role, ...], pairs: Names) -> Reading:
        columns = self._columns(roles, pairs)
        header = tuple(column.name for column in columns)
        rows = tuple(tuple(row[column.at] for column in columns) for _, row in self.rows)
        found = tuple(self._entry(number, row, columns) for number, row in self.rows)
        return Reading(replace(self.table, header=header, rows=rows), tuple(c.role for c in columns), found)

    def _columns(self, roles: tuple[Role, ...], pairs: Names) -> list[_Column]:
        """Unique names, the second of a kind with `[2]`; one a figure of composite cells; no spacers."""
        columns: list[_Column] = []
        seen: dict[str, int] = {}
        for at, (printed, role) in enumerate(zip(self.table.header, roles, strict=True)):
            if not printed and not any(row[at].text for _, row in self.rows):
                continue  # a spacer
            name = one_line(printed) or (role.value if role is not Role.ATTRIBUTE else f"column {at + 1}")
            seen[name] = seen.get(name, 0) + 1
            unique = name if seen[name] == 1 else f"{name} [{seen[name]}]"
            columns += self._columns_at(at, unique, role, pairs.get(printed, ()))
        return columns

    def _columns_at(self, at: int, name: str, role: Role, given: Sequence[str]) -> Iterator[_Column]:
        """One, or one a part of its cells; beside a score the error printed with it."""
        if role is Role.MODEL and self._makers_above(at):
            yield _Column(at, name, role, MADE)
            yield _Column(at, self._maker(), Role.ATTRIBUTE, MAKER)
            return
        labels = self._labels(at, name) if role is Role.SCORE else []
        if not labels:
            yield _Column(at, name, role)
        for place, label in enumerate(labels):
            shown = given[place] if label.startswith("(") and place < len(given) else label
            yield _Column(at, f"{name} {shown}", role, label)
        if role is Role.SCORE and any(error(row[at].text) for _, row in self.rows):
            yield _Column(at, f"{name} {ERROR}", Role.ATTRIBUTE, ERROR)

    def _maker(self) -> str:
        """A name for the column of makers that the table does not have."""
        name = "Organization" if all(map(str.isascii, self.table.header)) else "机构"
        return f"{name} [2]" if name in self.table.header else name

    def _makers_above(self, at: int) -> bool:
        """Whether each cell names the maker on a line of its own, above the model."""
        lines = [row[at].text.split("\n") for _, row in self.rows]
        if {len(each) for each in lines} != {2} or any(is_baseline(above) for above, _ in lines):
            return False
        models = sum(looks_like_a_model(below) for _, below in lines)
        return 2 * models >= len(lines) and not any(below.startswith(("(", "（")) for _, below in lines)

    def _labels(self, at: int, name: str) -> list[str]:
        """The labels of a column's figures as they first appear, [] where each cell has one figure."""
        labels = dict.fromkeys(
            label for number, row in self.rows for label in self._figures(number, row[at], name)
        )
        if len(labels) > 1 and "" in labels:
            raise LayoutError(f"{self._place(name)}: some cells hold one figure, others several")
        return [label for label in labels if label]

    def _entry(self, number: int, row: Sequence[Cell], columns: list[_Column]) -> Entry:
        model, position, standing = "", None, Standing.ENTRANT
        scores: dict[str, float] = {}
        attributes: dict[str, str] = {}
        for column in columns:
            cell = row[column.at]
            match column.role:
                case Role.MODEL:
                    model = bare_name(without_notes(one_line(_part(cell, column.label))))
                case Role.RANK:
                    position, standing = self._rank(number, cell, column.name)
                case Role.ATTRIBUTE:
                    attributes[column.name] = without_notes(one_line(_part(cell, column.label)))
                case Role.SCORE:
                    figure = self._figures(number, cell, column.name).get(column.label)
                    scores |= {} if figure is None else {column.name: figure}
        if not model:
            raise LayoutError(f"{self._place('', number)}: no model named")
        kinds = [text for name, text in attributes.items() if types(name)]
        if any(map(is_baseline, [model, *kinds])):
            standing = Standing.BASELINE
        return Entry(model, scores, position, attributes, standing)

    def _figures(self, number: int, cell: Cell, name: str) -> Mapping[str, float]:
        try:
            return figures(cell.text)
        except CellError as error:
            raise CellError(f"{self._place(name, number)}: {error}") from None

    def _rank(self, number: int, cell: Cell, name: str) -> Rank:
        try:
            return rank(cell.text)
        except CellError as error:
            raise CellError(f"{self._place(name, number)}: {error}") from None

    def _place(self, column: str, row: int | None = None) -> str:
        parts = [f"{self.where}, table {self.table.heading!r}"]
        parts += [f"row {row}{self.turned}"] if row else []
        parts += [f"column {column!r}"] if column else []
        return ", ".join(parts)


def _part(cell: Cell, label: str) -> str:
    """The text of a cell that a column holds: all of it, or one part."""
    if label == ERROR:
        return error(cell.text)
    return cell.text.split("\n")[label == MADE] if label in (MAKER, MADE) else cell.text
