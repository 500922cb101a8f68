"""What stands on the page of one model."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import (
    controls,
    data,
    links,
    models_data,
    models_facts,
    models_profile,
    models_words,
    readings,
    style,
)
from dashboard.asking import LONGEST_TEXT
from dashboard.catalog.categories import category_label
from dashboard.column_order import fitting
from dashboard.data import Key
from dashboard.drawn import ROW_HEIGHT, SCROLLED
from dashboard.figures.palette import Theme, palette
from dashboard.figures.template import CONFIG, units
from dashboard.freshness import edition_label, moment
from dashboard.id_lists import write_ids
from dashboard.markup import hypertext, readable
from dashboard.models_asked import BOARD, SEARCH
from dashboard.models_data import Score
from dashboard.models_links import model_link
from dashboard.models_profile import Rival
from dashboard.rankings_asked import distinct, label
from dashboard.words import Lang, counted, t

LETTER, BESIDE = 6.4, 24  # px of a Latin letter in a header, and beside its text
WIDEST = 190  # px of a column of names
ROWS = 14  # of a table shown without scrolling
FIRST = ["board", "edition", "beaten", "position"]  # on a phone
BARE = {"metric"}  # columns that the table of leading scores does without


def draw_search(lang: Lang) -> None:
    st.text_input(
        t("models.search", lang),
        placeholder=t("models.search_hint", lang),
        icon=":material/search:",
        live=True,
        max_chars=LONGEST_TEXT,
        **controls.widget(SEARCH),
    )


def above(key: Key, id: str, lang: Lang) -> str:
    back = links.within("models", lang, t("models.back", lang), kind="bd-back")
    head = f'<p class="bd-quiet">{back}</p>{models_facts.badges(key, id, lang)}'
    if not models_data.scores(key, id):
        return head + models_facts.facts(key, id, lang) + unscored(key, id, lang)
    return head + models_facts.figures(key, id, lang) + models_facts.facts(key, id, lang)


def unscored(key: Key, id: str, lang: Lang) -> str:
    """No public score, and for which kind of model it stands as an example."""
    kinds = models_words.categories(key, id)
    kind = t("models.example", lang, category=category_label(kinds[0], lang)) if kinds else ""
    return f'<p class="bd-none">{hypertext(t("models.unscored", lang))} {hypertext(kind)}</p>'


@st.cache_data(show_spinner=False, max_entries=256)
def table(
    key: Key, id: str, lang: Lang, theme: Theme, whole: bool, compact: bool, day: date | None = None
) -> None:
    """Its leading score in every edition, or (`whole`) every score."""
    found = models_data.scores(key, id, day) if whole else models_data.leading(key, id, day)
    shown = models_words.table(key, found, lang)
    if not whole:
        shown = shown.drop(columns=list(BARE))
    if compact:
        shown = shown[[*FIRST, *(name for name in shown if name not in FIRST)]]
    st.dataframe(
        shown,
        column_config=_columns(shown, lang, theme, compact),
        hide_index=True,
        row_height=ROW_HEIGHT,
        height="content"
        if len(shown) <= ROWS
        else (SCROLLED if whole else ROW_HEIGHT * (ROWS + 1) + ROW_HEIGHT // 2),
        placeholder=t("app.missing", lang),
        alt=counted("models.alt_table", lang, len(shown), model=models_words.name(key, id, lang)),
    )


def _columns(shown: pd.DataFrame, lang: Lang, theme: Theme, compact: bool) -> dict[str, Any]:
    labels, column = models_words.labels(lang), st.column_config
    found: dict[str, Any] = {
        "board": column.TextColumn(
            labels["board"], pinned=compact, width=140 if compact else min(WIDEST, fitting(shown["board"]))
        ),
        "beaten": column.ProgressColumn(
            labels["beaten"],
            min_value=0,
            max_value=100,
            format="%.0f%%",
            width=112,
            color=palette(theme).category[next(iter(palette(theme).category))],
        ),
        "printed": column.TextColumn(labels["printed"], width=min(WIDEST, fitting(shown["printed"]))),
        "score": column.NumberColumn(labels["score"], width=72),
        "source": column.LinkColumn(labels["source"], display_text=t("sources.open", lang), width=62),
        "edition": column.TextColumn(labels["edition"], width=80),
        "metric": column.TextColumn(labels["metric"]),
    }
    for name in ("rank", "position", "field"):
        found[name] = column.NumberColumn(labels[name], width=round(LETTER * units(labels[name])) + BESIDE)
    return {name: config for name, config in found.items() if name in shown}


def draw_board(key: Key, id: str, lang: Lang, day: date | None = None) -> None:
    boards = data.shelf(key).boards
    profiled = models_profile.profiled(key, id, day)
    labels = distinct({board: label(boards[board], lang) for board in profiled})
    st.selectbox(
        t("models.profile_board", lang),
        list(labels),
        format_func=labels.__getitem__,
        **controls.widget(BOARD),
    )


@st.cache_data(show_spinner=False, max_entries=256)
def profile(
    key: Key, id: str, board: str, lang: Lang, theme: Theme, compact: bool, day: date | None = None
) -> None:
    figure = models_words.figure(key, id, board, lang, theme, compact, day)
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=models_words.alt(key, id, board, lang, day))


def below_profile(key: Key, id: str, board: str, lang: Lang, day: date | None = None) -> str:
    at = models_profile.profiled(key, id, day)[board][0].score
    revision = data.edition(key, at.id)[0]
    said = t(
        "rankings.source",
        lang,
        board=hypertext(models_words.board_name(key, at, lang)),
        edition=hypertext(edition_label(at.id.edition, lang)),
        time=moment(revision.provenance.retrieved_at),
        revision=revision.revision,
        page=style.link(readable(revision.provenance.url), t("rankings.page", lang)),
    )
    legend = hypertext(t("models.legend", lang))
    return f'<p class="bd-quiet">{legend}</p><p class="bd-quiet">{said}</p>'


def _history(key: Key, id: str, lang: Lang) -> str:
    """Its positions over the editions of each board that has it in several."""
    found = models_profile.history(key, id)
    if not found:
        return ""
    lines = ""
    for board, points in found.items():
        name = models_words.board_name(key, points[0], lang)
        trend = links.within("trends", lang, name, board=board, m=write_ids({id: 0}))
        lines += f"<dt>{trend}</dt><dd>{' → '.join(_point(at, lang) for at in points)}</dd>"
    heading = style.section(t("models.history", lang), t("models.history_caption", lang))
    return f'{heading}<dl class="bd-apart">{lines}</dl>'


def _point(at: Score, lang: Lang) -> str:
    edition = links.within("rankings", lang, at.id.edition, board=at.board, edition=at.id.edition)
    return f'<span class="bd-whole">{edition} <b>{at.position}</b>/{at.models}</span>'


def beside(key: Key, id: str, lang: Lang) -> str:
    """HTML: its history, its rivals with a link to the comparison, and its family."""
    parts = [_history(key, id, lang), _rivals(key, id, lang), _family(key, id, lang)]
    lists = "".join(f"<div>{part}</div>" for part in parts if part)
    return f'<div class="bd-three">{lists}</div>' if lists else ""


def _rivals(key: Key, id: str, lang: Lang) -> str:
    found = models_profile.rivals(key, id)
    if not found:
        return ""
    lines = "".join(
        f"<li>{model_link(at.id, lang, models_words.name(key, at.id, lang))} · "
        f"{links.within('compare', lang, t('models.compare', lang), m=write_ids({id: 0, at.id: 1}))} "
        f'<span class="bd-quiet">{_shared(at, lang)}</span></li>'
        for at in found
    )
    caption = f'<p class="bd-quiet">{hypertext(t("models.rivals_caption", lang))}</p>'
    return f'<h2 class="bd-section">{t("models.rivals", lang)}</h2>{caption}<ul class="bd-list">{lines}</ul>'


def _shared(at: Rival, lang: Lang) -> str:
    return counted("models.shared", lang, at.boards, apart=f"{at.apart:.0%}")


def _family(key: Key, id: str, lang: Lang) -> str:
    members = models_data.family(key, id)
    if not members:
        return ""
    settings = [other for other in members if models_data.is_setting_of(id, other)]
    others = [other for other in members if other not in settings]
    parts = [
        f'<h3>{t(f"models.{word}", lang)}</h3><ul class="bd-list">{_members(key, ids, lang)}</ul>'
        for word, ids in (("settings", settings), ("members_title", others))
        if ids
    ]
    family = hypertext(models_data.family_of(id))
    return f'<h2 class="bd-section">{t("models.family_of", lang, family=family)}</h2>{"".join(parts)}'


def _members(key: Key, ids: Sequence[str], lang: Lang) -> str:
    known = models_data.summaries(key)
    lines = []
    for id in ids:
        told = known.get(id)
        said = t("models.unscored_short", lang)
        if told:
            said = counted(
                "models.on_boards", lang, told.boards, beaten=models_words.percent(told.median, lang)
            )
        lines.append(
            f"<li>{model_link(id, lang, models_words.name(key, id, lang))} "
            f'<span class="bd-quiet">{hypertext(said)}</span></li>'
        )
    return "".join(lines)


def spellings(key: Key, id: str, lang: Lang) -> str:
    """HTML of a table: each name that stands for the model, why, and where it was seen."""
    boards, lines = data.shelf(key).boards, []
    for at in models_profile.spellings(key, id):
        named = t("app.list", lang).join(label(boards[board], lang) for board in at.boards)
        when = at.first if at.first == at.last else f"{at.first} – {at.last}"
        cells = (at.raw, readings.reason_told(at.reason, lang), when or t("app.missing", lang), named)
        lines.append("".join(f"<td>{hypertext(cell)}</td>" for cell in cells))
    heads = "".join(f"<th>{t(f'models.{word}', lang)}</th>" for word in ("spelling", "why", "seen", "where"))
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<div class="bd-wide"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'
