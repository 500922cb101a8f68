"""A spinner with words where a reader may have to wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from dashboard.data import Key
from dashboard.words import Lang, t

_opened: dict[str, Key] = {}  # by page: the state of the store it was last drawn from, by any session


@contextmanager
def first(page: str, key: Key, lang: Lang) -> Iterator[None]:
    """Around a page: only the first who opens it on a state of the store waits for more than its drawing; a
    spinner for everybody would flicker whenever the server is busy."""
    if _opened.get(page) == key:
        yield
        return
    try:
        with working(lang):
            yield
    finally:
        _opened[page] = key


@contextmanager
def working(lang: Lang) -> Iterator[None]:
    """Around what is slow once; where it is known already nothing is shown."""
    with st.spinner(t("app.working", lang)):
        yield
