"""Axes of a scatter, what is best on two of them, and names that do not cover one another."""

from datetime import date

import numpy as np
import plotly.graph_objects as go
import pytest
from page_store import NASTY, leaderboard

from cache.leaderboard import Category, LeaderboardId, Role
from cache.metrics import Metrics
from dashboard.figures.labels import Box, box_at, placed
from dashboard.figures.scatter import Point, Scale, legend, scatter
from dashboard.ranking.axes import PARAMETERS, RELEASED, Axis, axes, frontier

ID = LeaderboardId("alpha", "x", "2026-03")
METRICS = Metrics([])


def board(column, *cells):
    lines = [(f"m{place}", cell, str(place)) for place, cell in enumerate(cells, 1)]
    roles = (Role.MODEL, Role.ATTRIBUTE, Role.SCORE)
    return leaderboard(ID, lines, header=("模型", column, "总分"), roles=roles)


def axis(column, *cells) -> Axis | None:
    return axes(board(column, *cells), METRICS, [""] * len(cells)).get(column)


def days(*texts):
    return tuple(float(date.fromisoformat(text).toordinal()) if text else None for text in texts)


@pytest.mark.parametrize(
    ("column", "cells", "kind", "values"),
    [
        ("输出价格", ("0.5元", "$2.00", "1,200", ""), "price", (0.5, 2.0, 1200.0, None)),
        ("参数量(B)", ("1600B", "284", "671B-A37B", "-"), "size", (1600.0, 284.0, 671.0, None)),
        ("params", ("7B", "110M", "1T", "big"), "size", (7.0, 0.11, 1000.0, None)),
        ("发布日期", ("2026.3.30", "2025-09", "2024年1月", "2025.1"), "day", None),
        ("votes", ("10", "20", "30", "40"), "figure", (10.0, 20.0, 30.0, 40.0)),
    ],
)
def test_a_column_of_figures_or_days_is_an_axis(column, cells, kind, values):
    found = axis(column, *cells)
    assert found is not None
    assert found.kind == kind
    assert found.values == pytest.approx(values) if values else True


def test_a_day_that_can_be_two_months_is_none():
    found = axis("发布日期", "2026.3.30", "2025-09", "2024年1月", "2025.1")
    assert found
    assert found.values == days("2026-03-30", "2025-09-01", "2024-01-01", None)


@pytest.mark.parametrize("cells", [("Apache", "MIT", "x"), ("1", "1", "1"), ("1", "", ""), ("a", "b", "3")])
def test_a_column_of_words_or_of_one_value_is_none(cells):
    assert axis("license", *cells) is None


def test_the_catalog_tells_release_and_size():
    names = ["gpt-4o", "llama-3.1-405b-instruct", "llama-3.1-70b-instruct", "llama-3.1-8b-instruct"]
    found = axes(board("x", *"abcd"), METRICS, names)
    assert found[PARAMETERS].values[0] is None if PARAMETERS in found else True
    assert set(found) <= {"总分", RELEASED, PARAMETERS}


@pytest.mark.parametrize(
    ("kind", "better", "expected"),
    [("price", "low", {1, 3}), ("score", "high", {3, 4}), ("figure", "", set()), ("day", "", {1, 3})],
)
def test_the_best_on_both_axes_follow_their_directions(kind, better, expected):
    x = Axis("x", kind, better, "", (1.0, 2.0, 3.0, 4.0))
    y = Axis("y", "score", "high", "", (5.0, 4.0, 9.0, 1.0))
    assert frontier(x, y, [1, 2, 3, 4]) == expected


def test_equals_are_best_together():
    x = Axis("x", "price", "low", "", (1.0, 1.0, 2.0))
    y = Axis("y", "score", "high", "", (5.0, 5.0, 5.0))
    assert frontier(x, y, [1, 2, 3]) == {1, 2}


