"""The parameters of pages that take one of a few values, for the OpenAPI file and for who misspells one."""

from __future__ import annotations

from collections.abc import Mapping

from cache.leaderboard import Category, Scenario
from dashboard import (
    capabilities_asked,
    compare_asked,
    composite_asked,
    exhibits,
    rankings_asked,
    trends_asked,
)
from dashboard.catalog.categories import KINDS
from dashboard.exhibit import UnknownChoice
from dashboard.model_questions import CHOICES
from dashboard.ranking.methods import METHODS
from dashboard.ranking.trend import BYS

FLAG = ("0", "1")
ANYWHERE: Mapping[str, tuple[str, ...]] = {
    **CHOICES,
    **dict.fromkeys(("best", "editions", "logscale", "ref"), FLAG),
    "cat": tuple(category.value for category in Category),
    "scenario": tuple(scenario.value for scenario in Scenario),
    "group": tuple(KINDS),
    "method": tuple(METHODS),
    "window": tuple(filter(None, composite_asked.WINDOWS)),
    "view": rankings_asked.VIEWS,
    "kind": compare_asked.KINDS,
    "colour": capabilities_asked.COLOURS,
    "by": BYS,
}
OF_PAGE: Mapping[str, Mapping[str, tuple[str, ...]]] = {"trends": {"y": trends_asked.YS}}


def lists(page: str) -> dict[str, tuple[str, ...]]:
    """The values by parameter. Of some a page may offer fewer: those that its board has."""
    known = {**ANYWHERE, **OF_PAGE.get(page, {})}
    return {name: known[name] for name in exhibits.parameters(page) if name in known}


def check(page: str, params: Mapping[str, str]) -> None:
    """Also of those that the view would pass over. Raises UnknownChoice."""
    known = lists(page)
    for name, value in params.items():
        if name in known and value not in known[name]:
            raise UnknownChoice(name, value, known[name])


def schema(name: str, pages: list[str]) -> dict[str, object]:
    """Of a parameter that these pages know; closed where it is on each of them, in the same way."""
    found = {lists(page).get(name, ()) for page in pages}
    values = found.pop() if len(found) == 1 else ()
    return {"type": "string", "enum": list(values)} if values else {"type": "string"}
