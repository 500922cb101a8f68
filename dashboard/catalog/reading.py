"""Reading a raw name into its normal form, step by step; each step takes out what it understands."""

from __future__ import annotations

import re
from functools import lru_cache

from cache.names import plain
from dashboard.catalog.dating import take_date
from dashboard.catalog.forms import Form, in_order, is_number
from dashboard.catalog.name_words import Role, Word, spaced, word
from dashboard.catalog.organizations import organization
from dashboard.catalog.product_lines import ProductLine, product_lines
from dashboard.catalog.settings import PRECISION, settings

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_WITH = re.compile(
    r"[\s,]+((?:w/o?|with|without|no)[\s-]*(?:thinking|think|tools?|python|search))(?![a-z])", re.I
)
_ENDPOINT = re.compile(r"(?<=instruct)-(turbo)$|:(free)$|-(hf)$|(?<=\d{8})-(v\d:\d)$", re.I)
_PATH = re.compile(r"^(?:[\w.@&-]*[a-z][\w.@&-]*/)+(?=\S)", re.I)
_POINT = re.compile(r"(?<![\d.])(\d)[-_: ](\d)(?![\d.]|[bkme](?![a-z])|x\d)")
_POINT_P = re.compile(r"(?<![\d.])(\d)p(\d)(?![\da-z])")
_TOKEN = re.compile(
    r"@|\+|(?<![a-z])[a-z]2[a-z](?![a-z])"
    r"|(?<![a-z])[ae]?\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[bm](?![a-z])|\d+[ke](?![a-z])"
    r"|(?<![a-z])v\d+(?:\.\d+)*|(?<=[a-z]{2})v\d+(?:\.\d+)*|\d+(?:\.\d+)*"
    r"|[a-z]{2,}?(?=v\d)|[a-z]+|[^\W\d_a-z]+"
)


@lru_cache(maxsize=65536)
def read_form(raw: str) -> Form:
    return _Reading(raw).form()


