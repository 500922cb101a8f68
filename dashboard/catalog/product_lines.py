"""Product lines: what the names of one maker's models begin with, however a board spells it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dashboard.catalog.lines import ANSWERS, read
from dashboard.catalog.organizations import by_id

FILE = Path(__file__).with_name("product_lines.csv")
COLUMNS = (
    "line",
    "spellings",
    "alone",
    "organization",
    "family",
    "divisions",
    "dates",
    "order",
    "open_weights",
)
DATES = ("", "compact", "short", "google", "month-year")
ORDERS = ("", "tier", "inside")
_ONLY_VERSION = re.compile(r"[\s\-_()（）v\d.@]*")
_NO_GENERATION = re.compile(r"[-.]?\{\}")
_SEPARATED = re.compile(r"[\s\-_]+")


@dataclass(frozen=True, slots=True)
class ProductLine:
    name: str  # as ids begin
    alone: str  # the line that its Chinese name means where at most a version follows; "" for the same
    organization: str
    family: str  # {} stands for the generation
    divisions: tuple[str, ...]  # words that make a family of their own behind the generation
    dates: str  # how ids write a date: "" 2024-05-13, compact 20240513, short 240513, google 05-13
    order: str  # "tier": before the version; "inside": the line is known anywhere in a name, as a fine-tune's
    open_weights: bool | None  # of all its models, where the maker always or never publishes the weights

    @property
    def joint(self) -> str | None:
        """What stands between line and version in ids such as qwen3, flux.2; None for the common hyphen."""
        for joint in ("", "."):
            if self.family.startswith(f"{self.name}{joint}{{}}"):
                return joint
        return None

    def family_of(self, generation: str) -> str:
        if not generation:
            return _NO_GENERATION.sub("", self.family)
        apart = generation.startswith("v") and self.joint == ""
        return self.family.replace("{}", f"-{generation}" if apart else generation)


@dataclass(frozen=True, slots=True)
class ProductLines:
    by_name: Mapping[str, ProductLine]
    spellings: Mapping[str, ProductLine]  # by the spelling without separators
    starts: Starts
    inside: Mapping[str, re.Pattern[str]]  # of the lines known anywhere in a name

    def at_start(self, text: str) -> tuple[ProductLine, str] | None:
        """The line whose spelling `text` (lower case) begins with, the longest one, and what follows it."""
        if text[:1] not in self.starts.chars or (match := self.starts[text[0]].match(text)) is None:
            return None
        line, rest = self.spellings[_SEPARATED.sub("", match.group())], text[match.end() :]
        if line.alone and not match.group().isascii() and _ONLY_VERSION.fullmatch(rest):
            line = self.by_name[line.alone]
        return line, rest

    def within(self, text: str) -> ProductLine | None:
        """The line of fine-tunes that `text` (lower case) names anywhere."""
        for name, pattern in self.inside.items():
            if name in text and pattern.search(text):
                return self.by_name[name]
        return None


class Starts(dict[str, re.Pattern[str]]):
    """What finds a spelling, by its first character; compiled when first asked for, as many never are."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self._spellings: defaultdict[str, list[str]] = defaultdict(list)
        for spelling in sorted(spellings, key=len, reverse=True):
            self._spellings[spelling[0]].append(spelling)
        self.chars = frozenset(self._spellings)

    def __missing__(self, char: str) -> re.Pattern[str]:
        pattern = self[char] = re.compile("|".join(map(_pattern, self._spellings[char])))
        return pattern


@cache
def product_lines(path: Path = FILE) -> ProductLines:
    known: dict[str, ProductLine] = {}
    spellings: dict[str, ProductLine] = {}
    inside: list[str] = []
    printed: list[str] = []
    for line in read(path, COLUMNS, required=("line", "organization", "family")):
        if line["line"] in known:
            raise line.error("line", f"{line['line']!r} stands twice")
        if line["organization"] not in by_id():
            raise line.error("organization", f"there is no organization {line['organization']!r}")
        if line["dates"] not in DATES:
            raise line.error("dates", f"{line['dates']!r} is none of {', '.join(DATES[1:])} or empty")
        if line["order"] not in ORDERS:
            raise line.error("order", f"{line['order']!r} is none of {', '.join(ORDERS[1:])} or empty")
        if line["open_weights"] not in ANSWERS:
            raise line.error("open_weights", f"{line['open_weights']!r} is none of yes, no or empty")
        divisions = tuple(filter(None, line["divisions"].split(";")))
        known[line["line"]] = product_line = ProductLine(
            line["line"],
            line["alone"],
            line["organization"],
            line["family"],
            divisions,
            line["dates"],
            line["order"],
            ANSWERS[line["open_weights"]],
        )
        for spelling in (line["line"], *filter(None, line["spellings"].split(";"))):
            squeezed = _SEPARATED.sub("", spelling.casefold())
            if spellings.setdefault(squeezed, product_line) is not product_line:
                raise line.error("spellings", f"{spelling!r} means another line already")
            printed.append(spelling.casefold())
        if line["order"] == "inside":
            inside.append(line["line"])
    within = {name: re.compile(rf"(?<![a-z]){re.escape(name)}(?![a-z])") for name in inside}
    return ProductLines(known, spellings, Starts(printed), within)


def _pattern(spelling: str) -> str:
    parts = [re.escape(part) for part in _SEPARATED.split(spelling)]
    text = r"[\s\-_]*".join(parts)
    if not spelling.isascii():
        return text
    return text + (r"(?=\d)" if len(spelling) == 1 else r"(?![a-z])")
