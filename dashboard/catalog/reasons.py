"""What stands behind the colon of a resolution's reason, in the reader's language.

A resolution is told in English, as a program would keep it; a person reads it in either language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from dashboard.catalog.aliases import aliases
from dashboard.catalog.lines import CatalogError

TWO_NAMES = "two names of one model"
VERSION_IN_BRACKETS = "the version in brackets"
LEFT_OUT = "one spelling leaves out a year, a stage or a v"
BACKBONE = "architecture and pretraining, the library's own key"
_OF_RULES = {
    BACKBONE: "架构与预训练，即该库自己的键",
    TWO_NAMES: "同一模型的两个名称",
    VERSION_IN_BRACKETS: "版本写在括号里",
    LEFT_OUT: "一种写法省去了年份、阶段或 v",
}


def note(reason: str, lang: str) -> str:
    """`reason`: of an alias or a rule, in English; any other text stays."""
    return _chinese().get(reason, reason) if lang == "zh" else reason


@cache
def _chinese() -> Mapping[str, str]:
    """Raises CatalogError where one reason has two translations."""
    found = dict(_OF_RULES)
    for alias in aliases().values():
        if found.setdefault(alias.reason, alias.reason_zh) != alias.reason_zh:
            raise CatalogError(f"aliases.csv: {alias.reason!r} is told in Chinese in two ways")
    return found
