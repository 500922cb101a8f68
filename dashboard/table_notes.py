"""What a table says of itself below it: that it scrolls, and how far."""

from __future__ import annotations

from dashboard.markup import hypertext
from dashboard.words import Lang, t


def rows(n: int, lang: Lang) -> str:
    """HTML: that a table of so many rows scrolls in itself."""
    return _quiet(t("table.rows", lang, n=f"{n:,}"))


def sideways(n: int, last: str, lang: Lang, *, compact: bool) -> str:
    """HTML: that a table of so many columns goes on beyond the edge, and with which it ends."""
    return _quiet(t("table.swipe" if compact else "table.sideways", lang, n=n, last=last))


def _quiet(text: str) -> str:
    return f'<p class="bd-quiet">{hypertext(text)}</p>'
