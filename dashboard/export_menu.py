"""The button that takes a view away as a file, the same on every page that has an exhibit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import controls, embedded, exhibits, exports
from dashboard.data import Key
from dashboard.exhibit import Exhibit
from dashboard.exports import Format, Look
from dashboard.exports.names import file_name
from dashboard.markup import markdown
from dashboard.service.settings import settings
from dashboard.words import Lang, t

LOOK = {"theme": ("light", "dark")}  # what can be chosen of a chart, the first by default


def draw(place: DeltaGenerator, key: Key, page: str, params: Mapping[str, str], lang: Lang) -> None:
    """`params`: of the view, settled. Drawn once it is opened; bytes are made when asked for."""
    opened = place.popover(
        t("export.label", lang), icon=":material/download:", key="export", on_change="rerun"
    )
    if not opened.open:
        return
    with opened:
        try:
            shown = exhibits.of(page, key, exhibits.known(page, params), lang)
        except exhibits.UNAVAILABLE as error:
            st.caption(t("export.unavailable", lang, why=markdown(str(error))))
            return
        url = controls.view_url()
        _draw(shown, lang, datetime.now(UTC).date(), url)
        if url:
            _draw_embed(shown, lang, url)


def _draw(shown: Exhibit, lang: Lang, today: date, url: str) -> None:
    chosen = {name: str(st.session_state.get(f"export_{name}") or ids[0]) for name, ids in LOOK.items()}
    look = Look(theme="dark" if chosen["theme"] == "dark" else "light")
    if shown.figure is not None:
        st.caption(t("export.chart", lang))
        _buttons(shown, exports.PICTURES, look, lang, today, url)
    st.caption(t("export.table", lang))
    tables = tuple(format for format in exports.FORMATS if format not in exports.PICTURES)
    _buttons(shown, tables, look, lang, today, url)
    if shown.figure is not None:
        for name, ids in LOOK.items():
            st.segmented_control(
                t(f"export.{name}", lang),
                ids,
                format_func=lambda id: t(f"export.{id}", lang),
                required=True,
                default=ids[0],
                key=f"export_{name}",
            )


def _draw_embed(shown: Exhibit, lang: Lang, url: str) -> None:
    st.caption(t("embed.label", lang))
    st.code(embedded.snippet(shown, url, controls.theme()), language="html", wrap_lines=True)
    st.caption(t("embed.hint" if settings().embed_origins else "embed.closed", lang))


def _buttons(
    shown: Exhibit, formats: tuple[Format, ...], look: Look, lang: Lang, today: date, url: str
) -> None:
    with st.container(horizontal=True, gap="small"):
        for format in formats:
            st.download_button(
                t(f"export.{format}", lang),
                partial(exports.made, shown, format, look, url),
                file_name=file_name(shown.stem, format, today),
                mime=exports.MIME[format],
                key=f"export_{format}",
                on_click="ignore",
            )
