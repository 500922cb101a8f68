"""Which columns of a published table a board takes, and which of them are its scores."""

from __future__ import annotations

from collections.abc import Iterable
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
