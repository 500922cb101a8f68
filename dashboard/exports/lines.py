"""Text broken into lines that fit a width, by a measure that is never below what the bundled font takes."""

from __future__ import annotations

import re
import unicodedata

from dashboard.figures.template import LABEL, pixels

BOLD = 1.07  # wider than regular
_HAN, _OPENING = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef", r"[\uff08\u300a\u300c\u3010\u201c]?"
_PIECES = re.compile(rf"{_OPENING}(?:[{_HAN}]|[^\s{_HAN}]+\s*)|\s+")
_CLOSING = ",.;:!?%\u3001\u3002"  # with their full-width forms, and closing brackets and quotes


def width(text: str, size: int, *, bold: bool = False) -> float:
    return pixels(text) * size / LABEL * (BOLD if bold else 1)


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
    """Words and Chinese characters, the letters of a word that fits no line."""
    return [
        part
        for piece in _PIECES.findall(text)
        for part in ([piece] if width(piece, size, bold=bold) <= most else piece)
    ]
