"""The pages of the views: a board's edition, the composite of a category or scenario."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from cache.leaderboard import Category, LeaderboardId
from dashboard import appearances, data
from dashboard.catalog.boards import board_description
from dashboard.catalog.categories import category_definition
from dashboard.catalog.resolve import resolve
from dashboard.data import Board, Key
from dashboard.exhibit import Exhibit
from dashboard.exports import citation
from dashboard.exports.address import lasting
from dashboard.freshness import dated, edition_label
from dashboard.markup import plain
from dashboard.origins import licence_said
from dashboard.publication import paths
from dashboard.publication.pages import Place, Site, address, has_page, live, written
from dashboard.publication.pictures import Drawn
from dashboard.publication.plan import Composite
from dashboard.publication.tables import Shown, table
from dashboard.words import Lang, t

WHOLE_LICENCES = 3  # sources of a page whose licences are given in full; more repeat each other


def board(site: Site, place: Place, key: Key, shown: Exhibit, whole: Board, pictures: Drawn | None) -> bytes:
    lang, origin = place.lang, shown.origins[0]
    feed = paths.feed("board", whole.id, lang)
    editions = [
        (edition_label(revision.id.edition, lang), paths.edition(revision.id, lang), revision.id == origin.id)
        for revision in whole.editions
        if has_page(key, revision)
    ]
    return written(
        site,
        place,
        "view.html",
        shown.title,
        shown.alt,
        **_view(shown, pictures, table(shown)),
        cite=[citation.sentence(origin, shown)],
        bibtex=[citation.bibtex(origin, shown)],
        leads=_of_rows(key, origin.id, lang),
        parts=[],
        to_editions=False,
        about=board_description(whole.source, whole.leaderboard, lang),
        editions=editions,
        files=[(ext.upper(), paths.figures(origin.id, ext)) for ext in ("csv", "json")],
        feed=feed,
        live=live(site, "rankings", lang, board=whole.id, edition=origin.id.edition),
    )


def composite(site: Site, place: Place, key: Key, of: Composite, pictures: Drawn | None) -> bytes:
    """Cited as what it is, with all its boards: none of them says what it says."""
    lang, (member, asked, shown) = place.lang, of
    of_category = isinstance(member, Category)
    leads = live(site, "composite", lang, **asked)
    ours = citation.of_ours(shown, address(site, place, lasting(shown, leads)))
    figures = table(shown, ranks=t("column.composite_rank", lang))
    return written(
        site,
        place,
        "view.html",
        shown.title,
        shown.alt or shown.subtitle,
        **_view(shown, pictures, figures),
        cite=[ours.sentence()],
        bibtex=[ours.bibtex()],
        leads=_of_names(key, shown.table[t("column.model", lang)], lang),
        parts=[citation.bibtex(origin, shown) for origin in shown.origins],
        to_editions=True,
        about=category_definition(member, lang),
        editions=[],
        files=[(ext.upper(), paths.composite_figures(member, lang, ext)) for ext in ("csv", "json")],
        feed=paths.feed("category", member.value, lang) if of_category else paths.feed("all", "", lang),
        live=leads,
    )


def _of_rows(key: Key, id: LeaderboardId, lang: Lang) -> dict[str, str]:
    """The pages of the models of an edition, by the names it prints."""
    rows = zip(data.leaderboard(key, id).entries, data.facts(key, id), strict=True)
    known = appearances.models(key)
    found = {plain(entry.model): facts.model_id for entry, facts in rows if facts.model_id in known}
    return {name: paths.model(model, lang) for name, model in found.items()}


def _of_names(key: Key, names: Iterable[str], lang: Lang) -> dict[str, str]:
    """The pages of the models that are called so."""
    known = appearances.models(key)
    found = {name: resolve(name).model_id for name in names}
    return {plain(name): paths.model(id, lang) for name, id in found.items() if id in known}


def _view(shown: Exhibit, pictures: Drawn | None, figures: Shown) -> dict[str, Any]:
    return {
        "shown": shown,
        "figures": figures,
        "pictures": pictures,
        "origins": [
            (
                origin,
                edition_label(origin.id.edition, shown.lang),
                dated(origin.retrieved_at, shown.lang),
                licence(origin.licence, shown.lang, brief=len(shown.origins) > WHOLE_LICENCES),
            )
            for origin in shown.origins
        ],
    }


def licence(said: str, lang: Lang, *, brief: bool) -> str:
    """As it was found, nothing found in the reader's language; `brief`: its first words."""
    said = licence_said(said, lang)
    return re.split(r"[.;] ", said)[0] if brief else said
