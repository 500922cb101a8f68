"""One published cell → figure, rank or nothing; whatever no rule covers is a CellError, never a guess.

    - — ? N/A 未报告 ✗ / …       → no score     NO_SCORE, a closed list
    50.19%  69.93 %             → 50.19 69.93  the sign is a unit; the figure stays on the printed scale
    1,234.5                     → 1234.5       commas only between groups of three digits
    **90.1**  90.1*  90.1[2]  90.1¹ → 90.1     emphasis and footnote marks are no part of the figure
    92.0 (5-shot CoT)           → 92           the bracket says more about the figure before it
    74.41%(↑0.41)               → 74.41        〃
    86.66(1.02, 88.2)           → 86.66        〃
    69.7 ± 0.4                  → 69.7         what follows ± is its error
    43.36N  57.54N(72.2?)  74.0? → 43.36 …     the publisher's own marks: N = new run, ? = to be checked
    5级                         → 5            a level
    F1:92.30 EM:86.60           → two by name  named figures: the column is split by name
    71.48/90.35                 → (1) and (2)  a pair: the column is split by place
    84\\.57  ９０．５  −8.12     → 84.57 …      a stray escape, full-width forms, other minus signs

Beside `nan`, `inf` and `180,0`, text such as `108M` or `<60` is refused: it is not a score.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from math import isfinite
from typing import NamedTuple

from cache.leaderboard import Standing
from scrapers.errors import CellError

_NO_SCORE_MARKS = r"""
    - -- --- ? ?? / // \ * . .. ... _ ~ x · ∅ ✗ ✘ ✖ × ❌ ⭕
    na n/a n.a. #n/a null none nil tbd tba todo unknown missing coming comming
    未报告 未公布 未公开 未测 未测试 未测评 未评测 未提供 未知 未参评 未标注 未披露
    无 暂无 暂缺 缺 缺失 空 待测 待定 待更新 待补充 不适用 不支持 不参与排名
