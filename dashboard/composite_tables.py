"""The tables of Composite: the numbers of the chart, the boards behind them, what each says of a model."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from cache.leaderboard import Category, Scenario
from dashboard import composite_apart, composite_data, data, style
from dashboard.catalog.categories import category_label
from dashboard.composite_asked import Asked
from dashboard.composite_words import table_label
from dashboard.data import Key
from dashboard.markup import hypertext
from dashboard.ranking.composite import Composite
from dashboard.ranking.entering import Entered
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, counted, t

TALLEST = 30  # rows shown whole; more scroll
SCROLLED = 460  # px of a table of a board by itself that scrolls
BEST = 5  # models named of a board that stands apart


def values(shown: pd.DataFrame, benchmarks: int, category: Category | Scenario, lang: Lang) -> None:
    """The numbers of the chart, all rows; a bar says in how many of the benchmarks a model is found."""
    ranges = [
        "" if pd.isna(low) else f"{low}–{high}"
        for low, high in zip(shown["rank_low"], shown["rank_high"], strict=True)
    ]
    table = shown.assign(rank_range=ranges)
    names = {
        **{
            "rank": "composite_rank",
            "name": "model",
            "score": "composite_score",
            "low": "low",
            "high": "high",
        },
        **{"rank_range": "rank_range", "coverage": "benchmarks", "tables": "tables"},
    }
    if shown["low"].isna().all():
        names = {name: word for name, word in names.items() if name not in ("low", "high", "rank_range")}
    config = st.column_config
    columns = {name: config.Column(t(f"column.{word}", lang)) for name, word in names.items()}
    for name in names.keys() & {"score", "low", "high"}:
        columns[name] = config.NumberColumn(t(f"column.{names[name]}", lang), format="%.1f")
    columns["coverage"] = config.ProgressColumn(
        t("column.benchmarks", lang), min_value=0, max_value=benchmarks, format=f"%d/{benchmarks}"
    )
    st.dataframe(
        table[list(names)],
        column_config=columns,
        height="content" if len(shown) <= TALLEST else 700,
        hide_index=True,
        placeholder=t("app.missing", lang),
        alt=t("composite.alt_table", lang, category=category_label(category, lang), n=len(shown)),
    )


def boards(found: Composite, lang: Lang) -> str:
    """A row a table of the main part: what it enters with, its weight and its age."""
    known, grid = data.metrics(), found.cells
    lines = []
    for table in sorted(
        found.main_tables, key=lambda table: (table.family, -table.day.toordinal(), table.name)
    ):
        place = grid.tables.index(table.name)
        taken = [metric_label(known.of(table.revision.id, name), lang) for name in table.metrics]
        cells = (table_label(table, lang), table.family, t("app.list", lang).join(taken))
        age = found.entered.age(table)
        numbers = (
            f"{grid.weights[place]:.2f}",
            grid.present[:, place].sum(),
            t("app.missing", lang) if age is None else age,
        )
        lines.append((cells, tuple(map(str, numbers))))
    heads = ("table", "benchmark", "metric"), ("weight", "models", "age")
    changed = sum(table.by_change for table in found.main_tables)
    said = f'<p class="bd-quiet">{counted("composite.by_change", lang, changed)}</p>' if changed else ""
    return _table(heads, lines, lang) + said


def contributions(found: Composite, model: str, lang: Lang) -> str:
    tables = {table.name: table for table in found.entered.tables}
    scale = found.scale
    lines = []
    for row in found.contributions(model).sort_values("residual", ascending=False).to_dict("records"):
        texts = (table_label(tables[row["table"]], lang), str(row["family"]))
        pull = t("app.missing", lang) if pd.isna(row["pull"]) else _signed(row["pull"] * scale, 1)
        numbers = [
            f"{row['weight']:.2f}",
            *(_signed(row[name], 2) for name in ("score", "expected", "residual")),
        ]
        lines.append((texts, (*numbers, pull)))
    heads = ("table", "benchmark"), ("weight", "z", "expected", "residual", "pull")
    return _table(heads, lines, lang)


def opened(found: Composite, model: str, lang: Lang) -> str:
    name = found.entered.spelled[model]
    title, said = t("composite.contributions", lang, model=name), t("composite.contributions_caption", lang)
    return style.section(title, said) + contributions(found, model, lang)


def _table(
    heads: tuple[Sequence[str], Sequence[str]],
    lines: Sequence[tuple[Sequence[str], Sequence[str]]],
    lang: Lang,
) -> str:
    """Texts to the left, numbers to the right."""
    head = "".join(f"<th>{hypertext(t(f'column.{name}', lang))}</th>" for name in heads[0])
    head += "".join(f'<th class="number">{hypertext(t(f"column.{name}", lang))}</th>' for name in heads[1])
    body = "".join(
        "<tr>"
        + "".join(f"<td>{hypertext(text)}</td>" for text in texts)
        + "".join(f'<td class="number">{hypertext(number)}</td>' for number in numbers)
        + "</tr>"
        for texts, numbers in lines
    )
    return f'<div class="bd-wide"><table><tr>{head}</tr>{body}</table></div>'


def _signed(value: float, places: int) -> str:
    return minus(f"{value:+.{places}f}")


def minus(text: str) -> str:
    return text.replace("-", "−")


def apart(key: Key, asked: Asked, entered: Entered, lang: Lang) -> str:
    """Boards that nothing links to the rest: the best models of each by percentile."""
    tables = {table.name: table for table in entered.tables}
    blocks = []
    for part in composite_data.boards_apart(key, asked.choice, asked.weights):
        title = t("app.list", lang).join(table_label(tables[name], lang) for name in part.tables[:BEST])
        more = f" +{len(part.tables) - BEST}" if len(part.tables) > BEST else ""
        best = [
            f"{name} {percent:.0f}"
            for name, percent in zip(part.rows["name"][:BEST], part.rows["percentile"][:BEST], strict=True)
        ]
        count = counted("composite.apart_more", lang, len(part.rows))
        said = f"{t('app.list', lang).join(best)} · {count}"
        blocks.append(f"<dt>{hypertext(title + more)}</dt><dd>{hypertext(said)}</dd>")
    return f'<dl class="bd-apart">{"".join(blocks)}</dl>' if blocks else ""


def within_boards(key: Key, asked: Asked, lang: Lang, *, compact: bool) -> None:
    """Boards that share no model: one table each, its models by percentile."""
    entered = composite_data.entered(key, asked.choice)
    category = category_label(asked.choice.member, lang)
    widths = (52, 168, 110) if compact else (60, 480, 360)  # px
    for part in composite_data.boards_apart(key, asked.choice, asked.weights):
        said = counted("composite.apart_more", lang, len(part.rows))
        st.html(style.section(composite_apart.boards_label(part, entered, lang), said))
        rank, model, percentile = (t(f"column.{name}", lang) for name in composite_apart.COLUMNS)
        st.dataframe(
            composite_apart.placed(part, lang),
            column_config={
                rank: st.column_config.NumberColumn(width=widths[0]),
                model: st.column_config.TextColumn(width=widths[1]),
                percentile: st.column_config.ProgressColumn(
                    width=widths[2], min_value=0, max_value=100, format="%.1f"
                ),
            },
            height="content" if len(part.rows) <= TALLEST else SCROLLED,
            hide_index=True,
            alt=t("composite.alt_apart", lang, category=category, n=len(part.rows)),
        )
