"""How to cite what an exhibit shows: a sentence and a BibTeX entry for each of its tables."""

from __future__ import annotations

import re

from dashboard.catalog.boards import source_label
from dashboard.exhibit import Exhibit, Origin
from dashboard.freshness import edition_label
from dashboard.markup import plain
from dashboard.words import t

_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_MARKED = re.compile(r"[\\~^{}%&#$_]")
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


def sentence(origin: Origin, exhibit: Exhibit) -> str:
    lang = exhibit.lang
    return t(
        "export.citation",
        lang,
        publisher=plain(source_label(origin.id.source, lang)),
        board=plain(origin.board),
        edition=edition_label(origin.id.edition, lang),
        revision=origin.revision,
        day=origin.retrieved_at.strftime("%Y-%m-%d"),
        url=origin.url,
    )


def bibtex(origin: Origin, exhibit: Exhibit) -> str:
    lang, year = exhibit.lang, origin.id.edition[:4]
    fields = {
        "author": f"{{{escaped(source_label(origin.id.source, lang))}}}",
        "title": f"{{{escaped(origin.board)}, {escaped(edition_label(origin.id.edition, lang))}}}",
        "year": year if year.isdecimal() else origin.retrieved_at.strftime("%Y"),
        "url": origin.url.replace("{", "%7B").replace("}", "%7D"),
        "urldate": origin.retrieved_at.strftime("%Y-%m-%d"),
        "note": f"revision {origin.revision}, read from Bangdan",
    }
    key = _NOT_IN_KEYS.sub("-", "-".join(origin.id).lower()).strip("-")
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}"


def escaped(text: str) -> str:
    """`text` as BibTeX prints it letter by letter."""
    return _MARKED.sub(lambda mark: _SPECIAL.get(mark[0], f"\\{mark[0]}"), plain(text))
