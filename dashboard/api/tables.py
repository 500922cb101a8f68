"""The same answers as CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import pandas as pd
from pydantic import BaseModel
from starlette.responses import Response

from cache.manifest import Revision, time_text
from dashboard.exports.spreadsheet_text import csv_bytes

MEDIA_TYPE = "text/csv; charset=utf-8"
AS_CSV_TOO: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "What was asked for"}
}


def csv_file(table: pd.DataFrame, revision: Revision | None = None) -> bytes:
    """UTF-8 with BOM; where the figures are from stands in the last columns of each row."""
    where: dict[str, object] = {}
    if revision:
        where = {
            "edition": revision.id.edition,
            "revision": revision.revision,
            "retrieved_at": time_text(revision.provenance.retrieved_at),
            "source_url": revision.provenance.url,
        }
    return csv_bytes(table, where)


def csv_answer(
    table: pd.DataFrame, revision: Revision | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(csv_file(table, revision), media_type=MEDIA_TYPE, headers=headers)


def frame_of(lines: Sequence[BaseModel], shape: type[BaseModel]) -> pd.DataFrame:
    """A line each, all of one shape. What stands in an object has its name before its own: `name_zh`."""
    return pd.DataFrame([list(_values(line)) for line in lines], columns=list(_columns(shape)), dtype=object)


def _columns(shape: type[BaseModel], before: str = "") -> Iterator[str]:
    for name, field in shape.model_fields.items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            yield from _columns(field.annotation, f"{before}{name}_")
        else:
            yield f"{before}{name}"


def _values(line: BaseModel) -> Iterator[object]:
    for name in type(line).model_fields:
        value = getattr(line, name)
        if isinstance(value, BaseModel):
            yield from _values(value)
        else:
            yield time_text(value) if isinstance(value, datetime) else value
