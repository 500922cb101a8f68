"""What stands on the page Trends: its controls, the chart, and what is said below it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import streamlit as st

from dashboard import controls, data, links, style, trends_data, trends_words
from dashboard.column_order import fitting
from dashboard.data import Board, Key
from dashboard.drawn import ROW_HEIGHT, SCROLLED, WHOLE
from dashboard.figures.palette import Theme
from dashboard.figures.template import CONFIG
from dashboard.freshness import moment
from dashboard.id_lists import MOST
from dashboard.markup import hypertext, plain, readable
from dashboard.models_links import model_link
from dashboard.ranking.trend import BYS, By, Edition, Step
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import distinct, label
from dashboard.trends_asked import YS, Asked, View
from dashboard.words import Lang, counted, t

RANKINGS = "app_pages/rankings.py"
NUMBERS = ("score", "lead", "models")
COLUMNS = ("edition", "leader", *NUMBERS, "metric", "retrieved", "link")
CHANGES = ("entered", "returned", "dropped")


def draw_board(key: Key, lang: Lang) -> None:
    """Those with several editions first, each with how many it has."""
    boards, several = data.shelf(key).boards, trends_data.trending(key)
    labels = distinct({id: label(board, lang) for id, board in boards.items()})
    counts = {id: len(trends_data.dated(board)) for id, board in boards.items()}
    st.selectbox(
        t("rankings.board", lang),
        [*several, *(id for id in boards if id not in several)],
        format_func=lambda id: counted("trends.board", lang, counts[id], board=labels[id]),
        **controls.widget("board"),
    )


def draw_metric(key: Key, asked: Asked, lang: Lang) -> None:
    known, id = data.metrics(), trends_data.editions(key, asked.board.id, asked.day).read[-1].id
    names = trends_data.metrics(key, asked.board.id, asked.day)
    labels = distinct({name: metric_label(known.of(id, name), lang) for name in names})
    st.selectbox(
        t("rankings.metric", lang),
        names,
        format_func=labels.__getitem__,
        **controls.widget("metric"),
    )


def draw_switch(name: str, options: tuple[str, ...], lang: Lang) -> None:
    st.segmented_control(
        t(f"trends.{name}", lang),
        options,
        format_func=lambda id: t(f"trends.{name}_{id}", lang),
        required=True,
        **controls.widget(name),
    )


@lru_cache(maxsize=128)
def _labels(key: Key, board: str, metric: str, by: By, day: date | None) -> dict[str, str]:
    tracks = trends_data.of(key, board, metric, by, day).tracks
    return distinct({track.id: plain(track.label) for track in tracks})


def draw_picks(key: Key, asked: Asked, lang: Lang) -> None:
    """The lines of the board, and what is chosen but not on it."""
    here = _labels(key, asked.board.id, asked.metric.name, asked.by, asked.day)
    absent = [id for id, _ in asked.chosen if id not in here]
    labels = {**here, **{id: t("trends.absent", lang, name=id) for id in absent}}
    st.multiselect(
        t("trends.m", lang, n=MOST),
        list(labels),
        format_func=labels.__getitem__,
        max_selections=MOST,
        placeholder=t("trends.m_hint", lang),
        **controls.widget("m"),
    )


def draw(key: Key, asked: Asked, lang: Lang) -> None:
    """All controls below the board; on a phone what matters less is folded in."""
    if controls.compact():
        said = t(
            "trends.more", lang, metric=metric_label(asked.metric, lang), by=t(f"trends.by_{asked.by}", lang)
        )
        with st.expander(said, icon=":material/tune:", key="trends_more"):
            draw_metric(key, asked, lang)
            draw_switch("by", BYS, lang)
        draw_picks(key, asked, lang)
        draw_switch("y", YS, lang)
        return
    first, second, third = st.columns([6, 2, 2], vertical_alignment="bottom")
    with first:
        draw_picks(key, asked, lang)
    with second:
        draw_switch("y", YS, lang)
    with third:
        draw_switch("by", BYS, lang)


@st.cache_data(show_spinner=False, max_entries=128)
def chart(key: Key, view: View, _asked: Asked, theme: Theme, compact: bool, lang: Lang) -> None:  # noqa: ARG001
    """`view` tells one chart from another; the rest of `_asked` follows from it and the store."""
    figure = trends_words.figure(key, _asked, lang, theme, compact)
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=trends_words.alt(key, _asked, lang))


@st.cache_data(show_spinner=False, max_entries=128)
def table(key: Key, view: View, _asked: Asked, lang: Lang, compact: bool) -> None:  # noqa: ARG001 - as above
    shown = trends_words.table(key, _asked, lang)
    name, column = str(shown.columns[0]), st.column_config
    width = 148 if compact else fitting(shown[name])
    st.dataframe(
        shown,
        column_config={name: column.TextColumn(name, pinned=True, width=width)}
        | {str(at): column.NumberColumn(str(at), width=92) for at in shown.select_dtypes("number").columns},
        hide_index=True,
        row_height=ROW_HEIGHT,
        height="content" if len(shown) <= WHOLE else SCROLLED,
        placeholder=t("app.missing", lang),
        alt=trends_words.alt(key, _asked, lang),
    )


def legend(key: Key, asked: Asked, theme: Theme, lang: Lang, compact: bool) -> str:
    """On a phone the names the chart has no room for; everywhere who is chosen but not here."""
    marks = [
        f'<span><i style="background: {colour}; border-radius: 50%"></i>{hypertext(words)}</span>'
        for colour, words in (trends_words.legend(key, asked, theme, lang) if compact else ())
    ]
    drawn = {id for id, _ in asked.picks}
    marks += [
        f'<span class="bd-quiet">{hypertext(t("trends.absent", lang, name=id))}</span>'
        for id, _ in asked.chosen
        if id not in drawn
    ]
    return f'<div class="bd-legend">{"".join(marks)}</div>' if marks else ""


@st.cache_data(show_spinner=False, max_entries=128)
def below(key: Key, view: View, _asked: Asked, lang: Lang) -> None:  # noqa: ARG001
    st.html(below_text(key, _asked, lang))


def below_text(key: Key, asked: Asked, lang: Lang) -> str:
    """How to read the chart, and where its numbers are from."""
    trend, board = asked.trend(key), asked.board
    found = [data.edition(key, at.id)[0] for at in trend.editions]
    times = sorted(moment(at.provenance.retrieved_at) for at in found)
    said = t(
        "trends.source",
        lang,
        board=hypertext(label(board, lang)),
        span=trends_words.span(trend, lang),
        time=times[0] if times[0] == times[-1] else f"{times[0]} – {times[-1]}",
        page=style.link(readable(found[-1].provenance.url), t("rankings.page", lang)),
    )
    notes = "".join(f"<p>{hypertext(line)}</p>" for line in trends_words.notes(key, asked, lang))
    return f'<p class="bd-quiet">{said}</p><div class="bd-notes">{notes}</div>'


@st.cache_data(show_spinner=False, max_entries=128)
def editions(key: Key, view: View, _asked: Asked, lang: Lang) -> None:  # noqa: ARG001
    st.html(editions_text(key, _asked, lang))


def editions_text(key: Key, asked: Asked, lang: Lang) -> str:
    """HTML of a table: who led each edition and by how much, and where it is from; the newest first."""
    heads = "".join(
        f"<th{' class=number' if name in NUMBERS else ''}>{t(f'trends.{name}', lang)}</th>"
        for name in COLUMNS
    )
    rows = (_edition(key, asked, edition, lang) for edition in reversed(asked.trend(key).editions))
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f'<div class="bd-wide"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>'


def _edition(key: Key, asked: Asked, edition: Edition, lang: Lang) -> str:
    name, where = edition.id.edition, data.edition(key, edition.id)[0].provenance
    here = [(track.points[name], track.id) for track in asked.trend(key).tracks if name in track.points]
    (best, id), *rest = sorted(here, key=lambda at: at[0].slot)
    lead = f"{round(abs(best.score - rest[0][0].score), 6):g}" if rest else t("app.missing", lang)
    cells = {
        "edition": links.within("rankings", lang, name, board=asked.board.id, edition=name),
        "leader": model_link(id, lang, best.name) if asked.by == "model" else hypertext(best.name),
        "score": f"{best.score:.10g}",
        "lead": lead,
        "models": f"{edition.models:,}",
        "metric": hypertext(metric_label(edition.metric, lang)),
        "retrieved": moment(where.retrieved_at),
        "link": style.link(readable(where.url), t("rankings.page", lang)),
    }
    kinds = {"edition": "bd-whole", "retrieved": "bd-whole", "link": "bd-whole"} | dict.fromkeys(
        NUMBERS, "number"
    )
    return "".join(f'<td class="{kinds.get(name, "")}">{cell}</td>' for name, cell in cells.items())


@st.cache_data(show_spinner=False, max_entries=128)
def changes(key: Key, board: str, lang: Lang, day: date | None = None) -> None:
    """What each edition brought and took, the newest first."""
    st.html("".join(_step(step, lang) for step in reversed(trends_data.changes(key, board, day))))


def _step(step: Step, lang: Lang) -> str:
    separator, lines = t("app.list", lang), []
    for word in CHANGES:
        if named := getattr(step, word):
            said = separator.join(model_link(id, lang, name) for id, name in named)
            lines.append((counted(f"trends.{word}", lang, len(named)), said))
    if step.renamed:
        said = separator.join(
            f"{hypertext(before)} → {model_link(id, lang, after)}" for id, before, after in step.renamed
        )
        lines.append((counted("trends.renamed", lang, len(step.renamed)), said))
    if not lines:
        lines.append((t("trends.unchanged", lang), ""))
    told = "".join(f"<dt>{word}</dt><dd>{said}</dd>" for word, said in lines)
    heading = f"{hypertext(step.before)} → {hypertext(step.after)}"
    return f'<h3 class="bd-step">{heading}</h3><dl class="bd-apart">{told}</dl>'


def only_one(key: Key, board: Board, lang: Lang) -> None:
    """What a board without a trend has instead."""
    known = trends_data.editions(key, board.id)
    word = "only_damaged" if known.damaged else "only_undated" if known.undated and known.read else "single"
    word = "only_newer" if known.several else word  # than the day the view is of
    st.info(t(f"trends.{word}", lang), icon=":material/timeline:")
    st.page_link(
        RANKINGS,
        label=t("trends.to_rankings", lang),
        icon=":material/arrow_forward:",
        icon_position="right",
        query_params=controls.carried(board=board.id),
    )
