"""A long list a page at a time, the page being in the link."""

from __future__ import annotations

import streamlit as st

from dashboard import controls
from dashboard.words import Lang, t

PAGE = "page"  # the parameter
SIZE = 30  # lines
_WIDGET = "pager"


def settle(ids: tuple[str, ...], scope: str) -> tuple[tuple[str, ...], int, int]:
    """Those of the page that is asked for, at which place the first of them stands, and how many pages there
    are. Each `scope` has a page number of its own."""
    pages = max(1, -(-len(ids) // SIZE))
    page = int(controls.settle(PAGE, [str(n) for n in range(1, pages + 1)], "1", kept_as=_kept(scope)))
    if st.session_state.get(_WIDGET) != page:
        st.session_state[_WIDGET] = page
    first = (page - 1) * SIZE
    return ids[first : first + SIZE], first + 1, pages


def begin_anew(scope: str, made_by: str) -> None:
    """Before `settle`: a list made by something else begins at its first page, unless the link names one."""
    before, st.session_state[f"{_kept(scope)}_by"] = st.session_state.get(f"{_kept(scope)}_by"), made_by
    if before != made_by:
        st.session_state.pop(_kept(scope), None)


def draw(pages: int, scope: str, lang: Lang) -> None:
    """Nothing where all stand on one page."""
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center", key="pages"):
            st.html(f'<p class="bd-quiet">{t("app.pages", lang)}</p>', width="content")
            st.pagination(pages, key=_WIDGET, on_change=_note, args=(scope,))


def _note(scope: str) -> None:
    controls.change(_kept(scope), str(st.session_state[_WIDGET]))


def _kept(scope: str) -> str:
    return f"{PAGE}_{scope}"
