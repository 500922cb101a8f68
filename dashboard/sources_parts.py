"""The tables of Sources: how every board is doing, and whether printed totals are what their parts give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from cache.errors import DamagedFile
from dashboard import data, table_notes, upkeep
from dashboard.cards import counts as counts_of
from dashboard.catalog.boards import source_label
from dashboard.catalog.categories import category_label
from dashboard.column_order import IN_SIGHT, fitting
from dashboard.data import Board, Key, Shelf
from dashboard.figures.palette import Theme, palette
from dashboard.freshness import Health, edition_label, health, known
from dashboard.markup import hypertext, readable
from dashboard.rankings_asked import label
from dashboard.rankings_words import formula
from dashboard.table_columns import TINT
from dashboard.upkeep import Conditions
from dashboard.words import Lang, t, told

COUNTED = (Health.OK, Health.REVISED, Health.STALE, Health.UNCHECKED, Health.FAILING)
WHOLE, SCROLLED = 18, 32 * 16 + 16  # rows shown without scrolling, px beyond: half a row tells of more
OTHERS = 1140  # px of all columns but those of sources and boards, about
FIRST_ON_A_PHONE = ["board", "status", "edition", "rows"]
COLORS = {
    Health.OK: "green",
    Health.REVISED: "yellow",
    Health.STALE: "orange",
    Health.UNCHECKED: "gray",
    Health.FAILING: "red",
    Health.DAMAGED: "red",
}


@lru_cache(maxsize=8)
def healths(key: Key, conditions: Conditions, today: date) -> Mapping[str, Health]:
    """How each board is doing, worst first, else in the catalog's order."""
    shelf = data.shelf(key)
    failing, broken = upkeep.failures(key), {problem.path for problem in conditions.problems}
    found = {
        board.id: health(
            board.newest,
            upkeep.checked_at(key, board.newest.id),
            today,
            failing=board.source in failing,
            damaged=any({at.table_name, at.raw_name} & broken for at in board.editions),
        )
        for board in shelf.boards.values()
    }
    order = list(Health)
    return dict(sorted(found.items(), key=lambda item: order.index(item[1])))


def counts(found: Mapping[str, Health], lang: Lang) -> str:
    """One number a state; damaged boards show themselves above the page."""
    tally = Counter(found.values())
    cards = "".join(
        f"<li><span>{t(f'sources.{state}', lang)}</span><b>{_of_boards(tally[state], lang)}</b></li>"
        for state in COUNTED
    )
    return f'<ul class="bd-counts">{cards}</ul>'


def _of_boards(n: int, lang: Lang) -> str:
    number, _, word = counts_of(lang, card_boards=n).partition(" ")
    return f"{number} <small>{word}</small>"


def boards_of(key: Key, conditions: Conditions, today: date, source: str) -> list[Board]:
    """Of one source or all, in the order of `healths`."""
    known = data.shelf(key).boards
    return [known[id] for id in healths(key, conditions, today) if source in ("", known[id].source)]


@lru_cache(maxsize=32)
def boards_table(
    key: Key, conditions: Conditions, today: date, source: str, lang: Lang, *, compact: bool = False
) -> pd.DataFrame:
    """A row a board, under the ids of the columns."""
    found, boards = healths(key, conditions, today), boards_of(key, conditions, today, source)
    table = pd.DataFrame([_line(key, board, found[board.id], lang) for board in boards])
    return table[[*FIRST_ON_A_PHONE, *table.columns.drop(FIRST_ON_A_PHONE)]] if compact else table


def _line(key: Key, board: Board, state: Health, lang: Lang) -> dict[str, object]:
    newest = board.newest
    where = newest.provenance
    return {
        "status": [t(f"sources.status_{state}", lang)],
        "source": source_label(board.source, lang),
        "board": label(board, lang),
        "category": category_label(board.category, lang, short=True),
        "edition": edition_label(newest.id.edition, lang),
        "editions": len(board.editions),
        "rows": newest.rows,
        "revisions": sum(len(data.revisions(key, at.id)) for at in board.editions),
        "retrieved": known(max(upkeep.checked_at(key, at.id) for at in board.editions)),
        "as_of": known(where.as_of),
        "link": readable(where.url) if where.url.startswith(("https://", "http://")) else None,
        "note": told(where.note, lang) or None,
        "command": f"{t('app.refresh_all', lang)} {board.source}",
    }


