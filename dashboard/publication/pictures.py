"""The charts of the site as files, drawn only where what they show has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import partial
from importlib.metadata import version

from dashboard import exports
from dashboard.exhibit import Exhibit
from dashboard.exports import Look
from dashboard.exports.frame import Ground
from dashboard.exports.spreadsheet_text import csv_bytes
from dashboard.publication import paths
from dashboard.publication.folder import Folder

GROUNDS: tuple[Ground, ...] = ("light", "dark")
SOCIAL = (1200, 630)  # pixels of a preview


def draw(folder: Folder, shown: Exhibit, name: str, view_url: str, social: Exhibit | None) -> Iterator[str]:
    """Each file's path as it is there. `social`: what a link to the page is shown with."""
    for ground in GROUNDS:
        look = Look(ground=ground)
        path = paths.picture(name, shown.lang, f"{ground}.svg")
        folder.make(
            path,
            fingerprint(shown, f"{ground}.svg{view_url}"),
            partial(exports.made, shown, "svg", look, view_url),
        )
        yield path
    if social:
        look = Look(size="social", scale=1)
        path = paths.picture(name, shown.lang, "social.png")
        folder.make(
            path,
            fingerprint(social, f"social.png{view_url}"),
            partial(exports.made, social, "png", look, view_url),
        )
        yield path


def fingerprint(shown: Exhibit, part: str) -> str:
    """Of all that a picture says."""
    seen = hashlib.blake2b(digest_size=16)
    for text in (version("bangdan"), part, shown.title, shown.subtitle, shown.alt, *shown.notes):
        seen.update(text.encode() + b"\0")
    for origin in shown.origins:
        seen.update(repr(origin).encode())
    seen.update(csv_bytes(shown.table))
    return seen.hexdigest()
