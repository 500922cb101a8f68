"""Images of charts: what is said in them, with which font, how large, and what becomes of the browser."""

from __future__ import annotations

import base64
import dataclasses
import html
import io
import os
import re
import struct
import threading
import zlib
from collections.abc import Iterator
from itertools import cycle, islice, pairwise, product
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
import pypdf
import pytest
import serving
from exhibit_store import hostile, shipped
from fontTools.ttLib import TTFont
from PIL import Image
from playwright.sync_api import BrowserType, Page
from pypdf.generic import ContentStream
from test_export_fonts import undrawn

from dashboard import data, exhibits, exports
from dashboard.drawing import fonts, renderer
from dashboard.drawing.errors import Busy, NoBrowser, TooLarge
from dashboard.exhibit import Exhibit
from dashboard.exports import frame, images, lines, shapes
from dashboard.exports.provenance import retrieved
from dashboard.freshness import known
from dashboard.markup import plain
from dashboard.words import LANGS

ROOT = Path(__file__).parents[1]
URL = "https://bangdan.example/rankings?lang=zh&board=superclue%2Foverall"
DRAWN = 20
HOSTILE = ("superclue-github-overall_2023-12_总分", "superclue-github-overall_2023-12_Total")
SIGNATURE = b"\x89PNG\r\n\x1a\n"
SQUARE, ALIKE = 12, 2.0  # px; of 255
Greys = npt.NDArray[np.float64]
DRAW = """async ([source, width, height, wide, tall]) => {
    const image = new Image();
    image.src = source;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {width, height});
    canvas.getContext("2d").drawImage(image, 0, 0, wide, tall);
    return canvas.toDataURL("image/png");
}"""


@pytest.fixture(scope="module")
def painter():
    """With our fonts alone, as on a machine that has none."""
    assert serving.chromium(), "no Chromium: install the package chromium, or name one in BANGDAN_CHROMIUM"
    drawing = renderer.Renderer(system_fonts=False)
    yield drawing
    drawing.stop()


@pytest.fixture(scope="module")
def reader(browser_type: BrowserType, browser_type_launch_args, tmp_path_factory) -> Iterator[Page]:
    """A browser that opens what was exported: with the machine's fonts and none of ours, drawing letters as
    the painter does."""
    configured = fonts.configuration(tmp_path_factory.mktemp("fonts"))
    configured.write_text(re.sub("<dir>.*?</dir>", "", configured.read_text("utf-8")), "utf-8")
    environment = {**os.environ, "FONTCONFIG_FILE": str(configured)}
    opening = browser_type.launch(**browser_type_launch_args, env=environment)
    yield opening.new_page()
    opening.close()


