"""The parts of Sources that unfold: refreshes, the log of revisions, integrity checks, data quality."""

from __future__ import annotations

from datetime import date

from dashboard import (
    controls,
    folds,
    loading,
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
    refreshes = folds.fold("refreshes", t("sources.refreshes", lang), ":material/sync:")
    if refreshes.open:
        told = refreshes_parts.refreshes_table(key, conditions, source, today, lang)
        refreshes.html(_caption("sources.refreshes_caption", lang) + told)
    revisions = folds.fold("log", revisions_parts.title(key, source, log, lang), ":material/history:")
    if revisions.open:
        with revisions, loading.working(lang):
            revisions_parts.draw(key, source, log, lang)
    checks = folds.fold("checks", t("sources.checks", lang), ":material/rule:")
    if checks.open:
        with checks, loading.working(lang):
            told = sources_parts.checks(key, conditions, today, source, lang)
            checks.html(_caption("sources.checks_caption", lang) + told)
    quality = folds.fold("quality", t("quality.title", lang), ":material/fact_check:")
    if quality.open:
        with quality, loading.working(lang):
            told = quality_parts.section(key, source, lang)
            quality.html(_caption("quality.caption", lang) + told)


def _caption(word: str, lang: Lang) -> str:
    return f'<p class="bd-quiet">{hypertext(t(word, lang))}</p>'
