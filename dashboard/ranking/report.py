"""A ranking as JSON and as a table to read in a terminal."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import pandas as pd
from rich.cells import cell_len

from dashboard.ranking.composite import Apart, Composite
from dashboard.ranking.ranked import COLUMNS, Ranked
from dashboard.ranking.uncertainty import FEWEST

NO_NAMES: Mapping[str, str] = {}
HEAD = ("rank", "model", "score", "95% interval", "ranks", "benchmarks")
WITHIN_BOARDS = "ranked by percentile within each board: no model links these boards to others"
TOO_FEW = f"too few boards for an interval (fewer than {FEWEST})"
NO_RANK = "no rank (–) without an interval: found in one benchmark, or tied to the others by one alone"


def as_json(ranked: Ranked, names: Mapping[str, str] = NO_NAMES) -> str:
    """A list with an object a model, under its name where `names` has one; null where nothing is known."""
    rows = [
        {name: _plain(row[name]) for name in COLUMNS} | {"model": names.get(row["model"], row["model"])}
        for row in ranked.table.to_dict("records")
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False)


def _plain(value: Any) -> object:
    if isinstance(value, str):
        return value
    if pd.isna(value):
        return None
    return float(value) if isinstance(value, float) else int(value)


def as_text(ranked: Ranked, names: Mapping[str, str] = NO_NAMES, *, main_only: bool = False) -> str:
    """One block a connected part, or that of the main part; `=2` is a shared rank."""
    if ranked.table.empty:
        return "no model is found in so many benchmarks"
    blocks = []
    for part, rows in ranked.table.groupby("component"):
        if main_only and part != 1:
            continue
        shared = set(rows["rank"][rows["rank"].duplicated(keep=False)].dropna())
        lines = [HEAD, *(_line(row, shared, names) for row in rows.to_dict("records"))]
        heading = [] if ranked.parts.max() == 1 else [f"part {part}: compared among themselves only"]
        note = [] if part in ranked.uncertainty else [TOO_FEW]
        note += [NO_RANK] if rows["rank"].isna().any() else []
        blocks.append("\n".join([*heading, *_aligned(lines), *note]))
    return "\n\n".join(blocks)


def _line(row: Mapping[Hashable, Any], shared: set[int], names: Mapping[str, str]) -> tuple[str, ...]:
    place = "–" if pd.isna(row["rank"]) else f"{'=' if row['rank'] in shared else ''}{row['rank']}"
    interval = "–" if pd.isna(row["low"]) else f"{row['low']:.3f} … {row['high']:.3f}"
    ranks = "–" if pd.isna(row["rank_low"]) else f"{row['rank_low']}–{row['rank_high']}"
    name = names.get(row["model"], row["model"])
    return place, name, f"{row['score']:.3f}", interval, ranks, str(row["coverage"])


def of_category(found: Composite, apart: Sequence[Apart] = ()) -> str:
    """The ranking, the boards that nothing links to it, and the tables it is made of."""
    lines = [("table", "benchmark", "weight", "models", "months older")]
    grid = found.cells
    tables = {table.name: table for table in found.entered.tables}
    for place in sorted(
        range(len(grid.tables)), key=lambda place: (grid.families[place], grid.tables[place])
    ):
        name = grid.tables[place]
        models, age = int(grid.present[:, place].sum()), found.entered.age(tables[name])
        lines.append(
            (
                name,
                grid.families[place],
                f"{grid.weights[place]:.3f}",
                str(models),
                "–" if age is None else str(age),
            )
        )
    ranking = as_text(found.ranked, found.entered.spelled, main_only=bool(apart))
    return "\n\n".join([ranking, *([of_boards(apart)] if apart else []), "\n".join(_aligned(lines))])


def of_boards(apart: Sequence[Apart]) -> str:
    """Boards that share no model with others, each under the names of its tables."""
    blocks = [WITHIN_BOARDS]
    for part in apart:
        lines = [("rank", "model", "percentile")]
        for row in part.placed().to_dict("records"):
            place = f"={row['rank']}" if row["shared"] else str(row["rank"])
            lines.append((place, row["name"], f"{row['percentile']:.1f}"))
        blocks.append("\n".join([", ".join(part.tables), *_aligned(lines)]))
    return "\n\n".join(blocks)


def boards_as_json(apart: Sequence[Apart]) -> str:
    """A list with an object a model of boards that share no model with others."""
    rows = [
        {
            "rank": int(row["rank"]),
            "model": row["name"],
            "percentile": round(float(row["percentile"]), 4),
            "tables": list(part.tables),
        }
        for part in apart
        for row in part.placed().to_dict("records")
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False)


def _aligned(lines: Sequence[tuple[str, ...]]) -> list[str]:
    """Columns by width on screen; the model to the left, the rest to the right."""
    widths = [max(map(cell_len, column)) for column in zip(*lines, strict=True)]
    return ["  ".join(map(_padded, line, widths, range(len(line)))) for line in lines]


def _padded(text: str, width: int, place: int) -> str:
    space = " " * (width - cell_len(text))
    return text + space if place == 1 else space + text
