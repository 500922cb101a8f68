"""Names short enough for a chart that still differ where the whole names do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from dashboard.figures.name_parts import told_apart
from dashboard.figures.template import cut, units
from dashboard.markup import plain

ROUNDS = 3  # of those that some way of shortening has not told apart
HINT = 3  # letters kept before the place where names part


@lru_cache(maxsize=256)
def shortened(names: tuple[str, ...], most: int) -> Mapping[str, str]:
    """Each name in at most so many units: of its parts those that tell it from the others; where there are
    none such, its beginning and end. Where two would be drawn alike, the first of these that tells most of
    them apart: beginning and end, beginning and what follows a place where they part, or all three."""
    told = told_apart({plain(name) for name in names}, most, units)
    found = {name: told.get(plain(name)) or middle_cut(name, most) for name in names}
    for _ in range(ROUNDS):
        for group in _alike(found):
            found = max((found | way for way in _ways(group, most)), key=_different)
    return found


def _different(found: Mapping[str, str]) -> int:
    return len(set(found.values()))


def middle_cut(text: str, most: int) -> str:
    """The beginning and a longer end, for the ends of siblings differ more often."""
    line = plain(text)
    if units(line) <= most:
        return line
    head = _beginning(line, (most - 1) * 2 // 5)
    return f"{head}…{_ending(line, most - 1 - units(head))}"


def _alike(found: Mapping[str, str]) -> list[list[str]]:
    """Names that differ but are drawn alike."""
    seen = Counter(found.values())
    groups: dict[str, list[str]] = {}
    for name, short in found.items():
        if seen[short] > 1:
            groups.setdefault(short, []).append(name)
    return [group for group in groups.values() if len({plain(name) for name in group}) > 1]


def _ways(group: Sequence[str], most: int) -> Iterator[dict[str, str]]:
    yield {name: middle_cut(name, most) for name in group}
    lines = {name: plain(name) for name in group}
    ordered = sorted(set(lines.values()))
    places = sorted({max(0, _parting(*pair) - HINT) for pair in pairwise(ordered)})
    room = most // 3
    for end in (0, room):
        for at in places:
            yield {
                name: f"{_beginning(line, most - room - end - 1)}…{cut(line[at:], room)}{_ending(line, end)}"
                for name, line in lines.items()
            }


def _parting(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def _ending(line: str, most: int) -> str:
    return _beginning(line[::-1], most)[::-1]


def _beginning(line: str, most: int) -> str:
    end, width = 0, 0
    for letter in line:
        width += units(letter)
        if width > most:
            break
        end += 1
    return line[:end]
