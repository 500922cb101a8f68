"""Names at the heads of rows and columns of Compare: short there, whole in the legend and among the facts."""

from __future__ import annotations

from collections.abc import Mapping

from dashboard.figures.short_names import shortened
from dashboard.markup import hypertext

MOST = 28  # units


def headed(names: Mapping[int, str]) -> dict[int, str]:
    told = shortened(tuple(names.values()), MOST)
    return {place: told[name] for place, name in names.items()}


def whole(name: str, short: str) -> str:
    """HTML of the attribute that tells what was cut."""
    return f' title="{hypertext(name)}"' if short != name else ""
