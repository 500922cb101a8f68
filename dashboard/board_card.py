"""The card of a leaderboard: what is tested and how much, who judges, who runs it, what each column means."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import streamlit as st

from cache.leaderboard import Category, Leaderboard, LeaderboardId, Scenario
from cache.metrics import Metric
from dashboard import data, feed_links, links, style
from dashboard.catalog.boards import Card, board_homepage, card, source_label
from dashboard.catalog.categories import category_label
from dashboard.catalog.organizations import by_id
from dashboard.data import Board, Key
from dashboard.freshness import dated, edition_label
from dashboard.markup import hypertext, readable
from dashboard.origins import NONE_FOUND, licences
from dashboard.ranking.view import metric_label
from dashboard.rankings_words import formula
from dashboard.words import Lang, t

Fact = tuple[str, str]  # a word of the section "card", and HTML


def draw(key: Key, board: Board, id: LeaderboardId, lang: Lang) -> None:
    """A button that sends it once it is opened. Only for editions that can be read."""
    button = st.popover(t("card.open", lang), icon=":material/info:", key="board_card", on_change="rerun")
    if button.open:
        button.html(html(key, board.id, id, lang))


@lru_cache(maxsize=256)
def html(key: Key, board_id: str, id: LeaderboardId, lang: Lang) -> str:
    board, leaderboard = data.shelf(key).boards[board_id], data.leaderboard(key, id)
    metrics = [data.metrics().of(id, name) for name in leaderboard.metrics]
    facts = [*_tested(board, lang), *_standing(board, metrics, lang)]
    lines = "".join(f"<dt>{t(f'card.{word}', lang)}</dt><dd>{said}</dd>" for word, said in facts)
    return (
        f'<div class="bd-evidence bd-sheet"><dl class="bd-facts">{lines}</dl>'
        f"{_columns(leaderboard, metrics, lang)}</div>"
    )


def _tested(board: Board, lang: Lang) -> Iterable[Fact]:
    """What the catalog says; where the board's pages do not tell a thing, that is said."""
    known = card(board.source, board.leaderboard)
    unsaid = f'<span class="bd-quiet">{t("card.unsaid", lang)}</span>'
    yield "what", hypertext(known.what(lang)) if known else unsaid
    many = known.questions if known else None
    yield "questions", unsaid if many is None else f"{many:,}"
    yield "judge", hypertext(known.judge(lang)) if known and known.judge(lang) else unsaid
    yield "runner", hypertext(_runner(known, board, lang))
    members: tuple[Category | Scenario, ...] = (board.category, *board.newest.scenarios)
    places = [category_label(member, lang) for member in members]
    yield "place", hypertext(t("app.list", lang).join(places))


def _runner(known: Card | None, board: Board, lang: Lang) -> str:
    runner = (known.runner if known else "") or (source.runner if (source := card(board.source)) else "")
    return by_id()[runner].label(lang) if runner else source_label(board.source, lang)


def _standing(board: Board, metrics: Iterable[Metric], lang: Lang) -> Iterable[Fact]:
    families = dict.fromkeys(metric.family for metric in metrics)
    yield "family", hypertext(t("app.list", lang).join(families))
    yield "licence", hypertext(_licence(board.source, lang))
    page = board_homepage(board.source, board.leaderboard)
    where = readable(board.newest.provenance.url)
    pages = dict.fromkeys(filter(None, (page, where)))
    feed = links.served(feed_links.address("board", board.id, lang), t("card.feed", lang))
    yield "links", "<br>".join((*(style.link(url, url) for url in pages), feed))
    names = [edition_label(revision.id.edition, lang) for revision in board.editions]
    listed = t("app.list", lang).join(names)
    many = t("card.edition_list", lang, editions=listed, n=len(names))
    yield "editions", hypertext(many if len(names) > 1 else listed)
    yield "retrieved", dated(board.newest.provenance.retrieved_at, lang)


def _licence(source: str, lang: Lang) -> str:
    said = licences().get(source, NONE_FOUND)
    return said if lang == "en" or not said.startswith("none") else t("card.no_licence", lang)


def _columns(board: Leaderboard, metrics: Iterable[Metric], lang: Lang) -> str:
    head = "".join(f"<th>{t(f'card.{word}', lang)}</th>" for word in ("column", "better", "unit", "kind"))
    lines = "".join(_column(board, metric, lang) for metric in metrics)
    return f'<div class="bd-wide"><table><tr>{head}</tr>{lines}</table></div>'


def _column(board: Leaderboard, metric: Metric, lang: Lang) -> str:
    label, missing = metric_label(metric, lang), t("app.missing", lang)
    printed = f'<br><span class="bd-quiet">{hypertext(metric.name)}</span>' if label != metric.name else ""
    made = formula(metric, board.id, lang, nearly=metric.tolerance is not None) if metric.parts else ""
    said = f'<br><span class="bd-quiet">{hypertext(made)}</span>' if made else ""
    way = t("card.higher" if metric.higher_is_better else "card.lower", lang)
    cells = (way, _unit(metric, lang) or missing, t(f"card.kind_{metric.kind}", lang))
    rest = "".join(f"<td>{hypertext(cell)}</td>" for cell in cells)
    return f"<tr><td>{hypertext(label)}{printed}{said}</td>{rest}</tr>"


def _unit(metric: Metric, lang: Lang) -> str:
    """“points, 0–100”, as far as either is known."""
    ends = (metric.low, metric.high)
    bounds = "" if None in ends else f"{metric.low:g}–{metric.high:g}"
    word = f"card.unit_{metric.unit}"
    unit = t(word, lang) if metric.unit in ("points", "count", "seconds") else metric.unit
    return t("app.list", lang).join(filter(None, (unit, bounds)))
