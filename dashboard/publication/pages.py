"""What each page of the site says; how it looks is in `templates/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from cache.leaderboard import Category
from cache.manifest import Revision
from dashboard import appearances, data, readable
from dashboard.catalog.boards import board_description, board_label
from dashboard.catalog.categories import category_label
from dashboard.catalog.models import model as known_model
from dashboard.catalog.organizations import organization_label
from dashboard.data import Board, Key
from dashboard.exhibit import Exhibit
from dashboard.exports import citation
from dashboard.feed_words import headline
from dashboard.freshness import edition_label, moment
from dashboard.origins import NONE_FOUND
from dashboard.publication import paths
from dashboard.publication.pictures import SOCIAL, Drawn
from dashboard.publication.tables import table
from dashboard.ranking.board import entry_positions
from dashboard.revision_log import Event
from dashboard.words import Lang, counted, t

TAGS = {"zh": "zh-CN", "en": "en"}
OTHER: Mapping[Lang, Lang] = {"zh": "en", "en": "zh"}
NEWS = 12  # events on the first page
WHOLE_LICENCES = 3  # sources of a page whose licences are given in full; more repeat each other


@dataclass(frozen=True, slots=True)
class Site:
    """`url`: where the site will stand, "" where nobody says; `live`: the dashboard it leads back to."""

    url: str
    live: str


@dataclass(frozen=True, slots=True)
class Place:
    """A page in its two languages; `social` is the path of its preview picture, or ""."""

    path: str
    twin: str  # the same in the other language
    lang: Lang
    social: str = ""


@cache
def templates() -> Environment:
    return Environment(
        loader=PackageLoader("dashboard.publication"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def written(site: Site, place: Place, template: str, title: str, says: str, **more: Any) -> bytes:
    """`says`: a sentence for search engines and previews."""
    lang = place.lang
    absolute = partial(paths.absolute, site=site.url)
    # What stands for a missing page is shown at the missing page's address, at any depth.
    is_anywhere = site.url and place.path == paths.NOT_FOUND
    return (
        templates()
        .get_template(template)
        .render(
            site=site,
            place=place,
            lang=lang,
            tag=TAGS[lang],
            other=OTHER[lang],
            tags=TAGS,
            title=title,
            says=says,
            to=absolute if is_anywhere else partial(paths.relative, page=place.path),
            absolute=absolute,
            paths=paths,
            preview=SOCIAL,
            t=lambda name, **places: t(name, lang, **places),
            counted=lambda name, n: counted(name, lang, n),
            **more,
        )
        .encode()
    )


def live(site: Site, page: str, lang: Lang, **params: str) -> str:
    return f"{site.live}/{page}?{urlencode({'lang': lang, **params})}"


def home(site: Site, place: Place, key: Key, news: Sequence[Event], composites: Collection[str]) -> bytes:
    """`composites`: the paths of those there are."""
    lang, shelf = place.lang, data.shelf(key)
    groups = [
        {
            "label": category_label(category, lang),
            "id": category.value,
            "composite": paths.composite(category, lang),
            "boards": [
                _row(key, board, shown, lang)
                for board in shelf.of(category)
                if has_page(key, shown := readable.newest(key, board))
            ],
        }
        for category in Category
    ]
    told = [
        (headline(event, lang), paths.edition(event.revision.id, lang), moment(event.at)) for event in news
    ]
    return written(
        site,
        place,
        "home.html",
        t("app.name", lang),
        t("publish.says", lang),
        groups=groups,
        news=told[:NEWS],
        composites=composites,
        live=live(site, "", lang),
        models=paths.models(lang),
        feed=paths.feed("all", "", lang),
        counts=t(
            "publish.counts",
            lang,
            sources=len(shelf.sources),
            boards=len(shelf.boards),
            editions=shelf.editions,
            names=f"{shelf.all_names:,}",
        ),
    )


def has_page(key: Key, revision: Revision) -> bool:
    """No other page may lead to an edition that has none."""
    return readable.damage(key, revision.id) is None


def _row(key: Key, board: Board, shown: Revision, lang: Lang) -> dict[str, str]:
    revision, leaderboard = data.edition(key, shown.id)
    metric = data.leading_metric(key, revision.id)
    places = entry_positions(leaderboard, metric)
    leaders = [entry.model for entry, place in zip(leaderboard.entries, places, strict=True) if place == 1]
    return {
        "label": board_label(board.source, board.leaderboard, lang, board.newest.heading),
        "path": paths.board(board.id, lang),
        "edition": edition_label(revision.id.edition, lang),
        "leader": t("app.list", lang).join(leaders[:3]),
        "models": str(revision.rows),
    }


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
        **_view(shown, pictures),
        about=board_description(whole.source, whole.leaderboard, lang),
        editions=editions,
        files=[(ext.upper(), paths.figures(origin.id, ext)) for ext in ("csv", "json")],
        feed=feed,
        live=live(site, "rankings", lang, board=whole.id, edition=origin.id.edition),
    )


def composite(site: Site, place: Place, shown: Exhibit, category: Category, pictures: Drawn | None) -> bytes:
    return written(
        site,
        place,
        "view.html",
        shown.title,
        shown.alt,
        **_view(shown, pictures),
        about="",
        editions=[],
        files=[],
        feed=paths.feed("category", category.value, place.lang),
        live=live(site, "composite", place.lang, cat=category.value),
    )


def _view(shown: Exhibit, pictures: Drawn | None) -> dict[str, Any]:
    return {
        "shown": shown,
        "table": table(shown.table),
        "pictures": pictures,
        "origins": [
            (
                origin,
                edition_label(origin.id.edition, shown.lang),
                moment(origin.retrieved_at),
                _licence(origin.licence, shown.lang, brief=len(shown.origins) > WHOLE_LICENCES),
            )
            for origin in shown.origins
        ],
        "cite": [citation.sentence(origin, shown) for origin in shown.origins[:1]],
        "bibtex": [citation.bibtex(origin, shown) for origin in shown.origins[:1]],
    }


def _licence(said: str, lang: Lang, *, brief: bool) -> str:
    """As it was found, nothing found in the reader's language; `brief`: its first words."""
    if said.startswith(NONE_FOUND):
        said = t("about.none_found", lang) + said[len(NONE_FOUND) :]
    return re.split(r"[.;] ", said)[0] if brief else said


def models(site: Site, place: Place, key: Key, ids: Sequence[str]) -> bytes:
    lang = place.lang
    names, listed = appearances.labels(key, lang), appearances.models(key)
    lines = [(names[id], paths.model(id, lang), listed[id].boards) for id in ids]
    title = t("publish.models", lang)
    return written(site, place, "models.html", title, title, lines=lines, live=live(site, "models", lang))


def model(
    site: Site, place: Place, key: Key, id: str, stands: Callable[[str], list[dict[str, Any]]]
) -> bytes:
    lang, known = place.lang, known_model(id)
    name = appearances.labels(key, lang)[id]
    facts = []
    if known:
        facts = [
            (t("column.organization", lang), organization_label(known.organization, lang)),
            (t("publish.released", lang), known.released),
            (t("publish.parameters", lang), known.parameters),
            (t("publish.weights", lang), _weights(known.open_weights, lang)),
        ]
    return written(
        site,
        place,
        "model.html",
        name,
        t("publish.model_says", lang, model=name),
        facts=[(label, said) for label, said in facts if said],
        rows=stands(id),
        live=live(site, "models", lang, model=id),
    )


def _weights(are_open: bool | None, lang: Lang) -> str:
    return "" if are_open is None else t("publish.open" if are_open else "publish.closed", lang)
