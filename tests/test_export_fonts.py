"""The fonts that exported files bring: what they hold, and that it is drawn as in the whole font."""

from __future__ import annotations

import base64
import dataclasses
import io
import json
import re
from itertools import islice
from pathlib import Path

import pytest
from exhibit_store import shipped
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from dashboard import data, exhibits, exports
from dashboard.drawing import fonts
from dashboard.exports import embedded_fonts, frame, lines
from dashboard.markup import plain
from dashboard.words import LANGS, words

ROOT = Path(__file__).parents[1]


def embedded(text: str) -> dict[int, set[str]]:
    """The characters that each font in a file holds, by weight."""
    found = re.findall(r"font-weight:(\d+);src:url\(data:font/woff;base64,([^)]+)\)", text)
    held = {}
    for weight, packed in found:
        with TTFont(io.BytesIO(base64.b64decode(packed))) as font:
            held[int(weight)] = set(map(chr, font.getBestCmap()))
    return held


def undrawn(svg: str) -> set[str]:
    regular, bold = embedded_fonts.used(svg)
    held = embedded(svg)
    assert "榜" in bold
    return (regular - held[400]) | (bold - held[700])


def test_a_page_brings_the_characters_it_says():
    shown = exhibits.of("rankings", shipped(), {}, "zh")
    text = exports.made(shown, "html").decode()
    held = embedded(text)
    assert set(held) == {400, 700}
    assert set(plain(shown.title)) | set("".join(shown.notes)) <= held[400]
    assert fonts.FAMILY in text


def test_the_same_drawing_brings_the_same_fonts_whatever_was_drawn_before():
    said = frozenset("榜单 Leaderboards 2026–11")
    before = embedded_fonts.rules(said, said)
    rare = next(
        char for char in embedded_fonts._SOURCES[400]._known - embedded_fonts._likely() if char >= "\u4e00"
    )
    assert rare in embedded(embedded_fonts.rules(frozenset(rare), frozenset()))[400]
    embedded_fonts._rule.cache_clear()
    assert embedded_fonts.rules(said, said) == before
    assert said <= embedded(before)[400] & embedded(before)[700]


def test_a_sign_that_our_fonts_lack_is_one_neutral_mark_in_a_picture_and_whole_in_the_table(store):
    assert all(ord(lines.UNKNOWN) in held for held in cmaps())
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    assert (
        lines.drawable(f"\U0001f3c6 Yi {family}\ufe0f 通义 \u0639")
        == f"{lines.UNKNOWN} Yi {lines.UNKNOWN} 通义 \u0639"
    )
    shown = exhibits.of("rankings", data.key(), {}, "en")
    title = dataclasses.replace(shown, title="\U0001f917 Open")
    figure = frame.framed(title, title.figure("light", False), "screen", "light", "")
    told = json.dumps(figure, ensure_ascii=False, default=str)
    assert f"{lines.UNKNOWN} Open" in told
    assert "\U0001f917" not in told


def cmaps() -> list[set[int]]:
    files = sorted(fonts.FOLDER.glob("*.ttf"))
    assert len(files) == 2
    held = []
    for path in files:
        with TTFont(path, lazy=True) as font:
            held.append(set(font.getBestCmap()))
    return held


def test_the_fonts_hold_every_name_and_word():
    texts = [path.read_text("utf-8") for path in (ROOT / "dashboard" / "catalog").glob("*.csv")] + [
        text for lang in LANGS for text in words(lang).values()
    ]
    texts += [
        entry.model
        for board in data.shelf(shipped()).boards.values()
        for entry in data.leaderboard(shipped(), board.newest.id).entries
    ]
    needed = {ord(char) for text in texts for char in plain(text)}
    for held in cmaps():
        missing = sorted(needed - held)
        assert not missing, f"make the fonts again (tests/make_fonts.py): {' '.join(map(chr, missing))}"


def test_only_fonts_and_texts_lie_beside_the_fonts():
    """A WOFF2 among them makes Chromium draw boxes."""
    assert {path.suffix for path in fonts.FOLDER.iterdir()} <= {".ttf", ".otf", ".txt", ".md"}
    assert "SIL OPEN FONT LICENSE" in (fonts.FOLDER / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("weight", [400, 700])
def test_a_character_out_of_a_smaller_font_is_drawn_as_in_the_whole_one(weight):
    """Also what is made of other glyphs, whose numbers change, and what was never wanted before."""
    source = embedded_fonts._Source(embedded_fonts.WEIGHTS[weight])
    source.taken(frozenset("榜单"))
    with TTFont(source._path) as whole:
        letters, glyphs = whole.getBestCmap(), whole["glyf"]
        composed = {chr(code) for code, name in letters.items() if glyphs[name].isComposite()}
        rare = set(islice((char for char in sorted(source._known - embedded_fonts._likely())), 0, 400, 40))
        wanted = frozenset("榜单Ag") | rare | composed
        with TTFont(io.BytesIO(source.taken(wanted))) as small:
            assert set(map(chr, small.getBestCmap())) >= wanted
            for char in wanted:
                assert outline(small, char) == outline(whole, char), char
                assert small["hmtx"][small.getBestCmap()[ord(char)]] == whole["hmtx"][letters[ord(char)]]


def outline(font: TTFont, char: str) -> list[object]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[font.getBestCmap()[ord(char)]].draw(pen)
    return pen.value
