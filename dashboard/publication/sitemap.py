"""The list of pages for search engines: one file, or an index of several where one may not hold them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dashboard.publication import paths
from dashboard.publication.pages import OTHER, TAGS, templates

MOST = 50_000  # addresses that a file may hold, by sitemaps.org
Address = tuple[str, str, str]  # path, the path of its twin in the other language, day of its figures or ""


def files(addresses: Sequence[Address], site: str) -> Iterator[tuple[str, bytes]]:
    """Path and content of each; `site` without a slash at its end."""
    listed = sorted(addresses)
    parts = [listed[at : at + MOST] for at in range(0, len(listed), MOST)]
    if len(parts) == 1:
        yield paths.SITEMAP, _written(parts[0], site)
        return
    names = [paths.SITEMAP.replace(".", f"-{number}.") for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _written(part, site)
    places = [paths.absolute(name, site) for name in names]
    yield paths.SITEMAP, templates().get_template("sitemaps.xml").render(places=places).encode()


def _written(addresses: Sequence[Address], site: str) -> bytes:
    lines = []
    for path, twin, day in addresses:
        lang = paths.language(path)
        versions = ((TAGS[lang], paths.absolute(path, site)), (TAGS[OTHER[lang]], paths.absolute(twin, site)))
        lines.append((paths.absolute(path, site), day, versions))
    return templates().get_template("sitemap.xml").render(lines=lines).encode()
