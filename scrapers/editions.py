"""When a leaderboard appeared, by what headings, pages and file names say; never by a commit or the clock."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from cache.leaderboard import Table
from scrapers.cells import plain
from scrapers.rankings import layout


class Edition(NamedTuple):
    """`id` is YYYY-MM, or YYYY of an annual board; `day` stands where the publisher names one."""

    id: str
    day: date | None = None


_YEAR = r"(?<![0-9])(?P<year>20[0-9]{2})"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WORD = rf"(?P<word>{'|'.join(_MONTHS)})[a-z]*\.?"
_FORMS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}\s*年\s*(?P<month>[01]?[0-9])\s*月(?:\s*(?P<day>[0-3]?[0-9])\s*[日号])?",
        rf"{_YEAR}(?P<mark>[-./_])(?P<month>[01]?[0-9])(?P=mark)(?P<day>[0-3]?[0-9])(?![0-9])",
        rf"{_YEAR}[-/.](?P<month>0[1-9]|1[0-2])(?![0-9])",
        rf"(?<![a-z]){_WORD}\s+(?:(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\s*,\s*)?{_YEAR}",
        rf"(?<![0-9])(?P<day>[0-3]?[0-9])\s+{_WORD}\s+{_YEAR}",
        rf"{_YEAR}\s*年(?!\s*[0-9第上下])",
    )
]
_FILE_FORMS = [
    re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])(?![0-9])"),
    re.compile(r"(?<![0-9])(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?![0-9])"),
    re.compile(r"(?<=[_-])(?P<short>2[0-9])(?P<month>0[1-9]|1[0-2])(?![0-9])"),
]
_LABEL = (
    r"(?:更新日期|更新时间|数据更新|最近更新|最后更新|榜单更新|更新|发布日期|last\s+updated?|updated\s+on)"
)
_LABELLED_DATE = r"[\s\])】*:update于至on(]*(?=20[0-9]{2}|[a-z]{3,9}\.?\s+[0-9])"
_STATEMENT = re.compile(rf"^[\s#>*\-\[【(]*{_LABEL}{_LABELLED_DATE}", re.IGNORECASE)
_LABELLED = re.compile(rf"{_LABEL}{_LABELLED_DATE}", re.IGNORECASE)
_SLASHED = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>20[0-9]{2})")
_NEWS = re.compile(r"^[\s#>*\-]*[\[【](?=20[0-9]{2}[-./年])")
_RELEASED = frozenset(["发布日期", "发布时间", "更新日期", "更新时间"])


def edition(text: str) -> Edition | None:
    """The first date in a text.

    `（2023年12月）` → 2023-12, `2023-10-24` → 2023-10 with its day, `2025年度测评` → 2025; a quarter → None.
    """
    flat = plain(text)
    found = [
        (match.start(), order, match) for order, form in enumerate(_FORMS) if (match := form.search(flat))
    ]
    stated = (_from(match) for _, _, match in sorted(found, key=lambda each: each[:2]))
    return next(filter(None, stated), None)


def file_edition(url: str) -> Edition | None:
    """What the file's own name states: `README_2311.md`, `2026年7月.xlsx`, `table_2026_01_08.csv`."""
    name = unquote(urlsplit(url).path if "://" in url else url).rstrip("/").rsplit("/", 1)[-1]
    if stated := edition(name):
        return stated
    matches = filter(None, (form.search(name) for form in _FILE_FORMS))
    return next(filter(None, map(_from, matches)), None)


def page_edition(lines: Iterable[str], url: str, tables: Sequence[Table] = ()) -> Edition | None:
    """For tables whose heading states none: the page's latest statement, its one release day, or its name.

    A statement is a line that starts with a word for "updated" and a date, or with a date in brackets (news).
    """
    stated = [found for line in lines if (found := _statement(line))]
    if stated:
        return max(stated, key=lambda each: (each.id, each.day or date.min))
    return _release_day(tables) or file_edition(url)


def table_edition(table: Table, page: Edition | None) -> Edition | None:
    """The heading's edition, else the one its lead states, else the page's."""
    return edition(table.heading) or _lead_edition(table) or page


def newest_row(table: Table, column: str, today: date) -> Edition | None:
    """The latest day that a row states in this column, later ones than `today` left out as misprints.

    `25/4/2025` has the day first where some row's first figure can be no month; else it is not read.
    """
    at = table.header.index(column) if column in table.header else len(table.header)
    texts = [plain(row[at].text) for row in table.rows if at < len(row)]
    slashed = [match for text in texts if (match := _SLASHED.fullmatch(text))]
    if not any(int(match["day"]) > 12 for match in slashed):
        slashed = []
    stated = [edition(text) for text in texts] + [_from(match) for match in slashed]
    return max(
        (found for found in stated if found and found.day and found.day <= today),
        key=lambda found: found.day or date.min,
        default=None,
    )


def stated_edition(text: str) -> Edition | None:
    """What a page says of the day of its tables, wherever its lines break."""
    flat = plain(text)
    label = _LABELLED.search(flat)
    return edition(flat[label.end() :][:24]) if label else None


def _lead_edition(table: Table) -> Edition | None:
    """A lead may tell a story; only a short line that is about the date states the edition."""
    short = (line for line in table.lead.splitlines() if len(line) <= 40)
    return next(filter(None, map(edition, short)), None)


def _statement(line: str) -> Edition | None:
    flat = plain(line[:200])
    if label := _STATEMENT.match(flat) or _NEWS.match(flat):
        return edition(flat[label.end() :][:24])
    return None


def _release_day(tables: Sequence[Table]) -> Edition | None:
    """Where every row of every ranking gives the same release day, the page is of that day."""
    if not any(plain(name) in _RELEASED for table in tables for name in table.header):
        return None
    days: set[str] = set()
    for table in tables:
        dated = [at for at, name in enumerate(table.header) if plain(name) in _RELEASED]
        if layout(table).ranking:
            days |= {row[dated[0]].text if dated and dated[0] < len(row) else "" for row in table.rows}
    return edition(days.pop()) if len(days) == 1 else None


def _from(match: re.Match[str]) -> Edition | None:
    parts = {name: text for name, text in match.groupdict().items() if text}
    year = int(parts.get("year") or f"20{parts['short']}")
    month = (
        int(parts.get("month", 0)) or _MONTHS.index(parts["word"][:3].lower()) + 1 if len(parts) > 1 else 0
    )
    if not month:
        return Edition(f"{year}") if "month" not in parts else None
    if month > 12:
        return None
    return Edition(f"{year}-{month:02}", _day(year, month, parts.get("day")))


def _day(year: int, month: int, day: str | None) -> date | None:
    try:
        return date(year, month, int(day)) if day else None
    except ValueError:
        return None
