"""Every table that is known to stand on a stored page comes out of `inspect`, cell for cell at its ends."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from cache.leaderboard import Leaderboard
from cache.metrics import Metrics
from dashboard.ranking.board import default_metric
from scrapers.entries import entries
from scrapers.errors import IrregularError, LayoutError
from scrapers.inspect import InspectedTable, inspect_page
from scrapers.mirror import Mirrors
from scrapers.rankings import layout
from scrapers.refresh import attempt
from scrapers.source import all_sources
from scrapers.tables import media_type, read_tables

SHARED = Path(__file__).parents[2] / "shared"
INDEX = SHARED / "pages" / "INDEX.json"
MORE = SHARED / "pages" / "MORE-INDEX.json"
_MARK = re.compile(r"\[\^\w+\]")
_RECORDS = re.compile(r"list of (\d+) (?:records|objects)|leaderboardData:\[(\d+)\]")
_NAMED = re.compile(r"model=([\w.]+)")

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


def more() -> list[dict[str, Any]]:
    """Pages of other projects that are read by a source or feed the catalog."""
    pages = json.loads(MORE.read_text(encoding="utf-8")) if MORE.is_file() else []
    return [page for page in pages if page["file"].startswith("shared/pages/raw.")]


def unmarked(shown: InspectedTable) -> InspectedTable:
    """Without the marks of footnotes, which the index leaves out."""
    rows = tuple(tuple(_MARK.sub("", cell) for cell in row) for row in shown.rows)
    return replace(shown, columns=tuple(_MARK.sub("", name) for name in shown.columns), rows=rows)


def address(page: dict[str, Any]) -> str:
    return str(page["url"]).removeprefix("https://raw.githubusercontent.com/")


@pytest.mark.parametrize("page", more(), ids=address)
def test_the_rankings_of_other_projects_are_those_known(page: dict[str, Any]) -> None:
    shown = [unmarked(table) for table in inspect_page(str(SHARED.parent / page["file"])) if table.ranking]
    known = [table for table in page["tables"] if table["category"] != "metadata"]
    if records := _RECORDS.search(page["note"]):  # JSON and YAML, told in a sentence
        assert [len(table.rows) for table in shown] == [int(records[1] or records[2])]
        named = _NAMED.search(page["note"])
        assert named is None or shown[0].model_column == named[1]
        return
    assert len(shown) == len(known)
    for table, listed in zip(shown, known, strict=True):
        assert same(table, listed), listed["heading"]
        assert table.model_column == listed["model_column"]
        assert not listed["heading"] or bare(table.heading) == bare(listed["heading"])


def boards_of(page: dict[str, Any]) -> list[Leaderboard]:
    """What the sources read from it."""
    fetch = Mirrors((SHARED / "pages",), datetime(2026, 11, 1, tzinfo=UTC))
    readers = [(s, url) for s in all_sources() for url in s.urls if unquote(url) == page["url"]]
    outcomes = [found for source, url in readers for found in attempt(partial(source.read, fetch(url)))]
    refused = [found for found in outcomes if isinstance(found, Exception)]
    assert all(isinstance(error, IrregularError) for error in refused), refused
    return [found for found in outcomes if isinstance(found, Leaderboard)]


@pytest.mark.parametrize("page", more(), ids=address)
def test_the_boards_of_other_projects_rank_by_the_known_metric_in_its_direction(page: dict[str, Any]) -> None:
    boards, metrics = boards_of(page), Metrics.load()
    for listed in page["tables"] if boards else []:
        if listed["metric"] is None or "long format" in listed.get("note", ""):
            continue  # no total is printed; a row is one model on one task, so that each task is a metric
        ranked = [
            board
            for board in boards
            if str(board.category) == listed["category"]
            and default_metric(board, metrics) == listed["metric"]
        ]
        assert ranked, listed["heading"]
        directions = {metrics.of(board.id, listed["metric"]).higher_is_better for board in ranked}
        assert directions == {listed["higher_is_better"]}
        if listed["model_column"]:
            assert listed["n_rows"] in {len(board.entries) for board in ranked}
