"""Models over the editions of one leaderboard."""

from __future__ import annotations

import itertools
from datetime import date

import plotly.graph_objects as go
import pytest
from page_store import NASTY, leaderboard

from cache.leaderboard import LeaderboardId, Role
from cache.metrics import Metrics
from cache.renames import Renames
from dashboard.figures.bump import bump
from dashboard.figures.contrast import ink_on
from dashboard.figures.depths import depths
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.releases import listed_before
from dashboard.figures.score_lines import score_lines
from dashboard.figures.tracks import deepest
from dashboard.ranking.steps import steps
from dashboard.ranking.trend import counterpart, default_picks, followed, in_common, trend, unoccupied

ROLES = (Role.RANK, Role.MODEL, Role.SCORE)
METRICS, RENAMES = Metrics.load(), Renames.load()


def edition(name: str, *rows: tuple[str, str], metric: str = "总分", source: str = "superclue-github"):
    lines = [(str(place), model, score) for place, (model, score) in enumerate(rows, start=1)]
    id = LeaderboardId(source, "overall", name)
    return leaderboard(id, lines, header=("排名", "模型", metric), roles=ROLES)


def followed_through(*boards, by="model"):
    return trend(boards, boards[-1].metrics[0], METRICS, RENAMES, by)


MARCH = edition("2023-03", ("Alpha-1", "90"), ("Beta-1", "80"), ("Gamma-1", "70"))
APRIL = edition("2023-04", ("Beta-1", "85"), ("Alpha-1 ↗", "85"))
MAY = edition("2023-05", ("Gamma-1", "88"), ("Delta-1", "87"), ("Beta-1", "60"), metric="平均")


def test_a_model_absent_from_an_edition_leaves_a_gap():
    gamma = followed_through(MARCH, APRIL, MAY).track("gamma-1")
    assert sorted(gamma.points) == ["2023-03", "2023-05"]


def test_spellings_of_one_name_are_one_line_under_the_newest_of_them():
    alpha = followed_through(MARCH, APRIL).track("alpha-1")
    assert alpha.label == "Alpha-1 ↗"
    assert [alpha.points[name].position for name in ("2023-03", "2023-04")] == [1, 1]


def test_equal_scores_share_a_position_but_not_a_place_in_the_chart():
    points = [track.points["2023-04"] for track in followed_through(MARCH, APRIL).tracks[:2]]
    assert [point.position for point in points] == [1, 1]
    assert sorted(point.slot for point in points) == [1, 2]


def test_those_who_left_stand_last_the_latest_to_leave_first():
    june = edition("2023-06", ("Beta-1", "99"))
    tracks = followed_through(MARCH, APRIL, MAY, june).tracks
    assert [track.id for track in tracks] == ["beta-1", "gamma-1", "delta-1", "alpha-1"]


def test_the_total_is_followed_under_its_other_names():
    found = followed_through(MARCH, APRIL, MAY)
    assert [at.metric.name for at in found.editions] == ["总分", "总分", "平均"]
    assert followed([MARCH, APRIL, MAY], METRICS, RENAMES) == ("平均",)


def test_a_column_known_to_be_renamed_is_followed():
    now = edition("2026-07", ("Alpha-1", "9"), metric="智能体编程", source="superclue")
    before = edition("2026-03", ("Alpha-1", "8"), metric="代码生成", source="superclue")
    assert counterpart(now, before, "智能体编程", METRICS, RENAMES) == "代码生成"


def test_an_edition_without_the_metric_is_left_out_and_named():
    other = edition("2023-02", ("Alpha-1", "1"), metric="轮数")
    found = followed_through(other, APRIL, MARCH)
    assert (found.without, found.names) == (("2023-02",), ("2023-04", "2023-03"))


def test_people_are_in_no_line_and_take_no_position():
    header, roles = ("排名", "模型", "总分"), ROLES
    id = LeaderboardId("superclue-github", "overall", "2023-12")
    board = leaderboard(id, [("人类", "人类", "99"), ("1", "Alpha-1", "50")], header=header, roles=roles)
    found = trend([board], "总分", METRICS, RENAMES)
    assert [(track.id, track.points["2023-12"].position) for track in found.tracks] == [("alpha-1", 1)]


def with_references(name: str, *rows: tuple[str, str, str]):
    return leaderboard(
        LeaderboardId("superclue-github", "overall", name), rows, header=("排名", "模型", "总分"), roles=ROLES
    )


FIRST = with_references("2023-06", ("-", "Far-1", "99"), ("-", "Off-1", "98"), ("1", "Alpha-1", "70"))
LAST = with_references(
    *("2023-07", ("-", "Far-1", "99"), ("1", "Beta-1", "90"), ("-", "Off-1", "80"), ("2", "Alpha-1", "70"))
)


