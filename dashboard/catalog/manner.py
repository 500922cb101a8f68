"""What a name says of how its model thinks, how hard, at what stage it is, and how it was reached or run."""

from __future__ import annotations

import re

from dashboard.catalog.forms import is_number
from dashboard.catalog.name_words import Role, Word, common, word
from dashboard.catalog.settings import settings

_JOINED = "highthinking"  # an effort and a mode in one
_BUDGET = re.compile(r"\d+k|auto")


class Manner:
    """Gathers what the parts of one name tell, as they are read."""

    def __init__(self) -> None:
        self.variants: list[str] = []
        self.stage: list[str] = []
        self.mode = self.effort = ""

    def note(self, meaning: Word, text: str) -> None:
        if meaning.role is Role.MODE:
            self.mode = max(self.mode, meaning.means, key=len)
        elif meaning.role is Role.EFFORT:
            self.effort = meaning.means
        elif meaning.role is Role.STAGE:
            self.stage.append(meaning.means)
        else:
            self.variants.append(text.strip())

    def note_all(self, content: str, line: str) -> bool:
        """Whether `content` says nothing but settings, modes, efforts and stages; then they are noted."""
        told = settings(content, line)
        for meaning, text in told:
            self.note(meaning, text)
        return bool(told)

    def without(self, tokens: list[str], line: str) -> list[str]:
        """The words that are left of a name once its mode, effort and stage are noted."""
        if common().telling.isdisjoint(tokens):
            return tokens
        return self.without_stage(self.without_effort(self.without_modes(tokens, line), line), line)

    def without_modes(self, tokens: list[str], line: str) -> list[str]:
        """Notes the mode that the words tell, wherever they stand, with its budget."""
        if common().mode_starts.isdisjoint(tokens) and _JOINED not in tokens:
            return tokens
        kept: list[str] = []
        at = 0
        while at < len(tokens):
            taken = self._mode_at(tokens, at, line) if kept or line else 0
            if not taken:
                kept.append(tokens[at])
            at += taken or 1
        return kept

    def _mode_at(self, tokens: list[str], at: int, line: str) -> int:
        """How many tokens from `at` on tell a mode, which is then noted."""
        if tokens[at] == "@" or (at and tokens[at - 1] in ("deep", "slow")):
            return 0
        if tokens[at] == _JOINED:
            self.mode, self.effort = "thinking", "high"
            return 1
        for count in (2, 1):
            behind = at + count
            told = word(" ".join(tokens[at:behind]), line, Role.MODE) if behind <= len(tokens) else None
            if told is None:
                continue
            following = tokens[behind] if behind < len(tokens) else ""
            if told.line and following not in ("", "@"):
                return 0
            if following == "max" and behind == len(tokens) - 1:
                self.mode, self.effort = told.means, "max-effort"
                return count + 1
            if told.means == "thinking" and _BUDGET.fullmatch(following):
                self.mode = f"thinking-{following}"
                return count + 1
            self.note(told, "")
            return count
        return 0

    def without_effort(self, tokens: list[str], line: str) -> list[str]:
        """Notes an effort told at the end or right before the date."""
        at = len(tokens) - 1
        while at > 0 and tokens[at] == "@":
            at -= 1
        said = at > 0 and tokens[at] == "effort"
        at -= said
        if at < (0 if line else 1):
            return tokens
        if said and tokens[at] == "max":
            self.effort = "max-effort"
            return tokens[:at] + tokens[at + 2 :]
        effort = word(tokens[at], "", Role.EFFORT)
        if effort is None or not (
            said or (_versioned(tokens[:at]) and not word(tokens[at], line, Role.TIER))
        ):
            return tokens
        self.effort = effort.means
        return tokens[:at] + tokens[at + 1 + said :]

    def without_stage(self, tokens: list[str], line: str) -> list[str]:
        """Notes the stages at the end; elsewhere such a word is part of the name."""
        kept = list(tokens)
        while len(kept) > 1 or (kept and line):
            told = word(kept[-1], line, Role.STAGE)
            if told is None and kept[-1] != "@":
                break
            if told:
                self.stage.append(told.means)
            kept.pop()
        if "@" not in kept and "+" not in kept and "api" not in kept:
            return kept
        words: list[str] = []
        for token in kept:
            if token == "api" and words:
                self.variants.append(token)
            elif token != "@":
                words.append("plus" if token == "+" else token)
        return words


def _versioned(tokens: list[str]) -> bool:
    return any(map(is_number, tokens))
