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
_FORMULA = re.compile(
    r"(?:[^\S\t\r\n\v\f]|[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])*"
    r"[=+\-@\t\r\n\v\f\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]"
)


def csv_bytes(view: pd.DataFrame, provenance: Mapping[str, object] | None = None) -> bytes:
    """UTF-8 with BOM, for spreadsheets. `provenance` fills trailing columns: a number never travels alone.

    No text starts a formula: a leading ``'`` is put before one that could, in headers too, and before a lone
    ``-``. Numbers stay numbers; what is missing is empty.
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
    return f"'{text}" if not isinstance(value, bool | Real) and _FORMULA.match(text) else text


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
