"""The characters that a file uses, out of our fonts: it brings them, and reads the same on every machine."""

from __future__ import annotations

import base64
import io
from functools import cache, cached_property, lru_cache
from pathlib import Path
from threading import Lock
from typing import Any
from xml.etree import ElementTree

from dashboard.drawing.fonts import FAMILY, FOLDER
from dashboard.words import LANGS, words

ALWAYS = frozenset(map(chr, range(0x20, 0x7F)))  # what a chart that is moved may come to say: numbers, dates
MARKS = "\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2190\u2192\u2212\xb7\xd7\xb1\xb0\xa0"
LETTERS = ALWAYS | frozenset(MARKS)
PAIRS = "GPOS"
COMPOSED = b"\x80"  # from which on the first byte of a glyph's data says that it is made of others
CATALOG = Path(__file__).parents[1] / "catalog"
WEIGHTS = {400: "Regular", 700: "Bold"}
HEAVY = ("bold", "600", "650", "700", "800", "900")
KEPT = 64  # subsets; those of views in one language share most characters


def rules(regular: frozenset[str], bold: frozenset[str]) -> str:
    """CSS that names our fonts, with those characters of each that they hold.

    One face for each weight: what stands in a second one, by `unicode-range` or as another family, is loaded
    too late for the first drawing of an image.
    """
    wanted = ((400, regular), (700, bold))
    return "".join(_rule(weight, characters) for weight, characters in wanted if characters)


@lru_cache(KEPT)
def _rule(weight: int, characters: frozenset[str]) -> str:
    packed = base64.b64encode(_SOURCES[weight].taken(characters)).decode("ascii")
    return (
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url(data:font/woff;base64,{packed}) format("woff")}}'
    )


class _Source:
    """One of our fonts with fewer characters, those that were wanted so far: others are taken out of it many
    times as fast as out of the whole font.

    Its letters come first and are in every file, so that the distances of their pairs, which take longest to
    work out, are the same bytes in all.
    """

    def __init__(self, style: str) -> None:
        self._path = FOLDER / f"BangdanSans-{style}.ttf"
        self._lock = Lock()
        self._characters: frozenset[str] = frozenset()
        self._font = b""

    def taken(self, characters: frozenset[str]) -> bytes:
        """A WOFF of `characters`, as far as the font has them, and of LETTERS."""
        from fontTools.ttLib.tables.DefaultTable import DefaultTable

        with self._lock:
            wanted = (characters | LETTERS) & self._known
            if not wanted <= self._characters:
                self._grow(wanted)
            small, pairs = self._font, DefaultTable(PAIRS)
            pairs.data = self._letters[1]
        font = _subset(small, wanted, pairs=False)
        font[PAIRS] = pairs
        font.flavor = "woff"
        return _saved(font)

    def _grow(self, wanted: frozenset[str]) -> None:
        from fontTools.ttLib.reorderGlyphs import reorderGlyphs

        self._characters |= wanted | (_likely() & self._known)
        font = _subset(self._path.read_bytes(), self._characters, pairs=False)
        first, drawn = self._letters[0], font["glyf"]
        for name in font.getGlyphOrder():
            # A composed one would keep the old numbers of its parts.
            if getattr(drawn.glyphs[name], "data", b"")[:1] >= COMPOSED:
                drawn[name].expand(drawn)
        reorderGlyphs(font, [*first, *(name for name in font.getGlyphOrder() if name not in first)])
        self._font = _saved(font)

    @cached_property
    def _letters(self) -> tuple[list[str], bytes]:
        """The names of their glyphs, and the distances of their pairs."""
        letters = _subset(self._path.read_bytes(), LETTERS)
        return letters.getGlyphOrder(), letters.getTableData(PAIRS)

    @cached_property
    def _known(self) -> frozenset[str]:
        from fontTools.ttLib import TTFont

        with TTFont(self._path, lazy=True) as font:
            return frozenset(map(chr, font.getBestCmap()))


@cache
def _likely() -> frozenset[str]:
    """Of every word of the interface, and of the catalog's names."""
    said = (text for lang in LANGS for text in words(lang).values())
    names = (path.read_text("utf-8") for path in CATALOG.glob("*.csv"))
    return LETTERS.union(*said, *names)


_SOURCES = {weight: _Source(style) for weight, style in WEIGHTS.items()}


def _subset(font: bytes, characters: frozenset[str], *, pairs: bool = True) -> Any:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=["kern"], hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "BASE", "vhea", "vmtx", *([] if pairs else [PAIRS])]
    # boxes around all glyphs may be larger than those of the few: to measure anew takes longest
    whole = TTFont(io.BytesIO(font), lazy=True, recalcTimestamp=False, recalcBBoxes=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in characters])
    subsetter.subset(whole)
    return whole


def _saved(font: Any) -> bytes:
    packed = io.BytesIO()
    font.save(packed)
    font.close()
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
