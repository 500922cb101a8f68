"""The characters that a file uses, out of our fonts: it brings them, and reads the same on every machine."""

from __future__ import annotations

import base64
import io
from functools import cache, cached_property, lru_cache
from threading import Lock
from xml.etree import ElementTree

from dashboard.exports.fonts import FAMILY, FOLDER
from dashboard.words import LANGS, words

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
    held = _SOURCES[weight].holding(characters)
    packed = base64.b64encode(_subset(held, characters, "woff")).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url(data:font/woff;base64,{packed}) format("woff")}}'
    )


class _Source:
    """One of our fonts with fewer characters: those that were wanted so far. Others are taken out of it many
    times as fast as out of the whole font."""

    def __init__(self, style: str) -> None:
        self._path = FOLDER / f"BangdanSans-{style}.ttf"
        self._lock = Lock()
        self._characters: frozenset[str] = frozenset()
        self._font = b""

    def holding(self, characters: frozenset[str]) -> bytes:
        with self._lock:
            wanted = characters & self._known
            if not self._font or not wanted <= self._characters:
                self._characters |= wanted | _likely()
                self._font = _subset(self._path.read_bytes(), self._characters)
            return self._font

    @cached_property
    def _known(self) -> frozenset[str]:
        from fontTools.ttLib import TTFont

        with TTFont(self._path, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap()))


@cache
def _likely() -> frozenset[str]:
    """Of every word of the interface."""
    return ALWAYS.union(*(text for lang in LANGS for text in words(lang).values()))


_SOURCES = {weight: _Source(style) for weight, style in WEIGHTS.items()}


def _subset(font: bytes, characters: frozenset[str], flavor: str | None = None) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=["kern", "mark", "mkmk", "ccmp"], hinting=False, notdef_outline=True)
    with TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False) as whole:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(character) for character in characters])
        subsetter.subset(whole)
        whole.flavor = flavor
        packed = io.BytesIO()
        whole.save(packed)
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
