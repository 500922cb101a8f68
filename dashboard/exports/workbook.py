"""An exhibit as a workbook: its rows on one sheet, where they are from and how to cite them on another."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.exhibit import Exhibit
from dashboard.exports import citation, provenance
from dashboard.exports.metadata import kind, unique
from dashboard.exports.spreadsheet_text import shown
from dashboard.exports.tables import MOST_PLACES, places
from dashboard.figures.template import units
from dashboard.freshness import dated, edition_label
from dashboard.markup import plain
from dashboard.origins import licence_said
from dashboard.ranking.board import decimals
from dashboard.words import t

SIGNED = "+0;-0;0"  # of changes
# Text stays text: no formula, no link that opens by itself, no number made of digits in a name.
INERT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
NARROWEST, WIDEST = 8, 48  # characters of a column
LONGEST = 32_767  # UTF-16 units that a cell holds
_NO_CHARACTER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


def as_xlsx(exhibit: Exhibit, view_url: str = "") -> bytes:
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, **INERT})
    said = {"title": plain(exhibit.title)[:255], "author": "Bangdan 榜单"}
    if exhibit.origins:  # the same rows give the same bytes
        said["created"] = provenance.retrieved(exhibit).replace(tzinfo=None)  # type: ignore[assignment]
    book.set_properties(said)
    _rows(book, exhibit)
    _about(book, exhibit, view_url)
    book.close()
    return content.getvalue()


def _rows(book: Any, exhibit: Exhibit) -> None:
    table, printed = unique(exhibit.table), places(exhibit)
    sheet = book.add_worksheet(t("export.sheet_rows", exhibit.lang))
    head = book.add_format(
        {"bold": True, "bg_color": "#F5F6F8", "bottom": 1, "bottom_color": "#B4BBC6", "valign": "vcenter"}
    )
    first_text = next((place for place, (_, column) in enumerate(table.items()) if kind(column) == "text"), 0)
    sheet.freeze_panes(1, first_text + 1 if first_text < 3 else 0)
    for place, (name, column) in enumerate(table.items()):
        signed = name == t("column.change", exhibit.lang)
        number = SIGNED if signed else number_format(column, printed.get(str(name)))
        style = book.add_format({"num_format": number})
        sheet.set_column(place, place, _width(str(name), column), style)
        sheet.write_string(0, place, fitting(str(name)), head)
        for row, value in enumerate(column, start=1):
            _write(sheet, row, place, value, style)
    if len(table.columns):
        sheet.autofilter(0, 0, max(1, len(table)), len(table.columns) - 1)


def _write(sheet: Any, row: int, place: int, value: Any, style: Any) -> None:
    """What is missing, empty text too, is an empty cell in the format of its column."""
    found = value.item() if hasattr(value, "item") else value
    text = "" if isinstance(found, bool | int | float) else fitting(shown(found))
    if isinstance(found, bool):
        sheet.write_boolean(row, place, found, style)
    elif isinstance(found, int | float) and math.isfinite(found):
        sheet.write_number(row, place, found, style)
    elif text:
        sheet.write_string(row, place, text, style)
    else:
        sheet.write_blank(row, place, None, style)


def fitting(text: str) -> str:
    """As much of it as a cell holds, with a mark where it is cut; without what no cell holds."""
    kept = _NO_CHARACTER.sub("", text)
    packed = kept.encode("utf-16-le", "surrogatepass")
    if len(packed) <= 2 * LONGEST:
        return kept
    return packed[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def number_format(column: pd.Series, printed: Sequence[int] | None = None) -> str:
    """With the decimals of its page, the most where its rows differ; else as many as the column has."""
    if kind(column) == "integer":
        return "0"
    if kind(column) != "number":
        return "@" if kind(column) == "text" else "General"
    n = max(printed) if printed else min(decimals(column.dropna()), MOST_PLACES)
    return "0." + "0" * n if n else "0"


def _width(name: str, column: pd.Series) -> float:
    longest = max([units(name) + 3, *(units(shown(value)) + 1 for value in column)])
    return float(min(WIDEST, max(NARROWEST, longest)))


def _about(book: Any, exhibit: Exhibit, view_url: str) -> None:
    """Two columns of text."""
    sheet = book.add_worksheet(t("export.sheet_about", exhibit.lang))
    label = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    for row, (name, value) in enumerate(about(exhibit, view_url)):
        if name:
            sheet.write_string(row, 0, name, label)
        if value:
            sheet.write_string(row, 1, fitting(value), text)


def about(exhibit: Exhibit, view_url: str = "") -> list[tuple[str, str]]:
    """What is said of an exhibit, line by line."""
    lang = exhibit.lang
    lines = [(t("export.title", lang), plain(exhibit.title))]
    if exhibit.subtitle:
        lines.append((t("export.view", lang), plain(exhibit.subtitle)))
    if view_url:
        lines.append((t("figure.view", lang), view_url))
    lines += [(t("export.note", lang), plain(note)) for note in exhibit.notes]
    if own := citation.first(exhibit, view_url):
        lines += [("", ""), (t("export.cite", lang), own.sentence()), ("BibTeX", own.bibtex())]
        lines += [("", ""), (t("export.made_of", lang), t("export.cite_parts", lang))]
    for origin in exhibit.origins:
        lines += [
            ("", ""),
            (t("sources.board", lang), plain(origin.board)),
            (t("rankings.edition", lang), edition_label(origin.id.edition, lang)),
            (t("rankings.revision", lang), str(origin.revision)),
            (t("sources.retrieved", lang), dated(origin.retrieved_at, lang)),
            (t("rankings.page_column", lang), origin.url),
            (t("printed.sha", lang), origin.page_sha256),
            (t("export.licence", lang), licence_said(origin.licence, lang)),
            (t("export.cite", lang), citation.sentence(origin, exhibit)),
            ("BibTeX", citation.bibtex(origin, exhibit)),
        ]
    return [*lines, ("", ""), (t("export.made_by", lang), "Bangdan 榜单")]
