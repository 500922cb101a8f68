"""Charts in the column of a report: between a phone and a screen, with names of their own."""

from __future__ import annotations

import html
from datetime import date
from itertools import pairwise

import plotly.graph_objects as go
import pytest
from exhibit_store import shipped

from dashboard import exhibits, trends_asked, trends_data
from dashboard.asking import Given
from dashboard.exhibit import COLUMN
from dashboard.exports.shapes import EDGE, SHAPES
from dashboard.figures.score_lines import APART, DOT, _Scores
from dashboard.figures.template import pixels
from dashboard.figures.tracks import Tracks
from dashboard.markup import plain

BOARD = "superclue-github/overall"


def names(figure: go.Figure) -> dict[str, float]:
    """Of the annotations beside a point, with the px they begin right of it."""
    found = figure.to_plotly_json()["layout"]["annotations"]
    beside = [at for at in found if at.get("xref") == "x"]
    return {html.unescape(at["text"].replace("<b>", "").replace("</b>", "")): at["xshift"] for at in beside}


@pytest.mark.parametrize("y", ["rank", "score"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_lines_over_editions_have_their_names_within_the_column(y, lang):
    shown = exhibits.of("trends", shipped(), {"board": BOARD, "y": y}, lang)
    assert shown.column
    column, phone = shown.column("light"), shown.figure("light", True)
    assert not names(phone)
    found = names(column)
    assert len(found) > 4
    right = column.layout.margin.r
    assert all(shift + pixels(name) <= right for name, shift in found.items())
    assert COLUMN - column.layout.margin.l - right > 200, "lines need room too"


def test_every_model_of_the_newest_edition_is_named_in_its_place():
    shown = exhibits.of("trends", shipped(), {"board": BOARD}, "en")
    edition = [name for name in shown.table.columns if name[:4].isdecimal()][-1]
    newest = shown.table.dropna(subset=[edition])
    found = names(shown.column("light"))
    assert len(found) == len(newest)
    assert plain(str(newest.iloc[0, 0])) in found


def test_boards_side_by_side_have_names_and_the_notes_tell_what_is_drawn():
    shown = exhibits.of("capabilities", shipped(), {"cat": "llm", "board": "all"}, "en")
    column = shown.column("light").to_plotly_json()
    heads = column["layout"]["xaxis"]["ticktext"]
    assert not any(head.isdecimal() for head in heads)
    drawn = len(column["layout"]["annotations"])
    assert drawn < len(shown.figure("light", False).to_plotly_json()["layout"]["annotations"])
    assert any(note.startswith(f"top {drawn} of ") for note in shown.column_notes)
    assert any(f"{len(heads)}" in note for note in shown.column_notes)


def test_the_column_is_as_wide_as_its_charts_are_laid_out_for():
    assert SHAPES["column"].width == COLUMN + 2 * EDGE


@pytest.mark.parametrize("compact", [False, True])
def test_no_value_beside_a_line_covers_another(compact):
    key = shipped()
    for board in trends_data.trending(key):
        asked = trends_asked.settle(
            Given({"board": board, "y": "score"}), key, _board(key, board), None, "en"
        )
        if asked is None:
            continue
        drawing = _Scores(Tracks(asked.trend(key), dict(asked.picks), {}, "light", "en", compact), ())
        columns: dict[int, list[tuple[float, float]]] = {}
        for (id, place), side in drawing._values().items():
            point = asked.trend(key).track(id).points[drawing.tracks.editions[place]]
            at = drawing._pixel(point.score)
            box = (at - DOT - APART, at - DOT) if side == "top center" else (at + DOT, at + DOT + APART)
            columns.setdefault(place, []).append(box)
        for boxes in columns.values():
            boxes.sort()
            for upper, lower in pairwise(boxes):
                assert lower[0] >= upper[1] - 1, (board, boxes)


def _board(key, id):
    return trends_asked.settle_board(Given({"board": id}), key, "en")


def test_a_model_says_on_which_board_its_abilities_are():
    shown = exhibits.of("models", shipped(), {"model": "gpt-4o"}, "en")
    assert shown.origins[0].board in shown.subtitle
    assert shown.pinned["board"] == f"{shown.origins[0].id.source}/{shown.origins[0].id.leaderboard}"
    assert date.fromisoformat(shown.pinned["asof"])
