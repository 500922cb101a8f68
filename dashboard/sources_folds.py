"""The parts of Sources that unfold: refreshes, the log of revisions, integrity checks, data quality."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard import (
    controls,
    folds,
    quality_parts,
    refreshes_parts,
    revisions_parts,
    sources_parts,
    upkeep,
)
from dashboard.data import Key
from dashboard.markup import hypertext
from dashboard.words import Lang, t

NAMES = ("refreshes", "log", "checks", "quality")
OF_ONE = ("refreshes",)  # open where one source is chosen


def settle(source: str) -> None:
    """A link to a part of the log unfolds the log."""
    if controls.linked("log") is not None and controls.linked(folds.PARTS) is None:
        controls.imply(folds.PARTS, ",".join([*(OF_ONE if source else ()), "log"]))
    folds.settle(NAMES, OF_ONE if source else (), scope="sources")


def draw(key: Key, source: str, log: str, lang: Lang, today: date) -> None:
    conditions = upkeep.conditions(key)

    def refreshes() -> None:
        told = refreshes_parts.refreshes_table(key, conditions, source, today, lang)
        st.html(_caption("sources.refreshes_caption", lang) + told)

    def revisions() -> None:
        revisions_parts.draw(key, source, log, lang)

    def checks() -> None:
        told = sources_parts.checks(key, conditions, today, source, lang)
        st.html(_caption("sources.checks_caption", lang) + told)

    def quality() -> None:
        st.html(_caption("quality.caption", lang) + quality_parts.section(key, source, lang))

    counted = revisions_parts.title(key, source, log, lang)
    folds.draw("refreshes", t("sources.refreshes", lang), ":material/sync:", refreshes, lang)
    folds.draw("log", counted, ":material/history:", revisions, lang)
    folds.draw("checks", t("sources.checks", lang), ":material/rule:", checks, lang)
    folds.draw("quality", t("quality.title", lang), ":material/fact_check:", quality, lang)


def _caption(word: str, lang: Lang) -> str:
    return f'<p class="bd-quiet">{hypertext(t(word, lang))}</p>'
