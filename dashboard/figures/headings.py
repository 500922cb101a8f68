"""Headings of columns, broken into lines."""

from __future__ import annotations

from dashboard.figures.template import units


def fits(text: str, most: int, lines: int) -> bool:
    """Whether `header` breaks it at spaces only, Chinese anywhere, and cuts nothing."""
    if any(word.isascii() and units(word) > most for word in text.split()):
        return False
    return "…" not in "".join(header(text.replace("…", ""), most, lines))


def header(text: str, most: int, lines: int) -> list[str]:
    """`text` in at most so many lines of `most` units: broken at spaces, and within a word that is longer."""
    found, line = [], ""
    for word in text.split():
        rest = word
        while rest:
            longer = f"{line} {rest}" if line else rest
            if units(longer) <= most:
                line, rest = longer, ""
            elif line:
                found.append(line)
                line = ""
            else:
                piece = _beginning(rest, most)
                found.append(piece)
                rest = rest[len(piece) :]
    found += [line] if line else []
    if len(found) > lines:
        last = found[lines - 1]
        found = [*found[: lines - 1], (last if units(last) < most else last[:-1]) + "…"]
    return found or [""]


def _beginning(word: str, most: int) -> str:
    """As much of it as fits, but one character at least."""
    end = 1
    while end < len(word) and units(word[: end + 1]) <= most:
        end += 1
    return word[:end]
