"""Which columns of a published table a board takes, and which of them are its scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from cache.leaderboard import Entry, Role, Table
from scrapers.cells import found
from scrapers.rankings import Layout, upright


def declared_scores(table: Table, shape: Layout, patterns: Iterable[str]) -> Layout:
    """The layout with the scores that the patterns name; as recognised where there are none."""
    declared = [pattern for pattern in patterns if pattern]
    if not declared:
        return shape
    roles = tuple(
        role
        if role in (Role.MODEL, Role.RANK)
        else Role.SCORE
        if any(found(pattern, name) for pattern in declared)
        else Role.ATTRIBUTE
        for name, role in zip(upright(table, shape).header, shape.roles, strict=True)
    )
    return replace(shape, roles=roles)


def take_columns(
    table: Table, roles: tuple[Role, ...], rows: tuple[Entry, ...], columns: list[bool]
) -> tuple[Table, tuple[Role, ...], tuple[Entry, ...]]:
    """The table, its roles and its entries with only the columns marked True."""
    if all(columns):
        return table, roles, rows
    kept = [index for index, taken in enumerate(columns) if taken]
    names = {table.header[index] for index in kept}
    has_rank = any(roles[index] is Role.RANK for index in kept)
    cut = replace(
        table,
        header=tuple(table.header[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
    )
    cut_rows = tuple(
        replace(
            entry,
            scores={name: score for name, score in entry.scores.items() if name in names},
            attributes={name: text for name, text in entry.attributes.items() if name in names},
            rank=entry.rank if has_rank else None,
        )
        for entry in rows
    )
    return cut, tuple(roles[index] for index in kept), cut_rows


def take_scored(
    table: Table, roles: tuple[Role, ...], rows: tuple[Entry, ...], whole: tuple[Table, tuple[Role, ...]]
) -> tuple[Table, tuple[Entry, ...]]:
    """Without the rows that belong to another board of the whole table: they have something there in a score
    column, and here not even a mark for "no score"."""
    here, anywhere = _scored(table, roles), _scored(*whole)
    kept = [own or not any_ for own, any_ in zip(here, anywhere, strict=True)]
    if all(kept) or not any(here):
        return table, rows
    cut = replace(table, rows=tuple(row for row, there in zip(table.rows, kept, strict=True) if there))
    return cut, tuple(row for row, there in zip(rows, kept, strict=True) if there)


def _scored(table: Table, roles: Sequence[Role]) -> list[bool]:
    """Whether anything stands in a score column of each row."""
    scores = [at for at, role in enumerate(roles) if role is Role.SCORE]
    return [any(row[at].text for at in scores) for row in table.rows]


def group_of(column: str) -> str:
    """`validation` of `validation.overall`, a field of an object inside a row; "" of a plain column."""
    return column.rpartition(".")[0]
