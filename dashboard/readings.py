"""How a printed name was read, in words: the model it stands for, and why."""

from __future__ import annotations

from dashboard import data
from dashboard.catalog.models import model
from dashboard.catalog.reasons import note
from dashboard.data import Selection
from dashboard.ranking.facts import Facts
from dashboard.words import Lang, t, words


def name(facts: Facts, lang: Lang) -> str:
    """The catalog's name, with the id where that differs; a provisional id as it is."""
    known = model(facts.model_id)
    shown = known.label(lang) if known else facts.model_id
    return shown if shown == facts.model_id else f"{shown} ({facts.model_id})"


def reason(facts: Facts, lang: Lang) -> str:
    """Its kind, and the note beside it, in the reader's language."""
    return reason_told(facts.reason, lang)


def reason_told(reason: str, lang: Lang) -> str:
    """The same of what `resolve` gives."""
    head, mark, why = reason.partition(": ")
    word = f"reason.{head.replace(', ', '_').replace(' ', '_')}"
    kind = t(word, lang) if word in words(lang) else head
    return t("reason.noted", lang, kind=kind, why=note(why, lang)) if mark else kind


def of_rows(key: data.Key, asked: Selection) -> dict[int, tuple[str, str]]:
    """By row of the published table."""
    found = enumerate(data.facts(key, asked.id), start=1)
    return {row: (name(facts, asked.lang), reason(facts, asked.lang)) for row, facts in found}
