"""Two to six models, metric by metric on one edition."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import combinations

import plotly.graph_objects as go

from cache.errors import DamagedFile
from cache.leaderboard import Category
from dashboard import (
    appearances,
    compare_asked,
    compare_data,
    compare_parts,
    compare_view,
    data,
    readable,
)
from dashboard.asking import Given
from dashboard.compare_asked import Asked
from dashboard.compare_view import View
from dashboard.compare_words import alt
from dashboard.data import Key
from dashboard.exhibit import Exhibit, NothingToShow
from dashboard.figures.compare_dots import ROW, compare_dots
from dashboard.figures.compare_radar import compare_radar
from dashboard.figures.fewer import fewer
from dashboard.figures.palette import Theme
from dashboard.figures.shapes import GLYPHS, colour
from dashboard.freshness import edition_label
from dashboard.id_lists import places_of, write_ids
from dashboard.origins import caveats, origin
from dashboard.ranking.head_to_head import Duel
from dashboard.rankings_asked import label
from dashboard.words import Lang, t

PARAMETERS = ("m", "board", "edition", "kind", "pair")


def exhibit(key: Key, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Raises UnknownChoice, NothingToShow, and DamagedFile where the edition cannot be read."""
    ask = Given(params)
    asked = compare_asked.settle(ask, key, lang)
    if len(asked.models) < compare_asked.FEWEST:
        raise NothingToShow(t("compare.too_few", lang))
    if asked.board is None or asked.revision is None:
        raise NothingToShow(t("compare.nothing_shared", lang))
    shown = replace(_shown(key, asked, ask.taken, lang), settled=ask.settled)
    shown = shown.warning(*caveats(asked.revision, lang))
    return shown.noting(readable.notice(key, asked.board, asked.revision, lang))


def _shown(key: Key, asked: Asked, params: Mapping[str, str], lang: Lang, less: int = 0) -> Exhibit:
    """`less`: px that the chart has to be lower."""
    assert asked.board is not None
    assert asked.revision is not None
    shown, id = compare_view.view(key, asked.revision.id, asked.chosen, lang), asked.revision.id
    radar, board = asked.radar and shown.has_radar, label(asked.board, lang)
    drawn = shown.charted if radar else shown.charted[: fewer(len(shown.charted), ROW, less)]

    def figure(theme: Theme, compact: bool) -> go.Figure:
        if radar:
            rows = compare_view.in_published_order(key, id, drawn)
            return compare_radar(rows, shown.present, theme=theme, lang=lang, compact=compact, less=less)
        return compare_dots(drawn, shown.present, theme=theme, lang=lang, compact=compact)

    cut = _cut(len(drawn), len(shown.charted), lang)
    duels = _duels(key, asked)
    counted = {line.id[:2] for duel in duels for line in duel.lines} - {id[:2]}
    return Exhibit(
        page="compare",
        params=params,
        lang=lang,
        title=f"{t('compare.title', lang)} · {board} · {edition_label(id.edition, lang)}",
        subtitle=t("app.list", lang).join(shown.names.values()),
        origins=(origin(asked.revision, board),),
        table=compare_view.table(shown, lang),
        printed=lambda: compare_view.printed(shown, lang),
        figure=figure if drawn else None,
        stem="_".join(("compare", asked.board.id.replace("/", "-"), id.edition, "-".join(asked.models))),
        alt=alt(shown, board, id.edition, lang, radar=radar),
        legend=lambda theme: [
            (colour(place, theme), f"{GLYPHS[place]} {_said(shown, place, lang)}") for place in shown.names
        ],
        shorter=lambda less: _shown(key, asked, params, lang, less),
        of_chart=(cut, t("compare.legend_radar" if radar else "compare.legend", lang)),
        notes=(
            *filter(None, [cut]),
            *compare_parts.notes(shown, radar, lang),
            *_told(key, asked, shown, duels, lang),
        ),
        beyond=len(counted),
        pinned={"board": asked.board.id, "edition": id.edition},
    )


def _cut(drawn: int, total: int, lang: Lang) -> str:
    return t("compare.cut", lang, n=drawn, total=total) if drawn < total else ""


def every(key: Key) -> list[dict[str, str]]:
    """What the page offers first: the best models of the lead board of each category."""
    found = []
    for category in Category:
        for board in data.shelf(key).of(category)[:1]:
            with suppress(DamagedFile):  # told with the board itself
                best = compare_data.best(key, board.newest.id, compare_asked.TOP)
                if len(best) >= compare_asked.FEWEST:
                    found.append({"m": write_ids(places_of(best)), "board": board.id})
    return found


def _said(shown: View, place: int, lang: Lang) -> str:
    gone = f" {t('compare.absent', lang)}" if place in shown.absent else ""
    return shown.names[place] + gone


def _duels(key: Key, asked: Asked) -> list[Duel]:
    found = compare_data.duelled(key, asked.models)
    return [found[pair] for pair in combinations(asked.models, 2) if found[pair].n]


def _told(key: Key, asked: Asked, shown: View, duels: list[Duel], lang: Lang) -> list[str]:
    """A model is called as in the legend beside it."""
    labels = {**appearances.labels(key, lang)} | {id: shown.names[at] for id, at in asked.chosen}
    return [_duel(duel, labels, lang) for duel in duels]


def _duel(duel: Duel, labels: Mapping[str, str], lang: Lang) -> str:
    words = {"first": labels[duel.first], "second": labels[duel.second], "n": duel.n}
    words |= {"wins": duel.wins, "losses": duel.losses, "ties": duel.ties}
    return t("compare.duel_note", lang, mean=compare_parts.signed(duel.mean or 0.0), **words)
