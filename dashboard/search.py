"""Find a model, an organization or a board by what a reader types: Chinese, English, pinyin, nearly right.

Likeness is for finding only: what is found is then one of the catalog's or the boards' own names.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Literal

from rapidfuzz import fuzz, process

from cache.names import normal_form

Kind = Literal["model", "organization", "group", "board", "source"]
LIKE_ENOUGH = 72.0  # of 100, for a name that does not hold what was typed
ABOUT = 50.0  # of 100, for what is found by something else than its name
FEWEST = 3  # letters, for likeness to mean anything
SHORT = 3  # Latin letters and digits that are looked for where a word begins: `o3` is not in “zhinao360”
SOUNDS = 2  # syllables, for sounding alike to mean anything
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z0-9]+")
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W_a-zA-Z0-9]")


@dataclass(frozen=True, slots=True)
class Findable:
    kind: Kind
    id: str
    label: str
    names: tuple[str, ...]  # every spelling, the label among them
    weight: int  # boards it stands on: of equal matches the better known comes first
    about: str = ""  # a line beside the label
    also: tuple[str, ...] = ()  # what else it is found by, after its names: its maker, what a board tests
    newest: str = ""  # the edition of a board, where it has a date: of equal matches the newest comes first


@dataclass(frozen=True, slots=True)
class Hit:
    found: Findable
    score: float
    exact: bool  # holds what was typed, be it as pinyin


class Index:
    def __init__(self, findables: Iterable[Findable]) -> None:
        self.findables = tuple(findables)
        self.forms: list[str] = []
        self.owners: list[int] = []
        self.spoken: list[bool] = []  # pinyin, not a spelling
        self.words: list[str] = []  # what the form was made of, where words begin can be seen
        for owner, findable in enumerate(self.findables):
            written = {form: name for name in findable.names if (form := folded(name))}
            sounds = {form: said for name in findable.names for form, said in read_aloud(name).items()}
            spoken_only = {form: said for form, said in sounds.items() if form not in written}
            for forms, spoken in ((written, False), (spoken_only, True)):
                for form, words in sorted(forms.items()):
                    self.forms.append(form)
                    self.owners.append(owner)
                    self.spoken.append(spoken)
                    self.words.append(words)
        self._heard = Heard(self.findables)
        self._text = "\n".join(self.forms)  # looked through in one go; folded names hold no line break
        self._also = [[(folded(text), text) for text in findable.also] for findable in self.findables]
        self._starts = [0, *accumulate(len(form) + 1 for form in self.forms)]

    def find(self, query: str, most: int | None = 8) -> dict[Kind, list[Hit]]:
        """At most `most` of each kind, kinds and hits best first. Where any name holds the query, none is
        told for sounding or being like it; what is found by something else than its name comes last."""
        asked = folded(query)
        if not asked:
            return {}
        best = self._about(asked) | self._holding(asked)
        if not best:
            best = self._heard.find(query) or (self._like(asked) if len(asked) >= FEWEST else {})
        hits = [Hit(self.findables[at], score, exact) for at, (score, exact) in best.items()]
        hits.sort(key=lambda hit: (-round(hit.score), -hit.found.weight, hit.found.label))
        grouped: dict[Kind, list[Hit]] = {}
        for hit in hits:  # the kind of the best hit stands first
            grouped.setdefault(hit.found.kind, []).append(hit)
        for some in grouped.values():
            some.sort(key=lambda hit: (round(hit.score), hit.found.newest), reverse=True)
        return {kind: some[:most] for kind, some in grouped.items()}

    def _holding(self, asked: str) -> dict[int, tuple[float, bool]]:
        best: dict[int, tuple[float, bool]] = {}
        found = self._text.find(asked)
        while found >= 0:
            place = bisect_right(self._starts, found) - 1
            form, spoken = self.forms[place], self.spoken[place]
            at = place_in(form, asked, self.words[place])
            if at >= 0 and not (spoken and at and len(asked) < FEWEST):
                score = 100.0 if form == asked else 90.0 if at == 0 else 80.0
                score -= 5 if spoken else 0
                owner = self.owners[place]
                if score > best.get(owner, (0.0, True))[0]:
                    best[owner] = (score, True)
            found = self._text.find(asked, self._starts[place] + len(form))
        return best

    def _about(self, asked: str) -> dict[int, tuple[float, bool]]:
        if len(asked) < (2 if _HAN.search(asked) else FEWEST):
            return {}
        holding = (
            at
            for at, texts in enumerate(self._also)
            if any(place_in(form, asked, text) >= 0 for form, text in texts)
        )
        return dict.fromkeys(holding, (ABOUT, True))

    def _like(self, asked: str) -> dict[int, tuple[float, bool]]:
        """By likeness to the whole name, or to a beginning of it, which counts a little less."""
        best: dict[int, tuple[float, bool]] = {}
        n = len(asked)
        for less, forms in (
            (0, self.forms),
            (2, [form[:n] for form in self.forms]),
            (2, [form[: n + 1] for form in self.forms]),
        ):
            cut = LIKE_ENOUGH + less
            for _, likeness, at in process.extract(
                asked, forms, scorer=fuzz.ratio, score_cutoff=cut, limit=200
            ):
                owner, score = self.owners[at], likeness - less
                if score > best.get(owner, (0.0, False))[0]:
                    best[owner] = (score, False)
        return best


def folded(text: str) -> str:
    """Without case, spaces and punctuation: `GPT-4 Turbo` and `gpt4turbo` are one."""
    return re.sub(r"[\W_]+", "", normal_form(text))


def place_in(form: str, asked: str, text: str) -> int:
    """Where the folded form of a text holds what was asked for, at the beginning of a word of it; -1 for
    nowhere."""
    at = form.find(asked)
    while at >= 0 and not starts_a_word(asked, at, text):
        at = form.find(asked, at + 1)
    return at


def starts_a_word(asked: str, at: int, text: str) -> bool:
    """Whether a word of the text begins at this place of its folded form; what is long or Chinese may stand
    anywhere."""
    if at == 0 or len(asked) > SHORT or not asked.isascii():
        return True
    return at in _ends_of_words(text)


@lru_cache(maxsize=65536)
def _ends_of_words(text: str) -> frozenset[int]:
    """In its folded form."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text))
    return frozenset(accumulate(len(folded(word)) for word in words))