"""
_NO_SCORE_PHRASES = ("", "not reported", "not available", "coming soon", "comming soon")
NO_SCORE = frozenset([*_NO_SCORE_MARKS.split(), *_NO_SCORE_PHRASES])
MEDALS = {"🏅": 1, "🥇": 1, "🥈": 2, "🥉": 3, "🏆": 1}
PEOPLE = frozenset(["🧝", "🧑", "👤", "👨", "👩", "🙋"])
_GUISES = "♂♀🏻🏼🏽🏾🏿"  # what may follow one of PEOPLE

_ASIDE = re.compile(r"\s*(?:[☛☞👉].*|[(（]new[)）]|🆕|[🏅🥇🥈🥉🏆]\ufe0f?)\s*$", re.IGNORECASE | re.DOTALL)
_LONGEST = 200  # characters of a cell that holds figures
_SINGLE = ""  # the label of a cell's only figure
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－─━", "-"))
_INVISIBLE = re.compile("[\ufe0e\ufe0f\u20e3\u200b-\u200f\u2060\ufeff\u00ad]")  # \u20e3: the key around 1️⃣
_FOOTNOTE = re.compile(r"(?:\[\^?[\w*†]{1,4}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰*†‡§¶#^\u2460-\u2473]|<sup>.*?</sup>)+$")
_EMPHASIS = re.compile(r"^([*_~`]{1,3})(.+?)\1$")
_NUMBER = r"[-+]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?"
_MARKS = r"\s*(?:%|级|分|N(?![a-z])|\?|↑|↓|\+(?!\d))*"
_NOTE = r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)"
_ERROR = r"\s*(?:±|\+/-|\+-)\s*[0-9.]+\s*%?"
_PLAIN = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?")
_FIGURE = re.compile(rf"({_NUMBER}){_MARKS}(?:{_ERROR})?(?:{_NOTE})*{_MARKS}")
_NAMED = re.compile(rf"([A-Za-z][\w-]*(?:@\d+)?)\s*[:=]\s*({_NUMBER})\s*%?")
_RANK = re.compile(
    r"(?:并列)?(?:第|tied?[- ]?|t-?|=|#|no\.?\s*)?\s*([0-9]{1,5})(?:\.0+)?\s*(?:名|位|st|nd|rd|th|[.、=*])?"
    r"\s*(?:\((?:tied?|并列)\)|tied?|并列)?"
)
_PEOPLE = r"人类|真人|人工(?!智能)|human(?!oid)s?(?![a-z])"
_CHANCE = (
    r"(?:随机|random)(?:猜测|基线|选择|[ _-](?:choice|chance|guess|frequent|baseline).*)?$"
    r"|(?:(?:most[ -])?frequent|majority)[ _-](?:choice|class|baseline|vote)$|多数类$"
)
_BASELINE = re.compile(rf"(?:{_PEOPLE})|(?:{_CHANCE})")
_ERROR_OF = re.compile(r"(?:±|\+/-|\+-)\s*([0-9.]+\s*%?)")
_REFERENCE = re.compile(r"\s*\[\^[^\]\s]+\]")


class Rank(NamedTuple):
    """What a rank cell says; `number` is None where the publisher prints none."""

    number: int | None
    standing: Standing


def plain(text: str) -> str:
    """The text with one form for each character: half-width, one minus, one space, no variation selectors."""
    if text.isascii():  # most cells, and only the spaces of these may change
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).translate(_DASHES).split())


def found(pattern: str, text: str) -> bool:
    """Whether a pattern is found in a heading or a name, without regard to white space and case."""
    sought, bare = (re.sub(r"\s+", "", part) for part in (pattern, text))
    return re.search(sought, bare, re.IGNORECASE) is not None


def is_blank(text: str) -> bool:
    """Whether the cell carries one of the closed list of marks for "no score"."""
    return len(text) <= _LONGEST and plain(text).strip("*` ").casefold() in NO_SCORE


def figures(text: str) -> Mapping[str, float]:
    """Every figure of a cell by its label.

    Empty: no score. Label "": the only figure. Labels "(1)", "(2)": a pair. Else the names printed.
    """
    if len(text) > _LONGEST:
        raise CellError(f"no rule reads {text[:40]!r}… as a score")
    if _PLAIN.fullmatch(text):
        return {_SINGLE: float(text)}
    cell = _stripped(text)
    if cell.casefold() in NO_SCORE:
        return {}
    if single := _FIGURE.fullmatch(cell):
        return {_SINGLE: _number(single[1])}
    if named := _named(cell):
        return named
    if pair := _pair(cell):
        return pair
    raise CellError(f"no rule reads {text!r} as a score")


def score(text: str) -> float | None:
    """The one figure of a cell, None where it carries a mark for "no score"."""
    found = figures(text)
    if not found:
        return None
    if set(found) != {_SINGLE}:
        raise CellError(f"{text!r} holds {len(found)} figures, not one")
    return found[_SINGLE]


def error(text: str) -> str:
    """What is printed behind ±, as text; empty where a cell says nothing of its error."""
    found = _ERROR_OF.search(plain(text[:_LONGEST]))
    return found[1] if found else ""


def without_notes(text: str) -> str:
    """A name without its references to footnotes: `Gemini-3-Pro[^4]` → Gemini-3-Pro."""
    return _REFERENCE.sub("", text)


def is_figure(text: str) -> bool:
    """Whether a rule reads at least one figure from the cell."""
    try:
        return bool(figures(text))
    except CellError:
        return False


def rank(text: str) -> Rank:
    """Numbers and medals; `-` is a reference model left unranked on purpose, 🧝 and 人类 are people."""
    cell = plain(text).strip("*_` ")
    if not cell:
        return Rank(None, Standing.ENTRANT)
    if cell.rstrip(_GUISES) in PEOPLE or is_baseline(cell):
        return Rank(None, Standing.BASELINE)
    if not cell.strip("-"):
        return Rank(None, Standing.REFERENCE)
    bare = "".join(character for character in cell if character not in MEDALS).strip()
    medals = {MEDALS[character] for character in cell if character in MEDALS}
    if medals and (not bare or bare == str(min(medals))) and len(medals) == 1:
        return Rank(min(medals), Standing.ENTRANT)
    number = _RANK.fullmatch(cell.casefold())
    if number and not medals:
        place = int(number[1])  # 0 stands above the ranking: outside it
        return Rank(place, Standing.ENTRANT) if place else Rank(None, Standing.REFERENCE)
    raise CellError(f"no rule reads {text!r} as a rank")


def is_baseline(model: str) -> bool:
    """Whether a row is about people or chance: 人类, Human (in accuracy), random or frequent choice."""
    return bool(_BASELINE.match(plain(model).casefold()))


def bare_name(model: str) -> str:
    """`GLM-4.6(new)☛去体验` → `GLM-4.6`: marks of novelty and links to try it are no part of a name."""
    while (bare := _ASIDE.sub("", model)) not in (model, ""):
        model = bare
    return model


def _stripped(text: str) -> str:
    """Without emphasis, footnote marks and stray escapes; superscripts go before they become plain digits."""
    cell = _unmarked(_INVISIBLE.sub("", text).strip())
    if _FOOTNOTE.fullmatch(cell) and cell.casefold() not in NO_SCORE:
        raise CellError(f"{text!r} is a footnote mark without a figure")
    return re.sub(r"\\(?=[^\w\s])", "", _unmarked(plain(cell))) if len(cell) > 1 else plain(cell)


def _unmarked(cell: str) -> str:
    """Emphasis peeled off, then the footnote marks after the figure; a cell of marks alone stays as it is."""
    while emphasis := _EMPHASIS.match(cell):
        cell = emphasis[2].strip()
    return _FOOTNOTE.sub("", cell).strip() or cell


def _named(cell: str) -> dict[str, float]:
    """`F1:92.30 EM:86.60` → both by name; {} where the cell is anything else."""
    found = list(_NAMED.finditer(cell))
    between = _NAMED.sub("", cell)
    names = [match[1] for match in found]
    if not found or between.strip(" ,;/|") or len(set(names)) < len(names):
        return {}
    return {match[1]: _number(match[2]) for match in found}


def _pair(cell: str) -> dict[str, float]:
    """`71.48/90.35` → both by place; `+5/-5` is an interval and no pair."""
    halves = [_FIGURE.fullmatch(half.strip()) for half in cell.split("/")]
    if len(halves) < 2 or "+" in cell:
        return {}
    figures = {f"({place})": _number(half[1]) for place, half in enumerate(halves, 1) if half}
    return figures if len(figures) == len(halves) else {}


def _number(digits: str) -> float:
    number = float(digits.replace(",", ""))
    if not isfinite(number):
        raise CellError(f"{digits!r} is beyond any number kept here")
    return number
