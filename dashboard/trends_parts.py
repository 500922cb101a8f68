"""What stands on the page Trends: the chart, its table, and what is said below it."""

from __future__ import annotations

import re

import streamlit as st

from dashboard import controls, data, style, table_names, trends_data, trends_notes, trends_words, upkeep
from dashboard.column_order import fitting
from dashboard.data import Board, Key
from dashboard.drawn import ROW_HEIGHT, SCROLLED, WHOLE
from dashboard.figures.palette import Theme
from dashboard.figures.template import CONFIG
from dashboard.freshness import STALE_AFTER, dated, days_unchanged
from dashboard.markup import hypertext, readable
from dashboard.rankings_asked import label
from dashboard.trends_asked import Asked, View
from dashboard.words import Lang, t

RANKINGS = "app_pages/rankings.py"
COMPACT_NAME = 148  # px
_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")


@st.cache_data(show_spinner=False, max_entries=128)
def chart(
    key: Key,
    view: View,  # noqa: ARG001
    _asked: Asked,
    theme: Theme,
    lang: Lang,
    *,
    compact: bool,
    column: bool,
) -> None:
    """`view` tells one chart from another; the rest of `_asked` follows from it and the store."""
    figure = trends_words.figure(key, _asked, lang, theme, compact, column)
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=trends_words.alt(key, _asked, lang))


@st.cache_data(show_spinner=False, max_entries=128)
def table(key: Key, view: View, _asked: Asked, lang: Lang, compact: bool) -> None:  # noqa: ARG001 - as above
    shown = trends_words.table(key, _asked, lang)
    name, note, column = str(shown.columns[0]), t("column.note", lang), st.column_config
    places = trends_words.places(key, _asked) if _asked.y == "score" else {}
    width = COMPACT_NAME if compact else fitting(shown[name])
    shown = table_names.fitted(shown, {name: width})
    st.dataframe(
        shown,
        column_config={name: column.TextColumn(name, pinned=True, width=width)}
        | {at: column.TextColumn(at, width=table_names.room(shown[at])) for at in (note,) if at in shown}
        | table_names.whole_columns(shown, {}, lang)
        | {
            str(at): column.NumberColumn(str(at), width=92, format=f"%.{places.get(str(at), 0)}f")
            for at in shown.select_dtypes("number").columns
        },
        hide_index=True,
        row_height=ROW_HEIGHT,
        height="content" if len(shown) <= WHOLE else SCROLLED,
        placeholder=t("app.missing", lang),
        alt=trends_words.alt(key, _asked, lang),
    )


def legend(key: Key, asked: Asked, theme: Theme, lang: Lang, compact: bool) -> str:
    """On a phone the names the chart has no room for; everywhere who is chosen but not here."""
    marks = [
        f'<span><span class="bd-shape" style="color: {colour}" aria-hidden="true">{words[0]}</span>'
        f" {_unbroken(hypertext(words[2:]))}</span>"
        for colour, words in (trends_words.legend(key, asked, theme, lang) if compact else ())
    ]
    drawn = {id for id, _ in asked.picks}
    marks += [
        f'<span class="bd-quiet">{hypertext(t("trends.absent", lang, name=id))}</span>'
        for id, _ in asked.chosen
        if id not in drawn
    ]
    return f'<div class="bd-legend">{"".join(marks)}</div>' if marks else ""


def _unbroken(text: str) -> str:
    """HTML whose days are on one line each."""
    return _DAY.sub(r'<span class="bd-whole">\g<0></span>', text)


@st.cache_data(show_spinner=False, max_entries=128)
def below(key: Key, view: View, _asked: Asked, lang: Lang) -> None:  # noqa: ARG001
    st.html(below_text(key, _asked, lang))


def below_text(key: Key, asked: Asked, lang: Lang) -> str:
    """How to read the chart, and where its numbers are from."""
    trend, board = asked.trend(key), asked.board
    found = [data.edition(key, at.id)[0] for at in trend.editions]
    times = [dated(when, lang) for when in sorted(at.provenance.retrieved_at for at in found)]
    said = t(
        "trends.source",
        lang,
        board=hypertext(label(board, lang)),
        span=_unbroken(hypertext(trends_words.span(trend, lang))),
        time=times[0] if times[0] == times[-1] else f"{times[0]} – {times[-1]}",
        page=style.link(readable(found[-1].provenance.url), t("rankings.page", lang)),
    )
    notes = "".join(f"<p>{hypertext(line)}</p>" for line in trends_notes.notes(key, asked, lang))
    return f'<p class="bd-quiet">{said}</p><div class="bd-notes">{notes}</div>'


def above(key: Key, asked: Asked, lang: Lang) -> str:
    """HTML: that the source has long not published another edition, and that there is no line to see."""
    said = trends_notes.unjoined(asked.trend(key), asked, lang)
    lines = [aged(key, asked.board, lang), hypertext(said)]
    return "".join(f'<p class="bd-quiet">{line}</p>' for line in lines if line)


def aged(key: Key, board: Board, lang: Lang) -> str:
    """HTML: how long ago the newest edition was, where that is long; as on the other pages."""
    newest = trends_data.newest(key, board.id)
    days = days_unchanged(newest, upkeep.checked_at(key, newest.id)) or 0
    if days < STALE_AFTER:
        return ""
    edition = hypertext(t("rankings.edition_word", lang, edition=newest.id.edition))
    return f"{edition} {style.badge(t('badge.stale', lang, n=days), 'orange', 'schedule')}"


def only_one(key: Key, board: Board, lang: Lang) -> None:
    """What a board without a trend has instead."""
    st.info(trends_notes.why_none(key, board, lang), icon=":material/timeline:")
    st.page_link(
        RANKINGS,
        label=t("trends.to_rankings", lang),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=controls.carried(board=board.id),
    )
