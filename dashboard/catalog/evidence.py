"""Where the catalog's facts are from: each source by the short key that models.csv uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.catalog.lines import read

FILE = Path(__file__).with_name("evidence.csv")
COLUMNS = ("key", "zh", "en", "url", "licence")


@dataclass(frozen=True, slots=True)
class Evidence:
    key: str
    zh: str
    en: str
    url: str  # "" for what is no page
    licence: str  # "" where none is told

    def label(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@cache
def evidence(path: Path = FILE) -> Mapping[str, Evidence]:
    found: dict[str, Evidence] = {}
    for line in read(path, COLUMNS, required=("key", "zh", "en")):
        if line["key"] in found:
            raise line.error("key", f"{line['key']!r} stands twice")
        if line["url"] and not line["url"].startswith("https://"):
            raise line.error("url", f"{line['url']!r} does not begin with https://")
        found[line["key"]] = Evidence(**line.cells)
    return found
