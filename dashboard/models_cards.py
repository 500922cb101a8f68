"""A model's leading scores on a phone: HTML that wraps, where a table of columns would cut names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dashboard import decimal_places, links, models_words
from dashboard.data import Key
from dashboard.freshness import edition_label
from dashboard.markup import hypertext
from dashboard.models_data import Score
from dashboard.words import Lang, t


@lru_cache(maxsize=128)
def html(key: Key, found: tuple[Score, ...], lang: Lang) -> str:
    """A board and edition a line with the figures below; of several rows in one edition the printed names."""
    several = {id for id, n in Counter(at.id for at in found).items() if n > 1}
    lines = "".join(_line(key, at, lang, named=at.id in several) for at in found)
    return f'<div class="bd-wide bd-cards"><table>{lines}</table></div>'


def _line(key: Key, at: Score, lang: Lang, *, named: bool) -> str:
    board = f"{models_words.board_name(key, at, lang)} {edition_label(at.id.edition, lang)}"
    link = links.within("rankings", lang, board, board=at.board, edition=at.id.edition)
    printed = f'<span class="under">{hypertext(at.name)}</span>' if named else ""
    score = f"{at.score:.{decimal_places.places(key, at.id, at.metric.name)}f}"
    cells = (
        ("score", score),
        ("position", models_words.place(at, lang)),
        ("beaten", models_words.percent(at.beaten, lang)),
    )
    told = "".join(_cell(t(f"models.{word}", lang), text) for word, text in cells)
    return f'<tr><td class="name">{link}{printed}</td>{told}</tr>'


def _cell(head: str, text: str) -> str:
    return f'<td class="number" data-head="{hypertext(head)}">{hypertext(text)}</td>'


def repeats(found: Sequence[Score]) -> bool:
    """Whether an edition has several rows."""
    return len({at.id for at in found}) < len(found)
