"""An exhibit as the bytes of a file: the same for buttons, the command line and the API.

`made` writes any of FORMATS; `image` and `table` one kind each. What cannot be made raises ExportError.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Literal, cast, get_args

from dashboard.drawing.errors import ExportError, NoBrowser, NoChart
from dashboard.drawing.renderer import browser_path
from dashboard.exhibit import Exhibit
from dashboard.exports import bundle, provenance, web_page
from dashboard.exports.images import IMAGE_FORMATS, SCALES, image
from dashboard.exports.shapes import GROUNDS, SIZES, Ground, Size, theme_of
from dashboard.exports.spreadsheet_text import csv_bytes
from dashboard.exports.tables import as_json, as_markdown, as_parquet
from dashboard.exports.without_chart import no_chart
from dashboard.exports.workbook import as_xlsx
from dashboard.words import t

__all__ = [
    "FORMATS",
    "GROUNDS",
    "IMAGE_FORMATS",
    "MIME",
    "PICTURES",
    "SCALES",
    "SIZES",
    "TABLE_FORMATS",
    "ExportError",
    "Format",
    "Look",
    "NoChart",
    "browser_path",
    "image",
    "made",
    "no_chart",
    "table",
]

TableFormat = Literal["csv", "xlsx", "json", "parquet", "md"]
Format = Literal["png", "svg", "pdf", "html", "csv", "xlsx", "json", "parquet", "md", "zip"]
TABLE_FORMATS: tuple[TableFormat, ...] = get_args(TableFormat)
FORMATS: tuple[Format, ...] = get_args(Format)
PICTURES: tuple[Format, ...] = (*IMAGE_FORMATS, "html")  # those that need a chart
MIME: dict[Format, str] = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
    "md": "text/markdown",
    "zip": "application/zip",
}
_TABLES = {"xlsx": as_xlsx, "json": as_json, "parquet": as_parquet, "md": as_markdown}


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is drawn in a file."""

    ground: Ground = "light"
    size: Size = "screen"
    scale: int = 2  # of a PNG


def made(exhibit: Exhibit, format: Format, look: Look | None = None, view_url: str = "") -> bytes:
    chosen = look or Look()
    if format in IMAGE_FORMATS:
        return image(
            exhibit,
            format,
            size=chosen.size,
            scale=chosen.scale,
            ground=chosen.ground,
            view_url=view_url,
        )
    if format == "html":
        if exhibit.figure is None:
            raise no_chart(exhibit)
        return web_page.page(exhibit, theme_of(chosen.ground), view_url)
    if format == "zip":
        return _bundle(exhibit, chosen, view_url)
    return table(exhibit, cast(TableFormat, format), view_url)


def table(exhibit: Exhibit, format: TableFormat, view_url: str = "") -> bytes:
    if format == "csv":
        return csv_bytes(exhibit.table, provenance.columns(exhibit, view_url))
    return _TABLES[format](exhibit.as_table(), view_url)


def _bundle(exhibit: Exhibit, look: Look, view_url: str) -> bytes:
    """With an image where one can be drawn, else with the interactive chart."""
    make, files, missing = partial(made, exhibit, look=look, view_url=view_url), {}, ""
    if exhibit.figure is None:
        missing = t(no_chart(exhibit).word, exhibit.lang)
    else:
        try:
            files["chart.png"] = make("png")
            files["chart.svg"] = make("svg")
        except NoBrowser as error:
            files["chart.html"], missing = make("html"), t(error.word, exhibit.lang)
    files |= {"table.csv": make("csv"), "table.xlsx": make("xlsx")}
    return bundle.as_zip(exhibit, files, missing, view_url)
