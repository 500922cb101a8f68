"""`python -m dashboard resolve`: which model each name means."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from dashboard.catalog.lines import CatalogError
from dashboard.catalog.marked_up import seen
from dashboard.catalog.resolve import Resolution, resolve
from dashboard.command_line import WRONG, fail

FIELDS = ("raw", "model_id", "family", "organization", "variant", "kind", "reason")
_HEADER = re.compile(r"(raw[ _-]?)?(names?|models?|entry|entries)|raw|key|模型|名称|模型名称|大模型", re.I)

Asked = tuple[str, str, str]  # name, source, organization


def resolve_names(
    names: Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="Names to resolve.")] = None,
    file: Annotated[
        Path | None,
        typer.Option(
            help="A CSV file (- for standard input): names in the first column; the columns source and "
            "organization_raw are used where it has them.",
            allow_dash=True,
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A list of objects, else CSV.")] = False,
    source: Annotated[str, typer.Option(help="The source that prints the names, where none is given.")] = "",
) -> None:
    """Tell for each name the model it means and why, in the order of the names."""
    if not names and file is None:
        fail("name what to resolve, or a file of names with --file", WRONG)
    try:
        asked = [(name, "", "") for name in names or ()] + (_read(file) if file else [])
        answers = [_answer(name, told or source, maker) for name, told, maker in asked]
    except CatalogError as error:
        fail(error, WRONG)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    (_print_json if as_json else _print_csv)(answers)


def _answer(name: str, source: str, maker: str) -> Resolution:
    """A name copied with its markup means what its text means, unless it is known as it stands."""
    found = resolve(name, source, maker)
    if found.resolved or (text := seen(name)) == name or not text.strip():
        return found
    return resolve(text, source, maker)._replace(raw=name)


def _read(file: Path) -> list[Asked]:
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror}", WRONG)
    except UnicodeDecodeError as error:
        fail(f"{file} is not UTF-8: byte {error.start + 1} cannot be read", WRONG)
    except csv.Error as error:
        fail(f"{file} is not CSV: {error}", WRONG)
    rows = [row for row in rows if row]
    columns = {cell.strip().casefold(): at for at, cell in reversed(list(enumerate(rows[0])))} if rows else {}
    headed = bool({"source", "organization_raw"} & columns.keys() or (rows and _HEADER.fullmatch(rows[0][0])))
    if not headed:
        columns = {}

    def cell(row: Sequence[str], column: str) -> str:
        at = columns.get(column)
        return row[at].strip() if at is not None and at < len(row) else ""

    return [(row[0], cell(row, "source"), cell(row, "organization_raw")) for row in rows[headed:]]


def _print_json(answers: Sequence[Resolution]) -> None:
    told = [{field: getattr(at, field) or None for field in FIELDS} | {"raw": at.raw} for at in answers]
    print(json.dumps(told, ensure_ascii=False, indent=1))


def _print_csv(answers: Sequence[Resolution]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows([getattr(at, field) for field in FIELDS] for at in answers)
