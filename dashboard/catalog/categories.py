"""The two ways to group leaderboards: by the kind of model, and by where a model is put to work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cache.leaderboard import Category, Scenario
from dashboard.catalog.lines import CatalogError, read

FILE = Path(__file__).with_name("categories.csv")
COLUMNS = ("kind", "id", "zh", "en", "short_en", "definition_zh", "definition_en", "examples")
KINDS: Mapping[str, tuple[Category | Scenario, ...]] = {
    "category": tuple(Category),
    "scenario": tuple(Scenario),
}


@dataclass(frozen=True, slots=True)
class Group:
    zh: str
    en: str
    short_en: str  # for a narrow control
    definition_zh: str
    definition_en: str
    examples: tuple[str, ...]  # well-known models of the kind

    def label(self, lang: str, *, short: bool = False) -> str:
        return self.zh if lang == "zh" else self.short_en if short else self.en

    def definition(self, lang: str) -> str:
        return self.definition_zh if lang == "zh" else self.definition_en


@cache
def groups(path: Path = FILE) -> Mapping[str, Mapping[str, Group]]:
    """By kind ("category", "scenario") and id: exactly the members of the enumerations, in their order."""
    found: dict[str, dict[str, Group]] = {kind: {} for kind in KINDS}
    for line in read(path, COLUMNS, required=COLUMNS[:-1]):
        if line["kind"] not in KINDS:
            raise line.error("kind", f"{line['kind']!r} is none of {', '.join(KINDS)}")
        if line["id"] not in KINDS[line["kind"]]:
            raise line.error("id", f"there is no {line['kind']} {line['id']!r}")
        if line["id"] in found[line["kind"]]:
            raise line.error("id", f"{line['kind']} {line['id']!r} stands twice")
        found[line["kind"]][line["id"]] = Group(
            zh=line["zh"],
            en=line["en"],
            short_en=line["short_en"],
            definition_zh=line["definition_zh"],
            definition_en=line["definition_en"],
            examples=tuple(example.strip() for example in line["examples"].split(";") if example),
        )
    for kind, members in KINDS.items():
        missing = [member.value for member in members if member not in found[kind]]
        if missing:
            raise CatalogError(f"{path.name}: no line for {kind} {', '.join(missing)}")
    return {kind: {member: found[kind][member] for member in members} for kind, members in KINDS.items()}


def group(member: Category | Scenario) -> Group:
    # Members of the two compare equal as text ("vision"), so the type decides.
    return groups()["scenario" if isinstance(member, Scenario) else "category"][member]


def category_label(member: Category | Scenario, lang: str, *, short: bool = False) -> str:
    return group(member).label(lang, short=short)


def stem_of(member: Category | Scenario) -> str:
    """A name apart from all others of both kinds: "vision", "scenario-vision"."""
    return f"scenario-{member.value}" if isinstance(member, Scenario) else member.value


def member_of(stem: str) -> Category | Scenario:
    """The other way round."""
    of_scenario = stem.removeprefix("scenario-")
    return Category(stem) if of_scenario == stem else Scenario(of_scenario)


def category_definition(member: Category | Scenario, lang: str) -> str:
    """One or two sentences on what models of the kind do, or where a scenario puts them to work."""
    return group(member).definition(lang)
