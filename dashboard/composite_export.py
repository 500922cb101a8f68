"""The files of a composite: the chart as a page of its own, the numbers as a table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cache.leaderboard import Category
from dashboard import composite_parts, controls
from dashboard.catalog.categories import category_label
from dashboard.composite_controls import Asked, as_of_said, word, written
from dashboard.export import chart_html, csv_bytes, file_name
from dashboard.figures.composite import composite_dots
from dashboard.figures.palette import Theme
from dashboard.freshness import moment
from dashboard.ranking.composite import Composite
from dashboard.words import Lang, t

COLUMNS = {
    **{"rank": "composite_rank", "name": "model", "score": "composite_score", "low": "low", "high": "high"},
    **{"rank_low": "rank_from", "rank_high": "rank_to", "families": "benchmarks", "coverage": "tables"},
}


def draw(
    place: DeltaGenerator, shown: pd.DataFrame, found: Composite, asked: Asked, lang: Lang, today: date
) -> None:
    """Their bytes are made when they are asked for."""
    category = asked.choice.category
    with place.popover(t("export.label", lang), icon=":material/download:", key="export"):
        theme: Theme = "dark" if st.session_state.get("export_theme") == "dark" else "light"
        url = controls.view_url()
        files: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
            ("html", "text/html", lambda: page(shown, found, asked, lang, theme, url)),
            ("csv", "text/csv", lambda: table(shown, found, asked, lang, url)),
        )
        for ext, mime, content in files:
            st.caption(t("export.chart" if ext == "html" else "export.table", lang))
            st.download_button(
                t(f"export.{ext}", lang),
                content,
                file_name=file_name(f"composite-{category}", "", asked.method, ext, today),
                mime=mime,
                key=f"export_{ext}",
                on_click="ignore",
            )
        st.segmented_control(
            t("export.theme", lang),
            ("light", "dark"),
            format_func=lambda id: t(f"export.{id}", lang),
            required=True,
            default="light",
            key="export_theme",
        )


def table(shown: pd.DataFrame, found: Composite, asked: Asked, lang: Lang, url: str) -> bytes:
    names = {name: t(f"column.{label}", lang) for name, label in COLUMNS.items()}
    where = {
        t("composite.method", lang): t(word(asked.method), lang),
        t("composite.boards_word", lang): " ".join(table.name for table in found.main_tables),
        t("column.weight", lang): written(dict(asked.weights)),
        t("sources.retrieved", lang): moment(_retrieved(found)),
        t("figure.view", lang): url,
    }
    rounded = shown[list(names)].round({"score": 4, "low": 4, "high": 4})
    return csv_bytes(rounded.rename(columns=names), where)


def page(shown: pd.DataFrame, found: Composite, asked: Asked, lang: Lang, theme: Theme, url: str) -> bytes:
    category: Category = asked.choice.category
    figure = composite_dots(shown, found.benchmarks, theme=theme, lang=lang, category=category)
    said = [
        t(word(asked.method), lang),
        t("composite.made_of", lang, n=found.benchmarks, tables=len(found.main_tables)),
    ]
    if asked.choice.as_of:
        said.append(as_of_said(asked, lang))
    if asked.weights:
        said.append(written(dict(asked.weights)))
    return chart_html(
        figure,
        title=f"{t('composite.title', lang)} · {category_label(category, lang)}",
        subtitle=" · ".join(said),
        source=t("app.list", lang).join(sorted({table.family for table in found.main_tables})),
        source_url="",
        retrieved=_retrieved(found),
        view_url=url,
        lang=lang,
        theme=theme,
        alt=composite_parts.alt(shown, found, category, lang),
        notes=composite_parts.notes(shown, found, lang),
    )


def _retrieved(found: Composite) -> datetime:
    return max(table.revision.provenance.retrieved_at for table in found.main_tables)
