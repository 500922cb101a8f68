"""How a printed name was read, in words: the model it stands for, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html import escape

from dashboard import data
from dashboard.catalog.models import model
from dashboard.catalog.reasons import note
from dashboard.data import Selection
from dashboard.markup import plain
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


def for_hover(key: data.Key, asked: Selection, shown: Mapping[int, str]) -> str:
    """HTML without a face, for `hover.js`: by name as a table shows it, what its box says.

    `shown`: name by row of the published table; of equal names the first tells.
    """
    lang, found = asked.lang, of_rows(key, asked)
    said: dict[str, list[str]] = {}
    for row, name in shown.items():
        told = zip(("raw", "read_as", "why"), (name, *found[row]), strict=True)
        lines = [t("figure.line", lang, label=t(f"reason.{word}", lang), value=value) for word, value in told]
        said.setdefault(name, [plain(line) for line in lines])
    label, text = t("column.model", lang), json.dumps(said, ensure_ascii=False)
    return f'<div class="bd-readings" data-label="{escape(label)}" data-lines="{escape(text)}"></div>'
