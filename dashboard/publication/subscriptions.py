"""The feeds of the site: the same as the dashboard's, leading to the site's own pages where it can."""

from __future__ import annotations

from collections.abc import Container, Iterator

from cache.leaderboard import Category
from dashboard import appearances, data, feeds
from dashboard.data import Key
from dashboard.publication import paths
from dashboard.publication.pages import Site
from dashboard.revision_log import Event
from dashboard.words import Lang


def files(key: Key, site: Site, pages: Container[str], lang: Lang) -> Iterator[tuple[str, bytes]]:
    """Path and content of each; `pages`: the paths of those there are."""
    told = [("all", "", feeds.of_everything(key))]
    told += [("category", one.value, feeds.of_category(key, one.value)) for one in Category]
    told += [("board", id, feeds.of_board(key, id)) for id in data.shelf(key).boards]
    told += [("model", id, feeds.of_model(key, id)) for id in appearances.models(key)]
    shown = {"board": paths.board, "model": paths.model}  # others are told of on the home page

    def leads(event: Event) -> str:
        page = paths.edition(event.revision.id, lang)
        is_here = site.url and page in pages
        return paths.absolute(page, site.url) if is_here else feeds.live_event(site.live, event, lang)

    for kind, id, found in told:
        path = paths.feed(kind, id, lang)
        if site.url:
            address = paths.absolute(path, site.url)
            page = paths.absolute(shown[kind](id, lang) if kind in shown else paths.home(lang), site.url)
            page += f"#{id}" if kind == "category" else ""  # its part of the home page
        else:  # a feed's addresses are whole: those of the dashboard are
            address = feeds.live_address(site.live, kind, id, lang)
            page = feeds.live_page(site.live, kind, id, lang)
        yield path, feeds.atom(found, kind, id, lang, address=address, page=page, leads=leads)
