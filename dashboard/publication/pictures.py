"""The charts of the site as files, drawn only where what they show has changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from typing import cast

from dashboard import exports
from dashboard.exhibit import Exhibit
from dashboard.exports import Look
from dashboard.exports.images import ImageFormat
from dashboard.exports.spreadsheet_text import csv_bytes
from dashboard.publication import paths
from dashboard.publication.folder import Folder

SOCIAL = (1200, 630)  # pixels of a preview


@dataclass(frozen=True, slots=True)
class Drawn:
    """Paths of the pictures of one view: for a desk and a phone, on light and on dark ground; "" for none."""

    light: str
    dark: str
    light_narrow: str
    dark_narrow: str
    social: str = ""


def draw(folder: Folder, shown: Exhibit, name: str, view_url: str, social: Exhibit | None) -> Drawn:
    """Draws what is not there as it would be drawn now. `social`: what a link to the page is shown with."""

    def made(of: Exhibit, part: str, look: Look) -> str:
        path, format = paths.picture(name, of.lang, part), part.rpartition(".")[2]
        fresh = partial(exports.made, of, cast(ImageFormat, format), look, view_url)
        folder.make(path, fingerprint(of, part + view_url), fresh)
        return path

    return Drawn(
        made(shown, "light.svg", Look("light")),
        made(shown, "dark.svg", Look("dark")),
        made(shown, "light-narrow.svg", Look("light", "narrow")),
        made(shown, "dark-narrow.svg", Look("dark", "narrow")),
        made(social, "social.png", Look(size="social", scale=1)) if social else "",
    )


def fingerprint(shown: Exhibit, part: str) -> str:
    """Of all that a picture says."""
    seen = hashlib.blake2b(digest_size=16)
    for text in (version("bangdan"), part, shown.title, shown.subtitle, shown.alt, *shown.notes):
        seen.update(text.encode() + b"\0")
    for origin in (*shown.origins, shown.charted, shown.beyond):
        seen.update(repr(origin).encode())
    seen.update(csv_bytes(shown.table))
    return seen.hexdigest()
