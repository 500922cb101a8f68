"""English names of what boards print in Chinese beside their scores: one list, kept by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dashboard.catalog.lines import read
from dashboard.words import Lang

FILE = Path(__file__).with_name("columns.csv")
COLUMNS = ("published", "english")


@cache
def english_names(path: Path = FILE) -> Mapping[str, str]:
    """By the name as published."""
    found: dict[str, str] = {}
    for line in read(path, COLUMNS, required=COLUMNS):
        if line["published"] in found:
            raise line.error("published", f"{line['published']!r} stands twice")
        found[line["published"]] = line["english"]
    return found


def column_label(published: str, lang: Lang) -> str:
    """Of a column beside the scores; as published where the language has no name for it."""
    bare = published.removesuffix("*")
    return english_names().get(bare.strip(), bare) if lang == "en" else bare