@pytest.fixture(scope="module")
def exhibited(tmp_path_factory) -> list[Exhibit]:
    """Every kind of page in both languages, boards of every category, and one of names that break things."""
    key, found = shipped(), [hostile(tmp_path_factory.mktemp("store"), lang) for lang in LANGS]
    for page, lang in product(exhibits.pages(), LANGS):
        try:
            found.append(exhibits.of(page, key, {}, lang))
        except (exhibits.UnknownChoice, *exhibits.UNAVAILABLE):
            continue
    boards = list(data.shelf(key).boards)
    found += [
        exhibits.of("rankings", key, {"board": board}, lang)
        for board, lang in zip(boards[:: max(1, len(boards) // DRAWN)], cycle(LANGS), strict=False)
    ]
    drawn = [shown for shown in found if shown.figure]
    assert len(drawn) >= DRAWN
    return drawn[:DRAWN]


LOOKS = tuple(islice(cycle(product(shapes.SIZES, shapes.GROUNDS)), DRAWN))


def test_a_transparent_ground_has_ink_for_a_light_or_a_dark_page(exhibited):
    def ink(ground):
        drawing = exhibited[0].figure(shapes.theme_of(ground), False)
        layout = frame.framed(exhibited[0], drawing, "slide", ground, URL)["layout"]
        return layout["paper_bgcolor"], layout["annotations"][-1]["font"]["color"]

    clear = "rgba(0,0,0,0)"
    assert ink("transparent") == (clear, ink("light")[1])
    assert ink("transparent-dark") == (clear, ink("dark")[1])


def test_a_drawing_has_the_same_ids_each_time_and_others_than_another_drawing():
    def drawn(chance, text):
        return images._named_by_content(
            f'<defs id="defs-{chance}"><clipPath id="clip{chance}xy"/></defs>'
            f'<path clip-path="url(#clip{chance}xy)" d="M0"/><text>{text} 0a1b2c</text>'
        )

    first = drawn("0a1b2c", "GPT")
    assert first == drawn("3d4e5f", "GPT")
    assert "GPT 0a1b2c" in first, "what is written stays"
    used = {one for text in ("GPT", "Yi") for one in re.findall(r"clip(\w{6})xy", drawn("0a1b2c", text))}
    assert len(used) == 2


def letters(text: str) -> str:
    return re.sub(r"\s", "", plain(text))


def said_in(shown: Exhibit) -> list[str]:
    """What every image of it must say."""
    first = shown.origins[0]
    return [shown.title, shapes.BRAND, first.board, known(first.retrieved_at), URL]


@pytest.mark.parametrize("place", range(DRAWN))
def test_a_view_is_drawn_alike_in_every_format(painter, reader, exhibited, place):
    shown, (size, ground) = exhibited[place], LOOKS[place]
    files = {
        format: images.image(shown, format, size=size, ground=ground, scale=1, view_url=URL, renderer=painter)
        for format in images.IMAGE_FORMATS
    }
    width, height, pixels = decoded(files["png"])
    assert width >= shapes.SHAPES[size].width - 1
    if shapes.SHAPES[size].ratio:
        assert height / width == pytest.approx(shapes.SHAPES[size].ratio, abs=0.002)
    assert len(set(pixels[:: max(1, len(pixels) // 50_000)])) > 8, "a blank image"
    drawing = ElementTree.fromstring(files["svg"])
    wide, tall = float(drawing.get("width", 0)), float(drawing.get("height", 0))
    assert tall / wide == pytest.approx(height / width, abs=0.002)
    in_svg = letters("".join(drawing.itertext()))
    if shown.stem not in HOSTILE:
        assert not undrawn(files["svg"].decode()), "a character of it is in no font of the file"
    if shown.stem not in HOSTILE:  # so that the picture says what the drawing says, and has no box either
        assert apart(opened(reader, files["svg"], size, files["png"]), grey(files["png"])) < ALIKE
    paper = pypdf.PdfReader(io.BytesIO(files["pdf"]))
    assert len(paper.pages) == 1
    assert float(paper.pages[0].mediabox.height / paper.pages[0].mediabox.width) == pytest.approx(
        height / width, abs=0.01
    )
    assert paper.metadata.title == f"{plain(shown.title)} · {shapes.BRAND}"
    assert paper.metadata.creation_date == retrieved(shown)
    in_pdf = letters(paper.pages[0].extract_text())
    for text in said_in(shown):
        assert letters(text) in in_svg
        assert letters(text) in in_pdf
    assert drawn_with(paper) <= {"BangdanSans-Regular", "BangdanSans-Bold"}
    if shown.stem not in HOSTILE:  # where there is Arabic, which is left to the fonts of the machine
        assert 0 not in glyphs(paper), "a character is drawn as the box for a missing one"


def grey(png: bytes) -> Greys:
    """On white, from 0 to 255."""
    image = Image.open(io.BytesIO(png)).convert("RGBA")
    ground = Image.new("RGBA", image.size, "white")
    ground.alpha_composite(image)
    return np.asarray(ground.convert("L"), dtype=float)


def opened(reader: Page, svg: bytes, size: shapes.Size, like: bytes) -> Greys:
    """As a browser shows the file, in the pixels of a PNG of it."""
    width, height, _ = decoded(like)
    drawing = ElementTree.fromstring(svg)
    wide, tall = float(drawing.get("width", 0)), float(drawing.get("height", 0))
    times = max(1.0, shapes.SHAPES[size].width / wide)
    source = f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}"
    png = reader.evaluate(DRAW, [source, width, height, wide * times, tall * times])
    return grey(base64.b64decode(png.partition(",")[2]))


def apart(one: Greys, other: Greys) -> float:
    """The greatest difference of any square of a letter's size, by its mean."""
    assert one.shape == other.shape
    height, width = (side // SQUARE * SQUARE for side in one.shape)
    squares = np.abs(one - other)[:height, :width].reshape(height // SQUARE, SQUARE, width // SQUARE, SQUARE)
    return float(squares.mean(axis=(1, 3)).max())


def test_a_picture_with_one_box_is_told_from_its_drawing(painter, reader, exhibited):
    """So that the test above would see one."""
    shown = next(shown for shown in exhibited if shown.stem not in HOSTILE and shown.notes)
    rare = "\U0001f3c6"  # in none of our fonts
    boxed = dataclasses.replace(shown, notes=(f"{rare}{shown.notes[0][1:]}", *shown.notes[1:]))
    whole, drawing = (images.image(shown, format, scale=1, renderer=painter) for format in ("png", "svg"))
    expected = opened(reader, drawing, "screen", whole)
    assert apart(expected, grey(whole)) < ALIKE
    assert apart(expected, grey(images.image(boxed, "png", scale=1, renderer=painter))) > 2 * ALIKE


def decoded(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the lines of the image as they are packed: enough to tell a blank one."""
    assert png.startswith(SIGNATURE)
    width, height = struct.unpack(">II", png[16:24])
    packed, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return width, height, zlib.decompress(packed)


def drawn_with(reader: pypdf.PdfReader) -> set[str]:
    named = reader.pages[0]["/Resources"]["/Font"].values()
    return {str(font.get_object()["/BaseFont"]).rpartition("+")[2].lstrip("/") for font in named}


def glyphs(reader: pypdf.PdfReader) -> set[int]:
    """The numbers of those that the page draws; 0 is .notdef."""
    found: set[int] = set()
    for operands, operator in ContentStream(reader.pages[0].get_contents(), reader).operations:
        if operator not in (b"Tj", b"TJ"):
            continue
        for text in operands[0] if isinstance(operands[0], list) else operands:
            raw = getattr(text, "original_bytes", b"")
            found |= {int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw) - 1, 2)}
    assert found
    return found


def test_a_character_that_is_nowhere_is_seen_as_a_box(painter, exhibited):
    """So that the test above would see one."""
    figure = {
        "data": [],
        "layout": {
            "font": {"family": lines.STACK},
            "annotations": [{"text": "\U0001f3c6 \u5f41x", "showarrow": False, "x": 0.5, "y": 0.5}],
        },
    }
    content = painter.draw(figure, "pdf", 300, 300, 1)
    assert 0 in glyphs(pypdf.PdfReader(io.BytesIO(content)))


def test_notes_that_run_on_are_told_apart():
    assert frame._run_on(("One.", "Two", "三。", "四")) == "One. Two · 三。四"


@pytest.mark.parametrize("size", shapes.SIZES)
@pytest.mark.parametrize("count", [0, 1, 3, 4, 9, 20])
def test_every_note_stands_under_its_picture(exhibited, size, count):
    said = "note {} says how the figures were made and what is left out."
    notes = tuple(f"第{at}条说明 {said.format(at)}" for at in range(count))
    shown = dataclasses.replace(exhibited[0], notes=notes)
    drawing = shown.figure("light", shapes.SHAPES[size].compact)
    layout = frame.framed(shown, drawing, size, "light", URL)["layout"]
    lines = [at for at in layout["annotations"] if at.get("yref") == "paper" and at["y"] == 0]
    said = letters("".join(html.unescape(at["text"]) for at in lines))
    assert all(letters(note) in said for note in notes)
    assert letters(URL) in said
    feet = sorted((-at["yshift"], at["font"]["size"]) for at in lines)
    assert feet[-1][0] + feet[-1][1] <= layout["margin"]["b"], "the last line is cut"
    assert all(after[0] - before[0] >= before[1] or after[0] == before[0] for before, after in pairwise(feet))


@pytest.mark.parametrize("bold", [False, True])
def test_no_line_is_drawn_wider_than_it_was_measured(bold, exhibited):
    with TTFont(fonts.FOLDER / f"BangdanSans-{'Bold' if bold else 'Regular'}.ttf") as font:
        cmap, widths = font.getBestCmap(), font["hmtx"]
    for text in (text for shown in exhibited for text in (shown.title, *shown.notes)):
        for line in lines.wrapped(text, 500, 12, bold=bold):
            drawn = sum(widths[cmap.get(ord(char), ".notdef")][0] for char in line) * 12 / 1000
            assert drawn <= lines.width(line, 12, bold=bold) * 1.02 + 2, line


def test_lines_break_between_words_and_before_no_closing_mark():
    found = lines.wrapped("来源：总排行榜，抓取于某日。" * 6 + "a-very-long-word" * 9, 200, 12)
    assert len(found) > 6
    assert not [line for line in found if line[0] in "，。"]
    assert not [line for line in lines.wrapped("榜单（甲）" * 40, 200, 12) if line[-1] == "（"]
    assert "".join(found) == "来源：总排行榜，抓取于某日。" * 6 + "a-very-long-word" * 9


def test_an_image_too_large_is_refused_in_a_sentence(exhibited, monkeypatch):
    monkeypatch.setattr(images, "MOST_PIXELS", 1000)
    with pytest.raises(TooLarge, match="smaller scale"):
        images.image(exhibited[0], "png")


def test_without_a_browser_a_sentence_says_so(exhibited, monkeypatch):
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/nowhere/chromium")
    with pytest.raises(NoBrowser, match="BANGDAN_CHROMIUM"):
        images.image(exhibited[0], "png", renderer=renderer.Renderer())
    assert exports.browser_path() is None


def test_a_browser_that_died_is_replaced(painter, exhibited):
    images.image(exhibited[0], "svg", renderer=painter)
    before = painter._kaleido.subprocess
    before.kill()
    assert images.image(exhibited[0], "svg", renderer=painter).startswith(b"<svg")
    assert painter._kaleido.subprocess.pid != before.pid


def test_an_idle_browser_is_stopped(painter, exhibited, monkeypatch):
    monkeypatch.setattr(painter, "_idle", 0.2)
    images.image(exhibited[0], "svg", renderer=painter)
    process = painter._kaleido.subprocess
    assert process.wait(20) is not None
    for _ in range(200):
        if not painter.running:
            break
        threading.Event().wait(0.05)
    assert not painter.running


def test_a_crowd_is_told_to_come_back(monkeypatch):
    drawing = renderer.Renderer()
    monkeypatch.setattr(drawing, "_places", threading.Semaphore(0))
    with pytest.raises(Busy, match="try again"):
        drawing.draw({}, "png", 10, 10, 1)
