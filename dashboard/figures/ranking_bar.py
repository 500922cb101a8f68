"""One leaderboard by one metric: bars from zero, or dots on an open axis where the scale has no zero.

Rows come from `dashboard.ranking.view.select` or `board.frame`; names are drawn letter by letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from cache.leaderboard import Category, Standing
from cache.metrics import Metric
from dashboard.figures import baseline_lines
from dashboard.figures.baseline_lines import Text
from dashboard.figures.charted import charted, places_of
from dashboard.figures.palette import Theme, palette
from dashboard.figures.short_names import shortened
from dashboard.figures.template import LABEL, SMALL, literal, pixels, template
from dashboard.ranking.board import column_of, has_zero
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

LONGEST = 48  # units of a name beside its mark, which take what they need
LONGEST_ABOVE, LONGEST_IN_COLUMN = 40, 58  # units of a name above its mark, on a phone and in a report
HEAD, FOOT = 46, 24  # px above and below the rows
ROW, COMPACT_ROW = 24, 34  # px
BELOW, RISE = 0.22, -0.27  # rows from the middle of a row to its mark, and to the name above the mark
WIDTH, COMPACT_WIDTH = 760, 340  # px of the plot, about, where it is narrow
HALF, BESIDE = 6, 5  # px of a text's height, by half, and before and after it
READ = ("read_as", "why")


def ranking_bar(
    frame: pd.DataFrame,
    metric: Metric,
    *,
    theme: Theme,
    lang: Lang,
    category: Category,
    compact: bool = False,
    room: int = 0,
    top: int | None = None,
    places: int | None = None,
    highlight: Sequence[str] = (),
    readings: Mapping[int, tuple[str, str]] | None = None,
) -> go.Figure:
    """An empty or scoreless frame gives a figure that says so. `compact` puts each name above its mark;
    `room`: its px, where that is no phone. `places`: decimals; None: as many as the frame tells.

    `readings`: by index of the frame, the model a name was read as and why, for the hover.
    """
    part = charted(frame, metric, top, highlight)
    if part.rows.empty:
        return _nothing(theme, lang)
    drawing = _Drawing(
        rows=_rows(part.rows, metric),
        readings=[(readings or {}).get(row) for row in part.rows.index],
        baselines=[(row.model, row.score) for row in _rows(part.baselines, metric)],
        metric=metric,
        theme=theme,
        lang=lang,
        category=category,
        compact=compact,
        room=room,
        places=places_of(frame, metric) if places is None else places,
        highlight=tuple(highlight),
    )
    # A test has plotly check what is built here by hand: at every drawing that would take 20 ms.
    return go.Figure({"data": [drawing.marks()], "layout": drawing.layout()}, _validate=False)


def legend(frame: pd.DataFrame, *, theme: Theme, lang: Lang, category: Category) -> list[tuple[str, str]]:
    """(colour, words) of the bars a chart of these rows has; empty where all are plainly ranked."""
    colours = palette(theme)
    kinds = set(frame["standing"])
    if Standing.REFERENCE.value not in kinds:
        return []
    ranked = (colours.category[category], t("figure.ranked", lang))
    reference = (colours.reference, t("figure.reference", lang))
    return [ranked, reference] if Standing.ENTRANT.value in kinds else [reference]


@dataclass(frozen=True, slots=True)
class _Row:
    model: str
    maker: str
    rank: int | None
    standing: str
    score: float
    position: int | None


def _rows(table: pd.DataFrame, metric: Metric) -> list[_Row]:
    names = ("model", "organization", "rank", "standing", column_of(metric.name), "position")
    models, makers, ranks, standings, scores, positions = (table[name].tolist() for name in names)
    ranks, positions = ([None if at is pd.NA else at for at in known] for known in (ranks, positions))
    return [_Row(*cells) for cells in zip(models, makers, ranks, standings, scores, positions, strict=True)]


@dataclass(frozen=True, slots=True)
class _Drawing:
    rows: list[_Row]
    readings: list[tuple[str, str] | None]  # of each row
    baselines: list[tuple[str, float]]
    metric: Metric
    theme: Theme
    lang: Lang
    category: Category
    compact: bool
    room: int
    places: int  # decimals
    highlight: tuple[str, ...]

    def marks(self) -> dict[str, object]:
        scores, places = [row.score for row in self.rows], self.places
        below = BELOW if self.compact else 0.0  # the name stands above the mark
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
        rows, lines = len(self.rows), len(self.baselines)
        left, rank_column = self._margin()
        foot = FOOT + baseline_lines.STEP * max(lines - 1, 0)
        lower = not self.metric.higher_is_better
        texts = self._texts() if lines else []
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
            "shapes": [
                piece
                for _, score in self.baselines
                for piece in baseline_lines.line(score, rows, texts, self.theme)
            ],
            "annotations": [*self._labels(left, rank_column), *self._line_names()],
        }

    def _colours(self) -> list[str]:
        colours = palette(self.theme)
        picked = dict(zip(self.highlight, colours.highlight, strict=False))
        plain = {
            Standing.ENTRANT.value: colours.category[self.category],
            Standing.REFERENCE.value: colours.reference,
        }
        return [picked.get(row.model) or plain[row.standing] for row in self.rows]

    def _hover(self) -> list[str]:
        lang, places = self.lang, self.places
        value = literal(metric_label(self.metric, lang))
        texts = []
        for row, read in zip(self.rows, self.readings, strict=True):
            rank = t("figure.unranked", lang) if row.rank is None else str(row.rank)
            facts = [
                (value, _signed(row.score, places)),
                (t("column.rank", lang), rank),
            ]
            if row.position is not None:
                facts.append((t("column.position", lang), str(row.position)))
            if row.maker:
                facts.insert(0, (t("column.organization", lang), literal(row.maker)))
            if read:
                facts += [
                    (t(f"reason.{word}", lang), literal(said)) for word, said in zip(READ, read, strict=True)
                ]
            lines = [t("figure.line", lang, label=label, value=fact) for label, fact in facts]
            texts.append("<br>".join([f"<b>{literal(row.model)}</b>", *lines]))
        return texts

    def _margin(self) -> tuple[int, int]:
        """Left margin and, within it, the width of the rank column: 0 where the source printed no rank."""
        widest_rank = max((len(str(row.rank)) for row in self.rows if row.rank is not None), default=0)
        rank_column = widest_rank * 8 + 12 if widest_rank else 0
        if self.compact:
            return 4, rank_column
        return rank_column + max(map(pixels, self._names().values())) + 10, rank_column

    def _names(self) -> Mapping[str, str]:
        above = LONGEST_IN_COLUMN if self.room else LONGEST_ABOVE
        return shortened(tuple(row.model for row in self.rows), above if self.compact else LONGEST)

    def _labels(self, left: int, rank_column: int) -> list[dict[str, object]]:
        colours = palette(self.theme)
        names = self._names()
        rise = RISE if self.compact else 0.0
        start = 0 if self.compact else -left
        labels = []
        for place, row in enumerate(self.rows):
            ink = colours.secondary if row.standing == Standing.REFERENCE.value else colours.ink
            name = literal(names[row.model])
            bold = f"<b>{name}</b>" if row.model in self.highlight else name
            labels.append(_label(bold, place + rise, start + rank_column, ink))
            if rank_column:
                rank = "–" if row.rank is None else str(row.rank)
                labels.append(_label(rank, place + rise, start, colours.secondary))
        return labels

    def _line_names(self) -> list[dict[str, object]]:
        told = [(name, _signed(score, self.places), score) for name, score in self.baselines]
        return baseline_lines.names(told, sum(self._range()) / 2, self.theme, self.lang)

    def _texts(self) -> list[Text]:
        """Values beside the marks, and names above them; where the width is not known, as in a narrow
        window."""
        low, high = self._range()
        left, rank_column = self._margin()
        wide = (self.room or COMPACT_WIDTH) - left if self.compact else WIDTH
        unit = (high - low) / wide
        half = HALF / (COMPACT_ROW if self.compact else ROW)
        names, found = self._names(), []
        for place, row in enumerate(self.rows):
            middle = place + (BELOW if self.compact else 0)
            ends = pixels(_signed(row.score, self.places)) * SMALL / LABEL + 2 * BESIDE
            span = (-ends * unit, 0.0) if row.score < 0 else (0.0, ends * unit)
            sides = (row.score + span[0], row.score + span[1])
            found.append(Text(*sides, middle - half, middle + half))
            if self.compact:
                end = rank_column + pixels(names[row.model]) + BESIDE
                found.append(Text(low, low + end * unit, place + RISE - half, place + RISE + half))
        return found

    def _range(self) -> tuple[float, float]:
        """With room for the value beside the longest mark; from 0 where the scale has a zero."""
        marks = [row.score for row in self.rows] + [score for _, score in self.baselines]
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
