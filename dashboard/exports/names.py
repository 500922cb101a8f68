"""What an exported file is called: what it shows, and the day its figures were retrieved."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from dashboard.exhibit import Exhibit
from dashboard.exports import provenance

_NOT_IN_NAMES = re.compile(r"[^\w.+-]+")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)  # no name of a file on Windows
LONGEST = 200  # bytes of what is shown; a whole name may have 255


def name_of(exhibit: Exhibit, ext: str) -> str:
    return file_name(exhibit.stem, ext, provenance.retrieved(exhibit).date())


def file_name(stem: str, ext: str, day: date) -> str:
    """``superclue-overall_2023-12_总分_2026-11-21.csv``; nothing in it leaves its folder on any system."""
    parts = filter(None, (_plain(stem, LONGEST), day.isoformat()))
    name = f"{'_'.join(parts)}.{_plain(ext, 10)}"
    return f"_{name}" if _DEVICE.match(name) else name


def _plain(text: str, longest: int) -> str:
    kept = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", text)).strip("-._+")
    return kept.encode()[:longest].decode(errors="ignore").strip("-._+")
