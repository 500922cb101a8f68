"""What a file says of itself beside its numbers, for programs."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cache.manifest import time_text
from dashboard.exhibit import Exhibit
from dashboard.exports import citation

FORMAT = "bangdan exhibit, version 1"


def metadata(exhibit: Exhibit, view_url: str = "") -> dict[str, Any]:
    """The shape documented in CONTRIBUTING.md: a new version if a name goes or means something else."""
    own = citation.first(exhibit, view_url)
    return {
        "format": FORMAT,
        "page": exhibit.page,
        "parameters": {**exhibit.settled, **exhibit.params, **exhibit.pinned},
        "language": exhibit.lang,
        "title": exhibit.title,
        "subtitle": exhibit.subtitle,
        "description": exhibit.alt,
        "notes": list(exhibit.notes),
        "view": view_url,
        **({"citation": own.sentence(), "bibtex": own.bibtex()} if own else {}),
        "sources": [
            {
                "source": origin.id.source,
                "leaderboard": origin.id.leaderboard,
                "edition": origin.id.edition,
                "board": origin.board,
                "url": origin.url,
                "retrieved_at": time_text(origin.retrieved_at),
                "revision": origin.revision,
                "page_sha256": origin.page_sha256,
                "licence": origin.licence,
                "citation": citation.sentence(origin, exhibit),
                "bibtex": citation.bibtex(origin, exhibit),
            }
            for origin in exhibit.origins
        ],
        "columns": [
            {"name": str(name), "type": kind(column)} for name, column in unique(exhibit.table).items()
        ],
    }


def kind(column: pd.Series) -> str:
    """Of the values of a column: boolean, integer, number or text."""
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(column) else "text"


def unique(table: pd.DataFrame) -> pd.DataFrame:
    """With a number after each name that stands before: files read by programs know a column by its name."""
    names: list[str] = []
    for name in map(str, table.columns):
        number, free = 1, name
        while free in names:
            number += 1
            free = f"{name} ({number})"
        names.append(free)
    return table.set_axis(names, axis=1)
