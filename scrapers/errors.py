"""What can go wrong between a page and a leaderboard, named by what to do next.

ScrapeError
├── FetchError          the page did not arrive: try again later
│   ├── AbsentError     there is no such page: nothing to retry
│   ├── DownError       the site gave no answer, or none that is whole: the copy at hand stays in use
│   ├── MismatchError   the site gave something else in the page's place: look at the address
│   └── UnneededError   a pinned page that was read before cannot have changed: nothing to do
├── LayoutError         the page is not laid out as the rules expect: look at the page, then at the rule
│   ├── CellError       one cell holds text that no rule covers
│   └── IrregularError  a faulty table that its source declares, with the reason: nothing to do
│       └── SparedError a faulty row of that kind, in a table that is read: nothing to do
└── DriftError          the table reads well but differs too much from the cached one: a person decides
"""

from __future__ import annotations


class ScrapeError(Exception):
    """Any failure of one page or table; its text is one sentence that names where."""


class FetchError(ScrapeError):
    """The page could not be fetched."""


class AbsentError(FetchError):
    """The page does not exist, at the site or in the mirrors."""


class DownError(FetchError):
    """The site did not answer, answered that it is busy or broken, or broke off."""


class MismatchError(FetchError):
    """What was served is not what the address promises, such as HTML for a workbook."""


class UnneededError(FetchError):
    """The page is pinned to a commit and the cache holds what this parser reads from it."""


class LayoutError(ScrapeError):
    """The page or table does not look as the rules expect."""


class CellError(LayoutError):
    """No rule covers the text of a cell."""


class IrregularError(LayoutError):
    """The table is known to be faulty at its source."""


class SparedError(IrregularError):
    """One row is known to be faulty at its source and enters by its name alone."""


class DriftError(ScrapeError):
    """The new table differs from the cached one by more than a source allows."""
