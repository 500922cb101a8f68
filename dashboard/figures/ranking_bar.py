"""One leaderboard by one metric: bars from zero, or dots on an open axis where the scale has no zero.

Rows come from `dashboard.ranking.view.select` or `board.frame`; names are drawn letter by letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from cache.leaderboard import Category, Standing
from cache.metrics import Metric
from dashboard.figures.charted import Charted, charted
from dashboard.figures.palette import Theme, palette
from dashboard.figures.template import LABEL, SMALL, cut, literal, pixels, template
from dashboard.ranking.board import column_of, decimals, has_zero, is_human
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

LONGEST = 28  # units of a name beside its mark
LONGEST_ABOVE = 40  # units of a name above its mark, on a phone
HEAD, FOOT = 46, 24  # px above and below the rows
ROW, COMPACT_ROW = 24, 34  # px


def ranking_bar(
    frame: pd.DataFrame,
    metric: Metric,
    *,
    theme: Theme,
    lang: Lang,
    category: Category,
    compact: bool = False,
    top: int | None = None,
    highlight: Sequence[str] = (),
) -> go.Figure:
    """An empty or scoreless frame gives a figure that says so. `compact` puts each name above its mark."""
    part = charted(frame, metric, top, highlight)
    if part.rows.empty:
        return _nothing(theme, lang)
    drawing = _Drawing(part, metric, theme, lang, category, compact, tuple(highlight))
    # Built by hand and checked by a test: plotly's own check of every annotation costs 30 ms a figure.
    return go.Figure(
        {"data": [drawing.marks()], "layout": drawing.layout()},
        _validate=False,
    )


def legend(frame: pd.DataFrame, *, theme: Theme, lang: Lang, category: Category) -> list[tuple[str, str]]:
    """(colour, words) of the bars a chart of these rows has; empty where there is but one kind."""
    colours = palette(theme)
    kinds = set(frame["standing"])
    if Standing.REFERENCE.value not in kinds:
        return []
    return [
        (colours.category[category], t("figure.ranked", lang)),
        (colours.reference, t("figure.reference", lang)),
    ]


@dataclass(frozen=True, slots=True, eq=False)
class _Drawing:
    part: Charted
    metric: Metric
    theme: Theme
    lang: Lang
    category: Category
    compact: bool
    highlight: tuple[str, ...]

    @property
    def scores(self) -> list[float]:
        return [float(score) for score in self.part.rows[column_of(self.metric.name)]]

    @property
    def places(self) -> int:
        """Decimals of the labels."""
        return 0 if not has_zero(self.metric) else decimals(self.scores)

    def marks(self) -> dict[str, object]:
        scores, places = self.scores, self.places
        below = 0.22 if self.compact else 0.0  # the name stands above the mark
        shared: dict[str, object] = {
            "x": scores,
            "y": [row + below for row in range(len(scores))],
            "text": [_signed(score, places) for score in scores],
            "hovertext": self._hover(),
            "hovertemplate": "%{hovertext}<extra></extra>",
            "cliponaxis": False,
            "textfont": {"size": SMALL, "color": palette(self.theme).ink},
        }
        if not has_zero(self.metric):
            marker = {"color": self._colours(), "size": 10}
            return {
                **shared,
                "type": "scatter",
                "mode": "markers+text",
                "textposition": "middle right",
                "marker": marker,
            }
        return {
            **shared,
            "type": "bar",
            "orientation": "h",
            "width": 0.36 if self.compact else 0.64,
            "marker": {"color": self._colours(), "cornerradius": 2, "line": {"width": 0}},
            "textposition": "outside",
            "textangle": 0,
            "constraintext": "none",
        }

    def layout(self) -> dict[str, object]:
        rows, lines = len(self.part.rows), len(self.part.baselines)
        left, rank_column = self._margin()
        shapes, notes = self._baselines()
        foot = FOOT + 16 * max(lines - 1, 0)
        lower = not self.metric.higher_is_better
        return {
            "template": template(self.theme),
            "height": HEAD + foot + (COMPACT_ROW if self.compact else ROW) * rows,
            "margin": {"l": left, "r": 8, "t": HEAD, "b": foot, "pad": 0},
            "xaxis": {
                "range": list(self._range()),
                "ticksuffix": "%" if self.metric.unit == "%" else "",
                **({"title": {"text": t("figure.lower", self.lang), "standoff": 4}} if lower else {}),
            },
            "yaxis": {"range": [rows - 0.5, -0.5]},
            "shapes": shapes,
            "annotations": self._labels(left, rank_column) + notes,
        }

    def _colours(self) -> list[str]:
        colours = palette(self.theme)
        picked = dict(zip(self.highlight, colours.highlight, strict=False))
        plain = {
            Standing.ENTRANT.value: colours.category[self.category],
            Standing.REFERENCE.value: colours.reference,
        }
        rows = self.part.rows
        return [
            picked.get(name) or plain[standing]
            for name, standing in zip(rows["model"], rows["standing"], strict=True)
        ]

    def _hover(self) -> list[str]:
        lang, places = self.lang, self.places
        value = literal(metric_label(self.metric, lang))
        rows = self.part.rows
        texts = []
        columns = (rows["model"], rows["organization"], self.scores, rows["rank"], rows["position"])
        for model, maker, score, rank, position in zip(*columns, strict=True):
            lines = [
                (value, _signed(score, places)),
                (t("column.rank", lang), t("figure.unranked", lang) if pd.isna(rank) else str(rank)),
                (t("column.position", lang), str(position)),
            ]
            if maker:
                lines.insert(0, (t("column.organization", lang), literal(maker)))
            told = [t("figure.line", lang, label=label, value=words) for label, words in lines]
            texts.append("<br>".join([f"<b>{literal(model)}</b>", *told]))
        return texts

    def _margin(self) -> tuple[int, int]:
        """Left margin and, within it, the width of the rank column: 0 where the source printed no rank."""
        ranks = self.part.rows["rank"].dropna()
        rank_column = 0 if ranks.empty else int(len(str(ranks.max())) * 8 + 12)
        if self.compact:
            return 4, rank_column
        widest = max(pixels(cut(name, LONGEST)) for name in self.part.rows["model"])
        return rank_column + widest + 10, rank_column

    def _labels(self, left: int, rank_column: int) -> list[dict[str, object]]:
        colours = palette(self.theme)
        longest = LONGEST_ABOVE if self.compact else LONGEST
        rise = -0.27 if self.compact else 0.0
        rows = self.part.rows
        labels = []
        for place, (model, rank, standing) in enumerate(
            zip(rows["model"], rows["rank"], rows["standing"], strict=True)
        ):
            ink = colours.secondary if standing == Standing.REFERENCE.value else colours.ink
            name = literal(cut(model, longest))
            bold = f"<b>{name}</b>" if model in self.highlight else name
            columns = [(rank_column, bold, ink)]
            if rank_column:
                columns.append((0, "–" if pd.isna(rank) else str(rank), colours.secondary))
            labels += [
                _label(text, place + rise, shift - (0 if self.compact else left), colour)
                for shift, text, colour in columns
            ]
        return labels

    def _baselines(self) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        colour = palette(self.theme).secondary
        start, end = self._range()
        shapes, notes = [], []
        lines = self.part.baselines
        for place, (name, score) in enumerate(
            zip(lines["model"], lines[column_of(self.metric.name)], strict=True)
        ):
            who = t("figure.human", self.lang) if is_human(name) else cut(name, LONGEST)
            shapes.append(
                {
                    "type": "line",
                    "xref": "x",
                    "yref": "paper",
                    "x0": score,
                    "x1": score,
                    "y0": 0,
                    "y1": 1,
                    "layer": "below",
                    "line": {"color": colour, "width": 1.5, "dash": "dot"},
                }
            )
            notes.append(
                {
                    "text": literal(f"{who} {_shortest(score, self.places)}"),
                    "x": score,
                    "xref": "x",
                    "y": 0,
                    "yref": "paper",
                    "yanchor": "top",
                    "yshift": -4 - 16 * place,
                    "xanchor": "right" if score > (start + end) / 2 else "left",
                    "showarrow": False,
                    "font": {"size": SMALL, "color": colour},
                }
            )
        return shapes, notes

    def _range(self) -> tuple[float, float]:
        """With room for the value beside the longest mark; from 0 where the scale has a zero."""
        marks = [*self.scores, *self.part.baselines[column_of(self.metric.name)]]
        low, high = min(marks), max(marks)
        room = 0.18 if self.compact else 0.08
        if not has_zero(self.metric):
            span = (high - low) or 10.0
            return low - span * 0.04, high + span * room
        low, high = min(low, 0.0), max(high, 0.0)
        span = (high - low) or 1.0
        return low - span * room if low < 0 else 0.0, high + span * room if high > 0 or low == 0 else 0.0


def _label(text: str, row: float, shift: int, colour: str) -> dict[str, object]:
    return {
        "text": text,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": shift,
        "y": row,
        "yref": "y",
        "yanchor": "middle",
        "align": "left",
        "showarrow": False,
        "font": {"size": LABEL, "color": colour},
    }


def _signed(score: float, places: int) -> str:
    """With the minus sign that the axis has."""
    return f"{score:.{places}f}".replace("-", "−")


def _shortest(score: float, places: int) -> str:
    """Without trailing zeros: 83.7."""
    text = _signed(score, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _nothing(theme: Theme, lang: Lang) -> go.Figure:
    said = {
        "text": t("figure.no_score", lang),
        "x": 0.5,
        "y": 0.5,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "font": {"color": palette(theme).secondary},
    }
    hidden = {"visible": False, "fixedrange": True}
    return go.Figure(
        layout={
            "template": template(theme),
            "height": HEAD + FOOT + ROW * 2,
            "xaxis": hidden,
            "yaxis": hidden,
            "annotations": [said],
        }
    )
