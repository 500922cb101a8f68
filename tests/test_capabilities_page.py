"""The page Capabilities, its heat map and its exhibit, over small stores."""

from __future__ import annotations

from functools import partial

import plotly.graph_objects as go
import pytest
import test_pages
from page_store import DECEMBER, NASTY, leaderboard, publish
from test_pages import html, url

from cache.leaderboard import Category, LeaderboardId, Standing
from dashboard import capabilities_all, capabilities_view, data, exhibits
from dashboard.exhibit import NothingToShow, UnknownChoice
from dashboard.figures.contrast import between, contrast, heat_scale, ink_on
from dashboard.figures.headings import fits, header
from dashboard.figures.heat_map import Cell, Row, heat_map
from dashboard.figures.palette import DARK, LIGHT, palette
from dashboard.ranking.shades import by_level, by_value

OVERALL, ERNIE = "superclue-github/overall", "ernie-bot-4.0"
ID = LeaderboardId("superclue-github", "overall", "2023-12")


opened = partial(test_pages.opened, "capabilities")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_board_is_a_heat_map_with_its_table_and_its_source(store, lang):
    at = opened(lang=lang)
    (chart,) = at.get("plotly_chart")
    assert "GPT4-Turbo 90.6" in chart.proto.alt
    assert len(at.dataframe) == 1
    assert "pages.example/superclue-github.md" in html(at)
    assert url(at) == {"lang": lang}


def test_every_control_is_in_the_link(store):
    params = {"board": OVERALL, "edition": "2023-11", "colour": "abs", "m": ERNIE}
    at = opened(**params)
    assert url(at) == {"lang": "en"} | {name: value for name, value in params.items() if name != "board"}
    assert "closer to the full score" in html(at)
    assert "bd-shape m0" in html(at)
    assert at.selectbox(key="edition").value == "2023-11"


def test_a_category_without_a_board_says_so(store):
    assert "no board yet" in opened(cat="industry").info[0].value


def test_an_edition_that_cannot_be_read_is_named(store):
    (store / "tables" / "superclue" / "image" / "2026-03.csv").unlink()
    at = opened(board="superclue/image")
    assert "2026-03.csv" in at.error[0].value.replace("\\", "")


def test_two_highlighted_models_lead_to_their_comparison(store):
    assert f"compare?lang=en&amp;m={ERNIE}%2Cmoonshot" in html(opened(m=f"{ERNIE},moonshot"))


def test_rows_stand_by_total_with_totals_first_and_people_left_out(key):
    shown = capabilities_view.view(key, ID, False, (), "zh")
    assert shown.columns == ("总分", "OPEN 多轮开放问题", "OPT 客观题")
    totals = [row.cells[0].value for row in shown.rows]
    assert totals == sorted(totals, reverse=True)
    assert (shown.total, shown.people) == (6, 1)
    assert all(row.name != "人类" for row in shown.rows)


def test_the_best_of_a_column_is_1_and_the_worst_0_and_absolute_scores_lie_on_their_scale(key):
    shown = capabilities_view.view(key, ID, False, (), "zh")
    shades = [row.cells[0].shade for row in shown.rows]
    assert shades == pytest.approx([1.0, 1.0, 0.75, 0.5, 0.25, 0.0])
    assert shown.rows[0].cells[0].hover[1] == "参考，不排名"
    absolute = capabilities_view.view(key, ID, True, (), "zh")
    assert absolute.rows[0].cells[0].shade == pytest.approx(0.9063)


def test_of_many_rows_the_top_30_and_the_highlighted_are_drawn_and_the_table_keeps_all(key, store):
    rows = [(str(n), f"Solo-{n}", "", str(100 - n), "", str(n)) for n in range(1, 51)]
    id = LeaderboardId("math24o", "overall", "2025-03")
    publish(store, [leaderboard(id, rows)])
    fresh = data.key()
    shown = capabilities_view.view(fresh, id, False, (("solo-45", 2),), "en")
    assert (len(shown.rows), shown.total, shown.rows[-1].place) == (31, 50, 2)
    exhibit = exhibits.of("capabilities", fresh, {"board": "math24o/overall", "m": "solo-45"}, "en")
    assert exhibit.notes[0] == "top 30 and 1 picked, of 50"
    assert len(exhibit.table) == 50


def test_all_boards_of_a_category_show_what_share_each_model_beats(store):
    found = [LeaderboardId("superclue-github", name, "2023-12") for name in ("open", "opt")]
    publish(store, [leaderboard(id, DECEMBER) for id in found])
    key = data.key()
    across = capabilities_all.across(key, Category.LLM)
    assert [board.id for board in across.boards][:1] == [OVERALL]
    assert "人类" not in across.models
    assert across.share("gpt-4-turbo", across.boards[0]) == 1
    assert across.share("yi-34b-chat", across.boards[0]) == 0
    assert across.older == 1  # the undated one
    at = opened(board="all")
    assert "6 models × 3 boards" in at.get("plotly_chart")[0].proto.alt
    assert "1 older or undated board is not shown" in html(at)
    assert list(at.dataframe[0].value["Boards"]) == [3] * 6


