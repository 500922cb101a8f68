"""What Composite shows of a choice that can be combined: cached as `dashboard.data` says."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import streamlit as st

from dashboard import (
    composite_asked,
    composite_data,
    composite_parts,
    composite_tables,
    composite_words,
    offered,
)
from dashboard.composite_asked import Asked
from dashboard.data import Key
from dashboard.figures.palette import Theme
from dashboard.ranking.composite import Composite
from dashboard.words import Lang


def _found(key: Key, asked: Asked) -> Composite:
    found = composite_asked.found(key, asked)
    assert found is not None, "asked of what cannot be combined"
    return found


@lru_cache(maxsize=64)
def rows(key: Key, asked: Asked) -> pd.DataFrame:
    facts = offered.composite_facts(key, asked.choice)
    return composite_words.rows(_found(key, asked), facts, asked.models.question)


@lru_cache(maxsize=64)
def above(key: Key, asked: Asked, lang: Lang) -> str:
    """HTML of what the ranking is made of."""
    said = composite_asked.filter_words(key, asked, lang)
    found = _found(key, asked)
    filtered = composite_words.filtered(found, rows(key, asked), said, lang)
    return composite_parts.summary(found, asked, lang, filtered)


@lru_cache(maxsize=64)
def below(key: Key, asked: Asked, lang: Lang) -> str:
    """HTML of what the marks mean."""
    return composite_parts.below(rows(key, asked), _found(key, asked), lang)


@st.cache_data(show_spinner=False, max_entries=64)
def draw_chart(key: Key, asked: Asked, theme: Theme, lang: Lang, *, compact: bool, room: int) -> None:
    """Streamlit replays what is drawn here, so the same view is drawn once."""
    found, category = _found(key, asked), asked.choice.member
    composite_parts.chart(rows(key, asked), found, category, theme, lang, compact=compact, room=room)


@st.cache_data(show_spinner=False, max_entries=64)
def draw_values(key: Key, asked: Asked, lang: Lang) -> None:
    found = _found(key, asked)
    composite_tables.values(rows(key, asked), found.benchmarks, asked.choice.member, lang)


@lru_cache(maxsize=64)
def boards(key: Key, asked: Asked, lang: Lang) -> str:
    return composite_tables.boards(_found(key, asked), lang)


@lru_cache(maxsize=64)
def apart(key: Key, asked: Asked, lang: Lang) -> str:
    """Empty where every board is linked to the others."""
    return composite_tables.apart(key, asked, composite_data.entered(key, asked.choice), lang)
