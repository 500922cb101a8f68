"""The rows of an exhibit as JSON, Parquet and Markdown."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from dashboard.exhibit import Exhibit
from dashboard.exports import provenance
from dashboard.exports.metadata import kind, metadata, unique
from dashboard.exports.spreadsheet_text import shown
from dashboard.freshness import dated
from dashboard.markup import plain
from dashboard.ranking.board import decimals
from dashboard.words import t

MOST_PLACES = 4
_PLACES = re.compile(r"\{:\.(\d)f\}")
_MARKS = re.compile(r"([\\`*_\[\]<>|~$&#])")


def as_json(exhibit: Exhibit, view_url: str = "") -> bytes:
    """The metadata with `rows`: a list with an object a row, by column name; null where nothing stands."""
    table = unique(exhibit.table)
    names = list(map(str, table.columns))
    rows = [
        dict(zip(names, map(_value, row), strict=True)) for row in table.itertuples(index=False, name=None)
    ]
    text = json.dumps(metadata(exhibit, view_url) | {"rows": rows}, ensure_ascii=False, indent=1)
    return f"{text}\n".encode()


def _value(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, list | tuple):
        return [_value(part) for part in value]
    if pd.isna(value) or value in (float("inf"), float("-inf")):
        return None
    plainly = value.item() if hasattr(value, "item") else value
    return plainly if isinstance(plainly, bool | int | float) else shown(plainly)


def as_parquet(exhibit: Exhibit, view_url: str = "") -> bytes:
    """Typed columns; the metadata stands in the file's own under `bangdan`, as JSON."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = unique(exhibit.table)
    arrays = [
        pa.array(
            [_value(value) if kind(column) != "text" else _text(value) for value in column],
            {"text": pa.string(), "integer": pa.int64(), "boolean": pa.bool_()}.get(
                kind(column), pa.float64()
            ),
        )
        for _, column in table.items()
    ]
    said = json.dumps(metadata(exhibit, view_url), ensure_ascii=False)
    schema = pa.schema(
        [(name, array.type) for name, array in zip(table.columns, arrays, strict=True)],
        metadata={"bangdan": said},
    )
    content = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), content)
    return content.getvalue()


def _text(value: Any) -> str | None:
    return shown(value) or None if not isinstance(value, str) else value


def as_markdown(exhibit: Exhibit, view_url: str = "") -> bytes:
    """A table for pasting, its notes and source below. No name turns into markup."""
    table, lang, printed = unique(exhibit.table), exhibit.lang, places(exhibit)
    cells = [_cells(column, printed.get(str(name))) for name, column in table.items()]
    lines = [
        f"**{escaped(exhibit.title)}**" + (f" · {escaped(exhibit.subtitle)}" if exhibit.subtitle else ""),
        "",
        _row([escaped(str(name)) for name in table.columns]),
        _row(["---" if kind(column) == "text" else "---:" for _, column in table.items()]),
        *map(_row, zip(*cells, strict=True)),
        "",
        *(line for note in exhibit.notes for line in (escaped(note), "")),
    ]
    if exhibit.origins:
        source = t("figure.source", lang, source=escaped(provenance.source(exhibit)))
        at = t("figure.retrieved", lang, time=dated(provenance.retrieved(exhibit), lang))
        urls = [f"<{origin.url}>" for origin in exhibit.origins if _is_web(origin.url)]
        lines.append(source + t("figure.comma", lang) + at + (f" {urls[0]}" if len(urls) == 1 else ""))
    if _is_web(view_url):
        lines += ["", t("figure.line", lang, label=t("figure.view", lang), value=f"<{view_url}>")]
    return ("\n".join(lines) + "\n").encode()


def _cells(column: pd.Series, places: Sequence[int] | None) -> list[str]:
    """With the decimals of its page, else as many as the column has."""
    if kind(column) != "number":
        return [escaped(shown(value)) for value in column]
    each = places or [min(decimals(column.dropna()), MOST_PLACES)] * len(column)
    return ["" if pd.isna(value) else f"{value:.{n}f}" for value, n in zip(column, each, strict=True)]


def places(exhibit: Exhibit) -> dict[str, list[int]]:
    """By column of numbers and row, with how many decimals its page writes them; without what it writes
    otherwise."""
    said, rows = exhibit.printed() if exhibit.printed else {}, len(exhibit.table)
    each = {name: format if isinstance(format, tuple) else (format,) * rows for name, format in said.items()}
    found = {
        name: [_PLACES.fullmatch(format) if isinstance(format, str) else None for format in formats]
        for name, formats in each.items()
    }
    return {name: [int(at[1]) for at in of if at] for name, of in found.items() if of and all(of)}


def escaped(text: str) -> str:
    """`text` letter by letter, in one line."""
    return _MARKS.sub(r"\\\1", plain(text))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _is_web(url: str) -> bool:
    return url.startswith(("https://", "http://")) and not re.search(r"[<>\s]", url)
