"""Where a feed is answered, and which feeds the head of a page names, for programs that look there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from urllib.parse import quote

from cache.leaderboard import Category
from dashboard.words import Lang, t

MEDIA_TYPE = "application/atom+xml"
CATEGORIES = frozenset(category.value for category in Category)
_BOARD = re.compile(r"[a-z0-9._-]{1,100}/[a-z0-9._-]{1,100}")
_LONGEST = 200  # characters of a model's id


def of_page(path: str, query: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """Kind and id of the feed of what a page shows; ("", "") where that is everything.

    Told by the address alone: a feed of something that is gone is answered with an error.
    """

    def asked(name: str) -> str:
        return query.get(name, [""])[-1]

    if path == "/models" and 0 < len(asked("model")) <= _LONGEST:
        return "model", asked("model")
    if _BOARD.fullmatch(asked("board")):
        return "board", asked("board")
    return ("category", asked("cat")) if asked("cat") in CATEGORIES else ("", "")


def address(kind: str, id: str, lang: Lang) -> str:
    """Relative, as all our addresses. A feed of everything has the kind "all" and no id."""
    return f"feeds/{quote(f'{kind}/{id}' if id else kind, safe='/')}.atom?lang={lang}"


def in_head(kind: str, id: str, lang: Lang) -> str:
    """HTML: the feed of what is shown first, then that of everything."""
    found = [(t(f"feed.this_{kind}", lang), address(kind, id, lang))] if kind else []
    found.append((t("feed.everything", lang), address("all", "", lang)))
    return "\n    ".join(
        f'<link rel="alternate" type="{MEDIA_TYPE}" title="{escape(words)} · {escape(t("app.name", lang))}" '
        f'href="./{escape(where)}" />'
        for words, where in found
    )
