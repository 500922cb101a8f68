"""What the API says of a board and its editions, whoever asks: the server or the published site."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from cache.leaderboard import Leaderboard, Role
from cache.manifest import Revision
from cache.metrics import Metric
from dashboard import data, readable
from dashboard.api import shapes
from dashboard.catalog.boards import board_description, board_label
from dashboard.ranking.board import entry_positions, organization_column
from dashboard.words import LANGS


def line(board: data.Board) -> shapes.Board:
    return shapes.Board(**described(board))


def in_full(
    key: data.Key, board: data.Board, revision: Revision, table: Leaderboard, by: Metric
) -> shapes.Edition:
    """All entries, best first by `by`."""
    entries = entries_of(key, table, by)
    return shapes.Edition(
        board=board.id,
        edition=revision.id.edition,
        revision=revision.revision,
        category=revision.category.value,
        scenarios=[scenario.value for scenario in revision.scenarios],
        name=names(board),
        origin=origin(revision),
        metric=by.name,
        metrics=[metric_of(data.metrics().of(table.id, name)) for name in table.metrics],
        notices=notices(key, board, revision),
        total=len(entries),
        limit=len(entries),
        offset=0,
        next=None,
        entries=entries,
    )


def notices(key: data.Key, board: data.Board, revision: Revision) -> list[shapes.Names]:
    """That this edition stands for a newer one, which is damaged."""
    zh, en = (readable.notice(key, board, revision, lang) for lang in LANGS)
    return [shapes.Names(zh=zh, en=en)] if en else []


def names(board: data.Board) -> shapes.Names:
    heading = board.newest.heading
    zh, en = (board_label(board.source, board.leaderboard, lang, heading) for lang in ("zh", "en"))
    return shapes.Names(zh=zh, en=en)


def described(board: data.Board) -> dict[str, Any]:
    tests = {lang: board_description(board.source, board.leaderboard, lang) for lang in ("zh", "en")}
    return {
        "id": board.id,
        "category": board.category.value,
        "scenarios": [scenario.value for scenario in board.newest.scenarios],
        "name": names(board),
        "tests": shapes.Names(**tests),
        "newest": edition_line(board.newest),
        "editions": len(board.editions),
    }


def edition_line(revision: Revision) -> shapes.EditionLine:
    return shapes.EditionLine(
        edition=revision.id.edition,
        revision=revision.revision,
        day=revision.edition_day,
        rows=revision.rows,
        origin=origin(revision),
    )


def origin(revision: Revision) -> shapes.Origin:
    where = revision.provenance
    return shapes.Origin(
        url=where.url,
        retrieved_at=where.retrieved_at,
        as_of=where.as_of,
        page_sha256=where.page_sha256,
        table_sha256=revision.table_sha256,
        note=where.note,
    )


def metric_of(metric: Metric) -> shapes.Metric:
    return shapes.Metric(
        name=metric.name,
        label=shapes.Names(zh=metric.label_zh or metric.name, en=metric.label_en or metric.name),
        higher_is_better=metric.higher_is_better,
        unit=metric.unit,
        low=metric.low,
        high=metric.high,
        kind=metric.kind,
        family=metric.family,
    )


def entries_of(key: data.Key, table: Leaderboard, by: Metric) -> list[shapes.Entry]:
    """Best first by one metric, those without it last, in published order."""
    maker = organization_column(table)
    places = entry_positions(table, by)
    found = [
        shapes.Entry(
            row=row,
            model=entry.model,
            model_id=facts.model_id,
            rank=entry.rank,
            position=place,
            standing=entry.standing.value,
            organization=entry.attributes.get(maker, "") if maker else "",
            scores=dict(entry.scores),
            attributes={name: text for name, text in entry.attributes.items() if name != maker},
        )
        for row, (entry, place, facts) in enumerate(
            zip(table.entries, places, data.facts(key, table.id), strict=True), start=1
        )
    ]
    sign = -1 if by.higher_is_better else 1
    return sorted(found, key=lambda one: sign * one.scores.get(by.name, -sign * float("inf")))


def as_frame(entries: Sequence[shapes.Entry], table: Leaderboard) -> pd.DataFrame:
    """All columns of the edition, whichever entries are taken."""
    fixed = ("row", "rank", "position", "model", "model_id", "organization", "standing")
    columns = zip(table.published.header, table.roles, strict=True)
    maker = organization_column(table)
    attributes = [name for name, role in columns if role is Role.ATTRIBUTE and name != maker]
    return pd.DataFrame(
        [
            [*(getattr(entry, name) for name in fixed)]
            + [entry.scores.get(name) for name in table.metrics]
            + [entry.attributes.get(name) for name in attributes]
            for entry in entries
        ],
        columns=[*fixed, *table.metrics, *attributes],
    ).astype({"rank": "Int64", "position": "Int64"})
