"""JSON and YAML → tables: a list of objects is rows, and so is a list of lists beside its column names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from cache.leaderboard import Cell, Table
from scrapers import columns as words
from scrapers import yaml
from scrapers.errors import LayoutError
from scrapers.grid import MOST_CELLS, one_line, uneven
from scrapers.record_rows import flat, is_keyed, is_row, is_scalars, is_scored, text_of

_NAMES = ("sheet_name", "sheet", "title", "heading", "name", "board", "leaderboard", "benchmark")
_UPDATED = ("updated_at", "updatedAt", "last_updated", "lastUpdated")
_EDITIONS = ("edition", "source_date", "data_period", "period", "期次", "version_date", "updated", *_UPDATED)
_HEADERS = ("headers", "header", "columns", "fields")
_PLAIN_KEYS = frozenset(["rows", "data", "items", "records", "results", "entries", "list", "values", "body"])

Around = tuple[Mapping[str, object], ...]


def read_records(text: str) -> tuple[Table, ...]:
    """One document, or one object a line; figures stay the text they are printed as."""
    return tuple(_tables(_document(text), (), ""))


def read_yaml(text: str) -> tuple[Table, ...]:
    """One document, or several that are the rows."""
    return tuple(_tables(yaml.load(text), (), ""))


def _document(text: str) -> object:
    try:
        return _load(text)
    except ValueError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            return [_load(line) for line in lines]
        except ValueError:
            raise LayoutError(f"not JSON: {error}") from error


def _load(text: str) -> object:
    """Figures as printed. `NaN`, which is no JSON, is how many writers say that there is no figure."""
    return json.loads(text, parse_float=str, parse_int=str, parse_constant=_constant)


def _constant(word: str) -> str | None:
    return None if word == "NaN" else word


def _tables(value: object, around: Around, key: str) -> Iterator[Table]:
    """`around`: the objects that hold the value, nearest first; they may name the table and its columns."""
    if isinstance(value, dict):
        if columns := _columns(value):
            rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
            yield _from_objects(rows, around, key)
        elif is_keyed(value):
            yield _from_objects([{"": name} | flat(row) for name, row in value.items()], around, key)
        elif is_scored(value):
            rows = [{"": name, "score": text_of(score)} for name, score in value.items()]
            yield _from_objects(rows, around, key)
        else:
            for name, inner in value.items():
                yield from _tables(inner, (value, *around), name)
    elif isinstance(value, list) and value:
        if all(isinstance(row, dict) and is_row(row) for row in value):
            yield _from_objects([flat(row) for row in value], around, key)
        elif len(value) > 1 and all(isinstance(row, list) and row and is_scalars(row) for row in value):
            yield _from_lists(value, around, key)
        else:
            for inner in value:
                yield from _tables(inner, around, key)


def _columns(value: Mapping[str, object]) -> dict[str, list[str]]:
    """`{"model": ["A", "B"], "score": [1, 2]}`, or each list as `{"0": "A", "1": "B"}`: columns, not rows."""
    columns: dict[str, list[str]] = {}
    for name, listed in value.items():
        if isinstance(listed, dict) and list(listed) == [str(at) for at in range(len(listed))]:
            listed = list(listed.values())
        if not isinstance(listed, list) or len(listed) < 2 or not is_scalars(listed):
            return {}
        columns[name] = [text_of(inner) for inner in listed]
    even = len({len(texts) for texts in columns.values()}) == 1
    named = any(
        words.MODELS.fullmatch(words.key(name)) or words.NAMES.fullmatch(words.key(name)) for name in columns
    )
    return columns if even and named and len(columns) > 1 else {}


def _from_objects(rows: list[dict[str, str]], around: Around, key: str) -> Table:
    """The columns as the file lists them, else as they first appear; a field a row lacks is empty."""
    present = dict.fromkeys(name for row in rows for name in row)
    if len(present) * len(rows) > MOST_CELLS:
        raise LayoutError(f"a table of more than {MOST_CELLS:,} cells")
    used = list(dict.fromkeys([*(name for name in _header(around) if name in present), *present]))
    body = tuple(tuple(Cell(row.get(name, "")) for name in used) for row in rows)
    return Table(_heading(around, key), tuple(map(one_line, used)), body, lead=_edition(around))


def _from_lists(rows: list[list[object]], around: Around, key: str) -> Table:
    lines = [[text_of(value) for value in row] for row in rows]
    header = _header(around) or lines.pop(0)
    body = tuple(tuple(map(Cell, line)) for line in lines)
    return Table(_heading(around, key), tuple(header), body, uneven(header, body), _edition(around))


def _header(around: Around) -> list[str]:
    """Names given beside the rows, as words or as objects with a name."""
    for name in _HEADERS:
        listed = around[0].get(name) if around else None
        if isinstance(listed, list) and listed and is_scalars(listed):
            return [text_of(value) for value in listed]
        if (
            isinstance(listed, list)
            and listed
            and all(isinstance(value, dict) and "name" in value for value in listed)
        ):
            return [text_of(value["name"]) for value in listed]
    return []


def _heading(around: Around, key: str) -> str:
    own, *outer = around or ({},)
    near = [] if key.casefold() in _PLAIN_KEYS else [key]
    return next(filter(None, [_first(own, _NAMES), *near, *(_first(holder, _NAMES) for holder in outer)]), "")


def _edition(around: Around) -> str:
    return next(filter(None, (_first(holder, _EDITIONS) for holder in around)), "")


def _first(holder: Mapping[str, object], names: tuple[str, ...]) -> str:
    return next((text for name in names if isinstance(text := holder.get(name), str)), "")
