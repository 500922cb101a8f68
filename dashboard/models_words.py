"""What Models says of a model, in plain text, and its tables and chart: on the page and in exports alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from cache.leaderboard import Category
from dashboard import appearances, data, models_data, models_makers, models_profile
from dashboard.catalog.models import model
from dashboard.data import Key
from dashboard.decimal_places import places
from dashboard.figures.ability_profile import Row, ability_profile, kept, ordered
from dashboard.figures.palette import Theme
from dashboard.freshness import edition_label
from dashboard.markup import plain, readable
from dashboard.models_data import Score
from dashboard.models_profile import Ability
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import label
from dashboard.words import Lang, t

COLUMNS = ("board", "edition", "metric", "score", "rank", "position", "field", "beaten", "printed", "source")


def name(key: Key, id: str, lang: Lang) -> str:
    """The catalog's name, else as the newest table prints it, else the id."""
    known, listed = model(id), appearances.models(key).get(id)
    return plain(known.label(lang) if known else listed.name if listed else id) or id


def other_name(id: str, lang: Lang) -> str:
    """The catalog's name in the other language, "" where it is the same."""
    known = model(id)
    if known is None:
        return ""
    other = known.name_en if lang == "zh" else known.name_zh
    return other if other != known.label(lang) else ""


def board_name(key: Key, at: Score, lang: Lang) -> str:
    return label(data.shelf(key).boards[at.board], lang)


def percent(share: float, lang: Lang) -> str:
    return t("app.missing", lang) if math.isnan(share) else f"{share:.0%}"


def categories(key: Key, id: str) -> list[Category]:
    """Of the boards that have the model, in the order of display; else the catalog's example."""
    boards = data.shelf(key).boards
    found = {boards[at.board].category for at in models_data.scores(key, id)}
    known = model(id)
    if not found and known and known.category:
        found = {Category(known.category)}
    return [category for category in Category if category in found]


def table(key: Key, found: Sequence[Score], lang: Lang) -> pd.DataFrame:
    """A row a score; the columns are named by COLUMNS."""
    urls = [models_data.revision(key, at).provenance.url for at in found]
    shares = [round(100 * at.beaten, 1) for at in found]
    return pd.DataFrame(
        {
            "board": [plain(board_name(key, at, lang)) for at in found],
            "edition": [edition_label(at.id.edition, lang) for at in found],
            "metric": [plain(metric_label(at.metric, lang)) for at in found],
            "printed": [plain(at.name) for at in found],
            "rank": pd.Series([at.rank for at in found], dtype="Int64"),
            "position": pd.Series([at.position for at in found], dtype="Int64"),
            "field": pd.Series([at.models for at in found], dtype="Int64"),
            "beaten": pd.Series(shares, dtype="float64"),
            "score": pd.Series([at.score for at in found], dtype="float64"),
            "source": [readable(url) for url in urls],
        },
        columns=list(COLUMNS),
    )


def place(at: Score, lang: Lang) -> str:
    """“3 / 18”; of what the source lists without ranking it, that it does."""
    if at.position is None:
        return t("figure.reference" if at.level else "app.missing", lang)
    return f"{at.position} / {at.models}"


def labels(lang: Lang) -> dict[str, str]:
    return {name: t(f"models.{name}", lang) for name in COLUMNS}


def rows(key: Key, found: Sequence[Ability], lang: Lang) -> list[Row]:
    return [
        Row(
            metric_label(at.score.metric, lang),
            at.score.score,
            at.field,
            place(at.score, lang),
            at.score.metric.unit,
            at.score.metric.higher_is_better,
            places(key, at.score.id, at.score.metric.name),
        )
        for at in found
    ]


def figure(
    key: Key,
    id: str,
    board: str,
    lang: Lang,
    theme: Theme,
    compact: bool,
    day: date | None = None,
    less: int = 0,
    *,
    alone: bool = False,
) -> go.Figure:
    """`less`: px that it has to be lower; `alone`: with nothing beside it."""
    found = rows(key, models_profile.profiled(key, id, day)[board], lang)
    named = name(key, id, lang)
    return ability_profile(found, named, theme=theme, lang=lang, compact=compact, less=less, alone=alone)


def cut(key: Key, id: str, board: str, lang: Lang, day: date | None, less: int) -> str:
    """What a chart so many px lower leaves out; empty where that is nothing."""
    total = len(models_profile.profiled(key, id, day)[board])
    n = kept(total, less)[0]
    words = {"total": total, "most": n - n // 2, "least": n // 2}
    return t("models.legend_cut", lang, **words) if n < total else ""


def alt(key: Key, id: str, board: str, lang: Lang, day: date | None = None) -> str:
    found = models_profile.profiled(key, id, day)[board]
    at = found[0].score
    said = [f"{row.name} {row.printed} ({row.place})" for row in ordered(rows(key, found, lang))]
    return t(
        "models.alt_profile",
        lang,
        model=name(key, id, lang),
        board=board_name(key, at, lang),
        edition=edition_label(at.id.edition, lang),
        rows=t("figure.stop", lang).join(said),
    )


def caption(key: Key, id: str, lang: Lang) -> str:
    """Its other name, its maker, and what kind of page this is."""
    maker = models_makers.maker(key, id)
    said = (t("models.profile", lang), other_name(id, lang), maker.label(lang) if maker else "")
    return " · ".join(filter(None, said))


def counted_rows(found: Sequence[Score], lang: Lang) -> str:
    """How many rows a table of leading scores has and of how many editions, where that is not the same."""
    editions = len({at.id for at in found})
    return t("models.rows", lang, n=len(found), editions=editions) if editions < len(found) else ""
