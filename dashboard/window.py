"""How wide the reader's window is, as far as layouts and charts differ by it.

The page's document tells it by a cookie before Streamlit connects, and ticks a hidden choice whenever the
window comes to have another width (see `assets/window.js`). Who sends no cookie is taken by the name of the
browser.
"""

from __future__ import annotations

from typing import Literal, get_args

import streamlit as st

from dashboard.exhibit import COLUMN
from dashboard.words import Lang, t

Width = Literal["narrow", "column", "middle", "wide"]
WIDTHS: tuple[Width, ...] = get_args(Width)
# px from which a window has one of the later widths: room for the chart of a report's column; for controls
# side by side and a whole chart below them; for a chart beside a table.
STARTS = (680, 1000, 1200)
AROUND = 90  # px of a window beside its content
COOKIE = "bangdan_window"
KEY = "window_width"


def width() -> Width:
    """A frame is drawn by its own width: see `embedded`."""
    if st.context.is_embedded:
        return _by_agent()
    said = st.session_state.get(KEY) or st.context.cookies.get(COOKIE)
    return next((width for width in WIDTHS if width == said), None) or _by_agent()


def room() -> int:
    """px that a chart has at least; 0 where it is drawn for a phone, or for a wide window."""
    return {"narrow": 0, "column": COLUMN, "middle": STARTS[1] - AROUND, "wide": 0}[width()]


def draw(lang: Lang) -> None:
    """The hidden choice."""
    if not st.context.is_embedded:
        st.session_state.setdefault(KEY, width())
        st.radio(t("app.window", lang), WIDTHS, key=KEY, persist_state="session")


def _by_agent() -> Width:
    """Whether the reader holds a phone."""
    agent = st.context.headers.get("User-Agent") or ""
    return "narrow" if "Mobi" in agent or "iPhone" in agent else "wide"
