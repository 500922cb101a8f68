"""A category whose boards share no models: each board by itself, its models by percentile."""

from __future__ import annotations

import pandas as pd

from dashboard import composite_data
from dashboard.composite_asked import Asked
from dashboard.composite_words import table_label
from dashboard.data import Key
from dashboard.ranking.composite import Apart
from dashboard.ranking.entering import Entered
from dashboard.words import Lang, t

COLUMNS = ("rank", "model", "percentile")


def boards_label(part: Apart, entered: Entered, lang: Lang) -> str:
    """The boards whose models are compared among themselves."""
    tables = {table.name: table for table in entered.tables}
    return t("app.list", lang).join(table_label(tables[name], lang) for name in part.tables)


def placed(part: Apart, lang: Lang) -> pd.DataFrame:
    """Rank, model and percentile under the labels a reader sees."""
    rows = part.placed()
    shown = pd.DataFrame(
        {"rank": rows["rank"], "model": rows["name"], "percentile": rows["percentile"].round(1)}
    )
    return shown.rename(columns={name: t(f"column.{name}", lang) for name in COLUMNS})


def table(key: Key, asked: Asked, lang: Lang) -> pd.DataFrame:
    """All boards one below the other, each row under the name of its board."""
    entered = composite_data.entered(key, asked.choice)
    parts = composite_data.boards_apart(key, asked.choice, asked.weights)
    named = [placed(part, lang) for part in parts]
    for part, rows in zip(parts, named, strict=True):
        rows.insert(0, t("column.table", lang), boards_label(part, entered, lang))
    return pd.concat(named, ignore_index=True) if named else pd.DataFrame()
