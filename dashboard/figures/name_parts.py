"""Names shortened by leaving out the parts that tell least, so that each can be only one of those drawn
together, whatever “…” stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

MARK, END = "…", "\n"  # no name has a line break
WIDEST = 12  # parts of a name; of more the middle ones are one
GAP, HEADLESS = 0.4, 2.0  # what a gap costs, and one more where a name would begin with it and a version
DATED, LATER = 0.3, 0.1  # times that a date counts; how much less a part does than that before it
TRIES = 30  # of the ways to shorten a name, the best
LEAST = 0.5  # of the room that a short name takes
_DATE = r"(?:\d{4}-\d\d-\d\d|\d{4}-\d\d|\d\d-\d{4}|\d{4}|20\d{6})(?!\d)"
_PART = re.compile(rf"\(?(?:{_DATE}\)?|\d\d?-\d\d?(?!\d)|(?:[^-_ /(.]|\.(?![a-z]))+)[-_ /.]*|.")
_DATED = re.compile(rf"\(?{_DATE}")
_AROUND = "-_ /."


def parts(line: str) -> list[str]:
    """“gpt-”, “4o-”, “2024-08-06 ”, “(FC)”: each with what follows it."""
    found = _PART.findall(line)
    spare = len(found) - WIDEST
    if spare > 0:
        middle = WIDEST // 2
        found[middle : middle + spare + 1] = ["".join(found[middle : middle + spare + 1])]
    return found


def told_apart(lines: Collection[str], room: float, width: Callable[[str], float]) -> dict[str, str]:
    """Of the lines that are wider than the room, those for which there is such a name."""
    return _Names({line: parts(line) for line in lines}, room, width).short()


@dataclass(frozen=True, slots=True)
class _Names:
    parts: Mapping[str, Sequence[str]]  # by line
    room: float
    width: Callable[[str], float]

    def short(self) -> dict[str, str]:
        holders: dict[str, set[str]] = {}
        for line, own in self.parts.items():
            for part in own:
                holders.setdefault(_bare(part), set()).add(line)
        long = (line for line in self.parts if self.width(line) > self.room)
        found = {line: next(self._told(line, holders), "") for line in long}
        return {line: short for line, short in found.items() if short}

    def _told(self, line: str, holders: Mapping[str, set[str]]) -> Iterator[str]:
        own = self.parts[line]
        for gaps in self._by_worth(own, holders)[:TRIES]:
            kept = [part for at, part in enumerate(own) if not any(a <= at < b for a, b in gaps)]
            others = set.intersection(*sorted((holders[_bare(part)] for part in kept), key=len)) - {line}
            short = _joined(own, gaps)
            if self.width(short) > self.room:
                continue
            pattern = _pattern(own, gaps) if others else None
            if pattern is None or not any(pattern.fullmatch(_text(self.parts[at])) for at in others):
                yield short

    def _by_worth(
        self, own: Sequence[str], holders: Mapping[str, set[str]]
    ) -> list[tuple[tuple[int, int], ...]]:
        """What may be left out, from one part to another, the best first."""
        widths = [self.width(part) for part in own]
        worth = [
            log(1 + len(self.parts) / len(holders[_bare(part)]))
            * (DATED if _DATED.match(part) else 1)
            / (1 + LATER * at)
            for at, part in enumerate(own)
        ]
        mark, taken = self.width(MARK), sum(widths)
        found = []
        for gaps in _gaps(len(own)):
            left = taken - sum(sum(widths[a:b]) for a, b in gaps) + mark * len(gaps)
            if self.room * LEAST <= left <= self.room + mark:  # what stands before a mark is left out too
                lost = sum(sum(worth[a:b]) for a, b in gaps) + GAP * len(gaps)
                first, after = gaps[0]
                lost += 0 if first or (after < len(own) and _bare(own[after]).isalpha()) else HEADLESS
                found.append((lost, -left, gaps))
        return [gaps for *_, gaps in sorted(found)]


def _gaps(parts: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """One or two runs of parts, never all."""
    for gap in combinations(range(parts + 1), 2):
        if gap != (0, parts):
            yield (gap,)
    for a, b, c, d in combinations(range(parts + 1), 4):
        yield (a, b), (c, d)


def _joined(own: Sequence[str], gaps: Sequence[tuple[int, int]]) -> str:
    text, at = "", 0
    for a, b in gaps:
        text += "".join(own[at:a]).rstrip(_AROUND) + MARK
        at = b
    return text + "".join(own[at:])


def _pattern(own: Sequence[str], gaps: Sequence[tuple[int, int]]) -> re.Pattern[str]:
    """Of the texts of all names that `_joined` may stand for; a gap is one part or more."""
    text, at = "", 0
    for a, b in gaps:
        text += re.escape(_text(own[at:a])) + rf"(?:[^{END}]+{END})+"
        at = b
    return re.compile(text + re.escape(_text(own[at:])))


def _text(own: Sequence[str]) -> str:
    return "".join(_bare(part) + END for part in own)


def _bare(part: str) -> str:
    return part.strip(_AROUND) or part
