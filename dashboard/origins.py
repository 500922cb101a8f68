"""Where numbers are from: an edition of a board as an exhibit names it, with the licence of its figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import cache as store
from cache.manifest import Revision
from dashboard.exhibit import Origin
from dashboard.markup import plain, readable
from dashboard.words import Lang, t, told

LICENCES = Path(store.__file__).with_name("LICENSES.md")
NONE_FOUND = "none found"
_LINE = re.compile(r"^\| `([^`]+)` \|(?:[^|]*)\|([^|]*)\|$", re.MULTILINE)


def origin(revision: Revision, board: str) -> Origin:
    """`board`: its label in the reader's language."""
    where = revision.provenance
    return Origin(
        id=revision.id,
        board=board,
        url=readable(where.url),
        retrieved_at=where.retrieved_at,
        revision=revision.revision,
        page_sha256=where.page_sha256,
        licence=licences().get(revision.id.source, NONE_FOUND),
    )


def caveats(revision: Revision, lang: Lang) -> tuple[str, ...]:
    """How the figures of one edition came here, where that is not plainly from its own page."""
    note = told(revision.provenance.note, lang)
    return (t("rankings.note", lang, note=note),) if note else ()


@cache
def licences(path: Path = LICENCES) -> Mapping[str, str]:
    """By source, in the words of the file."""
    try:
        text = path.read_text("utf-8")
    except OSError:
        return {}
    return {source: plain(said) for source, said in _LINE.findall(text)}


def licence_said(found: str, lang: Lang) -> str:
    """As it was found; that nothing was found in the reader's language."""
    return t("about.none_found", lang) + found[len(NONE_FOUND) :] if found.startswith(NONE_FOUND) else found
