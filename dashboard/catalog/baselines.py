"""Rows of a board that are people or chance, not models."""

from __future__ import annotations

from dashboard.catalog.forms import Form
from dashboard.catalog.name_words import common


def baseline(form: Form) -> bool:
    """Whether a name says people or chance and nothing else."""
    if not form.words or form.line or form.date or form.stage or form.mode:
        return False
    who, which = common().baselines, common().baseline_details
    if who.isdisjoint(form.words[:2]):
        return False
    return all(part in who or part in which for part in form.words)
