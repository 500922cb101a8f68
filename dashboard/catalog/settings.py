"""What is said in brackets or after a comma: how a model thinks, how hard, at what stage, how it was run."""

from __future__ import annotations

import re
from functools import lru_cache

from dashboard.catalog.name_words import Role, Word, spaced, word

PRECISION = re.compile(
    r"(?<=[\w\])])[-_ .:]+((?:fp|bf|int|nf)\d+|nvfp4|mxfp4|[248]-?bits?|w\d+a\d+|awq|gptq|gguf|exl2|"
    r"i?q\d(?:_[k0-9])?(?:_[smlx]+)?)(?=$|[-_ ,:(\[@])",
    re.I,
)
_BETWEEN = re.compile(r"\s*[,;&，、+]\s*")
_BUDGET = re.compile(r"(?:thinking|think) (\d+k|auto)|(\d+k) (?:thinking|think)(?: tokens)?")
_EFFORT = re.compile(
    r"(?:reasoning )?(?:effort|reasoning) ?[:=]? ?(\w+)|(\w+)(?: reasoning)? effort|(\w+) reasoning"
)
_ROLES = (Role.MODE, Role.EFFORT, Role.VARIANT, Role.STAGE)

Setting = tuple[Word, str]  # what it means, and as printed


@lru_cache(maxsize=4096)
def settings(content: str, line: str) -> tuple[Setting, ...]:
    """All that `content` says of a model of that product line; nothing unless it says nothing else."""
    told: list[Setting] = []
    for piece in _BETWEEN.split(content):
        found = _of_piece(piece.strip(), line)
        if not found:
            return ()
        told += found
    return tuple(told)


def _of_piece(piece: str, line: str) -> list[Setting]:
    text = spaced(piece)
    if found := _BUDGET.fullmatch(text):
        return [(Word(Role.MODE, f"thinking-{found[1] or found[2]}", ""), piece)]
    if text in ("max", "max effort"):  # elsewhere a tier
        return [(Word(Role.EFFORT, "max-effort", ""), piece)]
    if PRECISION.fullmatch(f"x {text}", 1):
        return [(Word(Role.VARIANT, "precision", ""), piece)]
    if found := _EFFORT.fullmatch(text):
        how = found[1] or found[2] or found[3]
        text = how if found[3] is None or word(how, line, Role.EFFORT) else text
    if whole := word(text, line, *_ROLES):
        return [(whole, piece)]
    printed = re.split(r"[\s\-_]+", piece)
    parts = [(word(part.casefold(), line, *_ROLES), part) for part in printed]
    known = [(meaning, part) for meaning, part in parts if meaning]
    return known if len(parts) > 1 and len(known) == len(parts) else []
