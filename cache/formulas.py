"""How a total is made of its parts: ``0.7*A + 0.3*B`` or ``mean(A; B; C)``, where a mean may hold means."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MEAN = re.compile(r"mean\((.*)\)", re.DOTALL)
_TERM = re.compile(r"\s*([+-]?)\s*([0-9]+(?:\.[0-9]+)?)\s*\*")


def formula(text: str) -> dict[str, float]:
    """The weight of each part. Raises ValueError where the text is not a formula."""
    if mean := _MEAN.fullmatch(text.strip()):
        members = [_member(member) for member in _members(mean[1])]
        return _distinct([(name, weight / len(members)) for member in members for name, weight in member])
    terms = list(_TERM.finditer(text))
    if not terms or terms[0].start() != 0:
        raise ValueError("is neither 'weight*column + …' nor 'mean(column; …)'")
    ends = [*(term.start() for term in terms[1:]), len(text)]
    parts = []
    for place, (term, end) in enumerate(zip(terms, ends, strict=True)):
        if place and not term[1]:
            raise ValueError(f"has no + before {text[term.start() : end].strip()!r}")
        weight = float(term[2]) * (-1 if term[1] == "-" else 1)
        parts.append((text[term.end() : end].strip(), weight))
    return _distinct(parts)


def _members(text: str) -> list[str]:
    """What the semicolons outside brackets part."""
    members, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == ";" and not depth:
            members.append("")
        else:
            members[-1] += character
    return [member.strip() for member in members]


def _member(text: str) -> list[tuple[str, float]]:
    return list(formula(text).items()) if _MEAN.fullmatch(text) else [(text, 1.0)]


def _distinct(parts: Sequence[tuple[str, float]]) -> dict[str, float]:
    names = [name for name, _ in parts]
    if "" in names:
        raise ValueError("has a part without a name")
    if len(set(names)) < len(names):
        raise ValueError("names a part twice")
    return dict(parts)
