"""Which rows of a leaderboard a chart draws, and what it leaves out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from cache.leaderboard import Standing
from cache.metrics import Metric
from dashboard.ranking.board import column_of, decimals, field_positions, has_zero
from dashboard.words import Lang, t

ALL = 40  # so many rows are drawn without a cut
TOP = 30  # else so many


@dataclass(frozen=True, slots=True, eq=False)
class Charted:
    """What is drawn: `rows` best first with `position`, `baselines` as lines; and what is left out."""

    rows: pd.DataFrame
    baselines: pd.DataFrame
    top: int  # rows drawn for their score
    total: int  # models with a score
    unscored: int

    def summary(self, lang: Lang) -> str:
        """“前 30，共 266；3 个没有此项分数”, empty where everything is drawn."""
        parts = []
        picked = len(self.rows) - self.top
        if picked:
            parts.append(t("figure.top_and_picked_of", lang, top=self.top, picked=picked, total=self.total))
        elif self.top < self.total:
            parts.append(t("figure.top_of", lang, top=self.top, total=self.total))
        if self.unscored:
            parts.append(t("figure.unscored", lang, n=self.unscored))
        return t("figure.stop", lang).join(parts)


def places_of(frame: pd.DataFrame, metric: Metric) -> int:
    """Decimals that the scores tell, where nobody says with how many they were printed."""
    return decimals(frame[column_of(metric.name)].dropna()) if has_zero(metric) else 0


def charted(
    frame: pd.DataFrame, metric: Metric, top: int | None = None, highlight: Collection[str] = ()
) -> Charted:
    """The best `top` models and those in `highlight`. Without `top`: all of up to 40, else 30."""
    column = column_of(metric.name)
    table = frame if "position" in frame else frame.assign(position=field_positions(frame, metric))
    people = table["standing"] == Standing.BASELINE.value
    missing = table[column].isna()
    models = table[~people & ~missing].sort_values(
        column, ascending=not metric.higher_is_better, kind="stable"
    )
    most = top if top is not None else (len(models) if len(models) <= ALL else TOP)
    shown = [place < most or name in highlight for place, name in enumerate(models["model"])]
    return Charted(
        rows=models[shown],
        baselines=table[people & ~missing],
        top=min(most, len(models)),
        total=len(models),
        unscored=int((missing & ~people).sum()),
    )
