"""What can go wrong between a page and a leaderboard, named by what to do next.

ScrapeError
├── FetchError          the page did not arrive: try again later
│   └── AbsentError     there is no such page: nothing to retry
├── LayoutError         the page is not laid out as the rules expect: look at the page, then at the rule
│   └── CellError       one cell holds text that no rule covers
└── DriftError          the table reads well but differs too much from the cached one: a person decides
"""

from __future__ import annotations


class ScrapeError(Exception):
    """Any failure of one page or table; its text is one sentence that names where."""


class FetchError(ScrapeError):
    """The page could not be fetched."""


class AbsentError(FetchError):
    """The page does not exist, at the site or in the mirrors."""


class LayoutError(ScrapeError):
    """The page or table does not look as the rules expect."""


class CellError(LayoutError):
    """No rule covers the text of a cell."""


class DriftError(ScrapeError):
    """The new table differs from the cached one by more than a source allows."""
