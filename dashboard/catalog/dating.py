"""Dates in names: many ways to print one, and one way to write it in an id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_YEAR, _MONTH, _DAY = r"(?P<y>20[12]\d)", r"(?P<m>0[1-9]|1[0-2])", r"(?P<d>0[1-9]|[12]\d|3[01])"
_SHORT_YEAR = r"(?P<s>2[2-9])"
_ALONE, _END = r"(?<![\d.a-z])", r"(?![\da-z]|\.\d)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_ALONE}{_YEAR}(?P<by>[-/._ 年]?){_MONTH}(?:(?P=by)|月){_DAY}日?{_END}",
        rf"{_ALONE}{_YEAR}[-/._ 年]{_MONTH}月?{_END}",
        rf"{_ALONE}{_MONTH}[-/_ ]{_YEAR}{_END}",
        rf"{_ALONE}{_SHORT_YEAR}{_MONTH}{_DAY}{_END}",
        rf"{_ALONE}{_MONTH}[-/_ ]?{_DAY}{_END}",
        rf"{_ALONE}{_SHORT_YEAR}[.]?{_MONTH}{_END}",
    )
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMED = re.compile(
    r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?[. ]+(?:20|')(?P<s>[12]\d)(?!\d)"
)
# Where one of the forms may begin; with digits first, as the engine then skips to them.
_START = re.compile(r"\d\d(?<![\d.a-z]\d\d)(?=[-/._ 年]\d\d|(?:\d\d|\d{4}|\d{6})(?!\d))")


@dataclass(frozen=True, slots=True)
class Date:
    """Of a release, as far as it is printed: 0513 has no year, 2407 no day."""

    year: str  # YYYY or ""
    month: str  # MM
    day: str  # DD or ""

    def written(self, style: str) -> str:
        """In an id; `style` is a product line's."""
        if not self.year:
            return f"{self.month}-{self.day}" if style == "google" else self.month + self.day
        if not self.day:
            if style in ("google", "month-year"):
                return f"{self.month}-{self.year}"
            return self.year[2:] + self.month
        if style == "compact":
            return self.year + self.month + self.day
        if style == "short":
            return self.year[2:] + self.month + self.day
        return f"{self.year}-{self.month}-{self.day}"

    def may_be(self, other: Date) -> bool:
        """One release day, where at most the year is left out."""
        same = (self.month, self.day) == (other.month, other.day)
        return same and (self.year == other.year or not (self.year and other.year))


def take_date(text: str) -> tuple[Date | None, str]:
    """The first date in `text` (lower case), and the text with ``@`` in its place."""
    yeared = "'" in text or " 20" in text or ".20" in text
    found = _MONTH_NAMED.search(text) if yeared else None
    if found and not text[: found.start()][-1:].isalpha():
        month = f"{_MONTHS.index(found['m'][:3]) + 1:02}"
        return Date(f"20{found['s']}", month, ""), f"{text[: found.start()]} @ {text[found.end() :]}"
    starts = [found.start() for found in _START.finditer(text)]
    for form in _FORMS:
        for start in starts:
            if found := form.match(text, start):
                return _date(found.groupdict()), f"{text[:start]} @ {text[found.end() :]}"
    return None, text


def _date(parts: Mapping[str, str | None]) -> Date:
    year = parts.get("y") or (f"20{parts['s']}" if parts.get("s") else "")
    return Date(year, parts["m"] or "", parts.get("d") or "")
