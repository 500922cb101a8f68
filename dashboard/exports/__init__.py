"""An exhibit as the bytes of a file: the same for buttons, the command line and the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from dashboard.exhibit import Exhibit
from dashboard.exports import provenance, web_page
from dashboard.exports.spreadsheet_text import csv_bytes

Format = Literal["html", "csv"]
FORMATS: tuple[Format, ...] = get_args(Format)
PICTURES: tuple[Format, ...] = ("html",)  # those that need a chart
MIME: dict[Format, str] = {"html": "text/html", "csv": "text/csv"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a chart is drawn in a file."""

    theme: Literal["light", "dark"] = "light"


def made(exhibit: Exhibit, format: Format, look: Look | None = None, view_url: str = "") -> bytes:
    chosen = look or Look()
    if format == "html":
        return web_page.page(exhibit, chosen.theme, view_url)
    return csv_bytes(exhibit.table, provenance.columns(exhibit, view_url))
