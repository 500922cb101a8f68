"""One row as its source printed it, beside what was read from it and where it stands: the evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

import pandas as pd
import streamlit as st

from cache.leaderboard import Cell
from cache.manifest import Revision
from dashboard import appearances, cell_parts, controls, data, links, readings, style
from dashboard.cells import CellId, RowId, parse_row
from dashboard.data import Key, Selection, Shelf
from dashboard.freshness import dated, edition_label
from dashboard.markup import hypertext, markdown, plain, readable
from dashboard.models_links import model_link
from dashboard.rankings_asked import Filters, label
from dashboard.words import Lang, t

ROW = "row"  # the parameter
WIDGET = "printed_row"
MANY = 300  # rows
Fact = tuple[str, str]  # a name and its value, both HTML


def imply(shelf: Shelf) -> None:
    """Before the board is settled: a row that is asked for settles its board and edition, unless the link
    does so itself."""
    asked = parse_row(controls.linked(ROW) or "")
    board = shelf.boards.get("/".join(asked.id[:2])) if asked else None
    if asked is None or board is None or (controls.linked("board") or board.id) != board.id:
        return
    controls.imply("board", board.id)
    if controls.linked("edition") is None and any(at.id == asked.id for at in board.editions):
        controls.imply("edition", asked.id.edition)


def settle(filters: Filters) -> int | None:
    """The row whose evidence is open. One that was open when the reader left for another page is closed."""
    if controls.moved():
        st.session_state.pop(ROW, None)
    known = {controls.linked(ROW) or "", str(st.session_state.get(ROW) or "")}
    rows = {"": None} | {text: row for text in known if (row := _there(filters, text))}
    return rows[controls.settle(ROW, list(rows), "", lambda _: "")]


def _there(filters: Filters, asked: str) -> int | None:
    """In the revision that is shown: in another one the same row may be another model's."""
    found, shown = parse_row(asked), filters.revision
    if found is None or found.id != shown.id or found.revision not in (None, shown.revision):
        return None
    return found.row if found.row <= len(filters.leaderboard.entries) else None


def draw_choice(key: Key, filters: Filters, shown: pd.DataFrame, lang: Lang) -> None:
    """A box with the rows of the table; choosing one opens it and empties the box again. The rows of a long
    table are sent only to who opens the button that holds the box."""
    if len(shown) <= MANY:
        _box(_names(key, filters.selection(lang)), filters, lang)
        return
    button = st.popover(t("printed.choose", lang), key="printed_rows", on_change="rerun")
    if button.open:
        with button:
            _box(_names(key, filters.selection(lang)), filters, lang)


def draw(key: Key, filters: Filters, row: int, lang: Lang) -> None:
    """The evidence, laid over the page until it is closed."""
    title = markdown(filters.leaderboard.entries[row - 1].model)
    dialog = st.dialog(title, width="medium", on_dismiss=_close)
    dialog(lambda: st.html(evidence(key, filters, row, lang)))()


@lru_cache(maxsize=256)
def _names(key: Key, selection: Selection) -> Mapping[int, str]:
    """By row of the published table."""
    shown = data.rows(key, selection)
    models = [f"{place}. {plain(model)}" for place, model in enumerate(shown["model"], start=1)]
    return MappingProxyType(dict(zip(shown.index, models, strict=True)))


def _box(names: Mapping[int, str], filters: Filters, lang: Lang) -> None:
    st.selectbox(
        t("printed.choose", lang),
        list(names),
        index=None,
        format_func=names.__getitem__,
        placeholder=t("printed.hint", lang),
        key=WIDGET,
        on_change=_open,
        args=(filters.revision,),
        width=420,
    )


def _open(revision: Revision) -> None:
    row, st.session_state[WIDGET] = st.session_state[WIDGET], None
    controls.change(ROW, str(RowId(revision.id, row, revision.revision)))