def draw_boards(table: pd.DataFrame, lang: Lang, theme: Theme, *, compact: bool = False) -> None:
    st.dataframe(
        table,
        column_config=_columns(table, lang, theme, compact=compact),
        hide_index=True,
        row_height=32,
        height="content" if len(table) <= WHOLE else SCROLLED,
        placeholder=t("app.missing", lang),
        alt=t("alt.sources", lang, n=len(table)),
    )
    said = [table_notes.rows(len(table), lang)] if len(table) > WHOLE else []
    if compact or OTHERS + fitting(table["source"]) + fitting(table["board"]) > IN_SIGHT:
        last = t(f"sources.{table.columns[-1]}", lang)
        said.append(table_notes.sideways(len(table.columns), last, lang, compact=compact))
    if said:
        st.html(table_notes.line(*said))


def _columns(table: pd.DataFrame, lang: Lang, theme: Theme, *, compact: bool) -> dict[str, Any]:
    column, colours = st.column_config, palette(theme)
    inks = {
        "green": colours.up,
        "yellow": "#A46707",
        "orange": "#D9721A",
        "gray": colours.reference,
        "red": colours.down,
    }
    labels = {name: t(f"sources.{name}", lang) for name in table.columns}
    widths: dict[str, Any] = {"command": 230, "note": "medium"}
    if not compact:
        widths |= {name: fitting(table[name]) for name in ("source", "board")}
    found: dict[str, Any] = {
        name: column.NumberColumn(label)
        if name in ("editions", "rows", "revisions")
        else column.TextColumn(label, width=widths.get(name))
        for name, label in labels.items()
    }
    found["status"] = column.MultiselectColumn(
        labels["status"],
        options=[t(f"sources.status_{state}", lang) for state in Health],
        color=[f"{inks[COLORS[state]]}{TINT}" for state in Health],
    )
    found["link"] = column.LinkColumn(labels["link"], display_text=t("sources.open", lang))
    return found


def failure_lines(key: Key, shelf: Shelf, lang: Lang) -> list[str]:
    """“Showing data of 11-14; the fetch of 11-21 failed: …”, a line each failing source that has figures."""
    lines = []
    for source, outcome in upkeep.failures(key).items():
        kept = [
            upkeep.checked_at(key, board.newest.id)
            for board in shelf.boards.values()
            if board.source == source
        ]
        if kept:
            day, when = f"{max(kept):%m-%d}", f"{outcome.time:%m-%d}"
            lines.append(
                f"{source_label(source, lang)}: "
                + t("sources.kept", lang, day=day, when=when, why=outcome.sentence or outcome.outcome)
            )
    return lines


@lru_cache(maxsize=32)
def checks(key: Key, conditions: Conditions, today: date, source: str, lang: Lang) -> str:
    """The checks of the newest edition of each board as an HTML table; broken ones first."""
    lines = []
    for board in boards_of(key, conditions, today, source):
        try:
            found = data.total_checks(key, board.newest.id)
        except DamagedFile:
            continue
        for check in found:
            if check.rows:
                edition = hypertext(edition_label(board.newest.id.edition, lang))
                name = f'{hypertext(label(board, lang))} <span class="bd-whole">{edition}</span>'
                total = data.metrics().of(board.newest.id, check.metric)
                made = formula(total, board.newest.id, lang, nearly=check.nearly)
                passed = check.rows - len(check.broken)
                lines.append((not check.broken, name, made, f"{passed} / {check.rows}", check.largest_error))
    if not lines:
        return f'<p class="bd-quiet">{t("sources.no_checks", lang)}</p>'
    lines.sort(key=lambda line: line[0])
    head = "".join(
        f'<th class="{kind}">{t(f"sources.{name}", lang)}</th>'
        for name, kind in (("check", ""), ("formula", "under"), ("passed", "number"), ("largest", "number"))
    )
    rows = "".join(
        f'<tr><td>{name}</td><td class="bd-quiet under">{hypertext(made)}</td>'
        f'<td class="number {"" if sound else "bd-down"}">{passed}</td>'
        f'<td class="number">{error:.3f}</td></tr>'
        for sound, name, made, passed, error in lines
    )
    return f'<table class="bd-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