@lru_cache(maxsize=65536)
def syllables(name: str) -> Sequence[str]:
    """How a name with Chinese is read, what is not Chinese in one piece; nothing where it has none."""
    if not _HAN.search(name):
        return ()
    from pypinyin import lazy_pinyin  # a third of a second, paid by the first search

    return tuple(filter(None, map(folded, lazy_pinyin(name))))


def read_aloud(name: str) -> Mapping[str, str]:
    """The reading of a name with Chinese in full, and of its Chinese by first letters; the words apart."""
    said = syllables(name)
    letters = [part[0] for part in syllables("".join(_HAN.findall(name))) if _LATIN.match(part)]
    return {form: " ".join(parts) for parts in (said, letters) if len(form := "".join(parts)) > 1}


class Heard:
    """Names by their sound: 百渡 is read as 百度 is, and zh, ch, sh, -ng and n- are often taken for z, c, s,
    -n and l-."""

    def __init__(self, findables: Iterable[Findable]) -> None:
        spoken = [
            (owner, said)
            for owner, findable in enumerate(findables)
            for said in {syllables(name): None for name in findable.names}
            if said
        ]
        self._owners = [owner for owner, _ in spoken]
        self._exactly = [_line(said) for _, said in spoken]
        self._nearly = [_line(map(softened, said)) for _, said in spoken]

    def find(self, query: str) -> dict[int, tuple[float, bool]]:
        """By owner, as `Index` scores; what sounds the same before what sounds nearly so."""
        said = syllables(query)
        if len(said) < SOUNDS:
            return {}
        near = _line(map(softened, said))
        return self._holding(_line(said), self._exactly) or self._holding(near, self._nearly)

    def _holding(self, asked: str, lines: Sequence[str]) -> dict[int, tuple[float, bool]]:
        best: dict[int, tuple[float, bool]] = {}
        for owner, line in zip(self._owners, lines, strict=True):
            if asked in line:
                score = 90.0 if line == asked else 85.0 if line.startswith(asked) else 80.0
                best[owner] = max(best.get(owner, (0.0, False)), (score, False))
        return best


def _line(parts: Iterable[str]) -> str:
    """Every syllable between spaces."""
    return f" {' '.join(parts)} "


def softened(syllable: str) -> str:
    return re.sub(r"(?<=[aei]n)g$", "", re.sub(r"^n", "l", re.sub(r"^([zcs])h", r"\1", syllable)))
