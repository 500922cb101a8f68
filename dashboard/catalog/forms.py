"""The normal form of a name: what tells the model, in one order, and apart from it how the model was reached.

Two names with one `Form.id` are one model under another spelling. Nothing here knows any single model.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from dashboard.catalog.dating import Date
from dashboard.catalog.name_words import Role, common, word
from dashboard.catalog.product_lines import ProductLine, product_lines

_SIZE = re.compile(r"[ae]?\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[bm]|\d+[ke]")
_SIZE_ENDS = frozenset("bmke")
_NUMBER = re.compile(r"v?\d+(?:\.\d+)*")


def is_size(word: str) -> bool:
    """Of parameters, experts or context: 7b, a22b, 8x7b, 128e, 32k."""
    return word[-1:] in _SIZE_ENDS and _like_a_size(word)


@lru_cache(maxsize=4096)
def _like_a_size(word: str) -> bool:
    return bool(_SIZE.fullmatch(word))


def is_number(word: str) -> bool:
    """A version or what looks like one: 4, 3.5, v1.1."""
    return word.isdecimal() or (word[-1:].isdecimal() and _like_a_number(word))


@lru_cache(maxsize=4096)
def _like_a_number(word: str) -> bool:
    return bool(_NUMBER.fullmatch(word))


class Form(NamedTuple):
    words: tuple[str, ...]  # line, version, size, kind and what else belongs to the name
    stage: tuple[str, ...]
    date: Date | None
    mode: str  # "", "thinking", "thinking-32k", "non-thinking"
    effort: str
    variant: str
    line: ProductLine | None
    tuned: ProductLine | None  # the line of its maker's fine-tunes, where the name tells one behind `line`
    maker: str  # id of the organization the name itself tells; "" where it tells none
    nicknames: tuple[str, ...]  # what stands in brackets and in `words` too
    id: str  # as an id is written: line, version, size, kind, stage, date, mode, effort

    @property
    def loose(self) -> str:
        """What is left without the year of a date, a dated stage, the ``v`` of a version, and with the words
        that have no fixed place in one. Good for finding a catalog name, too coarse to make one."""
        day = self.date.month + self.date.day if self.date and self.date.day else ""
        month = self.date.year + self.date.month if self.date and not self.date.day else ""
        sizes = [at for at, part in enumerate(self.words) if is_size(part)]
        words, free = list(self.words[: sizes[0]] if sizes else self.words), []
        for part in self.words[len(words) :]:
            dotted = is_number(part) and "." in part
            if dotted and not any(map(is_number, words)):
                words.append(part)
            elif is_size(part) or is_number(part) or part in common().kinds:
                free.append(_without_v(part))
            else:
                free.append(f"{part}:{len(free)}")
        fixed = map(_without_v, words)
        stage = () if self.date else self.stage
        return " ".join((*fixed, "/", *sorted(free), "/", *stage, day, month, self.mode, self.effort))

    @property
    def versioned(self) -> bool:
        return any(is_number(part) for part in self.words)

    @property
    def family(self) -> str:
        """Line, generation and division, as far as the name tells."""
        if self.tuned is not None:
            return self.tuned.family_of("")
        if self.line is None:
            return self._unknown_family
        after = self.words[1:]
        if self.line.order == "tier":
            after = tuple(part for part in after if not word(part, self.line.name, Role.TIER))
        division = next((f"-{part}" for part in after if part in self.line.divisions), "")
        letter = after[0] if len(after) > 1 and after[0].isalpha() and clings(after[0], after[1]) else ""
        rest = after[1:] if letter else after
        if not rest or not is_number(rest[0]):
            return self.line.family_of("") + division
        suffix = rest[1] if len(rest) > 1 and clings(rest[0], rest[1]) else ""
        return self.line.family_of(letter + rest[0] + suffix) + division

    @property
    def _unknown_family(self) -> str:
        """The words up to the first that tells a version, a size, a kind or a tier; the version included."""
        ends = common().ends_of_family
        for at, part in enumerate(self.words):
            if at and (part in ends or is_size(part)):
                return _named(self.words[:at], None)
            if is_number(part):
                return _named(self.words[: at + 1], None)
        return _named(self.words, None)


def written(
    words: Sequence[str],
    stage: tuple[str, ...],
    date: Date | None,
    mode: str,
    effort: str,
    line: ProductLine | None,
) -> str:
    """The parts of a name in the order of an id."""
    name = _named(words, line)
    if date is None:
        return "-".join(filter(None, (name, *stage, mode, effort))) if stage or mode or effort else name
    day = date.written(line.dates if line else "")
    # A release month such as 2507 belongs to the weights of the mode, a day does not.
    dated = (mode, day) if not date.day and len(day) == 4 else (day, mode)
    # One day of one line is one checkpoint, whatever its stage was called.
    return "-".join(filter(None, (name, *(() if date.day else stage), *dated, effort)))


def _named(words: Sequence[str], line: ProductLine | None) -> str:
    last = len(words) - 1
    if (line is None or line.joint is None) and last >= 0 and min(map(len, words)) > 1:
        return "-".join(words)
    text = words[0] if words else ""
    for at in range(1, last + 1):
        before, part = words[at - 1], words[at]
        clinging = (len(before) == 1 or len(part) == 1) and clings(before, part)
        joint = "" if clinging and not (at < last and clings(part, words[at + 1])) else "-"
        if at == 1 and line is not None and line.joint is not None and part[0].isdigit() and is_number(part):
            joint = line.joint
        text += joint + part
    return text


def _without_v(part: str) -> str:
    """``v3.0`` as 3.0; but v2 may be a second release of what is no generation 2 (Baichuan-13B-Chat V2)."""
    return part.removeprefix("v") if is_number(part) and "." in part else part


def clings(one: str, other: str) -> bool:
    """Whether no hyphen stands between them in an id: k2.5, 4o, 4.5v."""
    if len(one) != 1 and len(other) != 1:
        return False
    if is_number(other) and not other.startswith("v"):
        return len(one) == 1 and "a" <= one <= "z"
    return is_number(one) and len(other) == 1 and "a" <= other <= "z"


def in_order(words: list[str], line: ProductLine | None) -> tuple[str, ...]:
    """Version before tier, or behind it in the lines that print it so; kind behind size."""
    for at, part in enumerate(words):
        if part[-1] in _SIZE_ENDS and is_size(part):
            first = behind = at
            break
    else:
        return tuple(_version_placed(words, line))
    head, known = words[:first], common().kinds
    kinds = [] if known.isdisjoint(head) else [part for part in head[1:] if part in known]
    while behind < len(words) and is_size(words[behind]):
        behind += 1
    bare = head[:1] + [part for part in head[1:] if part not in kinds] if kinds else head
    if kinds and len(bare) > 1 and _reads_otherwise(bare, line):
        return tuple(words)
    return (*_version_placed(bare, line), *words[first:behind], *kinds, *words[behind:])


def _reads_otherwise(words: list[str], line: ProductLine | None) -> bool:
    """Whether words side by side tell another line than `line`, a second one of its maker, or a point."""
    if any(is_number(one) and is_number(other) for one, other in itertools.pairwise(words)):
        return True
    lines = product_lines()
    first, second = lines.at_start("-".join(words)), lines.at_start("-".join(words[1:]))
    if (first[0] if first else None) is not line:
        return True
    return bool(line and second and second[0].organization == line.organization)


def _version_placed(words: list[str], line: ProductLine | None) -> list[str]:
    if len(words) < 3:
        return words
    numbers = [at for at, part in enumerate(words) if part[-1].isdecimal() and is_number(part)]
    if len(numbers) != 1 or numbers == [0]:
        return words
    at = numbers[0]
    between, name = words[1:at], line.name if line else ""
    if not all(word(part, name, Role.TIER) for part in between) or clings(words[at - 1], words[at]):
        return words
    version, behind = words[at], words[at + 1 :]
    if not between and (line is None or line.order != "tier"):
        return words  # as it stands
    # Claude printed the tier behind the version until 3.7, before it since 4.
    if line is None or line.order != "tier" or (line.name == "claude" and version < "4"):
        return [words[0], version, *between, *behind]
    tiers = [part for part in behind if word(part, name, Role.TIER)]
    return [words[0], *between, *tiers, version, *(part for part in behind if part not in tiers)]
