"""A leaderboard and its two files say the same, whatever the cells hold."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_boards import ID, URL, A, seen

from cache import content, csvs
from cache.arrivals import arrivals
from cache.leaderboard import Category, Cell, Entry, Leaderboard, Role, Scenario, Standing, Table
from cache.store import Store

# The machine may be busy: a slow example is no failure.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

ODD_TEXTS = [
    "",
    " leading and trailing ",
    'say "hi", then leave',
    "使用\n方式",
    "a\r\nb\rc",
    "\ufeff标记",
    "<https://example.org/>",
    "text\n<https://looks.like/a-link>",
    "text\n\\<https://looks.like/a-link>",
    "text\n<a>\n",
    "=1+1",
    "NA",
    "null",
    "007",
    "🏅\ufe0f",
    "'",
    "\x00\x1f\u2028\x85",
]
LINKS = ("https://example.org/a,b", "https://example.org/<x> y", "mailto:a@example.org", "")

texts = st.one_of(st.sampled_from(ODD_TEXTS), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
links = st.lists(
    st.one_of(st.sampled_from(LINKS), texts.map(lambda text: text.replace("\n", ""))), max_size=3
)
cells = st.builds(Cell, texts, links.map(tuple))
figures = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def boards(draw: st.DrawFn) -> Leaderboard:
    roles = draw(st.permutations([Role.RANK, Role.MODEL, Role.SCORE, Role.SCORE, Role.ATTRIBUTE]))
    header = draw(st.lists(texts, min_size=len(roles), max_size=len(roles), unique=True))
    of = {role: [name for name, at in zip(header, roles, strict=True) if at is role] for role in Role}
    entry = st.builds(
        Entry,
        model=texts.filter(str.strip),
        scores=st.dictionaries(st.sampled_from(of[Role.SCORE]), figures),
        rank=st.none() | st.integers(0, 9999),
        attributes=st.fixed_dictionaries(dict.fromkeys(of[Role.ATTRIBUTE], texts)),
        standing=st.sampled_from(Standing),
    )
    rows = draw(st.lists(st.tuples(entry, st.tuples(*[cells] * len(header))), min_size=1, max_size=4))
    return Leaderboard(
        id=ID,
        category=draw(st.sampled_from(Category)),
        entries=tuple(entry for entry, _ in rows),
        published=Table(draw(texts), tuple(header), tuple(printed for _, printed in rows)),
        url=URL,
        roles=tuple(roles),
        scenarios=tuple(draw(st.lists(st.sampled_from(Scenario), unique=True))),
        edition_day=draw(st.none() | st.dates()),
    )


@patient
@given(boards())
def test_any_board_comes_back_from_its_files_as_it_went_in(board: Leaderboard) -> None:
    [arrival] = arrivals([board], seen())
    assert content.decode(arrival.content, arrival.revision) == board


@patient
@given(cells)
def test_any_cell_comes_back_with_its_links(cell: Cell) -> None:
    assert content.text_cell(content.cell_text(cell)) == cell


@patient
@given(st.lists(st.lists(texts, min_size=1, max_size=4), max_size=4))
def test_any_text_comes_back_from_csv(rows: list[list[str]]) -> None:
    assert csvs.decode(csvs.encode(rows)) == rows


@patient
@given(figures)
def test_a_figure_is_written_short_and_read_back_the_same(figure: float) -> None:
    text = content.number_text(figure)
    assert float(text) == figure
    assert math.copysign(1, float(text)) == math.copysign(1, figure)
    assert not text.endswith(".0")


def test_a_link_stands_on_a_line_of_its_own_after_the_text() -> None:
    linked = Cell("Yi-34B\nChat", ("https://example.org/yi", "https://example.org/paper"))
    assert content.cell_text(linked) == "Yi-34B\nChat\n<https://example.org/yi>\n<https://example.org/paper>"


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_odd_text_survives_the_store_in_every_place(tmp_path: Path, text: str) -> None:
    odd = Leaderboard(
        id=ID,
        category=Category.MULTIMODAL,
        entries=(Entry("模型" + text, {"分" + text: 1.1e-7}, None, {"机构": "x" + text}, Standing.BASELINE),),
        published=Table(
            text, ("模型", "分" + text, "机构"), ((Cell(text, LINKS), Cell("1.1"), Cell(text, LINKS[:1])),)
        ),
        url=URL,
        roles=(Role.MODEL, Role.SCORE, Role.ATTRIBUTE),
        scenarios=(Scenario.HEALTH, Scenario.IOT),
        edition_day=date(2026, 7, 24),
    )
    [(revision, _)] = Store(tmp_path).publish([odd], seen())
    assert Store(tmp_path).read(revision) == odd


def test_a_table_opens_in_pandas_with_figures_as_numbers(tmp_path: Path) -> None:
    [(revision, _)] = Store(tmp_path).publish([A], seen())
    frame = pd.read_csv(tmp_path / revision.table_name)
    assert frame["总分"].tolist() == [90.5, 80.0]
    assert frame["排名"].isna().tolist() == [False, True]


def test_an_entry_that_is_read_has_every_attribute(tmp_path: Path) -> None:
    columns = replace(A, roles=(Role.ATTRIBUTE, Role.MODEL, Role.SCORE))
    bare = replace(columns, entries=tuple(replace(entry, rank=None) for entry in A.entries))
    Store(tmp_path).publish([bare], seen())
    assert [dict(entry.attributes) for entry in Store(tmp_path).read(ID).entries] == [{"排名": ""}] * 2
