"""Text broken into lines that fit a width, by the measure of the bundled font."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from dashboard.drawing.fonts import FAMILY, FOLDER
from dashboard.figures.template import FONT, LABEL, pixels

STACK = f'"{FAMILY}", {FONT}'  # an SVG is opened where our font is not
UNKNOWN = "◇"  # it is in our fonts
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"  # of the parts of one emoji
SPARE = 1.01  # a browser rounds
_HAN, _OPENING = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef", r"[\uff08\u300a\u300c\u3010\u201c]?"
_PIECES = re.compile(rf"{_OPENING}(?:[{_HAN}]|[^\s{_HAN}]+\s*)|\s+")
_PARTS = re.compile(r"[^/?&,]+[/?&,]*|[/?&,]+")  # of an address
_CLOSING = ",.;:!?%\u3001\u3002"  # with their full-width forms, and closing brackets and quotes


def width(text: str, size: int, *, bold: bool = False) -> float:
    """In px; of what another font draws, an estimate that is never below."""
    advances = _advances(bold)
    known = sum(advances[char] for char in text if char in advances)
    rest = "".join(char for char in text if char not in advances)
    return (known * size + pixels(rest) * size / LABEL) * SPARE


@lru_cache(maxsize=8192)
def drawable(text: str) -> str:
    """`text` with one mark for each sign, such as an emoji, that our fonts lack: a picture would have a box
    there. Letters are left to the fonts of the machine."""
    if text.isascii():
        return text
    held, said = _advances(False), ""
    for char in text:
        if char in held or unicodedata.category(char) not in ("So", "Sk", "Co", "Cn", "Cs"):
            joins = said.endswith(UNKNOWN) and char in _JOINERS
            said += "" if joins else char
        elif not said.endswith(UNKNOWN):
            said += UNKNOWN
    return said


@cache
def _advances(bold: bool) -> Mapping[str, float]:
    """By character, as a share of the size."""
    from fontTools.ttLib import TTFont

    with TTFont(FOLDER / f"BangdanSans-{'Bold' if bold else 'Regular'}.ttf", lazy=True) as font:
        whole, widths = font["head"].unitsPerEm, font["hmtx"]
        return {chr(code): widths[name][0] / whole for code, name in font.getBestCmap().items()}


def wrapped(text: str, most: float, size: int, *, bold: bool = False) -> list[str]:
    """Broken between words and between Chinese characters, a longer word anywhere; no line begins with a
    closing mark."""
    lines, line = [], ""
    for piece in _pieces(text, most, size, bold):
        fits = width((line + piece).rstrip(), size, bold=bold) <= most
        if not line or fits or _closes(piece):
            line += piece
        else:
            lines.append(line.rstrip())
            line = piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() else lines


def _closes(piece: str) -> bool:
    mark = unicodedata.normalize("NFKC", piece.strip())
    return len(mark) == 1 and (mark in _CLOSING or unicodedata.category(mark) in ("Pe", "Pf"))


def _pieces(text: str, most: float, size: int, bold: bool) -> list[str]:
    """Words and Chinese characters; of a word that fits no line its parts, of a part that fits none its
    letters."""

    def fits(piece: str) -> bool:
        return width(piece, size, bold=bold) <= most

    words = _PIECES.findall(text)
    parts = [part for word in words for part in ([word] if fits(word) else _PARTS.findall(word))]
    return [letter for part in parts for letter in ([part] if fits(part) else part)]
