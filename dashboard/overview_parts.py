"""What the Overview is made of: a category's card, and what changed in the newest comparable edition."""

from __future__ import annotations

from datetime import date

import pandas as pd
import streamlit as st

from cache.errors import DamagedFile
from cache.leaderboard import Category
from dashboard import cards, controls, data, style
from dashboard.catalog.boards import board_label
from dashboard.catalog.categories import category_label
from dashboard.data import Board, Key, Shelf
from dashboard.freshness import age, badge, edition_label
from dashboard.markup import hypertext
from dashboard.ranking.changes import Changes, movers
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

RANKINGS = "app_pages/rankings.py"
FIRST = next(iter(Category))  # what Rankings shows by default, and so leaves out of its address


def category_card(key: Key, category: Category, lang: Lang, today: date) -> None:
    """Its link is what Rankings itself would write: the card's board is the first of its category."""
    boards = data.shelf(key).of(category)
    head = cards.head(category, category_label(category, lang))
    if not boards:
        why = (
            f'<p>{t("category.no_board", lang)}</p><p class="bd-quiet">{t("category.no_board_why", lang)}</p>'
        )
        st.html(f'<div class="bd-card">{head}{why}</div>')
        return
    st.html(f'<div class="bd-card">{head}{_body(key, boards, category, lang, today)}</div>')
    st.page_link(
        RANKINGS,
        label=t("overview.open", lang),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=controls.carried(**({} if category is FIRST else {"cat": category.value})),
    )


def _body(key: Key, boards: list[Board], category: Category, lang: Lang, today: date) -> str:
    board = boards[0]
    shelf, newest = data.shelf(key), board.newest
    numbers = cards.counts(
        lang,
        card_boards=len(boards),
        card_names=shelf.names[category],
        card_editions=sum(len(at.editions) for at in boards),
    )
    edition = edition_label(newest.id.edition, lang)
    since = age(newest.id.edition, today, lang)
    dated = t("overview.aged", lang, edition=edition, age=since) if since else edition
    title = f'{hypertext(label(board, lang))} · <span class="bd-whole">{hypertext(dated)}</span>'
    mark = badge(
        newest, data.checked_at(key, newest.id), today, lang, failing=board.source in data.failures(key)
    )
    return (
        f'<p class="bd-quiet">{numbers}</p><p class="bd-quiet">{title}</p>'
        + _leaders(key, board, category, lang)
        + f"<div class='bd-last'>{style.badge(mark.text, mark.color, mark.icon)}</div>"
    )


def _leaders(key: Key, board: Board, category: Category, lang: Lang) -> str:
    """The four best rows and how the field moved, or what is wrong with the file."""
    id = board.newest.id
    try:
        metric = data.leading_metric(key, id)
        table = data.rows(key, data.Selection(id, None, metric.name, lang=lang))
    except DamagedFile as damage:
        return f'<p class="bd-down">{hypertext(str(damage))}</p>'
    found = cards.leaders(table, metric)
    if not found:
        return f'<p class="bd-quiet">{t("overview.unscored", lang)}</p>'
    listed = cards.rows(found, category, lang)
    if not cards.prints_ranks(table):
        ours = t("overview.ours", lang, metric=metric_label(metric, lang))
        listed += f'<p class="bd-quiet">{hypertext(ours)}</p>'
    change = compared(key, board)
    if change is None:
        return f'{listed}<p class="bd-quiet">{t("overview.one_edition", lang)}</p>'
    changes, before = change
    return listed + cards.movers_line(movers(changes), edition_label(before, lang), lang)


def label(board: Board, lang: Lang) -> str:
    return board_label(board.source, board.leaderboard, lang, board.newest.heading)


def compared(key: Key, board: Board) -> tuple[Changes, str] | None:
    """The newest edition against the one before it, by its leading metric."""
    before = board.before(board.newest.id.edition)
    if before is None:
        return None
    try:
        metric = data.leading_metric(key, board.newest.id)
        return data.changes(key, board.newest.id, before.id, metric.name), before.id.edition
    except DamagedFile:
        return None


def latest_compared(shelf: Shelf) -> list[Board]:
    """Boards with an edition to compare with, the newest edition first; of equals the catalog's order."""
    boards = [board for board in shelf.boards.values() if board.before(board.newest.id.edition)]
    return sorted(boards, key=lambda board: board.newest.id.edition, reverse=True)


def latest_changes(key: Key, lang: Lang) -> None:
    heading = t("overview.changes", lang)
    for board in latest_compared(data.shelf(key)):
        found = compared(key, board)
        if found is not None:
            _columns(key, board, *found, lang)
            return
    st.html(style.section(heading, t("overview.no_changes", lang)))


def _columns(key: Key, board: Board, changes: Changes, before: str, lang: Lang) -> None:
    id = board.newest.id
    metric = data.leading_metric(key, id)
    caption = t(
        "overview.changes_caption",
        lang,
        board=label(board, lang),
        before=before,
        after=id.edition,
        metric=metric_label(metric, lang),
    )
    st.html(style.section(t("overview.changes", lang), caption))
    table = data.rows(key, data.Selection(id, None, metric.name, lang=lang))
    places = {row: None if pd.isna(place) else int(place) for row, place in table["position"].items()}
    most, rows = movers(changes), changes.new_rows
    lists = (
        ("up", cards.moves(most.up, lang)),
        ("down", cards.moves(most.down, lang)),
        ("new", cards.newcomers(zip(most.new, (places.get(row) for row in rows), strict=False), lang)),
    )
    for column, (word, listed) in zip(st.columns(3, gap="medium"), lists, strict=True):
        column.html(f'<div class="bd-card"><h2>{t(f"overview.{word}", lang)}</h2>{listed}</div>')
