"""Every table that is known to stand on a stored page comes out of `inspect`, cell for cell at its ends."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from scrapers.entries import entries
from scrapers.errors import LayoutError
from scrapers.inspect import InspectedTable, inspect_page
from scrapers.rankings import layout
from scrapers.tables import media_type, read_tables

SHARED = Path(__file__).parents[2] / "shared"
INDEX = SHARED / "pages" / "INDEX.json"

pytestmark = [
    pytest.mark.stored_pages,
    pytest.mark.skipif(not INDEX.is_file(), reason="no stored pages beside the repository"),
]


@cache
def index() -> list[dict[str, Any]]:
    return list(json.loads(INDEX.read_text(encoding="utf-8"))) if INDEX.is_file() else []


def file_of(page: dict[str, Any]) -> Path:
    rebuilt = str(page["url_path"]).removeprefix("RECONSTRUCTED:")
    return SHARED / ("pages" if rebuilt == page["url_path"] else "reconstructed") / rebuilt


def bare(text: str) -> str:
    return re.sub(r"[\s\ufe0f]", "", text)


def ends(cells: Sequence[str]) -> list[str]:
    kept = [bare(cell) for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return kept


def same(shown: InspectedTable, known: dict[str, Any]) -> bool:
    return (
        ends(shown.columns) == ends(known["columns"])
        and len(shown.rows) == known["n_rows"]
        and ends(shown.rows[0]) == ends(known["first_row"])
        and ends(shown.rows[-1]) == ends(known["last_row"])
    )


def names(page: dict[str, Any]) -> str:
    return str(page["url_path"]).split("/", 1)[-1]


@pytest.mark.parametrize("page", index(), ids=names)
def test_the_rankings_of_a_stored_page_are_those_known(page: dict[str, Any]) -> None:
    shown = [table for table in inspect_page(str(file_of(page))) if table.ranking]
    assert len(shown) == len(page["tables"])
    for table, known in zip(shown, page["tables"], strict=True):
        assert same(table, known), known["heading"]
        if "third-party capture" not in page["note"]:  # its own file names the board in other words
            assert bare(table.heading) == bare(known["heading"])
        stated = known["edition"] or (page["page_edition"] or "")[:7]
        assert not stated or table.edition == stated


@pytest.mark.parametrize("page", index(), ids=names)
def test_every_ranking_of_a_stored_page_is_read_cell_by_cell(page: dict[str, Any]) -> None:
    path = file_of(page)
    content = path.read_bytes()
    for table in read_tables(content, media_type(path.name, content), path.name):
        found = layout(table)
        if table.problem and found.ranking:
            with pytest.raises(LayoutError, match=re.escape(table.problem)):
                entries(table, found, path.name)
        elif found.ranking:
            reading = entries(table, found, path.name)
            assert len(reading.entries) == len(table.rows) or found.orientation == "models_in_columns"


def test_pages_of_other_projects_are_read_or_refused_in_words() -> None:
    for listed in json.loads((SHARED / "pages" / "MORE-INDEX.json").read_text(encoding="utf-8")):
        if "file" not in listed or listed["file"].endswith(".yml"):
            continue
        shown = inspect_page(str(SHARED.parent / listed["file"]))
        boards = [known for known in listed.get("tables", []) if known.get("metric")]
        ranked = [table for table in shown if table.ranking]
        assert len(ranked) >= len(boards), listed["file"]
