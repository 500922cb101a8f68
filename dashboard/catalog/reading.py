"""Reading a raw name into its normal form, step by step; each step takes out what it understands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cache.names import plain
from dashboard.catalog.backbones import read_backbone
from dashboard.catalog.dating import take_date
from dashboard.catalog.forms import Form, in_order, written
from dashboard.catalog.manner import Manner
from dashboard.catalog.name_words import Role, spaced, word
from dashboard.catalog.organizations import beginnings, organization
from dashboard.catalog.product_lines import ProductLine, product_lines
from dashboard.catalog.settings import PRECISION

_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")
_WITH = re.compile(
    r"[\s,]+((?:w/o?|with|without|no)[\s-]*(?:thinking|think|tools?|python|search))(?![a-z])", re.I
)
_ENDPOINT = re.compile(r"(?<=instruct)[-_ ](turbo)$|:(free)$|-(hf)$|\.(pt)$|(?<=\d{8})-(v\d:\d)$", re.I)
_PATH = re.compile(r"^(?:(?=[^a-z/]*[a-z])[\w.@&-]++/)+(?=\S)", re.I)
_NAMED = re.compile(r"[^a-z\d]*(?:[a-z][^a-z\d]*[a-z\d]|[^\W\da-z_])", re.I)  # more than a size or a letter
_WITH_MORE = re.compile(r"(?<=\s)w/(o?)\s*(?=\w)", re.I)
_TIMES = re.compile(r"(?<=\d)\s*×\s*(?=\d)")
_REGION = re.compile(r"^(?:us|us-gov|eu|apac|global)\.(?=[a-z]\w*\.[a-z])", re.I)  # of a cloud's endpoint
# Quick to ask, of lower case, and never wrong in the negative: whether `_WITH`, `_ENDPOINT` or `PRECISION`
# may be found.
_MAY_BE_SET = re.compile(
    r"[-_.:,\s](?:w|no[\s-]*[tps]|fp\d|bf|int|n[fv]|mx|[248]-?b|awq|gptq|gguf|exl|i?q\d"
    r"|(?:turbo|free|hf|pt|v\d:\d)$)"
)
_JOINTS = " -_·:."  # between a maker's name and its line's
_JOINT = re.compile(f"[{re.escape(_JOINTS)}]")
_DIGITS_APART = re.compile(r"\d[-_: p]\d")
_POINT = re.compile(r"(?<![\d.])(\d)[-_: ](\d)(?![\d.]|[bkme](?![a-z])|x\d)")
_POINT_P = re.compile(r"(?<![\d.])(\d)p(\d)(?![\da-z])")
# Of a text without underscores. No token reaches beyond one, nor is any read by what stands there.
_PIECE = re.compile(r"[\w.@+]+")
_TOKEN = re.compile(
    r"@|\+|(?<![a-z])[a-z]2[a-z](?![a-z])"
    r"|(?<![a-z])[ae]?\d+(?:\.\d+)?(?:x\d+(?:\.\d+)?)?[bm](?![a-z])|\d+[ke](?![a-z])"
    r"|(?<![a-z])v\d+(?:\.\d+)*|(?<=[a-z]{2})v\d+(?:\.\d+)*|\d+(?:\.\d+)*"
    r"|[a-z]{2,}?(?=v\d)|[a-z]+|[^\W\d_a-z]+"
)


@lru_cache(maxsize=65536)
def read_form(raw: str) -> Form:
    backbone = read_backbone(plain(raw).casefold()) if "." in raw else None
    return backbone or _Reading(raw).form()


class _Reading:
    def __init__(self, raw: str) -> None:
        self.maker = ""
        self.nicknames: list[str] = []
        self.manner = Manner()
        self.tuned: ProductLine | None = None
        self.text = self._without_maker_line(raw)
        if "×" in self.text:
            self.text = _TIMES.sub("x", self.text)
        if "." in self.text:
            self.text = _REGION.sub("", self.text)
        self.lower = lower = self.text.casefold()
        self.started = product_lines().at_start(_PATH.sub("", lower) if "/" in lower else lower)
        self.line = self.started[0].name if self.started else ""  # some words mean other things in some

    def form(self) -> Form:
        if _MAY_BE_SET.search(self.lower):
            self._take_settings()
        if "(" in self.text or "[" in self.text or "【" in self.text:
            self._take_brackets()
        if "/" in self.text:
            self.text = _WITH_MORE.sub(lambda found: "without " if found[1] else "with ", self.text)
            self._take_path()
        if "," in self.text or "，" in self.text:
            self._take_pieces()
        date, text = take_date(self.text.casefold())
        if _DIGITS_APART.search(text):
            for pattern in (_POINT, _POINT_P):
                if pattern.search(text):
                    text = pattern.sub(r"\1.\2", text)
        line, rest = self._take_line(text.strip(" -_"))
        self.line = line.name if line else ""
        manner = self.manner
        tokens = manner.without(_tokens(rest), self.line)
        words = in_order([line.name, *tokens] if line else tokens, line)
        stage = tuple(sorted(set(manner.stage))) if manner.stage else ()
        return Form(
            words,
            stage,
            date,
            manner.mode,
            manner.effort,
            ", ".join(manner.variants),
            line,
            self.tuned if self.tuned is not line else None,
            self.maker,
            tuple(self.nicknames),
            written(words, stage, date, manner.mode, manner.effort, line),
        )

    def _without_maker_line(self, raw: str) -> str:
        """``阿里巴巴`` on a line of its own above the name."""
        whole = plain(raw)
        if "\n" not in whole:
            return whole if whole == raw else plain(whole)
        head, _, rest = whole.partition("\n")
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
            self.manner.note(told, found[1])
            return " "

        self.text = _WITH.sub(take, self.text)
        for pattern in (PRECISION, _ENDPOINT):
            while found := pattern.search(self.text):
                self.manner.variants.append(next(filter(None, found.groups())))
                self.text = self.text[: found.start()] + self.text[found.end() :]

    def _take_brackets(self) -> None:
        def take(found: re.Match[str]) -> str:
            content = next(filter(None, found.groups()), "")
            if self.manner.note_all(content, self.line):
                return " "
            if self.text[: found.start()].strip() and not content[:1].isdigit():
                self.nicknames.append(content.strip())
            return f" {content} "

        self.text = _BRACKETS.sub(take, self.text)

    def _take_path(self) -> None:
        """``zai-org/`` before the name; ``ViT-B/16``, ``Qwen2-7B/14B`` and ``GPT-4/GPT-3.5`` have none."""
        found = _PATH.match(self.text)
        if found is None or found.end() == len(self.text):
            return
        labels = found.group().rstrip("/").split("/")
        makers = [known.id for known in map(organization, labels) if known]
        label, rest = labels[-1].casefold(), self.text[found.end() :]
        apart = not _NAMED.match(rest) or (_is_version(label) and not rest.casefold().startswith(label))
        if apart and not makers:
            return
        self.maker = self.maker or next(iter(makers), "")
        self.text = rest

    def _take_pieces(self) -> None:
        """Settings after a comma, as in ``diff, no think, Alibaba API``."""
        head, *pieces = re.split(r"\s*[,，]\s*", self.text)
        kept = []
        for piece in pieces:
            if piece.casefold().endswith(" api"):
                self.manner.variants.append(piece)
            elif not self.manner.note_all(piece, self.line):
                kept.append(piece)
        start, _, last = head.rpartition(" ")
        if len(kept) < len(pieces) and start and (told := word(spaced(last), self.line, Role.VARIANT)):
            self.manner.note(told, last)
            head = start
        self.text = " ".join([head, *kept])

    def _take_line(self, text: str) -> tuple[ProductLine | None, str]:
        lines = product_lines()
        started = self.started if text == self.lower and "/" not in text else lines.at_start(text)
        started = started or self._after_maker(text)
        line, rest = started or (None, text)
        while line is not None and (named := self._line_within(line, rest)):
            line, rest = named
        self.tuned = lines.within(text)
        if told := self.tuned or line:
            self.maker = told.organization
        return line, rest

    def _line_within(self, line: ProductLine, rest: str) -> tuple[ProductLine, str] | None:
        """The line that is meant where another of the same maker stands before it: ``Moonshot Kimi``."""
        named = product_lines().at_start(rest.lstrip(_JOINTS))
        if named is None or len(named[0].name) == 1 or named[0].organization != line.organization:
            return None
        return named

    def _after_maker(self, text: str) -> tuple[ProductLine, str] | None:
        """The line behind its maker's name: ``Amazon Nova``, ``Meta-Llama``, ``百度文心一言``."""
        lines = product_lines()
        if text[:2] not in beginnings() and text[1:2] not in _JOINTS:
            return None
        last = min(len(text), 12)
        if text.isascii():
            ends: Iterable[int] = (found.start() for found in _JOINT.finditer(text, 2, last))
        else:
            chars = lines.starts.chars
            ends = (
                end
                for end in range(2, last)
                if text[end] in _JOINTS or (text[end] in chars and not text[:end].isascii())
            )
        for end in ends:
            started = lines.at_start(text[end:].lstrip(_JOINTS))
            known = organization(text[:end]) if started else None
            if started and known and (started[0].organization == known.id or lines.within(text)):
                return started
        return None


def _tokens(text: str) -> list[str]:
    """The parts of a name between separators, and the parts of these that mix letters and figures."""
    found: list[str] = []
    for piece in _PIECE.findall(text.replace("_", " ")):
        if piece.isdecimal() or (piece.isalpha() and piece.isascii()):
            found.append(piece)
        else:
            found += _tokens_of(piece)
    return found


@lru_cache(maxsize=4096)
def _tokens_of(piece: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(piece))


def _is_version(label: str) -> bool:
    """Whether a model is named: a product line with a number."""
    started = product_lines().at_start(label)
    return started is not None and any(map(str.isdigit, started[1]))