def test_boards_that_share_no_models_say_so(store):
    id = LeaderboardId("superclue", "vlm", "2026-03")
    publish(store, [leaderboard(id, [("1", "Solo-1", "", "9", "8", "7")], category=Category.VISION)])
    assert opened(cat="vision", board="all").info[0].value.startswith("No model is on two of these boards")
    with pytest.raises(NothingToShow):
        exhibits.of("capabilities", data.key(), {"cat": "vision", "board": "all"}, "en")


def test_the_exhibit_is_the_page(key):
    shown = exhibits.of("capabilities", key, {"board": OVERALL, "colour": "abs", "m": ERNIE}, "zh")
    assert shown.params == {"colour": "abs", "m": ERNIE}
    assert shown.origins[0].id == ID
    assert shown.table["模型"].iloc[0] == "GPT4-Turbo"
    assert shown.legend is not None
    assert shown.legend("dark") == [(DARK.highlight[0], "● 文心一言4.0(API)")]
    assert shown.figure is not None
    assert "<b>x</b>" not in str(shown.figure("light", True))
    with pytest.raises(UnknownChoice):
        exhibits.of("capabilities", key, {"colour": "red"}, "zh")
    with pytest.raises(NothingToShow):
        exhibits.of("capabilities", key, {"cat": "industry"}, "zh")


def cells(*shades: float | None) -> tuple[Cell | None, ...]:
    return tuple(
        None if shade is None else Cell(10 * shade, f"{shade:.1f}", f"{shade:.0f}", shade, ("said",))
        for shade in shades
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("compact", [False, True])
def test_the_figure_is_one_that_plotly_accepts(theme, compact):
    rows = [Row(NASTY, cells(1.0, None, 0.5)), Row("x" * 200, cells(0.0, 0.3, None), 5)]
    figure = heat_map(["总分", "Math reasoning", "$x$ <b>"], rows, theme=theme, lang="zh", compact=compact)
    go.Figure(figure.to_dict())
    go.Figure(heat_map([], [], theme=theme, lang="en").to_dict())
    assert figure.data[0].hoverongaps is False
    assert {trace.textfont.color for trace in figure.data[1:]} >= {palette(theme).secondary}


def test_a_row_is_28_px_high():
    heights = [
        heat_map(["a"], [Row("m", cells(0.5))] * n, theme="light", lang="en").layout.height for n in (3, 4)
    ]
    assert heights[1] - heights[0] == 28


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_figure_in_a_cell_can_be_read_on_every_shade(colours):
    scale = heat_scale(colours.heat)
    shades = [between(scale, at / 200) for at in range(201)]
    assert min(contrast(ink_on(shade), shade) for shade in shades) >= 4.5
    assert (shades[0], shades[70], shades[140], shades[200]) == colours.heat


def test_a_header_is_broken_at_spaces_and_within_a_word_that_is_longer():
    assert header("Math reasoning", 9, 2) == ["Math", "reasoning"]
    assert header("智能体任务规划", 6, 4) == ["智能体", "任务规", "划"]
    assert header("Text to image overall", 5, 2) == ["Text", "to…"]
    assert header("", 5, 2) == [""]


LONG = ["Overall accuracy", *(f"Multi-turn: {name}" for name in ("base", "missing function", "long context"))]


def test_headers_that_would_be_cut_are_turned_and_whole():
    assert fits("Math reasoning", 9, 2)
    assert not fits("Math reasoning", 8, 2)
    assert fits("智能体任务规划", 6, 4)
    columns = LONG * 6
    rows = [Row("m", cells(*[0.5] * len(columns)))]
    axis = heat_map(columns, rows, theme="light", lang="en").layout.xaxis
    assert axis.tickangle == -90
    assert list(axis.ticktext) == columns
    assert heat_map(LONG, [Row("m", cells(*[0.5] * 4))], theme="light", lang="en").layout.xaxis.tickangle == 0


def test_columns_too_narrow_for_their_figures_have_none_on_a_phone():
    def written(n):
        figure = heat_map(["a"] * n, [Row("m", cells(*[0.5] * n))], theme="light", lang="en", compact=True)
        return [trace for trace in figure.data if trace.type == "scatter"]

    assert written(5)
    assert not written(150)


def test_shades_follow_the_direction_and_need_a_field():
    assert by_level(1, 0) is None
    assert by_level(None, 4) is None
    assert by_level(2, 4) == 0.75
    assert by_value(3.0, [1.0, 5.0], None, higher_is_better=False) == 0.5
    assert by_value(1.0, [1.0, 5.0], None, higher_is_better=False) == 1
    assert by_value(120.0, [1.0], (0.0, 100.0), higher_is_better=True) == 1
    assert by_value(1.0, [1.0, 1.0], None, higher_is_better=True) is None


def test_people_are_in_the_table_only(key):
    board = data.leaderboard(key, ID)
    people = [entry.model for entry in board.entries if entry.standing is Standing.BASELINE]
    table = exhibits.of("capabilities", key, {"board": OVERALL}, "zh").table
    assert set(people) <= set(table["模型"])