def test_a_reference_takes_no_position_and_stands_between_two():
    found = followed_through(FIRST, LAST)
    assert [(at.ranked, at.references) for at in found.editions] == [(1, 2), (2, 2)]
    assert [at.position for at in found.track("alpha-1").points.values()] == [1, 2]
    off = found.track("off-1")
    assert [(at.position, at.slot) for at in off.points.values()] == [(None, 0.5), (None, 1.5)]
    assert off.references == ("2023-06", "2023-07")
    assert set(default_picks(found)) == {"alpha-1", "beta-1"}


def test_of_a_models_rows_the_ranked_one_counts_before_a_better_reference():
    board = with_references("2023-08", ("-", "Alpha-1", "99"), ("1", "Alpha-1", "70"))
    (track,) = followed_through(board).tracks
    assert [(at.position, at.score) for at in track.points.values()] == [(1, 70.0)]


def test_references_are_drawn_hollow_without_a_number_where_they_are_highlighted():
    discs = drawn(bump, FIRST, LAST, picks={"off-1": 0, "far-1": 1}).data[2]
    assert list(discs.text) == ["", "", ""]
    assert set(discs.marker.color[:2]) == {LIGHT.page}
    assert discs.y[0] != drawn(bump, FIRST, LAST, picks={"off-1": 0, "far-1": 1}).data[4].y[0]
    assert "reference, not ranked" in discs.hovertext[0]
    backdrop = drawn(bump, FIRST, LAST, picks={"alpha-1": 0}).data[0]
    assert [level for level in backdrop.y if level is not None] == [1]
    lines = drawn(score_lines, FIRST, LAST, picks={"off-1": 0}).data
    assert set(lines[2].marker.color[:2]) == {LIGHT.page}
    assert 99 in lines[0].y


def test_names_beside_a_highlighted_reference_do_not_meet():
    figure = drawn(bump, FIRST, LAST, picks={"off-1": 0, "far-1": 1}, compact=True, column=True)
    heights = sorted(at.y for at in figure.layout.annotations if at.xref == "x")
    assert all(after - before >= 17 / 20 - 1e-9 for before, after in itertools.pairwise(heights))


def test_a_family_is_drawn_by_its_best_model_at_the_models_own_position():
    one = edition("2023-10", ("Qwen-14B-Chat", "50"), ("Claude-2", "45"), ("Qwen-7B-Chat", "40"))
    two = edition("2023-11", ("Claude-2", "60"), ("Qwen-72B-Chat", "55"))
    qwen = followed_through(one, two, by="line").track("qwen")
    assert [(at.name, at.position) for at in qwen.points.values()] == [
        ("Qwen-14B-Chat", 1),
        ("Qwen-72B-Chat", 2),
    ]


def test_by_default_the_steadiest_of_the_best_are_highlighted():
    assert default_picks(followed_through(MARCH, APRIL, MAY)) == ("gamma-1", "delta-1", "beta-1")
    first = edition("2023-01", *((f"M-{n}", str(99 - n)) for n in range(1, 20)))
    last = edition("2023-02", *((f"M-{n}", str(99 - n)) for n in range(6, 30)))
    picks = default_picks(followed_through(first, last))
    assert picks == ("m6", "m7", "m8", "m9")


def test_steps_tell_who_came_came_back_left_and_was_renamed():
    boards = [
        edition("2023-09", ("vivoLM", "60"), ("GPT-4", "90"), ("Alpha-1", "1")),
        edition("2023-10", ("BlueLM", "61"), ("GPT4 ↗", "91"), ("Beta-1", "2")),
        edition("2023-11", ("BlueLM", "62"), ("Alpha-1", "2")),
    ]
    first, second = steps(boards, METRICS)
    assert [name for _, name in first.entered] == ["Beta-1"]
    assert [name for _, name in first.dropped] == ["Alpha-1"]
    assert [(old, new) for _, old, new in first.renamed] == [("vivoLM", "BlueLM")]
    assert [name for _, name in second.returned] == ["Alpha-1"]
    assert [name for _, name in second.dropped] == ["GPT4 ↗", "Beta-1"]


def drawn(draw, *boards, picks=None, **options) -> go.Figure:
    found = followed_through(*boards)
    chosen = {id: place for place, id in enumerate(default_picks(found))} if picks is None else picks
    return draw(found, chosen, theme="light", lang="en", **options)


@pytest.mark.parametrize("draw", [bump, score_lines])
@pytest.mark.parametrize("compact", [False, True])
def test_the_figures_are_ones_that_plotly_accepts(draw, compact):
    for figure in (drawn(draw, MARCH, APRIL, MAY, compact=compact), drawn(draw, APRIL, compact=compact)):
        go.Figure(figure.to_dict())


