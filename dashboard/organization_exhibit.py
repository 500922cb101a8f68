"""The models of one organization, as its page lists them: how many boards have each, and its best place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard import appearances, data, models_data, models_index, models_makers, models_words
from dashboard.catalog.models import model
from dashboard.catalog.organizations import by_id
from dashboard.data import Board, Key
from dashboard.exhibit import Exhibit, NothingToShow, Origin
from dashboard.freshness import edition_label
from dashboard.markup import plain
from dashboard.models_data import Score
from dashboard.origins import origin
from dashboard.rankings_asked import label
from dashboard.words import Lang, counted, t

COLUMNS = ("model", "released", "boards", "median_beaten", "best", "board", "edition")


def exhibit(key: Key, id: str, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Raises NothingToShow where none of its models has a score."""
    ids, maker = models_makers.scored_of(key, id), by_id()[id]
    if not ids:
        raise NothingToShow(t("models.no_models", lang))
    beaten = t("models.median_beaten", lang)
    return Exhibit(
        page="models",
        params=params,
        lang=lang,
        title=plain(maker.label(lang)),
        subtitle=" · ".join((models_index.region(maker, lang), counted("models.models_n", lang, len(ids)))),
        origins=_origins(key, ids, lang),
        table=_table(key, ids, lang),
        printed=lambda: {beaten: "{:.0f}%"},
        figure=None,
        stem=f"organization_{id}",
        alt="",
        notes=(t("models.appearances_caption", lang),),
        ours=True,
    )


def _table(key: Key, ids: Sequence[str], lang: Lang) -> pd.DataFrame:
    known, boards = models_data.summaries(key), data.shelf(key).boards
    lines = []
    for id in ids:
        told, entry = known[id], model(id)
        at = models_data.score_at(key, told.best) if told.best is not None else None
        head = (models_words.name(key, id, lang), entry.released or None if entry else None)
        lines.append((*map(_plain, head), told.boards, round(100 * told.median, 1), *_best(boards, at, lang)))
    kinds = {"boards": "Int64", "median_beaten": "float64"}
    table = pd.DataFrame(lines, columns=list(COLUMNS)).astype(kinds)
    return table.rename(columns={name: t(f"models.{name}", lang) for name in COLUMNS})


def _best(boards: Mapping[str, Board], at: Score | None, lang: Lang) -> tuple[str | None, ...]:
    """Place, board and edition; None where it stands in no field that is large enough."""
    if at is None:
        return None, None, None
    return (
        models_words.place(at, lang),
        plain(label(boards[at.board], lang)),
        edition_label(at.id.edition, lang),
    )


def _plain(text: str | None) -> str | None:
    return text and plain(text)


def _origins(key: Key, ids: Sequence[str], lang: Lang) -> tuple[Origin, ...]:
    """Every edition that a number here comes from, newest first, undated last."""
    boards = data.shelf(key).boards
    found = sorted({at for id in ids for at in appearances.tables_of(key, id)})
    found.sort(key=lambda at: at.edition if at.edition != "undated" else "", reverse=True)
    revisions = appearances.revisions(key)
    return tuple(origin(revisions[at], plain(label(boards["/".join(at[:2])], lang))) for at in found)
