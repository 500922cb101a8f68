"""Names a rule cannot know: product names in two languages, misprints, renamed rows; each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.catalog.lines import read
from dashboard.catalog.models import models
from dashboard.catalog.names import normal_form

FILE = Path(__file__).with_name("aliases.csv")
COLUMNS = ("raw", "source", "model_id", "variant", "reason", "reason_zh")


@dataclass(frozen=True, slots=True)
class Alias:
    raw: str
    source: str  # "" for every source
    model_id: str
    variant: str
    reason: str
    reason_zh: str


@cache
def aliases(path: Path = FILE) -> Mapping[tuple[str, str], Alias]:
    """By (source, raw), both as the file has them. Two lines that differ only in spelling are refused."""
    found: dict[tuple[str, str], Alias] = {}
    claimed: dict[tuple[str, str], tuple[int, str]] = {}
    known = models()
    for line in read(path, COLUMNS, required=("raw", "model_id", "reason", "reason_zh")):
        if line["model_id"] not in known:
            raise line.error("model_id", f"models.csv has no {line['model_id']!r}")
        key = line["source"].casefold(), normal_form(line["raw"])
        if key in claimed:
            number, model_id = claimed[key]
            if model_id != line["model_id"]:
                raise line.error("model_id", f"line {number} says that {line['raw']!r} is {model_id!r}")
            raise line.error("raw", f"{line['raw']!r} stands on line {number} already")
        if known.get(line["raw"]) is not None and line["raw"] != line["model_id"] and not line["source"]:
            raise line.error("raw", f"{line['raw']!r} is the id of another model")
        claimed[key] = line.number, line["model_id"]
        found[line["source"].casefold(), line["raw"]] = Alias(**line.cells)
    return found
