"""Published text made safe to show: no name can turn into markup, an icon, a formula or a link."""

from __future__ import annotations

import html
import re
import unicodedata

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$&=^\"'])")
_RAW_FILE = re.compile(r"https://raw\.githubusercontent\.com/([^/?#]+)/([^/?#]+)/([^/?#]+/[^?#]+)")
_WORD_JOINER = "\u2060"


def plain(text: str) -> str:
    """One line without control or format characters that could reorder or hide text."""
    kept = (
        " " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf"}
    )
    return re.sub(" +", " ", "".join(kept)).strip()


def markdown(text: str) -> str:
    """`text` for a Markdown element. Streamlit finds ``:material/icon:`` and ``:red[…]`` after escapes are
    undone, so a colon is parted from what follows by an invisible word joiner."""
    escaped = _PUNCTUATION.sub(r"\\\1", plain(text))
    return re.sub(r":(?=\S)", f":{_WORD_JOINER}", escaped)


def hypertext(text: str) -> str:
    """`text` for an HTML element or attribute."""
    return html.escape(plain(text), quote=True)


def readable(url: str) -> str:
    """Where a person reads the page that was fetched: a raw file of GitHub on its own page there."""
    found = _RAW_FILE.fullmatch(url)
    return "https://github.com/{}/{}/blob/{}".format(*found.groups()) if found else url


def shortened(text: str, limit: int = 40) -> str:
    """`text` from a link, cut so that a message about it stays one line."""
    text = plain(text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
