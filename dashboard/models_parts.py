"""What stands on the page of one model."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import (
    controls,
    data,
    folds,
    links,
    models_data,
    models_facts,
    models_profile,
    models_table,
    models_words,
    readings,
    style,
)
from dashboard.catalog.categories import category_label
from dashboard.data import Key
from dashboard.figures.palette import Theme
from dashboard.figures.template import CONFIG
from dashboard.freshness import dated, edition_label
from dashboard.markup import hypertext, readable
from dashboard.models_asked import BOARD, SEARCH
from dashboard.rankings_asked import distinct, label
from dashboard.words import Lang, t

FOLDS = ("every", "names")


def draw_search(lang: Lang) -> None:
    st.text_input(
        t("models.search", lang),
        placeholder=t("models.search_hint", lang),
        icon=":material/search:",
        live=True,
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
    revision = models_data.revision(key, at)
    said = t(
        "rankings.source",
        lang,
        board=hypertext(models_words.board_name(key, at, lang)),
        edition=hypertext(edition_label(at.id.edition, lang)),
        time=dated(revision.provenance.retrieved_at, lang),
        revision=revision.revision,
        page=style.link(readable(revision.provenance.url), t("rankings.page", lang)),
    )
    legend = hypertext(t("models.legend", lang))
    return f'<p class="bd-quiet">{legend}</p><p class="bd-quiet">{said}</p>'


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


def draw_folds(key: Key, id: str, lang: Lang, theme: Theme, compact: bool, day: date | None = None) -> None:
    """Sent to who unfolds them."""

    def every() -> None:
        rows = models_table.MOST
        models_table.draw(key, id, lang, theme, whole=True, compact=compact, rows=rows, day=day)

    def names() -> None:
        st.html(spellings(key, id, lang))

    folds.draw("every", t("models.every", lang), ":material/table:", every, lang)
    folds.draw("names", t("models.names", lang), ":material/label:", names, lang)
