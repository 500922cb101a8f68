"""The Overview's list of the newest editions: which board, who leads it, what changed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from cache.errors import DamagedFile
from cache.manifest import Revision
from dashboard import links, overview_data, readable, style
from dashboard.catalog.categories import category_label
from dashboard.data import Board, Key
from dashboard.freshness import age, edition_label
from dashboard.markup import hypertext
from dashboard.rankings_asked import label
from dashboard.words import Lang, counted, t

SHOWN = 8
COLUMNS = (("edition", ""), ("board", ""), ("category", "wide"), ("leader", "under"), ("moved", "under"))


@lru_cache(maxsize=16)
def section(key: Key, lang: Lang, today: date) -> str:
    """HTML; nothing where no edition is dated."""
    boards = overview_data.newest(key, SHOWN)
    if not boards:
        return ""
    head = "".join(
        f'<th scope="col" class="{kind}">{t(f"newest.{name}", lang)}</th>' for name, kind in COLUMNS
    )
    lines = "".join(_line(key, board, lang, today) for board in boards)
    table = f'<table class="bd-table bd-newest"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>'
    return style.section(t("newest.title", lang), t("newest.caption", lang)) + table


def _line(key: Key, board: Board, lang: Lang, today: date) -> str:
    shown = readable.newest(key, board)
    edition = edition_label(shown.id.edition, lang)
    since = age(shown.id.edition, today, lang)
    cells = (
        f'<span class="bd-whole">{hypertext(edition)}</span>'
        f' <span class="bd-quiet bd-whole">{hypertext(since)}</span>',
        links.within("rankings", lang, label(board, lang), board=board.id),
        hypertext(category_label(board.category, lang, short=True)),
        _leader(key, shown, lang),
        _moved(key, board, lang),
    )
    listed = zip(COLUMNS, cells, strict=True)
    return "<tr>" + "".join(f'<td class="{kind}">{cell}</td>' for (_, kind), cell in listed) + "</tr>"


def _leader(key: Key, shown: Revision, lang: Lang) -> str:
    try:
        leaders = overview_data.led(key, shown.id, 1).leaders
    except DamagedFile:
        return f'<span class="bd-down">{t("newest.damaged", lang)}</span>'
    if not leaders:
        return t("app.missing", lang)
    name = links.within("models", lang, leaders[0].model, model=leaders[0].model_id)
    return f"{name} <b>{leaders[0].score}</b>"


def _moved(key: Key, board: Board, lang: Lang) -> str:
    found = overview_data.compared(key, board)
    if found is None:
        return f'<span class="bd-quiet">{t("newest.first", lang)}</span>'
    moved = found.changes.moved["change"]
    said = [
        counted(f"newest.{word}", lang, n)
        for word, n in (
            ("up", int((moved > 0).sum())),
            ("down", int((moved < 0).sum())),
            ("new", len(found.changes.new)),
            ("gone", len(found.changes.dropped)),
        )
        if n
    ]
    return hypertext(t("app.list", lang).join(said) or t("overview.unmoved", lang))
