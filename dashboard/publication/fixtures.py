"""What a site has beside the pages of its views: lists of everything as JSON, style, sitemap, robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard import data
from dashboard.api import editions, model_scores, shapes
from dashboard.data import Key
from dashboard.publication import pages, paths, sitemap
from dashboard.publication.pages import Place, Site
from dashboard.style import ASSETS
from dashboard.words import t


def lists(key: Key) -> Iterator[tuple[str, bytes]]:
    """Path and content of each."""
    shelf = data.shelf(key)
    boards = shapes.Boards(
        total=len(shelf.boards),
        limit=len(shelf.boards),
        offset=0,
        next=None,
        data=[editions.line(board) for board in shelf.boards.values()],
    )
    yield paths.listing("boards"), boards.model_dump_json(indent=1).encode()
    models = model_scores.lines(key)
    listed = shapes.Models(total=len(models), limit=len(models), offset=0, next=None, data=models)
    yield paths.listing("models"), listed.model_dump_json(indent=1).encode()


def files(site: Site, addresses: Sequence[sitemap.Address]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each."""
    yield paths.STYLE, pages.templates().get_template("style.css").render().encode()
    yield paths.ICON, (ASSETS / "favicon.svg").read_bytes()
    place = Place(paths.NOT_FOUND, paths.NOT_FOUND, "zh")
    title = f"{t('publish.missing', 'zh')} · {t('publish.missing', 'en')}"
    yield (
        paths.NOT_FOUND,
        pages.written(site, place, "missing.html", title, title, live=pages.live(site, "", "zh")),
    )
    if site.url:
        yield from sitemap.files(addresses, site.url)
        robots = f"User-agent: *\nAllow: /\nSitemap: {site.url}/{paths.SITEMAP}\n"
        yield "robots.txt", robots.encode()
