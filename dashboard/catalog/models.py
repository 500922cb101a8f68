"""The models the catalog knows: one line a released version, with what is known of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cache.leaderboard import Category
from dashboard.catalog.lines import ANSWERS, Lines
from dashboard.catalog.organizations import REGIONS, Organization, by_id

FILE = Path(__file__).with_name("models.csv")
COLUMNS = (
    "id",
    "name_zh",
    "name_en",
    "family",
    "organization",
    "region",
    "open_weights",
    "released",
    "parameters",
    "link",
    "kind",
    "category",
    "source",
)
KINDS = ("model", "baseline")
SOURCED = ("organization", "region", "open_weights", "released", "parameters")
ID = re.compile(r"[a-z0-9][a-z0-9.+-]*")
_SOURCES = re.compile(rf"(?:({'|'.join(SOURCED)}): [^;:]+(?:; (?!$)|$))*")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Model:
    id: str
    name_zh: str  # "" where it has no Chinese name
    name_en: str
    family: str
    organization: str  # an id; "" for baselines and where no one is certain
    region: str  # "cn", "intl" or ""; the organization's where the file says nothing else
    open_weights: bool | None  # None where nobody says
    released: str  # YYYY, YYYY-MM or YYYY-MM-DD; "" where unknown
    parameters: str  # as published: 235B-A22B
    link: str
    kind: str
    category: str  # for an example of a category: Category's value; else ""
    source: str  # where each fact is from: "organization: LMArena; released: as gpt-5"

    def label(self, lang: str) -> str:
        return self.name_zh or self.name_en if lang == "zh" else self.name_en

    @property
    def maker(self) -> Organization | None:
        return by_id().get(self.organization)


@cache
def models(path: Path = FILE) -> Mapping[str, Model]:
    lines = Lines(path, COLUMNS, required=("id", "name_en", "family", "kind"))
    _check(lines)
    makers = by_id()
    found: dict[str, Model] = {}
    for id, zh, en, family, maker, region, open_weights, *rest in lines.rows:
        region = region or (makers[maker].region if maker else "")
        found[id] = Model(id, zh, en, family, maker, region, ANSWERS[open_weights], *rest)
    return found


def model(id: str) -> Model | None:
    """None for a provisional id."""
    return models().get(id)


def _check(lines: Lines) -> None:
    """Column by column, which is cheap; a line is looked at alone only where one is at fault."""
    _once(lines)
    makers = by_id()
    lines.demand("id", ID.fullmatch, "is not an id: a-z, 0-9 and . + - only")
    lines.demand("organization", ("", *makers).__contains__, "is no id of organizations.csv")
    for column, known in (("region", REGIONS), ("open_weights", ANSWERS), ("kind", KINDS)):
        lines.demand(column, known.__contains__, f"is none of {', '.join(filter(None, known))}")
    lines.demand("category", ("", *Category).__contains__, f"is none of {', '.join(Category)}")
    lines.demand("released", lambda day: not day or _DAY.fullmatch(day), "is not YYYY, YYYY-MM or YYYY-MM-DD")
    lines.demand("link", lambda link: not link or link.startswith("https://"), "does not begin with https://")
    sources = lines.column("source")
    lines.demand("source", _SOURCES.fullmatch, "is not “fact: source; fact: source”")
    for fact in SOURCED:
        for at, (value, source) in enumerate(zip(lines.column(fact), sources, strict=True)):
            if bool(value) != (f"{fact}: " in source):
                sentence = "names no source for" if value else "names a source for the empty"
                raise lines[at].error("source", f"{sentence} {fact}")


def _once(lines: Lines) -> None:
    ids = lines.column("id")
    if len(set(ids)) < len(ids):
        at = next(at for at, id in enumerate(ids) if id in ids[:at])
        raise lines[at].error("id", f"{ids[at]!r} stands twice")
