"""From a raw name to a model, by rule or by a line of aliases.csv; never by similarity.

The order: an alias for this source, an alias, the normal form (`dashboard.catalog.forms`) of a catalog name
or an alias, and where the catalog has none, the normal form itself as a provisional id.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from dashboard.catalog.aliases import aliases
from dashboard.catalog.baselines import baseline
from dashboard.catalog.forms import Form
from dashboard.catalog.index import NORMAL_FORM, Match, index
from dashboard.catalog.models import models
from dashboard.catalog.names import joined, normal_form
from dashboard.catalog.organizations import by_id, organization
from dashboard.catalog.reading import read_form
from dashboard.catalog.reasons import BACKBONE, TWO_NAMES, VERSION_IN_BRACKETS

PROVISIONAL = "normal form, not in catalog"
_JOINED = re.compile(r"(?<=[\w)\]])\s*\+\s+(?=\w)|\s+\+\s*(?=\w)")


class Resolution(NamedTuple):
    raw: str
    model_id: str  # the catalog's, else a provisional one; "" only for a blank name
    family: str  # "" where not known, as in the next two
    organization: str  # English name
    variant: str  # how it was reached or tested
    kind: str  # "model" or "baseline"
    reason: str

    @property
    def resolved(self) -> bool:
        return self.reason != PROVISIONAL


@lru_cache(maxsize=65536)
def resolve(raw: str, source: str = "", organization: str = "") -> Resolution:
    """`source`: the store's id or a board's name; `organization`: what the board prints, a hint only."""
    name = raw.strip()
    if not name:
        return Resolution(raw, "", "", "", "", "model", PROVISIONAL)
    found = _found(name, source)
    if found is None:
        return ("+" in raw and _of_several(raw, source)) or _provisional(raw, name, organization)
    told, maker = found.model, found.model.maker
    return Resolution(
        raw, told.id, told.family, maker.en if maker else "", found.variant, told.kind, found.reason
    )


def _found(name: str, source: str) -> Match | None:
    scopes = _scopes(source)
    return _alias(name, scopes) or _by_form(name, source, scopes)


def _alias(name: str, scopes: Sequence[str]) -> Match | None:
    known = aliases()
    for scope in scopes:
        if told := known.get((scope, name)):
            words = "alias for this source" if scope else "alias"
            variant = told.variant or read_form(name).variant
            return Match(models()[told.model_id], f"{words}: {told.reason}", variant)
    return None


@lru_cache(maxsize=1024)
def _scopes(source: str) -> tuple[str, ...]:
    """Where an alias may be kept: ``superclue/t2v``, then ``superclue``, then every source."""
    scopes = []
    scope = source.strip().casefold()
    while scope:
        scopes.append(scope)
        scope = scope.rpartition("/")[0]
    return *scopes, ""


def _by_form(name: str, source: str, scopes: Sequence[str]) -> Match | None:
    known = index()
    if told := known.exactly(normal_form(name), scopes):
        noted = told.reason != NORMAL_FORM and not told.variant
        return replace(told, variant=read_form(name).variant) if noted else told
    form = read_form(name)
    key = joined(form.id)
    found = known.as_read(key, scopes)
    found = found or _nicknamed(form, name, source) or known.loosely(form)
    found = found or (None if source else known.only(key))
    return found and replace(found, variant=found.variant or form.variant)


def _nicknamed(form: Form, name: str, source: str) -> Match | None:
    """A name with another of the same model behind it in brackets, or a product with its version there."""
    if len(form.nicknames) != 1 or not name.rstrip().endswith((")", "）", "]", "】")):
        return None
    inside = form.nicknames[0]
    outside = re.split(r"[(（\[【]", name)[0].strip()
    one, other = (_found(text, source) for text in (outside, inside))
    if one is None or other is None or one.model.kind == "baseline":
        return None
    if one.model.id == other.model.id:
        return replace(one, reason=f"{NORMAL_FORM}: {TWO_NAMES}")
    unversioned = not any(char.isdigit() for char in one.model.id)
    if (
        unversioned
        and one.model.organization == other.model.organization
        and re.search(r"\d", other.model.id)
    ):
        return replace(other, reason=f"{NORMAL_FORM}: {VERSION_IN_BRACKETS}")
    return None


def _of_several(raw: str, source: str) -> Resolution | None:
    """Models that answered together are one of their own; an agent before ``+`` tells how one was run."""
    parts = [part for part in _JOINED.split(raw.strip()) if part.strip()]
    if len(parts) < 2 or any(part.count("(") != part.count(")") for part in parts):
        return None
    single = [resolve(part, source, "") for part in parts]
    known = [at.resolved or read_form(at.raw).line is not None for at in single]
    if len(parts) == 2 and known == [False, True]:
        return single[1]._replace(raw=raw, variant=parts[0].strip())
    if not all(known):
        return None
    makers = {at.organization for at in single}
    maker = makers.pop() if len(makers) == 1 else ""
    return Resolution(raw, "+".join(at.model_id for at in single), "", maker, "", "model", PROVISIONAL)


def _provisional(raw: str, name: str, hint: str) -> Resolution:
    form = _versioned(read_form(name))
    if baseline(form):
        return Resolution(raw, form.id, "baseline", "", form.variant, "baseline", PROVISIONAL)
    maker = by_id().get(form.maker) or organization(hint)
    id = form.id or normal_form(name)
    if form.line is not None and not form.line.organization:
        return Resolution(raw, id, form.family, "", "", "model", f"{NORMAL_FORM}: {BACKBONE}")
    return Resolution(raw, id, form.family, maker.en if maker else "", form.variant, "model", PROVISIONAL)


def _versioned(form: Form) -> Form:
    """What stands in brackets where a bare product stands before them: ``文心一言(ERNIE-3.5-Turbo)``."""
    if len(form.nicknames) == 1 and form.line is not None:
        inside = read_form(form.nicknames[0])
        bare = not any(char.isdigit() for char in form.id.replace(inside.id, ""))
        if inside.line and inside.line.organization == form.line.organization and inside.versioned and bare:
            return inside
    return form
