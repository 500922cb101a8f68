"""Which models belong together: families, and one model in several settings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache

from dashboard.catalog.models import model
from dashboard.catalog.reading import read_form
from dashboard.data import Key
from dashboard.models_data import known_ids, summaries
from dashboard.once import once


@once(maxsize=2)
def _kin(key: Key) -> tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]]:
    """The family of each model, and the members of each family: those on most boards first."""
    families = {id: family_of(id) for id in known_ids(key)}
    members: defaultdict[str, list[str]] = defaultdict(list)
    for id in [*summaries(key), *families]:
        if id not in members[families[id]]:
            members[families[id]].append(id)
    return families, {family: tuple(ids) for family, ids in members.items()}


def family_of(id: str) -> str:
    """The model's own id where no family is known."""
    known = model(id)
    return (known.family if known else read_form(id).family) or id


def family(key: Key, id: str) -> tuple[str, ...]:
    """The other models of its family."""
    families, members = _kin(key)
    return tuple(other for other in members[families[id]] if other != id)


def is_setting_of(one: str, other: str) -> bool:
    """Whether two models differ in thinking mode or effort alone."""
    return one != other and _bare(one) == _bare(other)


@lru_cache(maxsize=8192)
def _bare(id: str) -> tuple[object, ...]:
    form = read_form(id)
    return form.words, form.stage, form.date