def _close() -> None:
    controls.change(ROW, "")


def evidence(key: Key, filters: Filters, row: int, lang: Lang) -> str:
    """HTML of the dialog; `row` is 1-based, of the published table."""
    facts = [*_reading(key, filters, row, lang), *_place(filters, row, lang)]
    return f'<div class="bd-evidence">{_facts(facts)}{_cells(filters, row, lang)}</div>'


def _reading(key: Key, filters: Filters, row: int, lang: Lang) -> Iterable[Fact]:
    """The name as printed, the model it was read as, and why."""
    facts = data.facts(key, filters.revision.id)[row - 1]
    yield t("reason.raw", lang), hypertext(filters.leaderboard.entries[row - 1].model)
    known, read = facts.model_id in appearances.models(key), readings.name(facts, lang)
    yield t("reason.read_as", lang), model_link(facts.model_id, lang, read) if known else hypertext(read)
    yield t("reason.why", lang), hypertext(readings.reason(facts, lang))
    if known:
        yield (
            t("nav.compare", lang),
            links.within("compare", lang, t("compare.others", lang), m=facts.model_id),
        )


def _place(filters: Filters, row: int, lang: Lang) -> Iterable[Fact]:
    revision = filters.revision
    where, edition = revision.provenance, edition_label(revision.id.edition, lang)
    name = f"{label(filters.board, lang)} · {edition}"
    yield t("sources.board", lang), hypertext(name)
    if revision.heading:
        yield t("printed.table", lang), hypertext(revision.heading)
    yield t("printed.row", lang), t("printed.of", lang, row=row, rows=len(filters.leaderboard.entries))
    yield t("sources.link", lang), style.link(readable(where.url), where.url)
    yield t("printed.retrieved", lang), dated(where.retrieved_at, lang)
    yield t("rankings.revision", lang), str(revision.revision)
    yield t("printed.sha", lang), f"<code>{hypertext(where.page_sha256)}</code>"
    yield t("printed.parser", lang), hypertext(where.parser)


def _cells(filters: Filters, row: int, lang: Lang) -> str:
    """Column by column: the text as printed, with its links, what was read from it, and where to tell that a
    number is wrong."""
    board, revision = filters.leaderboard, filters.revision
    scores = board.entries[row - 1].scores
    head = "".join(f"<th>{t(f'printed.{name}', lang)}</th>" for name in ("column", "text", "value"))
    lines = []
    for name, cell in zip(board.published.header, board.published.rows[row - 1], strict=True):
        read, wrong = f"{scores[name]!r}".removesuffix(".0") if name in scores else "", ""
        if read:
            place = CellId(revision.id, row, name, revision.revision)
            read = links.within("sources", lang, read, cell=str(place))
            wrong = _wrong(cell_parts.Cell(place, revision, board), lang)
        chosen = ' class="chosen"' if name == filters.metric.name else ""
        ours = data.metrics().of(board.id, name).is_derived
        text = t("printed.ours", lang) if ours else _text(cell)
        lines.append(
            f"<tr{chosen}><td>{hypertext(name)}</td><td>{text}</td><td class='number'>{read}{wrong}</td></tr>"
        )
    return f'<table class="bd-table"><thead><tr>{head}</tr></thead><tbody>{"".join(lines)}</tbody></table>'


def _wrong(number: cell_parts.Cell, lang: Lang) -> str:
    """The link to a message about it; empty where the operator named no address."""
    to = cell_parts.report_address(number, controls.view_url())
    return f'<br><a class="bd-quiet" href="{hypertext(to)}">{t("cell.report", lang)}</a>' if to else ""


def _text(cell: Cell) -> str:
    links = "".join(f"<br>{style.link(url, url)}" for url in cell.links)
    return hypertext(cell.text) + links


def _facts(found: Iterable[Fact]) -> str:
    lines = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in found)
    return f'<dl class="bd-facts">{lines}</dl>'
