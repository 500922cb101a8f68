"""What an exported file is called: what it shows, how it differs from the main view, and the day its figures
were retrieved."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from hashlib import blake2b

from dashboard.exhibit import Exhibit
from dashboard.exports import IMAGE_FORMATS, Look, provenance

_NOT_IN_NAMES = re.compile(r"[^\w.+-]+")
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)  # no name of a file on Windows
LONGEST = 200  # bytes of what is shown; a whole name may have 255
LONGEST_WORDS = 70  # bytes of what was asked for beside
OF_ALL = frozenset({"cat", "group", "scenario"})
IN_STEM = {  # the parameters of each page that the stem tells
    "rankings": OF_ALL | {"board", "edition", "metric", "against"},
    "capabilities": OF_ALL | {"board", "edition"},
    "composite": OF_ALL | {"method"},
    "trends": OF_ALL | {"board", "metric"},
    "compare": frozenset({"m", "board", "edition"}),
    "models": frozenset({"model", "org"}),
}


def name_of(exhibit: Exhibit, ext: str, look: Look | None = None) -> str:
    """Files that differ in more than their ending have different names: by filters, language, and where
    they hold a picture by its looks."""
    parts = (exhibit.stem, _asked(exhibit), exhibit.part, *_looks(exhibit, ext, look or Look()))
    return file_name("_".join(filter(None, parts)), ext, provenance.retrieved(exhibit).date())


def file_name(stem: str, ext: str, day: date) -> str:
    """``superclue-overall_2023-12_总分_2026-11-21.csv``; nothing in it leaves its folder on any system."""
    parts = filter(None, (_plain(stem, LONGEST), day.isoformat()))
    name = f"{'_'.join(parts)}.{_plain(ext, 10)}"
    return f"_{name}" if _DEVICE.match(name) else name


def _asked(exhibit: Exhibit) -> str:
    """``q-qwen_top-15``; with a mark where that alone could mean something else as well."""
    told = IN_STEM.get(exhibit.page, frozenset[str]())
    asked = {name: value for name, value in exhibit.params.items() if name not in told}
    if exhibit.page == "rankings" and exhibit.stem.endswith(f"_{asked.get('view')}"):
        del asked["view"]
    words = "_".join(f"{name}-{value}" for name, value in sorted(asked.items())).replace(",", "+")
    short = _plain(words, LONGEST_WORDS)
    return short if short == words else f"{short}-{_mark(words)}"


def _looks(exhibit: Exhibit, ext: str, look: Look) -> Iterator[str]:
    usual, drawn = Look(), exhibit.figure is not None and ext in (*IMAGE_FORMATS, "zip")
    if exhibit.lang != "zh":
        yield exhibit.lang
    if drawn and look.size != usual.size:
        yield look.size
    if (drawn or ext == "html") and look.ground != usual.ground:
        yield look.ground
    if drawn and ext in ("png", "zip") and look.scale != usual.scale:
        yield f"{look.scale}x"


def _plain(text: str, longest: int) -> str:
    """What is cut off leaves a mark, so that names that begin alike stay apart."""
    kept = _NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", text)).strip("-._+")
    if len(kept.encode()) <= longest:
        return kept
    mark = _mark(text)
    cut = kept.encode()[: longest - len(mark) - 1].decode(errors="ignore").strip("-._+")
    return f"{cut}-{mark}"


def _mark(text: str) -> str:
    return blake2b(text.encode(), digest_size=3).hexdigest()
