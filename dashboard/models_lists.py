"""The lists of Models, a page at a time: all models, all organizations, or the models of one organization."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from dashboard import (
    controls,
    folds,
    links,
    models_data,
    models_index,
    models_makers,
    models_organization,
    models_parts,
    pager,
    style,
    tally,
)
from dashboard.data import Key
from dashboard.markup import hypertext
from dashboard.models_asked import Asked
from dashboard.words import Lang, t

KINDS = ("models", "organizations")
LIST = "models_list"  # key of the switch; the parameter is `list`
FOLDS = ("boards", "without")  # of an organization


@dataclass(frozen=True, slots=True)
class Listed:
    """One page: `ids` of `total`, the first of them at `first`."""

    kind: str  # of KINDS
    scope: str  # whose page number it is
    ids: tuple[str, ...]
    first: int
    total: int
    pages: int

    def said(self, word: str, lang: Lang, **more: object) -> str:
        last = self.first + len(self.ids) - 1
        return t(word, lang, first=self.first, last=last, total=f"{self.total:,}", **more)


@lru_cache(maxsize=4)
def every(key: Key, kind: str) -> tuple[str, ...]:
    """Models with a score first, those on most boards before others; organizations with most models first."""
    if kind == "organizations":
        return models_makers.makers(key)
    return tuple(dict.fromkeys([*models_data.summaries(key), *models_data.known_ids(key)]))


def settle(key: Key, asked: Asked, query: str, lang: Lang) -> Listed | None:
    """None where one model is shown, which has parts of its own. What is searched for on an organization's
    page stands above its own list, which keeps the page number."""
    if asked.model:
        folds.settle(models_parts.FOLDS, scope="model")
        return None
    if asked.organization:
        folds.settle(FOLDS, scope="organization")
        ids = models_makers.scored_of(key, asked.organization)
        return _paged(ids, "models", f"models_{asked.organization}")
    if query:
        pager.begin_anew("found", query)
        return _paged(models_index.search(key, query, lang).models, "models", "found")
    kind = controls.settle("list", KINDS, KINDS[0], lambda id: t(f"models.{id}", lang), kept_as=LIST)
    return _paged(every(key, kind), kind, kind)


def _paged(all_of_them: tuple[str, ...], kind: str, scope: str) -> Listed:
    ids, first, pages = pager.settle(all_of_them, scope)
    return Listed(kind, scope, ids, first, len(all_of_them), pages)


def draw_found(key: Key, query: str, listed: Listed | None, lang: Lang) -> None:
    """What a search finds: a page of it, or above another page its beginning and the way to it."""
    if listed and listed.scope == "found":
        st.html(models_index.found(key, query, listed.first, listed.ids, lang))
        pager.draw(listed.pages, listed.scope, lang)
        return
    every = models_index.search(key, query, lang).models
    ids = every[: pager.SIZE]
    rest = links.within("models", lang, t("search.rest", lang), q=query)
    more = f'<p class="bd-quiet">{rest}</p>' if len(ids) < len(every) else ""
    st.html(models_index.found(key, query, 1, ids, lang) + more)


def draw(key: Key, listed: Listed, lang: Lang) -> None:
    """The switch between models and organizations, and a page of either."""
    st.segmented_control(
        t("models.list", lang),
        KINDS,
        format_func=lambda id: f"{t(f'models.{id}', lang)} {len(every(key, id)):,}",
        required=True,
        label_visibility="collapsed",
        **controls.widget(LIST),
    )
    scored = tally.tally(key).scored
    numbers = {"scored": f"{scored:,}", "rest": f"{listed.total - scored:,}"}
    more = numbers if listed.kind == "models" else {}
    said = hypertext(listed.said(f"models.listed_{listed.kind}", lang, **more))
    lines = models_index.models if listed.kind == "models" else models_index.organizations
    st.html(f'<p class="bd-quiet">{said}</p>{lines(key, listed.ids, lang)}')
    pager.draw(listed.pages, listed.scope, lang)


def draw_organization(key: Key, id: str, listed: Listed, lang: Lang) -> None:
    """All below its title; the models without a score are sent to who unfolds them."""
    st.html(models_organization.above(key, id, lang))
    if listed.ids:
        said = listed.said("models.listed_by_maker", lang) if listed.pages > 1 else ""
        heading = style.section(t("models.models", lang), said)
        st.html(heading + models_index.models(key, listed.ids, lang, of_one=True))
        pager.draw(listed.pages, listed.scope, lang)
        boards = models_organization.boards(key, id)
        part = folds.fold("boards", f"{t('models.boards', lang)} · {len(boards):,}", ":material/leaderboard:")
        if part.open:
            part.html(models_organization.listed(key, boards, lang))
    rest = tuple(one for one in models_makers.of(key, id) if one not in models_data.summaries(key))
    if rest:
        part = folds.fold("without", f"{t('models.without', lang)} · {len(rest):,}", ":material/history_edu:")
        if part.open:
            caption = hypertext(t("models.without_caption", lang))
            lines = models_index.models(key, rest, lang, of_one=True)
            part.html(f'<p class="bd-quiet">{caption}</p>{lines}')
