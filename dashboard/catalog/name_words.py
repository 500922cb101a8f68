"""The words of a name that tell how a model was run, reached or released: one list, kept by hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from dashboard.catalog.lines import read

FILE = Path(__file__).with_name("name_words.csv")
COLUMNS = ("words", "role", "means", "line", "note")
# The place of a date, what stands for “plus”, a channel, and words that only here belong together.
MARKS = frozenset({"@", "+", "api", "effort", "highthinking"})
_APART = re.compile(r"[\s\-_]+")


class Role(StrEnum):
    MODE = "mode"  # thinking or not: part of the model
    EFFORT = "effort"  # part of the model
    STAGE = "stage"  # preview, beta: part of the model, but one date is one checkpoint
    KIND = "kind"  # chat, base, instruct: part of the model, told after its size
    TIER = "tier"  # pro, mini: part of the model, on either side of its version
    BASELINE = "baseline"  # people or chance
    BASELINE_DETAIL = "baseline-detail"  # which people, what sort of chance
    VARIANT = "variant"  # how it was reached or tested: no part of the model


@dataclass(frozen=True, slots=True)
class Word:
    role: Role
    means: str  # the spelling in an id; of a variant the sort of it
    line: str  # the product line it means this for; "" for all


@cache
def name_words(path: Path = FILE) -> Mapping[str, tuple[Word, ...]]:
    """By the words, lower case with one space between; those of one product line come first."""
    found: dict[str, list[Word]] = {}
    for line in read(path, COLUMNS, required=("words", "role", "means")):
        if line["role"] not in list(Role):
            raise line.error("role", f"{line['role']!r} is none of {', '.join(Role)}")
        words = found.setdefault(spaced(line["words"]), [])
        word = Word(Role(line["role"]), line["means"], line["line"])
        if any((other.role, other.line) == (word.role, word.line) for other in words):
            raise line.error("words", f"{line['words']!r} stands twice as {line['role']}")
        words.append(word)
    return {words: tuple(sorted(told, key=lambda word: not word.line)) for words, told in found.items()}


@dataclass(frozen=True, slots=True)
class CommonWords:
    """What has one role in names of every product line; the first words of what tells a mode in any; and all
    that may tell how a name's model thinks or at what stage it is."""

    kinds: frozenset[str]
    tiers: frozenset[str]
    baselines: frozenset[str]
    baseline_details: frozenset[str]
    mode_starts: frozenset[str]
    telling: frozenset[str]
    ends_of_family: frozenset[str]  # kinds and tiers


@cache
def common() -> CommonWords:
    def words_of(role: Role) -> frozenset[str]:
        found = name_words().items()
        return frozenset(words for words, told in found for of in told if of.role is role and not of.line)

    modes = (words for words, told in name_words().items() if any(of.role is Role.MODE for of in told))
    mode_starts = frozenset(words.split()[0] for words in modes)
    shown = (Role.EFFORT, Role.STAGE)
    telling = (words for words, told in name_words().items() if any(of.role in shown for of in told))
    return CommonWords(
        kinds=words_of(Role.KIND),
        tiers=words_of(Role.TIER),
        baselines=words_of(Role.BASELINE),
        baseline_details=words_of(Role.BASELINE_DETAIL),
        mode_starts=mode_starts,
        telling=mode_starts | frozenset(telling) | MARKS,
        ends_of_family=words_of(Role.KIND) | words_of(Role.TIER),
    )


def spaced(text: str) -> str:
    return _APART.sub(" ", text.strip().casefold())


def word(text: str, line: str, *roles: Role) -> Word | None:
    """What the words mean in names of that product line, if it is one of `roles`."""
    for told in name_words().get(text, ()):
        if told.role in roles and told.line in ("", line):
            return told
    return None
