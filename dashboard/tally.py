"""How much of everything the store holds: every page, the API and a publication say the same."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import appearances, data
from dashboard.data import Key
from dashboard.words import Lang, counted


@dataclass(frozen=True, slots=True)
class Tally:
    """`scored`: models with a score in a current edition, each once under whatever names; people and chance
    left out."""

    sources: int
    boards: int
    editions: int
    scored: int


def tally(key: Key) -> Tally:
    shelf = data.shelf(key)
    return Tally(len(shelf.sources), len(shelf.boards), shelf.editions, len(appearances.models(key)))


def said(key: Key, lang: Lang) -> str:
    """“32 sources · 109 boards · 145 editions · 2,511 models with a score”."""
    found = tally(key)
    names = ("sources", "boards", "editions", "scored")
    return " · ".join(counted(f"overview.{name}", lang, getattr(found, name)) for name in names)
