"""The log of revisions as a file: a row for each thing that changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pandas as pd

from cache.errors import DamagedFile
from cache.manifest import Revision
from dashboard import damage, data, revisions_data
from dashboard.catalog.boards import board_label, source_label
from dashboard.data import Key
from dashboard.exports.spreadsheet_text import csv_bytes
from dashboard.freshness import known
from dashboard.markup import readable
from dashboard.ranking.differing import Difference
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t, told

COLUMNS = (
    *("source", "board", "edition", "revision", "retrieved", "as_of", "change", "model", "metric"),
    *("before", "after", "page", "sha", "note"),
)


def csv_file(key: Key, found: Sequence[Revision], lang: Lang) -> Callable[[], bytes]:
    """A row for each thing that changed; made when asked for."""

    def content() -> bytes:
        names = [t(f"revisions.csv_{name}", lang) for name in COLUMNS]
        return csv_bytes(pd.DataFrame([row for at in found for row in _rows(key, at, lang)], columns=names))

    return content


def _rows(key: Key, at: Revision, lang: Lang) -> Iterator[tuple[object, ...]]:
    where = at.provenance
    first = (
        source_label(at.id.source, lang),
        board_label(at.id.source, at.id.leaderboard, lang, at.heading),
        *(at.id.edition, at.revision, known(where.retrieved_at), known(where.as_of)),
    )
    last = (readable(where.url), where.page_sha256, told(where.note, lang))
    try:
        found = revisions_data.told(key, at.id, at.revision)
    except DamagedFile as error:
        yield (*first, damage.said(error, lang), "", "", None, None, *last)
        return
    for kind, model, metric, before, after in _changes(found, at):
        column = metric and metric_label(data.metrics().of(at.id, metric), lang)
        yield (*first, t(f"revisions.kind_{kind}", lang), model, column, before, after, *last)


def _changes(
    found: Difference | None, at: Revision
) -> Iterator[tuple[str, str, str, float | str | None, float | str | None]]:
    if found is None:
        yield "first", "", "", None, float(at.rows)
        return
    if found.is_empty:
        yield "nothing", "", "", None, None
    for name in found.entered:
        yield "entered", name, "", None, None
    for name in found.dropped:
        yield "dropped", name, "", None, None
    for before, after in found.renamed:
        yield "renamed", after, "", before, after
    for column in found.columns_added:
        yield "column_added", "", column, None, None
    for column in found.columns_gone:
        yield "column_gone", "", column, None, None
    for change in found.changed:
        yield "changed", change.model, change.metric, change.before, change.after
    if found.reranked:
        yield "reranked", "", "", None, float(found.reranked)
