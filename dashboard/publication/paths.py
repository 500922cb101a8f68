"""What stands where in the site; paths are relative to its root, with `/` between their parts."""

from __future__ import annotations

import hashlib
import posixpath
import re
from urllib.parse import quote

from cache.leaderboard import Category, LeaderboardId, Scenario
from dashboard.catalog.categories import stem_of
from dashboard.words import Lang

STYLE = "style.css"
ICON = "favicon.svg"
SITEMAP = "sitemap.xml"
NOT_FOUND = "404.html"
_PLAIN = re.compile(r"[a-z0-9][a-z0-9.+_-]*")
LONGEST = 120


def home(lang: Lang) -> str:
    """Chinese stands at the root."""
    return f"{_of(lang)}index.html"


def board(id: str, lang: Lang) -> str:
    """The newest edition."""
    return f"{_of(lang)}boards/{id}/index.html"


def edition(id: LeaderboardId, lang: Lang) -> str:
    return f"{_of(lang)}boards/{id.source}/{id.leaderboard}/{id.edition}.html"


def composite(member: Category | Scenario, lang: Lang) -> str:
    return f"{_of(lang)}composite/{stem_of(member)}.html"


def model(id: str, lang: Lang) -> str:
    return f"{_of(lang)}models/{slug(id)}.html"


def models(lang: Lang) -> str:
    return f"{_of(lang)}models/index.html"


def figures(id: LeaderboardId, ext: str) -> str:
    return f"data/boards/{id.source}/{id.leaderboard}/{id.edition}.{ext}"


def composite_figures(member: Category | Scenario, lang: Lang, ext: str) -> str:
    return f"data/composite/{lang}/{stem_of(member)}.{ext}"


def listing(name: str) -> str:
    return f"data/{name}.json"


def feed(kind: str, id: str, lang: Lang) -> str:
    """`kind` as in `dashboard.feeds`: all, category, board or model."""
    name = slug(id) if kind == "model" else id
    return f"feeds/{lang}/{kind}{f'/{name}' if name else ''}.atom"


def picture(name: str, lang: Lang, part: str) -> str:
    """`part`: light.svg, dark-narrow.svg, social.png, …"""
    return f"images/{lang}/{name}-{part}"


def slug(id: str) -> str:
    """A name for a file: the id itself where every system takes it, else a hash of it."""
    if _PLAIN.fullmatch(id) and len(id) <= LONGEST and id != "index":
        return id
    return f"x-{hashlib.blake2b(id.encode(), digest_size=9).hexdigest()}"


def relative(path: str, page: str) -> str:
    """The address of `path` in a link on `page`; both are paths of the site."""
    return quote(posixpath.relpath(path, posixpath.dirname(page) or "."), safe="/._-~+")


def absolute(path: str, site: str) -> str:
    """`site` without a slash at its end. A folder's index is the folder."""
    return f"{site}/{quote(path.removesuffix('index.html'), safe='/._-~+')}"


def language(path: str) -> Lang:
    """Of the page that stands there."""
    return "en" if path.startswith(_of("en")) else "zh"


def _of(lang: Lang) -> str:
    return "" if lang == "zh" else f"{lang}/"
