"""The one search box of the Overview, and what it found as links."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from cache.leaderboard import Category, Scenario
from dashboard import controls, links, search_data
from dashboard.data import Key
from dashboard.markup import hypertext
from dashboard.rankings_asked import asked_for
from dashboard.search import Findable, Hit, Kind
from dashboard.words import Lang, t

WIDGET = "overview_q"  # Rankings means another thing by `q`
MOST = 6  # of a kind
PAGES: Mapping[Kind, tuple[str, str]] = {
    "model": ("models", "model"),
    "organization": ("models", "org"),
    "board": ("rankings", "board"),
    "source": ("sources", "source"),
}


def settle() -> str:
    return controls.settle_text("q", kept_as=WIDGET)


def draw(lang: Lang) -> None:
    st.text_input(
        t("search.label", lang),
        placeholder=t("search.hint_short" if controls.compact() else "search.hint", lang),
        icon=":material/search:",
        live=True,
        label_visibility="collapsed",
        **controls.widget(WIDGET),
    )


def results(key: Key, query: str, lang: Lang) -> str:
    """HTML; a link to each thing found, or in words that there is none."""
    found = search_data.index(key, lang).find(query, None)
    if not found:
        return _box(f"<p>{hypertext(t('search.nothing', lang, q=query))}</p>", lang)
    nearest = not any(hit.exact for hits in found.values() for hit in hits)
    said = f'<p class="bd-quiet">{hypertext(t("search.like", lang, q=query))}</p>' if nearest else ""
    lists = "".join(_kind(kind, hits, query, lang) for kind, hits in found.items())
    return _box(f'{said}<div class="bd-found">{lists}</div>', lang)


def _box(content: str, lang: Lang) -> str:
    name = hypertext(t("search.found", lang))
    return f'<section class="bd-results" aria-live="polite" aria-label="{name}">{content}</section>'


def _address(kind: Kind, id: str) -> tuple[str, dict[str, str]]:
    """Page and parameters; of a group its first board in Rankings."""
    if kind != "group":
        page, parameter = PAGES[kind]
        return page, {parameter: id}
    grouping, _, member = id.partition("/")
    return "rankings", asked_for(Category(member) if grouping == "category" else Scenario(member))


def _link(kind: Kind, found: Findable, lang: Lang) -> str:
    page, params = _address(kind, found.id)
    return links.within(page, lang, found.label, **params)


def _kind(kind: Kind, hits: list[Hit], query: str, lang: Lang) -> str:
    lines = "".join(
        f'<li>{_link(kind, hit.found, lang)} <span class="bd-quiet">{hypertext(hit.found.about)}</span></li>'
        for hit in hits[:MOST]
    )
    return f"<div><h2>{t(f'search.{kind}', lang)}</h2><ul>{lines}</ul>{_rest(kind, hits, query, lang)}</div>"


def _rest(kind: Kind, hits: list[Hit], query: str, lang: Lang) -> str:
    """How many are not listed, and the way to them; empty where all are."""
    if len(hits) <= MOST:
        return ""
    said = t("search.of", lang, n=MOST, total=f"{len(hits):,}")
    if kind in ("model", "organization"):
        way = links.within("models", lang, t("search.rest", lang), q=query)
    else:
        way = t("search.narrow", lang)
    return f'<p class="bd-quiet">{said} · {way}</p>'
