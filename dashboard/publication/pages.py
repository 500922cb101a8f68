"""What every page of the site has, and what the first one says; how it looks is in `templates/`.

The pages of views are in views.py, those of models in model_pages.py.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any
from urllib.parse import urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from cache.leaderboard import Category, Scenario
from cache.manifest import Revision
from dashboard import data, readable, tally
from dashboard.catalog.boards import board_label
from dashboard.catalog.categories import category_label
from dashboard.data import Board, Key
from dashboard.feed_words import headline
from dashboard.freshness import edition_label, known
from dashboard.publication import paths
from dashboard.publication.pictures import SOCIAL
from dashboard.ranking.board import entry_positions
from dashboard.revision_log import Event
from dashboard.words import Lang, counted, t

TAGS = {"zh": "zh-CN", "en": "en"}
OTHER: Mapping[Lang, Lang] = {"zh": "en", "en": "zh"}
NEWS = 12  # events on the first page
OWN_MACHINE = ("localhost", "127.0.0.1", "::1")  # an address nobody else can open


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


def address(site: Site, place: Place, elsewhere: str) -> str:
    """Where others find the page: on the site, else `elsewhere` on the dashboard; "" where nobody named
    either."""
    if site.url:
        return paths.absolute(place.path, site.url)
    return "" if urlsplit(elsewhere).hostname in OWN_MACHINE else elsewhere


def home(site: Site, place: Place, key: Key, news: Sequence[Event], composites: Collection[str]) -> bytes:
    """`composites`: the paths of those there are."""
    lang, shelf = place.lang, data.shelf(key)
    scenarios = [
        (category_label(scenario, lang), path, len(shelf.of(scenario)))
        for scenario in Scenario
        if (path := paths.composite(scenario, lang)) in composites
    ]
    told = [
        (headline(event, lang), paths.edition(event.revision.id, lang), known(event.at)) for event in news
    ]
    return written(
        site,
        place,
        "home.html",
        t("app.name", lang),
        t("publish.says", lang),
        groups=[_group(key, category, lang) for category in Category],
        scenarios=scenarios,
        news=told[:NEWS],
        composites=composites,
        live=live(site, "", lang),
        models=paths.models(lang),
        feed=paths.feed("all", "", lang),
        counts=tally.said(key, lang),
    )


def _group(key: Key, category: Category, lang: Lang) -> dict[str, Any]:
    return {
        "label": category_label(category, lang),
        "id": category.value,
        "composite": paths.composite(category, lang),
        "boards": [
            _row(key, board, shown, lang)
            for board in data.shelf(key).of(category)
            if has_page(key, shown := readable.newest(key, board))
        ],
    }


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
