"""One ranking over the boards of a category or scenario."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from cache.leaderboard import Category, Scenario
from dashboard import (
    as_of,
    composite_apart,
    composite_asked,
    composite_data,
    composite_words,
    data,
    offered,
    rankings_asked,
)
from dashboard.asking import Given
from dashboard.catalog.boards import board_label
from dashboard.catalog.categories import category_label, stem_of
from dashboard.composite_asked import (
    Asked,
    choice_said,
    least_said,
    replaced_said,
    window_label,
    word,
    written,
)
from dashboard.data import Key
from dashboard.exhibit import COLUMN, Exhibit, NothingToShow, Origin, UnknownChoice
from dashboard.figures.composite import ROW, composite_dots
from dashboard.figures.composite import drawn as charted_rows
from dashboard.figures.fewer import fewer
from dashboard.origins import origin
from dashboard.ranking.composite import Composite
from dashboard.ranking.entering import Entering
from dashboard.ranking.uncertainty import FEWEST
from dashboard.words import Lang, t

PARAMETERS = (
    *("cat", "group", "scenario", "board", "edition", "method", "mincov", "window", "asof", "editions"),
    *("w", "model", "best", "org", "region", "weights", "family"),
)
FULL = {"mincov": "1"} | dict.fromkeys(("org", "region", "weights", "family"), "")
COLUMNS = {
    **{"rank": "composite_rank", "name": "model", "score": "composite_score", "low": "low", "high": "high"},
    **{"rank_low": "rank_from", "rank_high": "rank_to", "coverage": "benchmarks", "tables": "tables"},
}
PLACES = {"score": 4, "low": 4, "high": 4}
SHOWN = "{:.1f}"  # on the page


def exhibit(key: Key, params: Mapping[str, str], lang: Lang, most: int | None = None) -> Exhibit:
    """`most`: of the rows of its chart. Raises UnknownChoice, and NothingToShow where nothing can be compared
    or no model fits."""
    composite_asked.check_weights(params.get("w", ""))
    ask = Given(params)
    member = rankings_asked.settle_member(ask, data.shelf(key), lang)
    asked = composite_asked.settle(ask, key, member, lang)
    entered = composite_data.entered(key, asked.choice)
    if asked.unknown:
        known = {table.family for table in entered.tables}
        raise UnknownChoice("w", asked.unknown[0], tuple(sorted(known)))
    found = composite_asked.found(key, asked)
    if found is None:
        drawn = _within_boards(key, asked, ask.taken, lang)
        return replace(drawn, settled=ask.settled).noting(*replaced_said(entered, lang))
    filters = composite_asked.filter_words(key, asked, lang)
    shown = composite_words.rows(found, offered.composite_facts(key, asked.choice), asked.models.question)
    if shown.empty:
        nobody = "composite.nobody_fits" if filters else "composite.nobody"
        raise NothingToShow(t(nobody, lang, n=asked.min_boards))
    filtered = composite_words.filtered(found, shown, filters, lang)
    drawn = replace(_shown(found, shown, asked, filtered, ask.taken, lang, most), settled=ask.settled)
    return drawn.noting(*replaced_said(entered, lang))


def every(key: Key) -> list[dict[str, str]]:
    """Each category that has a board, and each scenario that has several."""
    shelf = data.shelf(key)
    categories = [rankings_asked.asked_for(one) for one in Category if shelf.of(one)]
    return categories + [rankings_asked.asked_for(one) for one in Scenario if len(shelf.of(one)) > 1]


def _within_boards(key: Key, asked: Asked, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Where nothing links the boards: the models of each by percentile."""
    table = composite_apart.table(key, asked, lang)
    if table.empty:
        raise NothingToShow(t("composite.nothing_in_boards", lang))
    category = asked.choice.member
    entered = composite_data.entered(key, asked.choice)
    said = [*choice_said(asked, entered, lang), written(dict(asked.weights))]
    return Exhibit(
        page="composite",
        params=params,
        lang=lang,
        title=f"{t('composite.title', lang)} · {category_label(category, lang)}",
        subtitle=" · ".join(filter(None, [t("composite.apart", lang), *said])),
        origins=_origins(entered.tables, lang),
        table=table,
        printed=lambda: {t("column.percentile", lang): SHOWN},
        figure=None,
        ours=True,
        stem=f"composite-{stem_of(category)}_percentile",
        alt="",
        notes=(t("composite.too_few_boards", lang),),
        pinned=as_of.pinned(at.revision for at in entered.tables),
    )


def _origins(tables: Iterable[Entering], lang: Lang) -> tuple[Origin, ...]:
    return tuple(
        origin(table.revision, board_label(*table.revision.id[:2], lang, table.revision.heading))
        for table in tables
    )


def _shown(
    found: Composite,
    shown: pd.DataFrame,
    asked: Asked,
    filtered: str,
    params: Mapping[str, str],
    lang: Lang,
    most: int | None = None,
) -> Exhibit:
    """`most`: of the rows of its chart."""
    category = asked.choice.member
    rows = charted_rows(shown)
    charted = rows.head(most or len(shown))
    drawing = partial(composite_dots, rows, found.benchmarks, lang=lang, category=category, most=most)

    def shorter(less: int) -> Exhibit:
        return _shown(found, shown, asked, filtered, params, lang, fewer(len(charted), ROW, less))

    names = {name: t(f"column.{label}", lang) for name, label in COLUMNS.items()}
    return Exhibit(
        page="composite",
        params=params,
        lang=lang,
        title=f"{t('composite.title', lang)} · {category_label(category, lang)}",
        subtitle=_subtitle(found, asked, lang),
        origins=_origins(found.main_tables, lang),
        table=shown[list(names)].round(PLACES).rename(columns=names).reset_index(drop=True),
        printed=lambda: {names[name]: SHOWN for name in PLACES},
        figure=lambda theme, compact: drawing(theme=theme, compact=compact),
        column=lambda theme: drawing(theme=theme, compact=True, room=COLUMN),
        ours=True,
        stem=f"composite-{stem_of(category)}_{asked.method}",
        alt=composite_words.alt(shown, found, category, lang),
        notes=tuple(_notes(found, shown, filtered, len(charted), lang)),
        of_chart=(composite_words.cut(charted, shown, lang), t("composite.cut", lang)),
        shorter=shorter,
        worded=lambda _, still: {t("composite.cut", lang): t("composite.cut_still", lang)} if still else {},
        pinned=as_of.pinned(at.revision for at in found.entered.tables),
    )


def _notes(found: Composite, shown: pd.DataFrame, filtered: str, drawn: int, lang: Lang) -> Iterator[str]:
    """`drawn`: rows of the chart."""
    yield from filter(None, (filtered, composite_words.era(found, lang)))
    if not found.has_intervals:
        yield t("composite.too_few", lang, fewest=FEWEST, n=found.benchmarks)
    yield from composite_words.notes(shown, found, lang, drawn)


def _subtitle(found: Composite, asked: Asked, lang: Lang) -> str:
    choice = asked.choice
    said = [
        t(word(asked.method), lang),
        t("composite.made_of", lang, n=found.benchmarks, tables=len(found.main_tables)),
        least_said(asked, lang),
        window_label(str(choice.window), lang) if choice.window else "",
        t("composite.editions", lang) if choice.all_editions else "",
        *choice_said(asked, found.entered, lang),
        written(dict(asked.weights)),
    ]
    return " · ".join(filter(None, said))