def test_no_label_covers_another_nor_a_foreign_point():
    chance = np.random.default_rng(1)
    points = [(float(x), float(y)) for x, y in chance.uniform(20, 480, (60, 2))]
    widths, frame = [90.0] * 40, Box(0, 0, 500, 500)
    places = placed(points, widths, 16, frame)
    assert places == placed(points, widths, 16, frame)
    boxes = [box_at(*points[at], place, 90, 16) for at, place in enumerate(places) if place]
    assert 10 < len(boxes) < 40
    for at, box in enumerate(boxes):
        assert box.within(frame)
        assert not any(box.meets(other) for other in boxes[at + 1 :])
    for at, place in enumerate(places):
        if place:
            box = box_at(*points[at], place, 90, 16)
            assert not any(
                box.meets(Box(x - 5, y - 5, x + 5, y + 5)) for own, (x, y) in enumerate(points) if own != at
            )


def test_the_foremost_have_names_where_it_takes_a_line_to_them():
    stairs = [(float(60 + 50 * at), float(300 - 10 * at)) for at in range(8)]
    crowd = [(float(60 + 10 * at), 320.0 + 7 * (at % 5)) for at in range(40)]
    steps = [Box(60 + 50 * at, 299 - 10 * at, 110 + 50 * at, 301 - 10 * at) for at in range(7)]
    points, widths, frame = [*stairs, *crowd], [120.0] * 20, Box(0, 0, 500, 400)
    alone = placed(points, widths, 16, frame, lines=steps)
    places = placed(points, widths, 16, frame, lines=steps, foremost=8)
    assert None in alone[:8]
    assert None not in places[:8]
    boxes = [box_at(*points[at], place, 120, 16) for at, place in enumerate(places) if place]
    assert not any(box.meets(other) for at, box in enumerate(boxes) for other in boxes[at + 1 :])
    assert any(place.led for place in places if place)


PRICE, SCORE = Scale("price", log=True, less=True), Scale("score")


def drawn(points, x=PRICE, y=SCORE, **options):
    settings = {"theme": "light", "lang": "en", "category": Category.LLM, **options}
    figure = scatter(points, x, y, **settings)
    return go.Figure(figure.to_dict())


POINTS = [
    Point("cheap", "a", 0.1, 50, True, True),
    Point(NASTY, "b", 10, 90, True, True),
    Point("dear", "", 20, 40, False, False),
]


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_accepts_it_and_names_are_letters(theme, compact):
    figure = drawn(POINTS, theme=theme, compact=compact)
    texts = [note.text for note in figure.layout.annotations]
    assert len(texts) == 3
    assert "<b>cheap</b>" in texts
    assert not any("<b>x" in text for text in texts)
    assert figure.layout.xaxis.type == "log"
    assert len(figure.layout.xaxis.ticktext) > 2


def test_others_are_not_named_while_one_of_the_best_is_not():
    best = [Point(f"Model-{at}-{'x' * 12}", "", 10 + at / 40, 90 + at / 40, True, True) for at in range(40)]
    other = Point("beaten", "", 1000, 10, True, False)
    texts = [note.text for note in drawn([*best, other], compact=True).layout.annotations]
    assert 0 < len(texts) < 40
    assert "beaten" not in texts
    assert "beaten" in [note.text for note in drawn([best[0], other], compact=True).layout.annotations]


def test_the_title_of_an_axis_is_whole_where_there_is_room():
    figure = drawn(POINTS, y=Scale("Mean of group means (ours)"), compact=True)
    assert figure.layout.yaxis.title.text == "Mean of group means (ours)"


def test_the_line_steps_over_what_is_attained():
    line = drawn(POINTS).data[0]
    assert (line.line.shape, list(line.x)) == ("hv", [0.1, 10])
    assert drawn(POINTS, x=Scale("score")).data[0].line.shape == "vh"


def test_days_are_dates_and_one_point_has_room():
    first = float(date(2025, 3, 1).toordinal())
    figure = drawn([Point("one", "", first, 3.0, True, True)], x=Scale("released", days=True, less=True))
    assert figure.data[0].x[0] == "2025-03-01"
    assert figure.layout.xaxis.type == "date"
    assert figure.layout.yaxis.range[0] < 3 < figure.layout.yaxis.range[1]


def test_the_legend_tells_what_colour_means():
    plain = {"theme": "light", "lang": "en", "category": Category.LLM}
    assert len(legend(POINTS, **plain)) == 2
    assert len(legend(POINTS[2:], **plain)) == 1
