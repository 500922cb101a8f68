"""What a composite shows and what is said of it, on its page and in its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from cache.leaderboard import Category, Scenario
from dashboard.catalog.boards import board_label
from dashboard.catalog.categories import category_label
from dashboard.figures.composite import FEW, drawn
from dashboard.figures.interval_axis import cuts_any, of_rows
from dashboard.freshness import edition_label
from dashboard.ranking.choosing import MONTH
from dashboard.ranking.composite import Composite
from dashboard.ranking.entering import Entering
from dashboard.ranking.facts import ANYTHING, Facts, Question
from dashboard.ranking.holm import statements
from dashboard.words import Lang, t

LONG_AGO = 12  # months between tables
CLAIMED = 5  # models that the first is compared with in words


def rows(found: Composite, facts: Mapping[str, Facts], question: Question = ANYTHING) -> pd.DataFrame:
    """The main part as `composite_dots` draws it: the models that fit the question, ranked among all."""
    shown = found.shown()
    if question != ANYTHING:
        fits = [id in facts and question.fits(facts[id]) for id in shown["model"]]
        shown = shown[np.array(fits, dtype=bool)]
    models = shown["model"].tolist()
    chances = [found.ranked.probability(*pair) for pair in pairwise(models)]
    following = [float("nan") if chance is None else chance for chance in [*chances, None]]
    return shown.assign(next=following[: len(shown)])


def filtered(found: Composite, shown: pd.DataFrame, filters: Sequence[str], lang: Lang) -> str:
    """Which filters are in force and how many models they leave; empty without any."""
    if not filters:
        return ""
    said = t("app.list", lang).join(filters)
    return t("composite.filtered", lang, filters=said, n=len(shown), total=len(found.shown()))


def alt(shown: pd.DataFrame, found: Composite, category: Category | Scenario, lang: Lang) -> str:
    best = [
        f"{row.name_} {row.score:.1f}" for row in shown.head(3).rename(columns={"name": "name_"}).itertuples()
    ]
    return t(
        "composite.alt",
        lang,
        category=category_label(category, lang),
        n=len(shown),
        benchmarks=found.benchmarks,
        top=t("app.list", lang).join(best),
        low=f"{shown['score'].min():.1f}",
        high=f"{shown['score'].max():.1f}",
    )


def notes(shown: pd.DataFrame, found: Composite, lang: Lang, most: int | None = None) -> list[str]:
    """What the marks mean, and what the chart leaves out or cannot tell. `most`: of the rows, that it has."""
    charted = drawn(shown).head(most or len(shown))
    kind = "composite.legend" if found.has_intervals else "composite.legend_plain"
    lines = [t(kind, lang, few=FEW), *claims(shown, found, lang)]
    if cuts_any(charted, of_rows(drawn(shown))):
        lines.append(t("composite.cut", lang))
    if found.has_intervals and shown["low"].isna().any():
        lines.append(t("composite.all_alone" if shown["rank"].isna().all() else "composite.alone", lang))
    if not shown["rank"].dropna().is_monotonic_increasing:
        lines.append(t("composite.order", lang))
    return [*filter(None, [cut(charted, shown, lang)]), *lines]


def cut(charted: pd.DataFrame, shown: pd.DataFrame, lang: Lang) -> str:
    """How many of the rows are drawn; empty where all are."""
    return t("figure.top_of", lang, top=len(charted), total=len(shown)) if len(charted) < len(shown) else ""


def era(found: Composite, lang: Lang) -> str:
    """How far apart the tables are, where it is worth a word."""
    days = sorted(table.day for table in found.main_tables if table.dated)
    months = int((days[-1] - days[0]).days / MONTH) if days else 0
    if months <= LONG_AGO:
        return ""
    oldest, newest = (f"{day:%Y-%m}" for day in (days[0], days[-1]))
    return t("composite.era", lang, oldest=oldest, newest=newest, n=months)


def claims(shown: pd.DataFrame, found: Composite, lang: Lang) -> list[str]:
    """Which of the next few the first is better than, all said together."""
    ranked = shown[shown["rank"].notna()]
    models = ranked["model"].tolist()
    names = dict(zip(models, ranked["name"], strict=True))
    tested = statements(found.ranked, [(models[0], other) for other in models[1 : 1 + CLAIMED]])
    if not tested:
        return []
    others = [names[statement.worse] for statement in tested if statement.holds()]
    if not others:
        return [t("composite.claims_none", lang, best=names[models[0]], n=len(tested))]
    return [t("composite.claims", lang, best=names[models[0]], others=t("app.list", lang).join(others))]


def table_label(table: Entering, lang: Lang) -> str:
    id = table.revision.id
    label = board_label(id.source, id.leaderboard, lang, table.revision.heading)
    return f"{label} · {edition_label(id.edition, lang)}"