def test_a_highlighted_line_breaks_and_is_dotted_across():
    figure = drawn(bump, MARCH, APRIL, MAY, picks={"gamma-1": 0})
    _, dotted, discs = figure.data
    assert (list(dotted.x), list(dotted.y), dotted.line.dash) == ([0, 2, None], [3, 1, None], "dot")
    assert list(discs.x) == [0, None, 2, None]
    assert list(discs.text) == ["3", "", "1", ""]


def test_a_colour_follows_its_place_not_the_order():
    figure = drawn(bump, MARCH, APRIL, picks={"beta-1": 3})
    assert figure.data[2].line.color == LIGHT.highlight[3]


def test_the_position_on_a_disc_can_be_read():
    for colour in (*LIGHT.highlight, *DARK.highlight):
        assert ink_on(colour) in ("#000000", "#FFFFFF")
    assert ink_on("#1B2029") == "#FFFFFF"
    assert ink_on("#F0C825") == "#000000"


def test_names_stand_at_the_right_end_and_are_drawn_letter_by_letter():
    nasty = edition("2023-06", (NASTY, "99"), ("B" * 200, "98"))
    texts = [note.text for note in drawn(bump, MARCH, nasty).layout.annotations]
    assert any("&lt;b&gt;" in text for text in texts)
    assert all(len(text) < 200 for text in texts)
    assert not list(drawn(bump, MARCH, nasty, compact=True).layout.annotations[1:])


def test_of_many_positions_the_best_are_drawn_and_the_picked_below_them():
    rows = [(f"M-{n}", str(999 - n)) for n in range(1, 200)]
    boards = [edition("2023-01", *rows), edition("2023-02", *rows)]
    figure = drawn(bump, *boards, picks={"m150": 0, "m3": 1})
    assert deepest(followed_through(*boards)) == 30
    assert max(y for y in figure.data[0].y if y is not None) == 30
    deep = figure.data[2]
    assert list(deep.text[:2]) == ["150", "150"]
    assert deep.y[0] == 31.5
    assert len(figure.layout.shapes) == 1
    assert figure.layout.height < 1000


@pytest.mark.parametrize("options", [{}, {"compact": True}, {"compact": True, "column": True}, {"less": 500}])
def test_below_the_rows_drawn_falls_go_down_and_rises_up_and_discs_are_apart(options):
    rows = [f"M-{n}" for n in range(1, 100)]
    moved = {"m50": 90, "m60": 41, "m70": 71, "m45": 47, "m80": 81}
    swapped = list(rows)
    for id, place in moved.items():
        at = swapped.index(f"M-{id[1:]}")
        swapped.insert(place - 1, swapped.pop(at))
    boards = [
        edition(name, *((model, str(999 - n)) for n, model in enumerate(models)))
        for name, models in (("2023-01", rows), ("2023-02", swapped))
    ]
    discs = drawn(bump, *boards, picks=dict(zip(moved, range(5), strict=True)), **options).data[2::2]
    columns = [[(int(trace.text[at]), trace.y[at]) for trace in discs] for at in (0, 1)]
    assert any(first != last for first, last in zip(*columns, strict=True))
    for (first, start), (last, end) in zip(*columns, strict=True):
        assert (last > first) - (last < first) == (end > start) - (end < start)
    for column in columns:
        heights = sorted(y for _, y in column)
        assert all(after - before >= 1 - 1e-9 for before, after in itertools.pairwise(heights))


def test_a_deeper_fall_below_the_rows_drawn_is_a_steeper_line():
    near, far = depths([{31.0}, {32.0}]), depths([{31.0}, {90.0}])
    assert 0 < near[32.0] < far[90.0]
    crowd = depths([{31.0 + 7 * at + n for n in range(0, 42, 7)} for at in range(24)])
    assert list(crowd.values()) == sorted(crowd.values())


def test_lower_is_better_turns_the_axis():
    rows = [("1", "Alpha-1", "10"), ("2", "Beta-1", "20")]
    ids = (LeaderboardId("superclue-github", "open", name) for name in ("2023-07", "2023-08"))
    boards = [leaderboard(id, rows, header=("排名", "模型", "负率"), roles=ROLES) for id in ids]
    assert not METRICS.of(boards[1].id, "负率").higher_is_better
    bottom, top = drawn(score_lines, *boards).layout.yaxis.range
    assert bottom > top


def test_near_names_are_moved_apart():
    rows = [(f"M-{n}", f"{50 + n / 100:.2f}") for n in range(4)]
    figure = drawn(
        score_lines, *(edition(name, *rows) for name in ("2023-01", "2023-02", "2023-03", "2023-04"))
    )
    heights = sorted(note.y for note in figure.layout.annotations if note.text.startswith("<b>"))
    bottom, top = figure.layout.yaxis.range
    pixels = [height / (top - bottom) * 540 for height in heights]
    assert min(after - before for before, after in itertools.pairwise(pixels)) >= 16


