"""What each kind of page shows, made from the parameters of its URL: one module a page, found by its name.

A module has `exhibit(key, params, lang)`. It may have `PARAMETERS`, the names its page knows, so that a name
that is misspelt is told; `BESIDE`, those of its URL that change nothing in its view; `FULL`, what to set for
everything the view is a part of ("" for the default); and `every(key)`, the parameters of each of its main
views.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Container, Mapping
from functools import cache
from importlib import import_module
from types import ModuleType

from cache.errors import CacheError
from dashboard.data import Key
from dashboard.exhibit import Exhibit, NothingToShow, UnknownChoice, UnknownParameter
from dashboard.ranking.errors import RankingError
from dashboard.words import Lang

NEWEST = "latest"  # an edition's name beside its own
UNFOLDED = frozenset({"parts", "row"})  # what a page shows beside its view to who opens it
OF_EVERY_PAGE = UNFOLDED | {"lang", "embed", "embed_options"}
UNAVAILABLE = (NothingToShow, RankingError, CacheError)  # what `of` raises beside UnknownChoice


@cache
def pages() -> tuple[str, ...]:
    """The pages that have an exhibit, by name."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__)))


def of(page: str, key: Key, params: Mapping[str, str], lang: Lang, *, full: bool = False) -> Exhibit:
    """What a page shows. `full`: with the filters of the view taken away.

    Raises UnknownChoice for a page, parameter or value that is not there, UNAVAILABLE where there is nothing
    to show.
    """
    module = _module(page)
    beside: Container[str] = OF_EVERY_PAGE | getattr(module, "BESIDE", frozenset())
    asked = {name: value for name, value in params.items() if name not in beside}
    names = parameters(page)
    for name in asked:
        if names and name not in names:
            raise UnknownParameter(name, names)
    if asked.get("edition") == NEWEST:
        del asked["edition"]
    if full:
        asked |= getattr(module, "FULL", {})
    found: Exhibit = module.exhibit(key, asked, lang)
    return found


def every(page: str, key: Key) -> list[Mapping[str, str]]:
    """The views of a page that together show everything it can, each by its parameters; none where its
    module does not say."""
    module = _module(page)
    return list(module.every(key)) if hasattr(module, "every") else []


def narrowed(page: str, params: Mapping[str, str]) -> bool:
    """Whether a view shows less than `full` would."""
    full: Mapping[str, str] = getattr(_module(page), "FULL", {})
    return any(params.get(name, "") != value for name, value in full.items())


def parameters(page: str) -> tuple[str, ...]:
    """The names a page knows beside those of every page; empty where its module does not say."""
    names: tuple[str, ...] = getattr(_module(page), "PARAMETERS", ())
    return names


def known(page: str, params: Mapping[str, str]) -> dict[str, str]:
    """Those of a view's parameters that its exhibit knows."""
    names = parameters(page)
    return {name: value for name, value in params.items() if not names or name in names}


def _module(page: str) -> ModuleType:
    if page not in pages():
        raise UnknownChoice("page", page, pages())
    return import_module(f"{__name__}.{page}")
