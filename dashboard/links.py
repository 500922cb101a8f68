"""Addresses of our own pages, and links to them in HTML, followed without a new load (see `assets/`)."""

from __future__ import annotations

from urllib.parse import urlencode

from dashboard import feed_links
from dashboard.markup import hypertext
from dashboard.words import Lang, t


def href(page: str, lang: Lang, /, **params: str) -> str:
    """Relative, so that it holds below any base path; `page` is the URL's path, "" for the Overview."""
    return f"{page or './'}?{urlencode({'lang': lang, **params})}"


def within(page: str, lang: Lang, text: str, /, kind: str = "", anchor: str = "", **params: str) -> str:
    """HTML of a link to a page of ours; `text` is plain, `kind` a class of the style sheet, `anchor` an id
    on that page."""
    classes = f"bd-go {kind}".strip()
    address = href(page, lang, **params) + (f"#{anchor}" if anchor else "")
    return f'<a class="{classes}" href="{hypertext(address)}">{hypertext(text)}</a>'


def served(address: str, text: str) -> str:
    """HTML of a link to what this server answers beside its pages: a feed, the API. `address` is relative."""
    return f'<a href="{hypertext(address)}" target="_blank" rel="noopener">{hypertext(text)}</a>'


def subscription(kind: str, id: str, lang: Lang) -> str:
    """HTML of a quiet line that leads to a feed."""
    return f'<p class="bd-quiet">{served(feed_links.address(kind, id, lang), t("feed.subscribe", lang))}</p>'
