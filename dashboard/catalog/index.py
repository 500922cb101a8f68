"""Catalog names and aliases by normal form.

What most lookups need is made at once; what only some need, when they first ask: a program that starts should
not wait for two thousand names to be read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from dashboard.catalog.aliases import aliases
from dashboard.catalog.forms import Form
from dashboard.catalog.models import Model, models
from dashboard.catalog.names import joined, normal_form
from dashboard.catalog.reading import read_form
from dashboard.catalog.reasons import LEFT_OUT

NORMAL_FORM = "normal form"
_BLOCK = re.compile("[a-z]+|.?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Match:
    model: Model
    reason: str
    variant: str = ""


class _Index:
    def __init__(self) -> None:
        self._everywhere: dict[str, Match] = {}
        self._scoped: defaultdict[str, dict[str, Match]] = defaultdict(dict)
        self._unread: list[tuple[str, str, Match]] = []  # scope, name and what it means
        self._blocks: defaultdict[str, list[tuple[str, Model]]] = defaultdict(list)
        self._loose: dict[str, defaultdict[str, list[tuple[Form, Model]]]] = {}
        for told in models().values():
            match, key = Match(told, NORMAL_FORM), joined(told.id)
            self._everywhere.setdefault(key, match)
            self._blocks[_block(told.id)].append((told.id, told))
            for name in (told.name_en, told.name_zh):
                if name and normal_form(name) != key:
                    self._add("", name, match)
        for alias in aliases().values():
            reason = f"{NORMAL_FORM} of an alias: {alias.reason}"
            self._add(
                alias.source.casefold(), alias.raw, Match(models()[alias.model_id], reason, alias.variant)
            )

    def _add(self, scope: str, name: str, match: Match) -> None:
        self._unread.append((scope, name, match))
        self._put(scope, normal_form(name), match)

    def _put(self, scope: str, key: str, match: Match) -> None:
        if scope:
            self._scoped[key].setdefault(scope, match)
        else:
            self._everywhere.setdefault(key, match)

    def exactly(self, key: str, scopes: Sequence[str]) -> Match | None:
        """What has `key` as the normal form of its spelling; `scopes`: where to look, the nearest first."""
        if scoped := self._scoped.get(key):
            for scope in scopes:
                if told := scoped.get(scope):
                    return told
        return self._everywhere.get(key)

    def as_read(self, key: str, scopes: Sequence[str]) -> Match | None:
        """What has `key` as the form that its name was read into."""
        if self._unread:
            self._read()
        return self.exactly(key, scopes)

    def _read(self) -> None:
        for scope, name, match in self._unread:
            form = read_form(name)
            read = (
                replace(match, variant=match.variant or form.variant)
                if match.reason != NORMAL_FORM
                else match
            )
            self._put(scope, joined(form.id), read)
            if not scope:
                self._blocks[_block(form.id)].append((name, match.model))
        self._unread = []

    def only(self, key: str) -> Match | None:
        """What a name told without its source means at the sources that print it, if that is one model."""
        if key not in self._scoped:
            return None
        told = list(self._scoped[key].values())
        return told[0] if len({match.model.id for match in told}) == 1 else None

    def loosely(self, form: Form) -> Match | None:
        """The one model whose name and this differ in a year left out, a dated stage or a ``v`` alone."""
        block = self._block_of(form.id)
        known = block.get(form.loose, ()) if block else ()
        for other, model in known:
            if other.id == form.id:  # an id that leaves out what others of its line say
                return Match(model, NORMAL_FORM)
        fitting = {
            model.id: model
            for other, model in known
            if form.date is None or (other.date is not None and form.date.may_be(other.date))
        }
        if len(fitting) != 1:
            return None
        (model,) = fitting.values()
        return Match(model, f"{NORMAL_FORM}: {LEFT_OUT}")

    def _block_of(self, id: str) -> Mapping[str, list[tuple[Form, Model]]]:
        """The catalog's forms that begin as `id` does, by their loose form."""
        block = _block(id)
        if block not in self._blocks:
            return {}
        if block not in self._loose:
            loose = self._loose[block] = defaultdict(list)
            for name, model in self._blocks[block]:
                form = read_form(name)
                loose[form.loose].append((form, model))
        return self._loose[block]


def _block(id: str) -> str:
    """Its first word, as far as its letters go: names that differ in it are never one model."""
    found = _BLOCK.match(id)
    return found.group() if found else ""


@cache
def index() -> _Index:
    return _Index()
