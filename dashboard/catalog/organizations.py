"""Who makes a model: the many ways boards write a maker's name, and what we call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from dashboard.catalog.lines import Line, read
from dashboard.catalog.names import normal_form

FILE = Path(__file__).with_name("organizations.csv")
COLUMNS = ("id", "zh", "en", "aliases", "region")
REGIONS = ("cn", "intl", "")  # "" where it is not certain or several


@dataclass(frozen=True, slots=True)
class Organization:
    id: str
    zh: str
    en: str
    region: str

    def label(self, lang: str) -> str:
        return self.zh if lang == "zh" else self.en


@cache
def by_id(path: Path = FILE) -> Mapping[str, Organization]:
    return {found.id: found for found in organizations(path).values()}


@cache
def organizations(path: Path = FILE) -> Mapping[str, Organization]:
    """By the normal form of each spelling: names, aliases (``;`` between them) and ids."""
    found: dict[str, Organization] = {}
    claimed: dict[str, Line] = {}
    for line in read(path, COLUMNS, required=("id", "zh", "en")):
        if line["region"] not in REGIONS:
            raise line.error("region", f"{line['region']!r} is none of cn, intl or empty")
        organization = Organization(line["id"], line["zh"], line["en"], line["region"])
        for column, spelling in _spellings(line):
            key = normal_form(spelling)
            if found.setdefault(key, organization) is not organization:
                earlier = claimed[key]
                raise line.error(
                    column, f"{spelling!r} already means {earlier['id']!r} on line {earlier.number}"
                )
            claimed[key] = line
    return found


@cache
def beginnings() -> frozenset[str]:
    """The first two characters of every spelling, as `organizations` has them."""
    return frozenset(spelling[:2] for spelling in organizations())


@lru_cache(maxsize=4096)
def organization(raw: str) -> Organization | None:
    """The organization a board means by `raw`; None where the catalog does not know the spelling."""
    return organizations().get(normal_form(raw)) if raw else None


def organization_label(raw: str, lang: str) -> str:
    """Our name for it in `lang` (zh or en); the source's own word where the catalog has none."""
    known = organization(raw)
    return known.label(lang) if known else raw


def _spellings(line: Line) -> list[tuple[str, str]]:
    aliases = [alias.strip() for alias in line["aliases"].split(";")] if line["aliases"] else []
    if "" in aliases:
        raise line.error("aliases", "has an empty alias")
    if len({line["zh"], line["en"], *aliases}) < len({line["zh"], line["en"]}) + len(aliases):
        raise line.error("aliases", "repeats a name or an alias")
    return [(column, line[column]) for column in ("id", "zh", "en")] + [("aliases", a) for a in aliases]
