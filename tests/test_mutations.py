"""Damaged pages: whatever arrives, a page gives sound tables or an error with a name, and soon."""

from __future__ import annotations

import io
import json
import math
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cache.content import encode
from cache.errors import RefusedBoard
from cache.leaderboard import Leaderboard
from cache.store import Store
from scrapers.checks import check
from scrapers.errors import ScrapeError
from scrapers.refresh import Result, attempt, refresh_page
from scrapers.source import Page, Source, all_sources
from scrapers.tables import media_type, read_tables

EXAMPLES = Path(__file__).parent / "examples"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
SOURCES = {source.name: source for source in all_sources()}
LONGEST = 5.0  # seconds of work on a page; the examples take a few milliseconds
OFTEN = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
Mutation = Callable[[bytes], bytes]


def pages(*suffixes: str) -> list[tuple[str, Page]]:
    """The example pages, each with the source that reads it."""
    found = []
    for file in sorted(EXAMPLES.glob("*/pages/**/*")):
        if file.is_file() and file.suffix in suffixes:
            source, _, *address = file.relative_to(EXAMPLES).parts
            found.append((source, Page("https://" + "/".join(address), file.read_bytes(), NOW)))
    assert found
    return found


TEXTS = pages(".md", ".html")
WORKBOOKS = pages(".xlsx")
ROWS = [
    {
        "rank": rank,
        "model_name": f"松鼠-{rank}",
        "median": 1300.5 - rank,
        "ciLow": 1,
        "ciHigh": 2,
        "battles": 9,
    }
    for rank in range(1, 6)
]
TABLES = [  # of kinds that no source fetches today
    ("json", json.dumps({"name": "SuperCLUE-T2V", "rows": ROWS}, ensure_ascii=False).encode()),
    ("json", "\n".join(json.dumps(row) for row in ROWS).encode()),
    ("csv", '排名,模型,总分\n1,松鼠-7B,81.2\n2,"鲤鱼, 13B",70%\n'.encode()),
    ("csv", "rank\tmodel\tscore\n1\tsquirrel-7B\t81.2\n2\tcarp-13B\t-\n".encode("utf-16")),
]
JUNK = st.sampled_from(
    (
        *(
            b"|",
            b"||",
            b"|---|",
            b"<",
            b">",
            b"</td>",
            b"<table>",
            b"<td rowspan=99999999>",
            b"<td colspan=0>",
        ),
        *(
            b'"',
            b"{",
            b"]",
            b",",
            b"\t",
            b"\0",
            b"\xff\xfe",
            b"\x80",
            b"&#8593;",
            b"&#xFFFFFFFF;",
            b"-",
            b"%",
        ),
        *(
            b"1e999",
            b"NaN",
            b"9" * 400,
            b"> ",
            b"```\n",
            b"\r",
            b"\xe2\x80\xae",
            "🏅".encode(),
            "１２.５".encode(),
        ),
    )
)


# What can happen to the bytes of a page


def truncate(at: float) -> Mutation:
    return lambda content: content[: int(len(content) * at)]


def swap(at: float, to: float) -> Mutation:
    def swapped(content: bytes) -> bytes:
        body = bytearray(content)
        if body:
            one, other = int(at * (len(body) - 1)), int(to * (len(body) - 1))
            body[one], body[other] = body[other], body[one]
        return bytes(body)

    return swapped


def insert(at: float, junk: bytes) -> Mutation:
    def inserted(content: bytes) -> bytes:
        place = int(at * len(content))
        return content[:place] + junk + content[place:]

    return inserted


def drop_line(at: float) -> Mutation:
    return _in_lines(at, lambda lines, place: lines[:place] + lines[place + 1 :])


def double_line(at: float) -> Mutation:
    return _in_lines(at, lambda lines, place: lines[: place + 1] + lines[place:])


def break_tag(at: float) -> Mutation:
    """The next bracket after a place is gone."""

    def broken(content: bytes) -> bytes:
        place = int(at * len(content))
        ends = [found for mark in (b"<", b">") if (found := content.find(mark, place)) >= 0]
        return content[: min(ends)] + content[min(ends) + 1 :] if ends else content

    return broken


def shuffle_columns(at: float, order: list[int]) -> Mutation:
    """The cells of one line in another order, a few of them lost or twice."""

    def shuffled(lines: list[bytes], place: int) -> list[bytes]:
        cells = lines[place].split(b"|")
        taken = [cells[number % len(cells)] for number in order]
        return [*lines[:place], b"|".join(taken), *lines[place + 1 :]]

    return _in_lines(at, shuffled)


def _in_lines(at: float, change: Callable[[list[bytes], int], list[bytes]]) -> Mutation:
    def changed(content: bytes) -> bytes:
        lines = content.split(b"\n")
        return b"\n".join(change(lines, int(at * (len(lines) - 1))))

    return changed


PLACE = st.floats(0, 1)
MUTATIONS = st.lists(
    st.one_of(
        st.builds(truncate, PLACE),
        st.builds(swap, PLACE, PLACE),
        st.builds(insert, PLACE, JUNK),
        st.builds(drop_line, PLACE),
        st.builds(double_line, PLACE),
        st.builds(break_tag, PLACE),
        st.builds(shuffle_columns, PLACE, st.lists(st.integers(0, 12), max_size=12)),
    ),
    min_size=1,
    max_size=8,
)


def mutated(content: bytes, mutations: list[Mutation]) -> bytes:
    for mutation in mutations:
        content = mutation(content)
    return content


