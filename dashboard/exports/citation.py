"""How to cite what an exhibit shows: a sentence and a BibTeX entry for each of its tables, and for what we
made of several."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.catalog.boards import source_label
from dashboard.exhibit import Exhibit, Origin
from dashboard.freshness import edition_label
from dashboard.markup import plain
from dashboard.words import Lang, t

_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_MARKED = re.compile(r"[\\~^{}%&#$_]")
_STOPS = ".\u3002"  # what a sentence ends with, in either language
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


def sentence(origin: Origin, exhibit: Exhibit) -> str:
    lang = exhibit.lang
    return t(
        "export.citation_undated" if origin.id.edition == "undated" else "export.citation",
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
    return _entry("-".join(origin.id), fields)


@dataclass(frozen=True, slots=True)
class Own:
    """Something that we made of several boards."""

    name: str  # for the key of its entry
    title: str
    made: str  # how and of what; may be empty
    retrieved_at: datetime  # the newest of its figures
    url: str  # "" where it stands nowhere that others can open
    lang: Lang

    @property
    def day(self) -> str:
        return self.retrieved_at.strftime("%Y-%m-%d")

    def sentence(self) -> str:
        said = [t("export.by_us", self.lang, title=plain(self.title)), plain(self.made).rstrip(_STOPS)]
        said += [t("export.until", self.lang, day=self.day), self.url]
        return t("export.part", self.lang).join(filter(None, said))

    def bibtex(self) -> str:
        made = f"{escaped(self.made).rstrip(_STOPS)}; " if self.made else ""
        fields = {
            "author": "{The Bangdan contributors}",
            "title": f"{{Bangdan: {escaped(self.title)}}}",
            "year": self.day[:4],
            "url": self.url.replace("{", "%7B").replace("}", "%7D"),
            "urldate": self.day if self.url else "",
            "note": f"{made}figures retrieved until {self.day}",
        }
        return _entry(f"bangdan-{self.name}", {name: value for name, value in fields.items() if value})


def of_ours(exhibit: Exhibit, url: str) -> Own:
    """What `exhibit` computes from all its tables together."""
    day = max(origin.retrieved_at for origin in exhibit.origins)
    return Own(exhibit.stem, exhibit.title, exhibit.subtitle, day, url, exhibit.lang)


def first(exhibit: Exhibit, view_url: str) -> Own | None:
    """What comes before the tables of `exhibit`; None where its figures are theirs. A path alone, where
    nobody said where the dashboard stands, is no address."""
    return of_ours(exhibit, view_url if view_url.startswith("http") else "") if exhibit.ours else None


def _entry(name: str, fields: Mapping[str, str]) -> str:
    key = _NOT_IN_KEYS.sub("-", name.lower()).strip("-")
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}"


def escaped(text: str) -> str:
    """`text` as BibTeX prints it letter by letter."""
    return _MARKED.sub(lambda mark: _SPECIAL.get(mark[0], f"\\{mark[0]}"), plain(text))
