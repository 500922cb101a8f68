"""How to read the chart of Trends, and what it leaves out: on the page and in exports alike."""

from __future__ import annotations

from dashboard import as_of, trends_data
from dashboard.data import Board, Key
from dashboard.figures.tracks import deepest, is_drawn
from dashboard.ranking.trend import Trend, unoccupied
from dashboard.ranking.view import metric_label
from dashboard.trends_asked import Asked
from dashboard.trends_words import early, release_dates
from dashboard.words import Lang, counted, t


def notes(key: Key, asked: Asked, lang: Lang, less: int = 0) -> tuple[str, ...]:
    """How to read the chart, and what it leaves out where it has to be so many px lower."""
    trend, editions = asked.trend(key), trends_data.editions(key, asked.board.id, asked.day)
    metric = metric_label(asked.metric, lang)
    said = [t(f"trends.means_{asked.y}", lang, metric=metric), t(f"trends.joined_{asked.by}", lang)]
    if any(edition.references for edition in trend.editions):
        said.append(t(f"trends.reference_{asked.y}", lang))
    said.append(t("trends.subtract", lang))
    if asked.day:
        said.append(as_of.note(asked.day, lang))
    if not asked.metric.higher_is_better:
        said.append(t("notes.lower", lang, metric=metric))
    others = {at.id.edition: metric_label(at.metric, lang) for at in trend.editions}
    renamed = [f"{edition} {name}" for edition, name in others.items() if name != metric]
    listed = t("app.list", lang)
    if renamed:
        said.append(t("trends.other_metric", lang, metric=metric, editions=listed.join(renamed)))
    for word, names in (
        ("without", trend.without),
        ("damaged", editions.damaged),
        ("undated", editions.undated),
    ):
        if names:
            said.append(t(f"trends.{word}", lang, metric=metric, editions=listed.join(names)))
    if dates := release_dates(key, asked, lang):
        said.append(dates)
    if early(key, asked):
        said.append(t("trends.before_release", lang))
    if limits := cut(trend, asked, lang, less):
        said.append(limits)
    if asked.y == "rank" and (vacant := _vacant(trend, deepest(trend, less), lang)):
        said.append(t(f"trends.vacant_{asked.by}", lang, editions=vacant))
    return tuple(said)


def cut(trend: Trend, asked: Asked, lang: Lang, less: int = 0) -> str:
    """How many positions are drawn where the chart has to be so many px lower; empty where all are."""
    depth = deepest(trend, less if asked.y == "rank" else 0)
    below = any(not is_drawn(at, depth) for track in trend.tracks for at in track.points.values())
    return t(f"trends.cut_{asked.y}", lang, top=depth) if below else ""


def why_none(key: Key, board: Board, lang: Lang) -> str:
    """Of a board without a trend: what it lacks."""
    known = trends_data.editions(key, board.id)
    word = "only_damaged" if known.damaged else "only_undated" if known.undated and known.read else "single"
    return t(f"trends.{'only_newer' if known.several else word}", lang)  # than the day the view is of


def unjoined(trend: Trend, asked: Asked, lang: Lang) -> str:
    """That there is no line to see, and why; "" where there is one."""
    joined = sum(len(track.points) > 1 for track in trend.tracks)
    picked = list(filter(None, (trend.track(id) for id, _ in asked.picks)))
    if not joined:
        return t("trends.unjoined", lang)
    if picked and all(len(track.points) == 1 for track in picked):
        return counted("trends.unjoined_picks", lang, joined)
    return ""


def _vacant(trend: Trend, depth: int, lang: Lang) -> str:
    """How many positions that are drawn are empty, edition by edition: “2025-12 (7)”."""
    found = {name: unoccupied(trend, name, depth) for name in trend.names}
    return t("app.list", lang).join(f"{name} ({n})" for name, n in found.items() if n)