# What must come of it


def assert_sound(source: Source, page: Page) -> None:
    begun = time.process_time()
    for board in attempt(lambda: source.read(page)):
        if isinstance(board, Exception):
            assert isinstance(board, ScrapeError), repr(board)
            assert str(board), repr(board)
        else:
            assert_sane(board)
    assert time.process_time() - begun < LONGEST


def assert_sane(board: Leaderboard) -> None:
    """The store would take it, or both it and the checks say in words why not."""
    try:
        check(board)
        encode(board)
    except (ScrapeError, RefusedBoard) as error:
        if not str(error):
            raise
        return
    assert len(board.entries) == len(board.published.rows)
    assert len(set(board.published.header)) == len(board.published.header)
    for entry in board.entries:
        assert entry.model.strip()
        assert all(math.isfinite(score) for score in entry.scores.values())


@OFTEN
@given(st.sampled_from(TEXTS), MUTATIONS)
def test_a_damaged_page_of_text_gives_sound_tables_or_an_error_with_a_name(
    example: tuple[str, Page], mutations: list[Mutation]
) -> None:
    name, page = example
    damaged = Page(page.url, mutated(page.content, mutations), NOW)
    assert_sound(SOURCES[name], damaged)


@OFTEN
@given(st.sampled_from(WORKBOOKS), MUTATIONS)
def test_a_damaged_workbook_gives_sound_tables_or_an_error_with_a_name(
    example: tuple[str, Page], mutations: list[Mutation]
) -> None:
    name, page = example
    assert_sound(SOURCES[name], Page(page.url, mutated(page.content, mutations), NOW))


@OFTEN
@given(st.sampled_from(WORKBOOKS), st.integers(0, 20), MUTATIONS)
def test_a_workbook_with_a_damaged_part_gives_sound_tables_or_an_error_with_a_name(
    example: tuple[str, Page], number: int, mutations: list[Mutation]
) -> None:
    name, page = example
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(page.content)) as whole, zipfile.ZipFile(content, "w") as damaged:
        parts = whole.namelist()
        for part in parts:
            inside = whole.read(part)
            damaged.writestr(
                part, mutated(inside, mutations) if part == parts[number % len(parts)] else inside
            )
    assert_sound(SOURCES[name], Page(page.url, content.getvalue(), NOW))


@settings(OFTEN, max_examples=30)
@given(st.sampled_from(TEXTS + WORKBOOKS), MUTATIONS)
def test_a_damaged_page_after_a_sound_one_is_published_or_refused_in_words_and_loses_nothing(
    example: tuple[str, Page], mutations: list[Mutation]
) -> None:
    name, page = example
    with tempfile.TemporaryDirectory() as folder:
        store = Store(folder)
        list(refresh_page(SOURCES[name], page, store))
        before = {id: store.read(store.revisions(id)[0]) for id in store.current()}
        damaged = Page(page.url, mutated(page.content, mutations), NOW + timedelta(days=1))
        for step in refresh_page(SOURCES[name], damaged, store):
            assert step.result is not Result.FAILED, step.why
            assert step.result in (Result.ADDED, Result.REVISED, Result.UNCHANGED) or step.why
        assert {id: store.read(store.revisions(id)[0]) for id in before} == before
        assert store.verify() == []


@OFTEN
@given(st.sampled_from(TABLES), MUTATIONS)
def test_damaged_tables_of_other_kinds_are_read_or_named(
    example: tuple[str, bytes], mutations: list[Mutation]
) -> None:
    kind, content = example
    damaged = mutated(content, mutations)
    assert_readable(damaged, kind)
    assert_sound(SOURCES["superclue"], Page("https://example.org/a", damaged, NOW, media_type=kind))


@OFTEN
@given(st.binary(max_size=400), st.sampled_from(["markdown", "html", "xlsx", "csv", "json"]))
def test_any_bytes_are_read_or_named(content: bytes, kind: str) -> None:
    assert_readable(content, kind)
    assert media_type("https://example.org/page", content) in {"markdown", "html", "xlsx", "csv", "json"}


def assert_readable(content: bytes, kind: str) -> None:
    begun = time.process_time()
    try:
        found = read_tables(content, kind, "page")
    except ScrapeError as error:
        if not str(error):
            raise
    else:
        for table in found:
            uneven = any(len(row) != len(table.header) for row in table.rows)
            assert not uneven or table.problem is not None
    assert time.process_time() - begun < LONGEST


@pytest.mark.parametrize(
    "content",
    [
        b"| a |\n|---|\n" + b"|" * 20_000,
        b"<table>" + b"<tr><td>" * 10_000,
        b"<div>" * 10_000,
        b"<table><tr><td rowspan=65535 colspan=1000>1</td></tr></table>" * 20,
        b"[" * 20_000,
        b'{"a":' * 20_000,
        b"> " * 20_000 + b"| a | b |",
        b"* " * 20_000,
        ("| 模型 | 总分 |\n|---|---|\n" + "| 松鼠 | 1 |\n" * 5_000).encode(),
        b"a,b\n" + b'"' * 100_000,
        b"**" * 10_000 + b"![" * 10_000,
    ],
    ids=range(11),
)
@pytest.mark.parametrize("kind", ["markdown", "html", "csv", "json"])
def test_a_page_made_to_take_long_takes_a_moment(content: bytes, kind: str) -> None:
    assert_readable(content, kind)
