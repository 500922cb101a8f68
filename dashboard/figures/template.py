"""One look for all figures, on the page and in exports; and names made safe and short enough to draw."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

import plotly.graph_objects as go

from dashboard.figures.palette import Theme, palette
from dashboard.markup import plain

FONT = (
    '"Source Sans", "Source Sans 3", "Source Sans Pro", "PingFang SC", "HarmonyOS Sans SC",'
    ' "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif'
)
LABEL = 13  # px, names and values
SMALL = 12  # px, axis and baselines

# What a page gives plotly beside the figure: nothing to press, nothing to drag, and no link to another host.
CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}


@cache
def template(theme: Theme) -> go.layout.Template:
    """Transparent, value axis on top with vertical hairlines only, and nothing that takes a finger's drag."""
    colours = palette(theme)
    axis = {
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "ticklabelstandoff": 4,
        "automargin": False,
        "tickfont": {"size": SMALL, "color": colours.secondary},
        "title": {"font": {"size": SMALL, "color": colours.secondary}},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": LABEL, "color": colours.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "dragmode": False,
            "hovermode": "closest",
            "showlegend": False,
            "hoverlabel": {
                "align": "left",
                "bgcolor": colours.page,
                "bordercolor": colours.context,
                "font": {"family": FONT, "size": LABEL, "color": colours.ink},
            },
            "xaxis": {**axis, "side": "top", "showgrid": True, "gridcolor": colours.hairline, "nticks": 7},
            "yaxis": {**axis, "showgrid": False, "showticklabels": False},
        }
    )


@lru_cache(maxsize=8192)
def literal(text: str) -> str:
    """`text` as plotly shows it letter by letter: no tag, no entity, no formula, one line."""
    line = plain(text)
    for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("$", "&#36;")):
        line = line.replace(mark, entity)
    return line


def units(text: str) -> int:
    """Width of a label: two for a Chinese character, one for a Latin letter, none for a combining mark."""
    return sum(_unit(char) for char in text)


@lru_cache(maxsize=8192)
def cut(text: str, most: int) -> str:
    """`text`, or as much of it as fits `most` units together with an ellipsis."""
    line = plain(text)
    if units(line) <= most:
        return line
    kept, width = "", 1
    for char in line:
        width += _unit(char)
        if width > most:
            break
        kept += char
    return kept.rstrip() + "…"


@lru_cache(maxsize=8192)
def pixels(text: str) -> int:
    """About how wide a label of size LABEL is drawn: a little more than in the fonts we name, never less."""
    return round(sum(_advance(char) for char in text))


def _advance(char: str) -> float:
    unit = _unit(char)
    if unit != 1:
        return LABEL * unit / 2
    if char in "ijlI.,:;'|!()[] ":
        return 4.6
    if char in "mwMW@%—…":
        return 12.0
    return 8.8 if char.isupper() else 7.4


def _unit(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
