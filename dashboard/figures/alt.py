"""What a figure shows, in a sentence for those who cannot see it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cache.metrics import Metric
from dashboard.figures.charted import charted, places_of
from dashboard.ranking.board import column_of, has_zero
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, counted, t


def alt_text(
    frame: pd.DataFrame,
    metric: Metric,
    *,
    board: str,
    edition: str,
    lang: Lang,
    top: int | None = None,
    places: int | None = None,
    highlight: Sequence[str] = (),
) -> str:
    """What `ranking_bar` draws from the same arguments: board, metric, n, top three, range, what is cut."""
    part = charted(frame, metric, top, highlight)
    label = metric_label(metric, lang)
    if part.rows.empty:
        return t("figure.alt_empty", lang, board=board, edition=edition, metric=label)
    scores = [float(score) for score in part.rows[column_of(metric.name)]]
    places = places_of(frame, metric) if places is None else places
    best = [
        f"{name} {score:.{places}f}" for name, score in zip(part.rows["model"][:3], scores[:3], strict=True)
    ]
    said = counted(
        "figure.alt",
        lang,
        len(scores),
        kind=t("figure.bar" if has_zero(metric) else "figure.dot", lang),
        board=board,
        edition=edition,
        metric=label,
        top=t("figure.list", lang).join(best),
        low=f"{min(scores):.{places}f}",
        high=f"{max(scores):.{places}f}",
    )
    return t("figure.stop", lang).join(filter(None, (said, part.summary(lang))))
