"""Two or three models as outlines over five to eight metrics: an impression, never the only chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from dashboard.figures.headings import header
from dashboard.figures.palette import Palette, Theme, palette
from dashboard.figures.shapes import SIZES, SYMBOLS, colour
from dashboard.figures.template import SMALL, literal, template
from dashboard.ranking.capability import Capability
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

MODELS, METRICS = (2, 3), (5, 8)  # fewest and most
HEIGHT, COMPACT_HEIGHT, LOWEST = 460, 350, 300  # px
LONGEST, LONGEST_COMPACT, LINES = 16, 10, 2  # units in a line of a metric's name, lines
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")


def fits(rows: Sequence[Capability], names: Mapping[int, str]) -> bool:
    """Whether outlines can be told apart, and every spoke has one direction and a figure of each model."""
    whole = all(row.metric.higher_is_better and row.values.keys() >= names.keys() for row in rows)
    return MODELS[0] <= len(names) <= MODELS[1] and METRICS[0] <= len(rows) <= METRICS[1] and whole


def compare_radar(
    rows: Sequence[Capability],
    names: Mapping[int, str],
    *,
    theme: Theme,
    lang: Lang,
    compact: bool = False,
    less: int = 0,
) -> go.Figure:
    """`rows` in the source's order; `names` by place; `less`: px that it has to be lower."""
    longest = LONGEST_COMPACT if compact else LONGEST
    spokes = [
        "<br>".join(map(literal, header(metric_label(row.metric, lang), longest, LINES))) for row in rows
    ]
    side = 64 if compact else 110
    return go.Figure(
        {
            "data": [_outline(rows, place, name, theme, lang) for place, name in sorted(names.items())],
            "layout": {
                "template": template(theme),
                "height": max(LOWEST, (COMPACT_HEIGHT if compact else HEIGHT) - less),
                "margin": {"l": side, "r": side, "t": 36, "b": 36},
                "polar": _axes(rows, spokes, palette(theme)),
            },
        },
        _validate=False,
    )


def _axes(rows: Sequence[Capability], spokes: Sequence[str], colours: Palette) -> dict[str, object]:
    axis = {"gridcolor": colours.hairline, "linecolor": colours.hairline}
    return {
        "bgcolor": "rgba(0,0,0,0)",
        "angularaxis": {
            **axis,
            "direction": "clockwise",
            "rotation": 90,
            "tickmode": "array",
            "tickvals": _turns(rows),
            "ticktext": list(spokes),
            "tickfont": {"size": SMALL, "color": colours.ink},
        },
        "radialaxis": {
            **axis,
            "range": [0, _top(rows)],
            "angle": 90,
            "tickangle": 90,
            "nticks": 5,
            "tickfont": {"size": 11, "color": colours.secondary},
        },
    }


def _top(rows: Sequence[Capability]) -> float:
    highest = max(score for row in rows for score in row.values.values())
    return next((top for top in (1.0, 10.0, 100.0) if highest <= top), highest * 1.05)


def _turns(rows: Sequence[Capability]) -> list[float]:
    return [place * 360 / len(rows) for place in range(len(rows))]


def _outline(
    rows: Sequence[Capability], place: int, name: str, theme: Theme, lang: Lang
) -> dict[str, object]:
    scores = [row.values[place] for row in rows]
    hover = [
        f"<b>{literal(name)}</b><br>"
        + t(
            "figure.line",
            lang,
            label=literal(metric_label(row.metric, lang)),
            value=f"{score:.{row.places}f}",
        )
        for row, score in zip(rows, scores, strict=True)
    ]
    turns = _turns(rows)
    return {
        **{"type": "scatterpolar", "mode": "lines+markers", "r": [*scores, scores[0]]},
        "theta": [*turns, turns[0]],
        "line": {"color": colour(place, theme), "width": 2, "dash": DASHES[place]},
        "marker": {"symbol": SYMBOLS[place], "size": SIZES[place] - 3, "color": colour(place, theme)},
        "hovertext": [*hover, hover[0]],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
