"""Values as a spreadsheet takes them for what they are: no text starts a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from numbers import Integral, Real

import pandas as pd

# What a spreadsheet reads as the start of a formula, with the other widths of the same signs.
_SPACE = (
    r"(?:[^\S\t\r\n\v\f]|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])*"
)
_SIGN = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b"
_FORMULA = re.compile(rf"{_SPACE}[{_SIGN}\t\r\n\v\f]")
# Where the list separator is a semicolon, a spreadsheet cuts a field of ours there, quotes or not.
_CUT = re.compile(rf"(?<=[;\uff1b\t\r\n\v\f])(?={_SPACE}[{_SIGN}])")
_DASH = "-"  # alone it is the mark of nothing, and no spreadsheet computes it


def csv_bytes(view: pd.DataFrame, provenance: Mapping[str, object] | None = None) -> bytes:
    """UTF-8 with BOM, for spreadsheets. `provenance` fills trailing columns: a number never travels alone.

    No text starts a formula: a ``'`` is put before one that could, in headers too, and wherever a spreadsheet
    would begin a cell within it. Numbers stay numbers; what is missing is empty.
    """
    where = dict(provenance or {})
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([cell(str(name)) for name in (*view.columns, *where)])
    trailing = [cell(value) for value in where.values()]
    for row in view.itertuples(index=False, name=None):
        writer.writerow([*map(cell, row), *trailing])
    return text.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """A value as a CSV field that a spreadsheet takes for what it is."""
    text = shown(value)
    return text if isinstance(value, bool | Real) else guarded(text)


def guarded(text: str) -> str:
    """`text` so that no part of it is computed; as it is where nothing would be."""
    if text == _DASH:
        return text
    found = _FORMULA.match(text)
    end = found.end() if found else 0
    return ("'" if found else "") + text[:end] + _CUT.sub("'", text[end:])


def guards_any(view: pd.DataFrame) -> bool:
    """Whether a CSV of it has a text that is not letter by letter what was published."""
    texts = {value for _, column in view.items() for value in column if isinstance(value, str)}
    return any(guarded(text) != text for text in texts)


def shown(value: object) -> str:
    """A value as text; what is missing is empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return " · ".join(map(str, value))
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool | Integral):
        return str(value)
    if isinstance(value, Real):
        return _decimal(float(value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return str(value)


def _decimal(value: float) -> str:
    """The shortest exact decimal, without exponent and without ``.0``."""
    if value in (float("inf"), float("-inf")):
        return ""
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")
