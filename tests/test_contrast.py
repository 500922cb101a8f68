"""Every colour that writes or marks stands out from what is behind it, in both themes (WCAG 2.2 AA)."""

import re
from pathlib import Path

import pytest

from dashboard.figures.palette import DARK, LIGHT, Palette

CSS = (Path(__file__).parents[1] / "dashboard/assets/style.css").read_text("utf-8")
PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", CSS)
}
THEMES = {"light": LIGHT, "dark": DARK}
TEXT, MARK = 4.5, 3.0


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def of(theme: str, name: str) -> str:
    return PAIRS[name][0 if theme == "light" else 1]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "name",
    ["ink", "quiet", "link", "up", "down", "orange", "llm", "vision", "multimodal", "decision", "industry"],
)
def test_text_of_the_style_sheet_can_be_read_on_the_page(theme: str, name: str) -> None:
    assert contrast(of(theme, name), THEMES[theme].page) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("name", "back"),
    [("up", "green-back"), ("orange", "orange-back"), ("down", "red-back"), ("quiet", "grey-back")],
)
def test_text_of_a_badge_can_be_read_on_its_ground(theme: str, name: str, back: str) -> None:
    assert contrast(of(theme, name), of(theme, back)) >= TEXT


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=THEMES)
def test_text_of_charts_and_tables_can_be_read(palette: Palette) -> None:
    for colour in (palette.ink, palette.secondary, palette.up, palette.down):
        assert contrast(colour, palette.page) >= TEXT
    for medal in palette.medals:
        assert contrast(palette.ink, medal) >= TEXT


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=THEMES)
def test_marks_that_carry_a_value_stand_out_from_the_page(palette: Palette) -> None:
    for colour in (*palette.highlight, *palette.category.values(), palette.reference):
        assert contrast(colour, palette.page) >= MARK


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=THEMES)
def test_a_cell_of_the_heat_map_can_be_written_on_in_black_or_white(palette: Palette) -> None:
    for colour in palette.heat:
        assert max(contrast(colour, ink) for ink in ("#000000", "#FFFFFF")) >= TEXT
