"""What Trends says of a view, in plain text, and its table: on the page and in exports alike."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard import trends_data
from dashboard.data import Key
from dashboard.figures.bump import bump
from dashboard.figures.palette import Theme, palette
from dashboard.figures.releases import listed_before, releases
from dashboard.figures.score_lines import score_lines
from dashboard.figures.shapes import GLYPHS
from dashboard.figures.tracks import Tracks
from dashboard.markup import plain
from dashboard.ranking.trend import Track, Trend
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import label
from dashboard.trends_asked import Asked
from dashboard.words import Lang, counted, t


def title(asked: Asked, lang: Lang) -> str:
    return f"{label(asked.board, lang)} · {t(f'trends.title_{asked.y}', lang)}"


def span(trend: Trend, lang: Lang) -> str:
    """“8 期，2023-05 至 2023-12”."""
    return counted("trends.span", lang, len(trend.names), first=trend.names[0], last=trend.names[-1])


def released(key: Key, asked: Asked) -> Mapping[str, str]:
    return trends_data.released(key, asked.board.id) if asked.by == "model" else {}


def figure(
    key: Key, asked: Asked, lang: Lang, theme: Theme, compact: bool, column: bool = False, less: int = 0
) -> go.Figure:
    draw = bump if asked.y == "rank" else score_lines
    return draw(
        asked.trend(key),
        dict(asked.picks),
        theme=theme,
        lang=lang,
        compact=compact,
        released=released(key, asked),
        column=column,
        days=trends_data.edition_days(key, asked.board.id),
        less=less,
    )


def release_dates(key: Key, asked: Asked, lang: Lang) -> str:
    """Of the highlighted models, as far as known, and which are not in the chart; "" where none is."""
    days, trend = released(key, asked), asked.trend(key)
    tracks = [track for track in (trend.track(id) for id, _ in asked.picks) if track and track.id in days]
    marked, before = marked_releases(key, asked), early(key, asked)
    said = [
        t(
            "trends.release" if track.id in marked else "trends.release_outside",
            lang,
            name=plain(track.label),
            day=days[track.id] + ("*" if track.id in before else ""),
        )
        for track in tracks
    ]
    word = "trends.releases" if any(track.id in marked for track in tracks) else "trends.releases_unmarked"
    return t(word, lang, models=t("figure.stop", lang).join(said)) if said else ""


def early(key: Key, asked: Asked) -> frozenset[str]:
    """The ids of the highlighted that stand in an edition older than they are."""
    days, dated = released(key, asked), trends_data.edition_days(key, asked.board.id)
    tracks = [asked.trend(key).track(id) for id, _ in asked.picks if id in days]
    return frozenset(track.id for track in tracks if track and listed_before(track, days[track.id], dated))


def marked_releases(key: Key, asked: Asked) -> frozenset[str]:
    """The ids of those whose release falls between the editions drawn on a wide screen."""
    tracks = Tracks(asked.trend(key), dict(asked.picks), released(key, asked), "light", "en", compact=False)
    found = releases(tracks, trends_data.edition_days(key, asked.board.id))
    return frozenset(at.track.id for at in found)


def table(key: Key, asked: Asked, lang: Lang) -> pd.DataFrame:
    """Models by editions: positions, or scores; a model's newest name, and its release day where known."""
    trend, days = asked.trend(key), released(key, asked)
    head = t("column.model" if asked.by == "model" else "filter.family", lang)
    columns: dict[str, object] = {head: [plain(track.label) for track in trend.tracks]}
    if any(track.id in days for track in trend.tracks):
        columns[t("trends.released", lang)] = [days.get(track.id) for track in trend.tracks]
    for edition in trend.names:
        points = [track.points.get(edition) for track in trend.tracks]
        if asked.y == "rank":
            places = [at.position if at else None for at in points]
            columns[edition] = pd.Series(places, dtype="Int64")
        else:
            columns[edition] = [at.score if at else float("nan") for at in points]
    if any(track.references for track in trend.tracks):
        columns[t("column.note", lang)] = [unranked(track, trend, lang) for track in trend.tracks]
    return pd.DataFrame(columns)


def unranked(track: Track, trend: Trend, lang: Lang) -> str:
    """In which editions the source lists it without ranking it; "" where in none."""
    if not track.references:
        return ""
    if len(track.references) == len(track.points):
        return t("figure.reference", lang)
    listed = t("app.list", lang).join(name for name in trend.names if name in track.references)
    return t("trends.reference_in", lang, editions=listed)


def places(key: Key, asked: Asked) -> dict[str, int]:
    """With how many decimals a table prints the scores of each edition."""
    return {edition.id.edition: edition.places for edition in asked.trend(key).editions}


def still(asked: Asked, lang: Lang) -> dict[str, str]:
    """Notes as they read in a picture, where no box opens over a point."""
    words = ("means_rank", "means_rank_still")
    hovered, alone = (t(f"trends.{word}", lang, metric=metric_label(asked.metric, lang)) for word in words)
    return {hovered: alone}


def ends(track: Track, trend: Trend, asked: Asked, lang: Lang) -> str:
    """“5 → 20 (2023-05 – 2023-12)”, from its first point to its last."""
    known = [edition for edition in trend.names if edition in track.points]
    if asked.y == "rank":
        ranked = [edition for edition in known if edition not in track.references]
        if not ranked:
            span = known[0] if len(known) == 1 else t("trends.from_to", lang, start=known[0], end=known[-1])
            return t("trends.once", lang, value=t("figure.reference", lang), edition=span)
        known = ranked
    points = [track.points[edition] for edition in known]
    if asked.y == "rank":
        values = [str(point.position) for point in points]
    else:
        places = {edition.id.edition: edition.places for edition in trend.editions}
        values = [f"{track.points[name].score:.{places[name]}f}" for name in known]
    if len(known) == 1:
        return t("trends.once", lang, value=values[0], edition=known[0])
    return t("trends.ends", lang, first=values[0], last=values[-1], start=known[0], end=known[-1])


def legend(key: Key, asked: Asked, theme: Theme, lang: Lang) -> list[tuple[str, str]]:
    """Colour, shape and name of each highlighted line, with where it began and ended."""
    trend, colours, days = asked.trend(key), palette(theme).highlight, released(key, asked)
    found = ((trend.track(id), place) for id, place in asked.picks)
    return [
        (
            colours[place % len(colours)],
            f"{GLYPHS[place % len(GLYPHS)]} {plain(track.label)} · {ends(track, trend, asked, lang)}"
            + (t("trends.released_on", lang, day=days[track.id]) if track.id in days else ""),
        )
        for track, place in found
        if track
    ]


def alt(key: Key, asked: Asked, lang: Lang) -> str:
    trend = asked.trend(key)
    tracks = filter(None, (trend.track(id) for id, _ in asked.picks))
    said = [f"{plain(track.label)} {ends(track, trend, asked, lang)}" for track in tracks]
    text = t(
        f"trends.alt_{asked.y}",
        lang,
        board=label(asked.board, lang),
        span=span(trend, lang),
        metric=metric_label(asked.metric, lang),
        n=len(trend.tracks),
        picked=t("figure.stop", lang).join(said) or t("app.missing", lang),
    )
    dates = release_dates(key, asked, lang)
    return t("app.sentences", lang, first=text, then=dates) if dates else text
