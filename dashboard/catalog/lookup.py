"""What a reader can be told of a model; every fact with where it is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.catalog.evidence import Evidence, evidence
from dashboard.catalog.models import SOURCED, Model, model, models
from dashboard.catalog.organizations import by_id
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
