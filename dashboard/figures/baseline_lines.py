"""Lines for people and for chance across a chart of rows: broken where a text stands, named below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.figures.palette import Theme, palette
from dashboard.figures.template import SMALL, cut, literal
from dashboard.ranking.board import is_human
from dashboard.words import Lang, t, words

LONGEST = 28  # units of a name
STEP = 16  # px of a line of text
SHORTEST = 0.08  # rows of a piece of line worth drawing
Shape = dict[str, object]


class Text(NamedTuple):
    """Where one stands: across in units of the axis, its top and bottom in rows."""

    left: float
    right: float
    top: float
    bottom: float


def line(score: float, rows: int, texts: Sequence[Text], theme: Theme) -> list[Shape]:
    """In pieces between the texts."""
    style = {"color": palette(theme).secondary, "width": 1.5, "dash": "dot"}
    return [
        {
            **{"type": "line", "xref": "x", "yref": "y", "x0": score, "x1": score},
            **{"y0": top, "y1": bottom, "line": style},
        }
        for top, bottom in _between([text for text in texts if text.left <= score <= text.right], rows)
    ]


def _between(texts: Sequence[Text], rows: int) -> Iterator[tuple[float, float]]:
    top, end = -0.5, rows - 0.5
    for text in sorted(texts, key=lambda text: text.top):
        if text.top - top > SHORTEST:
            yield top, text.top
        top = max(top, text.bottom)
    if end - top > SHORTEST:
        yield top, end


def names(found: Sequence[tuple[str, str, float]], middle: float, theme: Theme, lang: Lang) -> list[Shape]:
    """Of lines by name, score as written and score; each has a line of text, so that none covers another."""
    people = sum(is_human(name) for name, *_ in found)
    return [
        {
            **{"text": literal(f"{_said(name, people, lang)} {written}"), "x": score, "xref": "x"},
            **{"xanchor": "right" if score > middle else "left", "y": 0, "yref": "paper", "yanchor": "top"},
            **{"yshift": -4 - STEP * place, "showarrow": False},
            "font": {"size": SMALL, "color": palette(theme).secondary},
        }
        for place, (name, written, score) in enumerate(found)
    ]


def _said(name: str, people: int, lang: Lang) -> str:
    """In the reader's language where we know it; of several lines for people each keeps its own name."""
    key = f"baseline.{re.sub(r'[^a-z0-9]+', '_', name.casefold()).strip('_')}"
    if key in words(lang):
        return t(key, lang)
    return t("figure.human", lang) if people == 1 and is_human(name) else cut(name, LONGEST)
