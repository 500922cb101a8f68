"""What the chart of Compare shows, in a sentence for those who cannot see it."""

from __future__ import annotations

from dashboard.compare_view import View
from dashboard.freshness import edition_label
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

TOLD = 3  # gaps


def alt(shown: View, board: str, edition: str, lang: Lang, *, radar: bool) -> str:
    """`board`: its label."""
    between = t("app.list", lang)
    gaps = [
        t("compare.alt_gap", lang, metric=metric_label(row.metric, lang), gap=f"{row.gap:.{row.places}f}")
        for row in shown.charted[:TOLD]
        if row.gap is not None
    ]
    words: dict[str, object] = {
        "board": board,
        "edition": edition_label(edition, lang),
        "rows": len(shown.charted),
        "n": len(shown.present),
        "models": between.join(shown.present.values()),
    }
    if radar:
        return t("compare.alt_radar", lang, **words)
    return t("compare.alt", lang, top=between.join(gaps) or t("app.missing", lang), **words)
