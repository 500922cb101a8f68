"""The models the catalog knows: one line a released version, with what is known of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cache.leaderboard import Category
from dashboard.catalog.lines import Line, read
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
OPEN = {"yes": True, "no": False, "": None}
ID = re.compile(r"[a-z0-9][a-z0-9.+-]*")
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
    source: str  # where the facts are from that no board prints

    def label(self, lang: str) -> str:
        return self.name_zh or self.name_en if lang == "zh" else self.name_en

    @property
    def maker(self) -> Organization | None:
        return by_id().get(self.organization)


@cache
def models(path: Path = FILE) -> Mapping[str, Model]:
    found: dict[str, Model] = {}
    for line in read(path, COLUMNS, required=("id", "name_en", "family", "kind")):
        if line["id"] in found:
            raise line.error("id", f"{line['id']!r} stands twice")
        found[line["id"]] = _model(line)
    return found


def model(id: str) -> Model | None:
    """None for a provisional id."""
    return models().get(id)


def _model(line: Line) -> Model:
    if not ID.fullmatch(line["id"]):
        raise line.error("id", f"{line['id']!r} is not an id: a-z, 0-9 and . + - only")
    makers = by_id()
    if line["organization"] and line["organization"] not in makers:
        raise line.error("organization", f"there is no organization {line['organization']!r}")
    for column, known in (("region", REGIONS), ("open_weights", OPEN), ("kind", KINDS)):
        if line[column] not in known:
            raise line.error(column, f"{line[column]!r} is none of {', '.join(filter(None, known))}")
    if line["category"] and line["category"] not in list(Category):
        raise line.error("category", f"there is no category {line['category']!r}")
    if line["released"] and not _DAY.fullmatch(line["released"]):
        raise line.error("released", f"{line['released']!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    if line["link"] and not line["link"].startswith("https://"):
        raise line.error("link", f"{line['link']!r} does not begin with https://")
    if line["released"] and not line["source"]:
        raise line.error("source", "a release date needs one")
    maker = makers.get(line["organization"])
    cells = {column: line[column] for column in COLUMNS if column not in ("open_weights", "region")}
    region = line["region"] or (maker.region if maker else "")
    return Model(**cells, region=region, open_weights=OPEN[line["open_weights"]])
