"""Reading the catalog's CSV files: strict, and with errors a person can act on."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class CatalogError(ValueError):
    """A hand-kept file says something it may not; the message names file, line and column."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a catalog file: its cells by column name, and where it stands."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def error(self, column: str, sentence: str) -> CatalogError:
        return CatalogError(f"{self.file}, line {self.number}, column {column}: {sentence}")


def read(path: Path, columns: Sequence[str], required: Sequence[str] = ()) -> Iterator[Line]:
    """The lines of `path`, whose header must be `columns`; cells of `required` columns are never empty."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            header = next(reader, [])
            if header != list(columns):
                raise CatalogError(
                    f"{path.name}, line 1: columns {header} where {list(columns)} are expected"
                )
            for cells in reader:
                if cells:
                    yield _line(path.name, reader.line_num, columns, cells, required)
        except csv.Error as error:
            raise CatalogError(f"{path.name}, line {reader.line_num}: {error}") from error


def _line(
    file: str, number: int, columns: Sequence[str], cells: Sequence[str], required: Sequence[str]
) -> Line:
    if len(cells) != len(columns):
        raise CatalogError(f"{file}, line {number}: {len(cells)} cells under {len(columns)} columns")
    line = Line(file, number, dict(zip(columns, cells, strict=True)))
    for column, cell in line.cells.items():
        if cell != cell.strip():
            raise line.error(column, f"{cell!r} begins or ends with white space")
    for column in required:
        if not line[column]:
            raise line.error(column, "is empty")
    return line
