"""The button that takes a view away as a file, the same on every page that has an exhibit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, cast

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import controls, damage, embedded, exhibits, exports
from dashboard.data import Key
from dashboard.drawing.errors import ExportError, NoBrowser
from dashboard.exhibit import Exhibit
from dashboard.exports import Format, Look
from dashboard.exports.address import lasting
from dashboard.exports.names import name_of
from dashboard.exports.spreadsheet_text import guards_any
from dashboard.exports.without_chart import no_chart
from dashboard.figures.palette import Theme
from dashboard.markup import markdown
from dashboard.service.meters import EXPORT_FAILURES, EXPORTS
from dashboard.service.settings import settings
from dashboard.words import Lang, counted, t

WIDTH = 440  # px: a row of formats
SCALES = tuple(map(str, exports.SCALES))
CHOICES: dict[str, Sequence[str]] = {"size": exports.SIZES, "scale": SCALES, "ground": exports.GROUNDS}
DEFAULTS = {"size": "screen", "scale": "2", "ground": "light"}


def draw(place: DeltaGenerator, key: Key, page: str, params: Mapping[str, str], lang: Lang) -> None:
    """`params`: of the view, settled. Drawn once it is opened; bytes are made when asked for."""
    opened = place.popover(
        t("export.label", lang), icon=":material/download:", key="export", on_change="rerun"
    )
    if opened.open:
        with opened.container(width="stretch" if controls.compact() else WIDTH):
            _menu(key, page, exhibits.known(page, params), lang, controls.view_url(), controls.theme())


@st.fragment
def _menu(key: Key, page: str, params: Mapping[str, str], lang: Lang, url: str, theme: Theme) -> None:
    """A choice made here draws this anew, not the page."""
    full = exhibits.narrowed(page, params) and st.toggle(t("export.full", lang), key="export_full")
    try:
        shown = exhibits.of(page, key, params, lang, full=full)
    except exhibits.UNAVAILABLE as error:
        st.caption(t("export.unavailable", lang, why=markdown(damage.told(error, lang))))
        return
    look = _look()
    lasts = lasting(shown, url) if url else ""
    if shown.figure is None:
        st.caption(t(no_chart(shown).word, lang))
    else:
        tabular = shown.settled.get("view") == "table"
        st.caption(t("export.chart_of_table" if tabular else "export.chart", lang))
        images = exports.browser_path() is not None
        _buttons(shown, exports.PICTURES if images else ("html",), look, lang, lasts)
        _choices(("size", "scale", "ground") if images else ("ground",), lang)
        if not images:
            st.caption(t(NoBrowser.word, lang))
    narrowed = exhibits.narrowed(page, params) and not full
    shown = _with_rows(shown, lang, narrowed=narrowed)
    _buttons(shown, exports.TABLE_FORMATS, look, lang, lasts)
    if guards_any(shown.table):
        st.caption(t("export.guarded", lang))
    st.caption(t("export.bundle", lang))
    _buttons(shown, ("zip",), look, lang, lasts)
    if url:
        _draw_embed(shown, lang, url, theme)


def _with_rows(shown: Exhibit, lang: Lang, *, narrowed: bool) -> Exhibit:
    """With the rows that its files are to have, of which it says how many: of a chart that shows fewer than
    there are, its own or all."""
    every = "export.rows_filtered" if narrowed else "export.rows"
    if shown.charted_rows is None or shown.settled.get("view") == "table":
        st.caption(counted(every, lang, len(shown.table)))
        return shown
    choices = {"all": len(shown.table), "chart": len(shown.charted_rows)}
    words = {"all": every, "chart": "export.rows_charted"}
    chosen = st.radio(
        t("export.table", lang),
        list(choices),
        format_func=lambda id: counted(words[id], lang, choices[id]),
        key="export_rows",
    )
    return shown.with_charted_rows() if chosen == "chart" else shown


def _look() -> Look:
    """As chosen in this session."""
    chosen = {name: str(st.session_state.get(f"export_{name}") or DEFAULTS[name]) for name in CHOICES}
    return Look(**cast(Any, chosen | {"scale": int(chosen["scale"])}))


def _choices(names: Sequence[str], lang: Lang) -> None:
    for name in names:
        st.segmented_control(
            t(f"export.{name}", lang),
            CHOICES[name],
            format_func=lambda id: f"{id}×" if id in SCALES else t(f"export.{id}", lang),
            required=True,
            default=DEFAULTS[name],
            key=f"export_{name}",
        )


def _buttons(shown: Exhibit, formats: Sequence[Format], look: Look, lang: Lang, url: str) -> None:
    with st.container(horizontal=True, gap="small"):
        for format in formats:
            st.download_button(
                t(f"export.{format}", lang),
                partial(_made, shown, format, look, url),
                file_name=name_of(shown, format, look),
                mime=exports.MIME[format],
                key=f"export_{format}",
                on_click="ignore",
            )


def _draw_embed(shown: Exhibit, lang: Lang, url: str, theme: Theme) -> None:
    st.caption(t("embed.label", lang))
    st.code(embedded.snippet(shown, url, theme), language="html", wrap_lines=True)
    st.caption(t("embed.hint" if settings().embed_origins else "embed.closed", lang))


def _made(shown: Exhibit, format: Format, look: Look, url: str) -> bytes:
    try:
        content = exports.made(shown, format, look, url)
    except ExportError:
        EXPORT_FAILURES.labels(format).inc()
        raise
    EXPORTS.labels(format).inc()
    return content