DAYS = {"2023-03": date(2023, 3, 31), "2023-04": date(2023, 4, 30), "2023-05": date(2023, 5, 31)}
THREE = {"alpha-1": 0, "beta-1": 1, "gamma-1": 2}


def released(draw, days: dict[str, str], **options) -> go.Figure:
    return drawn(draw, MARCH, APRIL, MAY, picks=THREE, released=days, days=DAYS, **options)


@pytest.mark.parametrize("draw", [bump, score_lines])
@pytest.mark.parametrize("compact", [False, True])
def test_a_release_is_a_diamond_where_its_day_falls_above_all_lines(draw, compact):
    figure = released(draw, {"alpha-1": "2023-04-15", "beta-1": "2023-05"}, compact=compact)
    go.Figure(figure.to_dict())
    marks = figure.data[-1]
    assert marks.marker.symbol == "diamond"
    assert list(marks.x) == [pytest.approx(0.5), pytest.approx(1 + 15 / 31)]
    assert list(marks.marker.color) == list(LIGHT.highlight[:2])
    assert "Released: 2023-04-15" in marks.hovertext[0]
    bottom, top = figure.layout.yaxis.range
    for level in marks.y:
        lines = [y for trace in figure.data[:-1] for y in trace.y if y is not None]
        assert all(abs(level - bottom) > abs(y - bottom) for y in lines)
        assert abs(level - bottom) < abs(top - bottom)
    assert any("◆ released" in note.text for note in figure.layout.annotations)


@pytest.mark.parametrize("day", ["2022-11-30", "2023-06-01", "2023", ""])
def test_a_release_outside_the_editions_or_known_by_year_alone_has_no_mark(day):
    plain = drawn(bump, MARCH, APRIL, MAY, picks=THREE)
    figure = released(bump, {"alpha-1": day})
    assert len(figure.data) == len(plain.data)
    assert figure.layout.height == plain.layout.height
    assert not any("◆" in note.text for note in figure.layout.annotations)


def test_a_release_later_than_an_edition_that_lists_the_model_says_so():
    (late,) = released(bump, {"alpha-1": "2023-04-15"}).data[-1].hovertext
    assert "Already in the edition: 2023-03" in late
    alpha = followed_through(MARCH, APRIL, MAY).track("alpha-1")
    assert listed_before(alpha, "2023-05-02", DAYS) == ["2023-03", "2023-04"]
    assert listed_before(alpha, "2024", DAYS) == []


def test_releases_of_one_day_stand_one_above_the_other():
    one = released(bump, {"alpha-1": "2023-04-15"})
    two = released(bump, {"alpha-1": "2023-04-15", "gamma-1": "2023-04-15"})
    assert len(set(two.data[-1].y)) == 2
    assert two.layout.height > one.layout.height


def test_a_highlighted_name_in_the_box_of_its_release_is_inert():
    nasty = edition("2023-04", (NASTY, "99"))
    found = followed_through(MARCH, nasty)
    id = found.tracks[0].id
    figure = bump(found, {id: 0}, theme="dark", lang="zh", released={id: "2023-04-10"}, days=DAYS)
    assert "&lt;b&gt;" in figure.data[-1].hovertext[0]


def test_models_in_several_editions_are_highlighted_before_newcomers():
    first = edition("2023-01", *((f"M-{n}", str(99 - n)) for n in range(12, 15)))
    last = edition("2023-02", *((f"M-{n}", str(99 - n)) for n in range(1, 16)))
    found = followed_through(first, last)
    assert in_common(found) == 3
    assert default_picks(found) == ("m1", "m12", "m13", "m14")


def test_positions_of_a_models_further_rows_are_counted_as_empty():
    one = edition(
        "2023-10", ("Qwen-14B-Chat", "50"), ("Claude-2", "45"), ("Qwen-7B-Chat", "40"), ("A-1", "3")
    )
    two = edition("2023-11", ("Claude-2", "60"), ("Qwen-72B-Chat", "55"))
    family = followed_through(one, two, by="line")
    assert [unoccupied(family, name, 30) for name in family.names] == [1, 0]
    assert unoccupied(family, "2023-10", 2) == 0


@pytest.mark.parametrize("draw", [bump, score_lines])
def test_highlighted_lines_differ_in_shape_too(draw):
    figure = drawn(draw, MARCH, APRIL, MAY, picks={"gamma-1": 0, "beta-1": 1}, compact=True)
    shapes = [trace.marker.symbol for trace in figure.data if trace.mode == "lines+markers+text"]
    assert shapes == ["circle", "square"]


def test_names_beside_few_editions_have_room():
    name = "Gemini-3-Pro-Preview (Prompt)"
    first, last = edition("2023-01", (name, "2")), edition("2023-02", (name, "3"))
    assert sum(name in at.text for at in drawn(bump, first, last).layout.annotations) == 2
