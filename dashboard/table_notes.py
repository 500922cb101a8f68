"""What a table says of itself beside it: that it scrolls, and how far."""

from __future__ import annotations

from dashboard.markup import hypertext
from dashboard.words import Lang, t


def rows(n: int, lang: Lang) -> str:
    """That a table of so many rows scrolls in itself."""
    return t("table.rows", lang, n=f"{n:,}")


def sideways(n: int, last: str, lang: Lang, *, compact: bool) -> str:
    """That a table of so many columns goes on beyond the edge, and with which it ends."""
    return t("table.swipe" if compact else "table.sideways", lang, n=n, last=last)


def line(*said: str) -> str:
    """HTML of those that say something; "" for none."""
    text = " · ".join(filter(None, said))
    return f'<p class="bd-quiet">{hypertext(text)}</p>' if text else ""
