"""The HTML of Compare, made once for each choice of models: cached as `dashboard.data` says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from dashboard import appearances, compare_data, compare_parts, compare_start, compare_tables, compare_view
from dashboard.compare_asked import Asked
from dashboard.compare_view import View
from dashboard.data import Key
from dashboard.words import Lang, t


def names(key: Key, asked: Asked, lang: Lang, *, read: bool) -> Mapping[int, str]:
    """As the edition prints them where it can be `read`."""
    shown = _view(key, asked, lang) if read else None
    return shown.names if shown else compare_parts.labelled(key, asked, lang)


def _view(key: Key, asked: Asked, lang: Lang) -> View | None:
    return compare_view.view(key, asked.revision.id, asked.chosen, lang) if asked.revision else None


@lru_cache(maxsize=256)
def matrix(key: Key, asked: Asked, lang: Lang, *, read: bool) -> str:
    return (
        compare_parts.section("head_to_head", lang)
        + compare_parts.matrix(key, asked, names(key, asked, lang, read=read), lang)
        + compare_parts.quiet(t("compare.head_caption", lang))
    )


@lru_cache(maxsize=256)
def facts(key: Key, asked: Asked, lang: Lang, *, read: bool) -> str:
    shown = _view(key, asked, lang) if read else None
    return compare_parts.section("facts", lang) + compare_parts.facts(key, asked, shown, lang)


@lru_cache(maxsize=256)
def numbers(key: Key, asked: Asked, lang: Lang) -> str:
    """Empty where no model stands in the edition."""
    shown = _view(key, asked, lang)
    if shown is None or not shown.rows or asked.revision is None:
        return ""
    return compare_tables.numbers(shown, asked.revision, lang)


@lru_cache(maxsize=256)
def lines(key: Key, asked: Asked, lang: Lang) -> str:
    """Every component of the pair."""
    assert asked.pair is not None
    duel, labels = compare_data.duelled(key, asked.models)[asked.pair], appearances.labels(key, lang)
    return compare_tables.lines(key, duel, (labels[duel.first], labels[duel.second]), lang)


@lru_cache(maxsize=256)
def shared(key: Key, asked: Asked, lang: Lang, *, read: bool) -> str:
    return compare_parts.section("shared", lang, t("compare.shared_caption", lang)) + compare_tables.shared(
        key, asked, names(key, asked, lang, read=read), lang
    )


@lru_cache(maxsize=256)
def suggestions(key: Key, asked: Asked, lang: Lang) -> str:
    return compare_start.suggestions(key, asked, lang)
