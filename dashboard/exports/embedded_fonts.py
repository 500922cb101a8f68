"""The characters that a file uses, out of our fonts: it brings them, and reads the same on every machine."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from xml.etree import ElementTree

from dashboard.exports.fonts import FAMILY, FOLDER

ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))  # what a chart that is moved may come to say: numbers, dates
WEIGHTS = {400: "Regular", 700: "Bold"}
HEAVY = ("bold", "600", "650", "700", "800", "900")
KEPT = 64  # subsets; those of views in one language share most characters


def rules(regular: frozenset[str], bold: frozenset[str]) -> str:
    """CSS that names our fonts, with those characters of each that they hold."""
    wanted = ((400, regular), (700, bold))
    return "".join(_rule(weight, characters) for weight, characters in wanted if characters)


@lru_cache(KEPT)
def _rule(weight: int, characters: frozenset[str]) -> str:
    packed = base64.b64encode(_subset(WEIGHTS[weight], characters)).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url(data:font/woff;base64,{packed}) format("woff")}}'
    )


def _subset(style: str, characters: frozenset[str]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=["kern", "mark", "mkmk", "ccmp"], hinting=False, notdef_outline=True)
    with TTFont(FOLDER / f"BangdanSans-{style}.ttf", lazy=True) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(character) for character in characters])
        subsetter.subset(font)
        font.flavor = "woff"
        packed = io.BytesIO()
        font.save(packed)
    return packed.getvalue()


def used(svg: str) -> tuple[frozenset[str], frozenset[str]]:
    """The characters of a drawing's text: those in regular type, and those in bold."""
    found: tuple[set[str], set[str]] = (set(), set())
    _collect(ElementTree.fromstring(svg), False, found)
    return frozenset(found[0] - {"\n", "\t"}), frozenset(found[1] - {"\n", "\t"})


def _collect(node: ElementTree.Element, heavy: bool, found: tuple[set[str], set[str]]) -> None:
    weight = node.get("font-weight") or _weight(node.get("style", ""))
    heavy = weight in HEAVY if weight else heavy
    if node.tag.rpartition("}")[2] in ("text", "tspan", "a"):
        found[heavy].update(node.text or "")
        for child in node:
            found[heavy].update(child.tail or "")
    for child in node:
        _collect(child, heavy, found)


def _weight(style: str) -> str:
    said = dict(part.strip().partition(":")[::2] for part in style.split(";"))
    return said.get("font-weight", "").strip()
