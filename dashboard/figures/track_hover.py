"""What the box says that opens over a point of a chart over editions."""

from __future__ import annotations

from dashboard.figures.template import cut, literal
from dashboard.ranking.trend import Edition, Point, Track
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t

LONGEST = 60  # units of a name


def hovered(track: Track, edition: Edition, point: Point, released: str, lang: Lang) -> str:
    """`released`: the day or month, "" where it is not known."""
    facts = [
        (t("rankings.edition", lang), edition.id.edition),
        *_places(edition, point, lang),
        (literal(metric_label(edition.metric, lang)), f"{point.score:.{edition.places}f}".replace("-", "−")),
    ]
    if released:
        facts.append((t("trends.released", lang), released))
    if track.label != point.name:
        facts.insert(0, (t("trends.track", lang), literal(cut(track.label, LONGEST))))
    return box(point.name, facts, lang)


def _places(edition: Edition, point: Point, lang: Lang) -> list[tuple[str, str]]:
    """Ours and the printed one; of a reference, that it has none."""
    if point.is_reference:
        return [(t("column.position", lang), t("figure.reference", lang))]
    rank = t("figure.unranked", lang) if point.rank is None else str(point.rank)
    return [
        (t("column.position", lang), f"{point.position} / {edition.ranked}"),
        (t("column.rank", lang), rank),
    ]


def box(name: str, facts: list[tuple[str, str]], lang: Lang) -> str:
    """The name in bold, then a line a fact; its texts are as plotly reads them, the name is plain."""
    lines = [t("figure.line", lang, label=label, value=value) for label, value in facts]
    return "<br>".join([f"<b>{literal(cut(name, LONGEST))}</b>", *lines])
