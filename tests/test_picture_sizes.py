"""Pictures of a fixed shape: as large as they are meant, with what they leave out said."""

from __future__ import annotations

import html
import re

import plotly.graph_objects as go
import pytest
from exhibit_store import shipped

from dashboard import exhibits
from dashboard.exhibit import Exhibit
from dashboard.exports import frame, images
from dashboard.exports.shapes import EDGE, SHAPES
from dashboard.figures import ability_profile
from dashboard.figures.fewer import FEWEST, fewer
from dashboard.words import t

LONG = {
    "rankings": {"board": "bfcl/overall"},
    "composite": {"cat": "llm"},
    "capabilities": {"board": "bfcl/overall"},
    "models": {"model": "phi-4"},
    "trends": {"board": "bfcl/overall"},
    "compare": {
        "m": "claude-opus-4.5-20251101,claude-sonnet-4.5-20250929,gemini-3-pro-preview",
        "board": "bfcl/overall",
    },
}
ALSO = (
    ("rankings", {"board": "bfcl/overall", "view": "scatter"}),
    ("capabilities", {"cat": "llm", "board": "all"}),
    ("trends", {"board": "livebench/overall", "y": "score"}),
)
URL = "https://bangdan.example/rankings?lang=zh&board=superclue%2Foverall"


def fitting(shown: Exhibit, size: frame.Size = "slide") -> tuple[Exhibit, go.Figure]:
    return images._fitting(shown, size, "light", URL)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", ["slide", "square", "social"])
@pytest.mark.parametrize(("page", "params"), [*LONG.items(), *ALSO])
def test_a_view_of_every_page_fits_its_shape_without_smaller_letters(page, params, size, lang):
    fitted, drawing = fitting(exhibits.of(page, shipped(), params, lang), size)
    layout = frame.framed(fitted, drawing, size, "light", URL)["layout"]
    shape = SHAPES[size]
    assert layout["width"] <= shape.width
    assert layout["height"] == pytest.approx(layout["width"] * shape.ratio, abs=1)
    assert not frame.too_high(fitted, drawing, size, "light", URL)


def rows_of(drawing: go.Figure) -> int:
    low, high = drawing.layout.yaxis.range
    return round(abs(low - high))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("page", ["rankings", "composite", "capabilities", "compare"])
def test_a_slide_says_how_many_of_all_rows_it_draws_and_the_table_keeps_them(page, lang):
    whole = exhibits.of(page, shipped(), LONG[page], lang)
    fitted, drawing = fitting(whole)
    n = rows_of(drawing)
    assert FEWEST <= n < rows_of(whole.figure("light", False))
    assert fitted.table.equals(whole.table)
    said = html.unescape(" ".join(fitted.notes))
    total = 24 if page == "compare" else len(whole.table)
    told = {"zh": rf"(前 {n}，共 {total}|{total} 项指标中差距最大的 {n} 项)", "en": rf"{n} of {total}\b"}
    assert re.search(told[lang], said), said
    assert fitted.notes[:1] == whole.notes[:1] or page in ("composite", "compare"), "caveats stay first"


def test_a_slide_of_a_trend_says_to_which_position_it_goes():
    fitted, _ = fitting(exhibits.of("trends", shipped(), {"board": "superclue-github/overall"}, "en"))
    (cut,) = [note for note in fitted.notes if note.startswith("Drawn are the best")]
    assert int(re.findall(r"\d+", cut)[0]) < 30


def test_what_a_model_is_worst_at_stays_in_a_picture_with_fewer_abilities():
    fitted, drawing = fitting(exhibits.of("models", shipped(), LONG["models"], "en"))
    n = rows_of(drawing)
    words = {"total": 24, "most": n - n // 2, "least": n // 2}
    assert fitted.notes[len(fitted.caveats)] == t("models.legend_cut", "en", **words)
    row = ability_profile.Row
    rows = [row(str(at), at, range(20), "", "") for at in range(20)]
    assert [at.name for at in ability_profile.extremes(rows, 5)] == ["19", "18", "17", "1", "0"]
    assert len(ability_profile.extremes(rows, 20)) == 20


def test_rows_are_brought_together_before_any_goes():
    assert ability_profile.kept(10, 0) == (10, ability_profile.ROW)
    assert ability_profile.kept(10, 100) == (10, 22)
    n, row = ability_profile.kept(10, 200)
    assert n * row <= 10 * ability_profile.ROW - 200
    assert row == ability_profile.TIGHT_ROW


@pytest.mark.parametrize(
    ("rows", "less", "kept"),
    [(20, 0, 20), (20, 1, 19), (20, 24, 19), (20, 25, 18), (20, 999, FEWEST), (3, 99, 3)],
)
def test_so_many_rows_stay(rows, less, kept):
    assert fewer(rows, 24, less) == kept


@pytest.mark.parametrize("size", ["screen", "column"])
def test_a_picture_of_no_fixed_height_draws_all_rows_of_the_page(size):
    whole = exhibits.of("rankings", shipped(), LONG["rankings"], "en")
    assert rows_of(fitting(whole, size)[1]) == rows_of(whole.figure("light", False))


def test_what_came_with_the_figures_is_said_once_in_a_shorter_picture():
    for page, params in LONG.items():
        fitted, _ = fitting(exhibits.of(page, shipped(), params, "zh"))
        assert len(set(fitted.notes)) == len(fitted.notes)


def test_heads_of_columns_are_broken_for_the_width_they_get():
    shown = exhibits.of("capabilities", shipped(), {"cat": "llm", "board": "all"}, "zh")
    heads = [images._drawing(shown, size, "light").layout.xaxis.ticktext for size in ("slide", "square")]
    lines = [sum(head.count("<br>") for head in found) for found in heads]
    assert lines[0] < lines[1]
    few = exhibits.of("capabilities", shipped(), {"board": "dataclue/baselines"}, "zh")
    layout = images._laid_out(few, "slide", "light", URL)[1]["layout"]
    assert layout["width"] < SHAPES["slide"].width
    assert any("<br>" in head for head in layout["xaxis"]["ticktext"])
    assert SHAPES["square"].width - 2 * EDGE < SHAPES["slide"].width - 2 * EDGE


def test_a_composite_with_fewer_rows_keeps_the_axis_of_all():
    whole = exhibits.of("composite", shipped(), {"cat": "llm"}, "en")
    drawn, fewer = whole.figure("light", False), whole.shorter(400).figure("light", False)
    assert len(fewer.layout.annotations) < len(drawn.layout.annotations)
    assert fewer.layout.xaxis.range == drawn.layout.xaxis.range
