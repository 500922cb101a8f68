"""Rows of a board that are people or chance, not models."""

from __future__ import annotations

from dashboard.catalog.forms import Form
from dashboard.catalog.name_words import Role, word


def baseline(form: Form) -> bool:
    """Whether a name says people or chance and nothing else."""
    if not form.words or form.line or form.date or form.stage or form.mode:
        return False
    who = [bool(word(part, "", Role.BASELINE)) for part in form.words]
    which = [bool(word(part, "", Role.BASELINE_DETAIL)) for part in form.words]
    return any(who[:2]) and all(one or other for one, other in zip(who, which, strict=True))
