"""Edition by edition, below the chart of Trends: who led, who came and went."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import data, links, style, trends_data
from dashboard.data import Key
from dashboard.freshness import known
from dashboard.markup import hypertext, readable
from dashboard.models_links import model_link
from dashboard.ranking.board import apart
from dashboard.ranking.steps import Step
from dashboard.ranking.trend import Edition
from dashboard.ranking.view import metric_label
from dashboard.trends_asked import Asked, View
from dashboard.words import Lang, counted, t

NUMBERS = ("score", "lead", "models")
COLUMNS = ("edition", "leader", *NUMBERS, "metric", "retrieved", "link")
CHANGES = ("entered", "returned", "dropped")


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
    (best, id), *rest = sorted(here, key=lambda at: (at[0].is_reference, at[0].slot))
    lead = _lead(best.score - rest[0][0].score, edition.places) if rest else t("app.missing", lang)
    cells = {
        "edition": links.within("rankings", lang, name, board=asked.board.id, edition=name),
        "leader": model_link(id, lang, best.name) if asked.by == "model" else hypertext(best.name),
        "score": f"{best.score:.{edition.places}f}",
        "lead": lead,
        "models": f"{edition.ranked:,}",
        "metric": hypertext(metric_label(edition.metric, lang)),
        "retrieved": known(where.retrieved_at),
        "link": style.link(readable(where.url), t("rankings.page", lang)),
    }
    kinds = {"edition": "bd-whole", "retrieved": "bd-whole", "link": "bd-whole"} | dict.fromkeys(
        NUMBERS, "number"
    )
    return "".join(f'<td class="{kinds.get(name, "")}">{cell}</td>' for name, cell in cells.items())


def _lead(lead: float, places: int) -> str:
    """With more decimals than the scores where it would look like none."""
    return f"{abs(lead):.{apart((0.0, lead), places)}f}"


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
