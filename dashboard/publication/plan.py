"""What a publication will make, counted before it begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from cache.leaderboard import Category, Scenario
from dashboard import data, exhibits
from dashboard.data import Key
from dashboard.exhibit import Exhibit
from dashboard.publication import pages
from dashboard.words import LANGS, Lang

Kind = Literal["drawn", "viewed", "listed"]  # of a page: a view with pictures, one without, a list
VIEW, PREVIEW = 4, 1  # pictures of a view, and of what a link to it is shown with

# What of, how it is asked for, what it shows.
Composite = tuple[Category | Scenario, Mapping[str, str], Exhibit]


@dataclass(frozen=True, slots=True)
class Plan:
    """`pictures`: at most, as a view without figures has none, and those that stand there stay."""

    pictures: int
    work: Mapping[str, int]  # pages of each Kind

    @property
    def pages(self) -> int:
        return sum(self.work.values())


def composites_shown(key: Key, lang: Lang) -> Iterator[Composite]:
    """Of each category and scenario whose boards can be shown together."""
    for asked in exhibits.every("composite", key):
        member = Scenario(asked["scenario"]) if "scenario" in asked else Category(asked["cat"])
        try:
            yield member, asked, exhibits.of("composite", key, asked, lang)
        except exhibits.UNAVAILABLE:
            continue


def planned(key: Key, composites: Mapping[Lang, Sequence[Composite]], models: int, *, draws: bool) -> Plan:
    """`models`: those with a page."""
    readable = [
        sum(pages.has_page(key, revision) for revision in board.editions)
        for board in data.shelf(key).boards.values()
    ]
    shown = [exhibit for found in composites.values() for _, _, exhibit in found]
    newest, editions = len(LANGS) * sum(map(bool, readable)), len(LANGS) * sum(readable)
    charts = sum(exhibit.figure is not None for exhibit in shown)
    work: dict[str, int] = {
        "drawn": editions + charts if draws else 0,
        "viewed": newest + len(shown) - charts + (0 if draws else editions + charts),
        "listed": len(LANGS) * (models + 2),  # with the list of models and the first page
    }
    pictures = VIEW * (editions + charts) + PREVIEW * (newest + charts)
    return Plan(pictures if draws else 0, work)


def kind_of(shown: Exhibit, *, draws: bool) -> Kind:
    return "drawn" if draws and shown.figure is not None else "viewed"
