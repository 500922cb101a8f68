"""The same answers as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pandas as pd
from starlette.responses import Response

from cache.manifest import Revision, time_text
from dashboard.exports.spreadsheet_text import csv_bytes

MEDIA_TYPE = "text/csv; charset=utf-8"
AS_CSV_TOO: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "What was asked for"}
}


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"


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
