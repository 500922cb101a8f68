"""What refreshes came to: a line for each source, and the tables that wait for a person to look at them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

import streamlit as st

from cache.refreshes import Refreshes
from cache.refused import SHOWN, RefusedPage, RefusedTable
from cache.state import Outcome
from dashboard import data, style, upkeep
from dashboard.catalog.boards import board_label, source_label
from dashboard.data import Key, Shelf
from dashboard.freshness import checked, edition_label, moment
from dashboard.markup import hypertext, markdown, plain
from dashboard.upkeep import Conditions
from dashboard.words import Lang, t, words

MOST_SAID = 6  # errors and warnings of one source
COLUMNS = (("source", ""), ("succeeded", ""), ("came_to", "under"))


class _Line(NamedTuple):
    is_well: bool
    label: str
    succeeded_at: datetime | None
    refreshes: Refreshes | None


@lru_cache(maxsize=32)
def refreshes_table(key: Key, conditions: Conditions, chosen: str, today: date, lang: Lang) -> str:  # noqa: ARG001 - the conditions are part of the cache key
    """HTML: of each source its last success, and what its last refresh came to, in words. Worst first."""
    done, shelf = upkeep.refreshed(key), data.shelf(key)
    sources = sorted(shelf.sources | done.keys()) if not chosen else [chosen]
    lines = sorted((_line(key, shelf, name, done.get(name), lang) for name in sources), key=lambda at: at[:2])
    ever = any(line.refreshes for line in lines)  # else the last column would be empty
    columns = COLUMNS if ever else COLUMNS[:-1]
    head = "".join(
        f'<th scope="col" class="{kind}">{t(f"sources.{name}", lang)}</th>' for name, kind in columns
    )
    rows = "".join(_row(line, today, lang, came_to=ever) for line in lines)
    return f'<table class="bd-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _line(key: Key, shelf: Shelf, source: str, done: Refreshes | None, lang: Lang) -> _Line:
    """Where no refresh is remembered, the figures were read when they were last seen."""
    if done is None:
        held = (at for board in shelf.boards.values() if board.source == source for at in board.editions)
        seen = max((upkeep.checked_at(key, at.id) for at in held), default=None)
        return _Line(True, source_label(source, lang), seen, None)
    return _Line(not done.errors, source_label(source, lang), done.succeeded_at, done)


def _row(line: _Line, today: date, lang: Lang, *, came_to: bool) -> str:
    when = line.succeeded_at
    success = t("sources.never", lang)
    if when is not None:
        ago = hypertext(checked(when, today, lang))
        success = f'{moment(when)} <span class="bd-quiet bd-whole">{ago}</span>'
    done = line.refreshes
    last = f'<td class="under">{_came_to(done, lang) if done else ""}</td>' if came_to else ""
    return f"<tr><td>{hypertext(line.label)}</td><td>{success}</td>{last}</tr>"


def _came_to(done: Refreshes, lang: Lang) -> str:
    """When the last refresh was and its sums, and each of its errors and warnings."""
    counts = (f"{_outcome(name, lang)} {number}" for name, number in done.counts.items())
    sums = " · ".join([moment(done.refreshed_at), *counts])
    marked = [("bd-down", outcome) for outcome in done.errors]
    marked += [("bd-quiet", outcome) for outcome in done.warnings]
    told = [f'<div class="bd-quiet">{sums}</div>']
    told += [_sentence(kind, outcome, lang) for kind, outcome in marked[:MOST_SAID]]
    if len(marked) > MOST_SAID:
        told.append(f'<div class="bd-quiet">{t("sources.more", lang, n=len(marked) - MOST_SAID)}</div>')
    return "".join(told)


def _sentence(kind: str, outcome: Outcome, lang: Lang) -> str:
    return f'<div class="{kind}">{_outcome(outcome.outcome, lang)}: {hypertext(outcome.sentence)}</div>'


def _outcome(name: str, lang: Lang) -> str:
    """Another version of Bangdan may have noted one that has no word here."""
    return hypertext(words(lang).get(f"outcome.{name}", name))


def draw_refused(key: Key, chosen: str, lang: Lang) -> None:
    """Each refused table with how it differs, and how to let it in; nothing where there is none."""
    pages = [page for page in upkeep.refused(key) if chosen in ("", page.source)]
    if pages:
        st.html(style.section(t("sources.refused", lang), t("sources.refused_caption", lang)))
    for page in pages:
        for table in page.tables:
            _draw_refused(page, table, lang)


def _draw_refused(page: RefusedPage, table: RefusedTable, lang: Lang) -> None:
    source, leaderboard, edition = table.id
    board = f"{board_label(source, leaderboard, lang)} {edition_label(edition, lang)}"
    title = f"{source_label(source, lang)} · {board} · {moment(page.first_refused)}"
    with st.expander(markdown(title)):
        st.markdown(markdown(table.sentence))
        if table.lines:
            st.code("\n".join(map(plain, table.lines)), language=None, wrap_lines=True)
        st.caption(t("sources.accept_caption", lang))
        st.code(f"{t('app.refresh_all', lang)} --accept {page.key[:SHOWN]}", language="shell")
