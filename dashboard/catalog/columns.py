"""What boards print beside their scores, in the reader's language: names of columns, words in their cells.

Two lists, kept by hand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from dashboard.catalog.lines import read
from dashboard.words import Lang

FILE = Path(__file__).with_name("columns.csv")
COLUMNS = ("published", "english", "chinese")
CELLS_FILE = Path(__file__).with_name("cell_words.csv")
CELLS_COLUMNS = ("published", "english")
_YUAN = re.compile(r"([\d.,]+)\s*元")


@cache
def column_names(path: Path = FILE) -> Mapping[str, Mapping[Lang, str]]:
    """By the name as published; what is printed in Chinese has no other Chinese name."""
    found: dict[str, Mapping[Lang, str]] = {}
    for line in read(path, COLUMNS, required=("published", "english")):
        if line["published"] in found:
            raise line.error("published", f"{line['published']!r} stands twice")
        found[line["published"]] = {"en": line["english"], "zh": line["chinese"] or line["published"]}
    return found


@cache
def cell_words(path: Path = CELLS_FILE) -> Mapping[str, str]:
    """In English, by what is printed."""
    found: dict[str, str] = {}
    for line in read(path, CELLS_COLUMNS, required=CELLS_COLUMNS):
        if line["published"] in found:
            raise line.error("published", f"{line['published']!r} stands twice")
        found[line["published"]] = line["english"]
    return found


def column_label(published: str, lang: Lang) -> str:
    """Of a column beside the scores; as published where the language has no name for it."""
    bare = published.removesuffix("*")
    named = column_names().get(bare.strip())
    return named[lang] if named else bare


def cell_label(printed: str, lang: Lang) -> str:
    """Of a cell beside the scores; as printed where the language has no word for it."""
    if lang == "zh":
        return printed
    price = _YUAN.fullmatch(printed)
    return f"CNY {price[1]}" if price else cell_words().get(printed, printed)