class _Reading:
    def __init__(self, raw: str) -> None:
        self.maker = ""
        self.variants: list[str] = []
        self.nicknames: list[str] = []
        self.stage: list[str] = []
        self.mode = self.effort = ""
        self.tuned: ProductLine | None = None
        self.text = self._without_maker_line(raw)
        started = product_lines().at_start(_PATH.sub("", self.text.casefold()))
        self.line = started[0].name if started else ""  # some words mean another thing in some lines

    def form(self) -> Form:
        self._take_settings()
        self._take_brackets()
        self._take_path()
        self._take_pieces()
        date, text = take_date(self.text.casefold())
        text = _POINT_P.sub(r"\1.\2", _POINT.sub(r"\1.\2", text))
        line, rest = self._take_line(text.strip(" -_"))
        self.line = line.name if line else ""
        tokens = self._without_modes(_TOKEN.findall(rest))
        words = self._without_stage(self._without_effort(tokens))
        return Form(
            words=in_order([*([line.name] if line else []), *words], line),
            stage=tuple(sorted(set(self.stage))),
            date=date,
            mode=self.mode,
            effort=self.effort,
            variant=", ".join(self.variants),
            line=line,
            tuned=self.tuned if self.tuned is not line else None,
            maker=self.maker,
            nicknames=tuple(self.nicknames),
        )

    def _without_maker_line(self, raw: str) -> str:
        """``阿里巴巴`` on a line of its own above the name."""
        head, _, rest = plain(raw).partition("\n")
        if rest and (known := organization(head)):
            self.maker = known.id
            head, rest = rest, ""
        text = f"{head} {rest}".replace("\n", " ") if rest else head
        return plain(text)

    def _take_settings(self) -> None:
        """``w/o tools``, ``-FP8``, ``:free``."""

        def take(found: re.Match[str]) -> str:
            told = word(spaced(found[1]), self.line, Role.MODE, Role.VARIANT)
            if told is None:
                return found[0]
            self._note(told, found[1])
            return " "

        self.text = _WITH.sub(take, self.text)
        for pattern in (PRECISION, _ENDPOINT):
            while found := pattern.search(self.text):
                self.variants.append(next(filter(None, found.groups())))
                self.text = self.text[: found.start()] + self.text[found.end() :]

    def _take_brackets(self) -> None:
        def take(found: re.Match[str]) -> str:
            content = next(filter(None, found.groups()), "")
            if self._note_all(content):
                return " "
            if self.text[: found.start()].strip() and not content[:1].isdigit():
                self.nicknames.append(content.strip())
            return f" {content} "

        if any(bracket in self.text for bracket in "([【"):
            self.text = _BRACKETS.sub(take, self.text)

    def _take_path(self) -> None:
        """``zai-org/`` before the name."""
        found = _PATH.match(self.text)
        if found is None or found.end() == len(self.text):
            return
        for label in found.group().split("/"):
            if known := organization(label):
                self.maker = self.maker or known.id
        self.text = self.text[found.end() :]

    def _take_pieces(self) -> None:
        """Settings after a comma, as in ``diff, no think, Alibaba API``."""
        if "," not in self.text and "，" not in self.text:
            return
        head, *pieces = re.split(r"\s*[,，]\s*", self.text)
        kept = []
        for piece in pieces:
            if piece.casefold().endswith(" api"):
                self.variants.append(piece)
            elif not self._note_all(piece):
                kept.append(piece)
        start, _, last = head.rpartition(" ")
        if len(kept) < len(pieces) and start and (told := word(spaced(last), self.line, Role.VARIANT)):
            self._note(told, last)
            head = start
        self.text = " ".join([head, *kept])

    def _take_line(self, text: str) -> tuple[ProductLine | None, str]:
        lines = product_lines()
        started = lines.at_start(text) or self._after_maker(text)
        line, rest = started or (None, text)
        while line is not None and (named := self._line_within(line, rest)):
            line, rest = named
        inside = lines.inside.search(text)
        self.tuned = lines.by_name[inside.group()] if inside else None
        if told := self.tuned or line:
            self.maker = told.organization
        return line, rest

    def _line_within(self, line: ProductLine, rest: str) -> tuple[ProductLine, str] | None:
        """The line that is meant where another of the same maker stands before it: ``Moonshot Kimi``."""
        named = product_lines().at_start(rest.lstrip(" -_·:."))
        if named is None or len(named[0].name) == 1 or named[0].organization != line.organization:
            return None
        return named

    def _after_maker(self, text: str) -> tuple[ProductLine, str] | None:
        """The line behind its maker's name: ``Amazon Nova``, ``Meta-Llama``, ``百度文心一言``."""
        lines = product_lines()
        for end in range(2, min(len(text), 12)):
            if text[:end].isascii() and text[end] not in " -_·:.":
                continue
            started = lines.at_start(text[end:].lstrip(" -_·:."))
            known = organization(text[:end]) if started else None
            if started and known and (started[0].organization == known.id or lines.inside.search(text)):
                return started
        return None

    # What the words say

    def _note(self, meaning: Word, text: str) -> None:
        if meaning.role is Role.MODE:
            self.mode = max(self.mode, meaning.means, key=len)
        elif meaning.role is Role.EFFORT:
            self.effort = meaning.means
        elif meaning.role is Role.STAGE:
            self.stage.append(meaning.means)
        else:
            self.variants.append(text.strip())

    def _note_all(self, content: str) -> bool:
        """Whether `content` says nothing but settings, modes, efforts and stages; then they are noted."""
        told = settings(content, self.line)
        for meaning, text in told:
            self._note(meaning, text)
        return bool(told)

    def _without_modes(self, tokens: list[str]) -> list[str]:
        """Notes the mode that the words tell, wherever they stand, with its budget."""
        kept: list[str] = []
        at = 0
        while at < len(tokens):
            taken = self._mode_at(tokens, at) if kept or self.line else 0
            if not taken:
                kept.append(tokens[at])
            at += taken or 1
        return kept

    def _mode_at(self, tokens: list[str], at: int) -> int:
        """How many tokens from `at` on tell a mode, which is then noted."""
        if tokens[at] == "@" or (at and tokens[at - 1] in ("deep", "slow")):
            return 0
        if tokens[at] == "highthinking":
            self.mode, self.effort = "thinking", "high"
            return 1
        for count in (2, 1):
            behind = at + count
            told = word(" ".join(tokens[at:behind]), self.line, Role.MODE) if behind <= len(tokens) else None
            if told is None:
                continue
            following = tokens[behind] if behind < len(tokens) else ""
            if told.line and following not in ("", "@"):
                return 0
            if following == "max" and behind == len(tokens) - 1:
                self.mode, self.effort = told.means, "max-effort"
                return count + 1
            if told.means == "thinking" and re.fullmatch(r"\d+k|auto", following):
                self.mode = f"thinking-{following}"
                return count + 1
            self._note(told, "")
            return count
        return 0

    def _without_effort(self, tokens: list[str]) -> list[str]:
        """Notes an effort told at the end or right before the date."""
        at = len(tokens) - 1
        while at > 0 and tokens[at] == "@":
            at -= 1
        said = at > 0 and tokens[at] == "effort"
        at -= said
        if at < (0 if self.line else 1):
            return tokens
        if said and tokens[at] == "max":
            self.effort = "max-effort"
            return tokens[:at] + tokens[at + 2 :]
        effort = word(tokens[at], "", Role.EFFORT)
        versioned = any(map(is_number, tokens[:at]))
        tier = word(tokens[at], self.line, Role.TIER)
        if effort is None or not (said or (versioned and not tier)):
            return tokens
        self.effort = effort.means
        return tokens[:at] + tokens[at + 1 + said :]

    def _without_stage(self, tokens: list[str]) -> list[str]:
        """Notes the stages at the end; elsewhere such a word is part of the name."""
        kept = list(tokens)
        while len(kept) > 1 or (kept and self.line):
            told = word(kept[-1], self.line, Role.STAGE)
            if told is None and kept[-1] != "@":
                break
            if told:
                self.stage.append(told.means)
            kept.pop()
        words: list[str] = []
        for token in kept:
            if token == "api" and words:
                self.variants.append(token)
            elif token != "@":
                words.append("plus" if token == "+" else token)
        return words
