"""What a reader can be told of a model, its family and its maker; every fact with where it is from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from cache.leaderboard import Category
from dashboard.catalog.aliases import Alias, aliases
from dashboard.catalog.evidence import Evidence, evidence
from dashboard.catalog.models import SOURCED, Model, model, models
from dashboard.catalog.organizations import by_id, organization
from dashboard.catalog.reading import read_form

OF_ANOTHER = "as "  # a source that is another model: one release run or named in several ways


@dataclass(frozen=True, slots=True)
class Fact:
    """`value` as models.csv writes it: an organization's id, cn or intl, yes or no, a day, a size."""

    name: str  # one of models.SOURCED
    value: str
    evidence: Evidence
    model_id: str = ""  # the model it was told of, where that is another


def facts(model_id: str) -> Mapping[str, Fact]:
    """By name, those that are known. Of an id that is not in the catalog, what its product line tells."""
    known = model(model_id)
    return _of_model(known) if known else _of_line(model_id)


def _of_model(known: Model) -> dict[str, Fact]:
    sources = sources_of(known)
    found: dict[str, Fact] = {}
    for name in SOURCED:
        if source := sources.get(name):
            found[name] = _fact(name, _written(known, name), source)
    maker = found.get("organization")
    if maker and known.region and "region" not in found:
        found["region"] = Fact("region", known.region, maker.evidence, maker.model_id)
    return found


def _fact(name: str, value: str, source: str) -> Fact:
    told_of = ""
    while source.startswith(OF_ANOTHER):
        told_of = source.removeprefix(OF_ANOTHER)
        source = sources_of(models()[told_of])[name]
    return Fact(name, value, evidence()[source], told_of)


def _written(known: Model, name: str) -> str:
    value = getattr(known, name)
    return {True: "yes", False: "no", None: ""}[value] if name == "open_weights" else str(value)


def _of_line(model_id: str) -> dict[str, Fact]:
    form = read_form(model_id)
    maker = by_id().get(form.maker)
    told = {
        "organization": maker.id if maker else "",
        "region": maker.region if maker else "",
        "open_weights": {True: "yes", False: "no", None: ""}[form.line.open_weights if form.line else None],
    }
    keys = {"organization": "name", "region": "name", "open_weights": "line"}
    return {name: Fact(name, value, evidence()[keys[name]]) for name, value in told.items() if value}


def sources_of(known: Model) -> Mapping[str, str]:
    """By fact, as models.csv names them: a key of evidence.csv, or “as” another model."""
    parts = (part.partition(": ") for part in known.source.split("; ") if part)
    return {fact: source for fact, _, source in parts}


def spellings(model_id: str) -> Sequence[Alias]:
    """The hand-noted ones, each with its reason."""
    return [alias for alias in aliases().values() if alias.model_id == model_id]


@cache
def _families() -> Mapping[str, Sequence[Model]]:
    found: defaultdict[str, list[Model]] = defaultdict(list)
    for known in models().values():
        found[known.family].append(known)
    return found


def family_members(family: str) -> Sequence[Model]:
    """The catalog's models of a family, the newest first, those without a day last."""
    return newest_first(_families().get(family, ()))


def models_of(organization_id: str) -> Sequence[Model]:
    """The catalog's models of a maker (an id or any spelling of it), the newest first."""
    maker = organization(organization_id)
    return newest_first([known for known in models().values() if maker and known.organization == maker.id])


def newest_first(found: Collection[Model]) -> Sequence[Model]:
    by_name = sorted(found, key=lambda known: known.name_en.casefold())
    return sorted(by_name, key=lambda known: known.released, reverse=True)


def examples(category: Category) -> Sequence[Model]:
    """Well-known models of a category, whether or not any board has a score of theirs."""
    return [known for known in models().values() if known.category == category]


def without_score(category: Category, scored: Collection[str]) -> Sequence[Model]:
    """The examples of a category that no board scores; `scored`: ids of the models on some board."""
    return [known for known in examples(category) if known.id not in scored]
