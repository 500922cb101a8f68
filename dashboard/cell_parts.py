"""Where one number comes from: as printed, as read, its page and place, and what it was before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import streamlit as st

from cache.errors import CacheError
from cache.leaderboard import Leaderboard
from cache.manifest import Revision
from dashboard import cells, controls, data, links, style
from dashboard.catalog.boards import board_label
from dashboard.cells import CellId
from dashboard.data import Key
from dashboard.freshness import dated, edition_label, known
from dashboard.markup import hypertext, markdown, readable, shortened
from dashboard.ranking.view import metric_label
from dashboard.service.settings import settings
from dashboard.words import Lang, t, told


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is there."""

    asked: CellId
    revision: Revision
    board: Leaderboard

    @property
    def column(self) -> int:
        return self.board.published.header.index(self.asked.column)

    @property
    def model(self) -> str:
        return self.board.entries[self.asked.row - 1].model

    @property
    def value(self) -> str:
        score = self.board.entries[self.asked.row - 1].scores.get(self.asked.column)
        return "" if score is None else f"{score!r}".removesuffix(".0")

    @property
    def printed(self) -> str:
        return self.board.published.rows[self.asked.row - 1][self.column].text


def settle() -> str:
    return controls.settle_text("cell", cells.LONGEST)


def title(key: Key, text: str, lang: Lang) -> str:
    """Board, model, metric and the number as printed; empty where none is asked for or there."""
    cell = find(key, text) if text else None
    return titled(cell, lang) if cell else ""


def draw(key: Key, text: str, lang: Lang) -> None:
    """Opens the number that the URL asks for; says so where it is not there; else draws nothing."""
    if not text:
        return
    found = find(key, text)
    if found is None:
        st.warning(t("cell.gone", lang, cell=markdown(shortened(text, 80))), icon=":material/link_off:")
        return
    st.html(evidence(key, found, lang))
    st.button(t("cell.close", lang), on_click=controls.change, args=("cell", ""), key="cell_close")


def find(key: Key, text: str) -> Cell | None:
    asked = cells.parse(text)
    if asked is None:
        return None
    try:
        if asked.revision is None:
            revision, board = data.edition(key, asked.id)
        else:
            revision = next(at for at in data.revisions(key, asked.id) if at.revision == asked.revision)
            board = data.read(key, revision)
    except (CacheError, StopIteration):
        return None
    there = asked.row <= len(board.entries) and asked.column in board.published.header
    return Cell(asked, revision, board) if there else None


def titled(cell: Cell, lang: Lang) -> str:
    id = cell.revision.id
    name = board_label(id.source, id.leaderboard, lang, cell.revision.heading)
    metric = metric_label(data.metrics().of(id, cell.asked.column), lang)
    number = cell.printed or cell.value
    return f"{name} {edition_label(id.edition, lang)} · {cell.model} · {metric} {number}"


def evidence(key: Key, cell: Cell, lang: Lang) -> str:
    facts = "".join(f"<dt>{word}</dt><dd>{said}</dd>" for word, said in _facts(key, cell, lang))
    head = f'<h2 class="bd-section">{t("cell.title", lang)}</h2><p>{hypertext(titled(cell, lang))}</p>'
    return f'<section class="bd-evidence bd-cell">{head}<dl class="bd-facts">{facts}</dl></section>'


def _facts(key: Key, cell: Cell, lang: Lang) -> Iterator[tuple[str, str]]:
    revision, asked = cell.revision, cell.asked
    where, id = revision.provenance, revision.id
    printed = hypertext(cell.printed) or t("app.missing", lang)
    yield t("cell.printed", lang), f"<code>{printed}</code>"
    yield t("printed.value", lang), cell.value or t("cell.unread", lang)
    yield t("sources.link", lang), style.link(readable(where.url), readable(where.url))
    place = t("cell.at", lang, table=revision.heading or id.leaderboard, row=asked.row, column=asked.column)
    yield t("cell.place", lang), hypertext(place)
    yield t("printed.retrieved", lang), dated(where.retrieved_at, lang)
    yield t("sources.as_of", lang), known(where.as_of)
    yield t("rankings.revision", lang), str(revision.revision)
    yield t("printed.sha", lang), f"<code>{hypertext(where.page_sha256)}</code>"
    yield t("printed.parser", lang), hypertext(f"{id.source}, {where.parser}")
    if where.note:
        yield t("sources.note", lang), hypertext(told(where.note, lang))
    if earlier := _earlier(key, cell, lang):
        yield t("cell.earlier", lang), earlier
    params = {"board": f"{id.source}/{id.leaderboard}", "edition": id.edition}
    yield t("cell.board", lang), links.within("rankings", lang, t("overview.open", lang), **params)
    if report := report_address(cell, controls.view_url()):
        yield t("cell.wrong", lang), f'<a href="{hypertext(report)}">{t("cell.report", lang)}</a>'


def _earlier(key: Key, cell: Cell, lang: Lang) -> str:
    """The same model and column in the other revisions of the edition, newest first; "" for a single one."""
    said = []
    for other in sorted(data.revisions(key, cell.revision.id), key=lambda at: -at.revision):
        if other.revision == cell.revision.revision:
            continue
        try:
            board = data.read(key, other)
        except CacheError:
            continue
        scores = [entry.scores.get(cell.asked.column) for entry in board.entries if entry.model == cell.model]
        value = t("app.missing", lang) if not scores or scores[0] is None else f"{scores[0]:g}"
        said.append(t("cell.in_revision", lang, n=other.revision, value=value))
    return hypertext(t("app.list", lang).join(said))


def report_address(cell: Cell, view: str) -> str:
    """A message about this number, written as far as we can; "" where the operator named no address."""
    to = settings().report_to
    if not to:
        return ""
    title = f"{cell.asked}: {cell.printed}"
    lines = [f"Shown: {cell.value} (printed: {cell.printed})", f"Model: {cell.model}", f"Cell: {cell.asked}"]
    lines += [f"Page: {cell.revision.provenance.url}", f"View: {view}", "", "Should be: "]
    body = "\n".join(lines)
    if to.startswith("mailto:"):
        return f"{to}?{urlencode({'subject': title, 'body': body}, quote_via=quote)}"
    return f"{to}{'&' if '?' in to else '?'}{urlencode({'title': title, 'body': body})}"
