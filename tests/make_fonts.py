"""Makes the fonts of exported images: `python tests/make_fonts.py NotoSansCJK-{Regular,Bold}.ttc`.

Needs fonttools and the two collections of Debian's package fonts-noto-cjk (OFL 1.1, see OFL.txt there). Keeps
what GB 2312 has, Latin, Greek, Cyrillic, signs, and every character that stands in the catalog, in the words
of the interface or in a published table; what the source font itself lacks is printed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont, newTable

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "dashboard" / "assets" / "fonts"
FACE = "Noto Sans CJK SC"
FAMILY = "Bangdan Sans"
RANGES = (
    *((0x20, 0x7E), (0xA0, 0x17F), (0x1CD, 0x1DC), (0x218, 0x21B), (0x2C6, 0x2DD), (0x370, 0x3FF)),
    *((0x400, 0x45F), (0x1E00, 0x1EFF), (0x2000, 0x206F), (0x2070, 0x209F), (0x20A0, 0x20BF)),
    *((0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2460, 0x24FF), (0x2500, 0x257F)),
    *((0x2580, 0x25FF), (0x2600, 0x26FF), (0x2700, 0x27BF), (0x3000, 0x303F), (0x3040, 0x30FF)),
    *((0xFB00, 0xFB06), (0xFE30, 0xFE4F), (0xFF00, 0xFFEF)),
)
TEXTS = ("dashboard/catalog/*.csv", "dashboard/locales/*/*.toml", "cache/metrics.csv", "cache/manifest.csv")
TEXTS += ("cache/tables/**/*.csv",)

LENT = {0x2715: 0xD7, 0x207B: 0xAF, 0xB7: 0xFF65}  # ✕ as ×, superscript minus as macron, a narrow ·
DOUBLES = (0x2012, 0xFF65)  # share their glyphs with – and ·, which are what we write
RAISED = (0x2070, 0xB9, 0xB2, 0xB3, *range(0x2074, 0x207A))  # ⁰¹²³⁴⁵⁶⁷⁸⁹
SMALL, LIFT = 0.6, 330
TOLERANCE = 1.0  # of an outline, in thousandths of an em
NARROW = "“”‘’…"  # as wide as a Chinese character in this face, as narrow as in Latin text on our pages


def gb2312() -> Iterator[int]:
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            try:
                yield ord(bytes((high, low)).decode("gb2312"))
            except UnicodeDecodeError:
                continue


def wanted() -> set[int]:
    found = set(gb2312())
    for first, last in RANGES:
        found |= set(range(first, last + 1))
    return found | {code for code in in_use() if code >= 0x20}


def in_use() -> set[int]:
    """What the names and words of this tree need."""
    paths = (path for pattern in TEXTS for path in ROOT.glob(pattern))
    return {ord(char) for path in paths for char in path.read_text("utf-8")}


def named(font: TTFont) -> None:
    """Under a name of its own: a machine's own Noto may lack what is here, or hold more."""
    weight = font["name"].getDebugName(2) or "Regular"
    texts = {1: FAMILY, 2: weight, 3: f"{FAMILY} {weight}", 4: f"{FAMILY} {weight}"}
    texts |= {6: f"{FAMILY.replace(' ', '')}-{weight}"}
    for record in list(font["name"].names):
        if record.nameID in texts and record.platformID == 3 and record.langID == 0x409:
            record.string = texts[record.nameID]
        elif (
            record.nameID in (*texts, 16, 17, 21, 22, 25) or record.platformID != 3 or record.langID != 0x409
        ):
            font["name"].removeNames(record.nameID, record.platformID, record.platEncID, record.langID)
    top = font["CFF "].cff
    top.fontNames[0] = texts[6]
    top[0].FamilyName, top[0].FullName = FAMILY, texts[4]


def narrow(font: TTFont) -> None:
    """Proportional forms in place of the full-width ones."""
    table = font["GSUB"].table
    places = {
        i
        for record in table.FeatureList.FeatureRecord
        if record.FeatureTag == "pwid"
        for i in record.Feature.LookupListIndex
    }
    narrowed: dict[str, str] = {}
    for place in places:
        for part in table.LookupList.Lookup[place].SubTable:
            narrowed |= getattr(part, "ExtSubTable", part).mapping
    for unicode in unicode_tables(font):
        for code in map(ord, NARROW):
            unicode.cmap[code] = narrowed.get(unicode.cmap[code], unicode.cmap[code])


def quadratic(font: TTFont) -> TTFont:
    """The same with TrueType outlines: Chromium embeds those in a PDF as text, CFF only as drawings."""
    glyphs, drawn = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, TOLERANCE, reverse_direction=True))
        drawn[name] = pen.glyph()
    for name in ("CFF ", "VORG"):
        del font[name]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = font.getGlyphOrder(), drawn
    font["maxp"].tableVersion = 0x00010000
    zeros = ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements")
    for name in (*zeros, "maxSizeOfInstructions", "maxComponentElements"):
        setattr(font["maxp"], name, 0)
    font["maxp"].maxZones = 1
    font["post"].formatType, font["post"].extraNames, font["post"].mapping = 3.0, [], {}
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\0\1\0\0"
    return font


def lend(font: TTFont) -> None:
    """Glyphs of their own, made from like signs, to those that the source font lacks or has too wide: a
    shared glyph would be read back out of a PDF as the other sign."""
    cmap = font.getBestCmap()
    for digit, code in enumerate(RAISED):
        if code not in cmap:
            compose(font, code, cmap[ord("0") + digit], SMALL, LIFT)
    for code, like in LENT.items():
        compose(font, code, cmap[like])
    for table in unicode_tables(font):
        for code in DOUBLES:
            table.cmap.pop(code, None)


def compose(font: TTFont, code: int, like: str, size: float = 1, lift: int = 0) -> None:
    name, pen = f"own{code:04X}", TTGlyphPen(font.getGlyphSet())
    pen.addComponent(like, (size, 0, 0, size, 0, lift))
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"].glyphOrder, font["glyf"][name] = font.getGlyphOrder(), pen.glyph()
    width, bearing = font["hmtx"][like]
    font["hmtx"][name], font["vmtx"][name] = (round(width * size), round(bearing * size)), font["vmtx"][like]
    for table in unicode_tables(font):
        table.cmap[code] = name


def unicode_tables(font: TTFont) -> list[Any]:
    return [table for table in font["cmap"].tables if table.isUnicode() and table.format != 14]


def subset(collection: Path) -> Path:
    faces = TTCollection(collection).fonts
    font = next(face for face in faces if (face["name"].getDebugName(1) or "") == FACE)
    missing = sorted(in_use() - set(font.getBestCmap()) - set(LENT) - set(RAISED) - set(range(0x20)))
    options = Options(layout_features=["kern", "mark", "mkmk", "ccmp", "pwid"], hinting=False)
    options.name_IDs, options.notdef_outline, options.desubroutinize = ["*"], True, False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    subsetter.subset(font)
    weight = font["name"].getDebugName(2)
    named(font)
    narrow(font)
    path = FOLDER / f"BangdanSans-{weight}.ttf"
    lend(quadratic(font))
    font.save(path)
    print(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size / 1e6:.2f} MB")
    print("lacks, of what is in use:", " ".join(f"U+{code:04X}" for code in missing) or "nothing")
    return path


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        subset(Path(argument))
