from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest
from boards import PLAIN, board

from cache.leaderboard import Category, Standing
from cache.metrics import Metric
from dashboard.figures.alt import alt_text
from dashboard.figures.charted import charted
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.ranking_bar import legend, ranking_bar
from dashboard.figures.template import cut, literal, pixels, template, units
from dashboard.ranking.view import select

ROWS = [
    ("GPT4", 90.63, None),
    ("文心一言", 79.02, 1),
    ("千问", 76.5, 2),
    ("Silent", None, 3),
    ("人类", 83.7, None),
]
SCORE = PLAIN.of(board(ROWS).id, "总分")


def rows(given=ROWS, lang="zh", makers=()):
    return select(board(given, makers=makers), "总分", PLAIN, lang=lang)


def draw(given=ROWS, metric: Metric = SCORE, **options) -> go.Figure:
    settings = {"theme": "light", "lang": "zh", "category": Category.LLM, **options}
    frame = rows(given, settings["lang"]) if isinstance(given, list) else given
    return ranking_bar(frame, metric, **settings)


def texts(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("unit", ["", "Elo"])
@pytest.mark.parametrize("given", [ROWS, [("A", -3.0, None), ("B", 2.0, None)], []])
def test_a_figure_built_by_hand_is_one_that_plotly_accepts(theme, compact, unit, given):
    figure = draw(given, replace(SCORE, unit=unit), theme=theme, compact=compact)
    go.Figure(figure.to_dict())


def test_bars_start_at_zero_and_stand_in_the_order_of_the_scores():
    figure = draw()
    (bars,) = figure.data
    assert list(bars.x) == [90.63, 79.02, 76.5]
    assert list(bars.y) == [0, 1, 2]
    assert list(bars.text) == ["90.63", "79.02", "76.50"]
    assert figure.layout.xaxis.range[0] == 0
    assert list(figure.layout.yaxis.range) == [2.5, -0.5]


def test_only_models_the_source_ranks_have_the_colour_of_the_category():
    (bars,) = draw(category=Category.VISION).data
    colour = LIGHT.category[Category.VISION]
    assert list(bars.marker.color) == [LIGHT.reference, colour, colour]
    (bars,) = draw(theme="dark").data
    assert list(bars.marker.color)[:2] == [DARK.reference, DARK.category[Category.LLM]]


def test_people_are_a_dotted_line_and_never_a_bar():
    figure = draw()
    assert {(line.x0, line.x1, line.line.dash) for line in figure.layout.shapes} == {(83.7, 83.7, "dot")}
    assert "人类 83.70" in texts(figure)
    assert "Human 83.70" in texts(draw(lang="en"))
    assert "随机猜测 25.00" in texts(draw([*ROWS, ("随机猜测", 25.0, None)]))
    assert figure.layout.xaxis.range[1] > 90.63


@pytest.mark.parametrize("compact", [False, True])
def test_a_line_for_people_is_broken_where_a_value_stands(compact):
    rows = [("A", 95.0, 1), ("B", 80.0, 2), ("C", 30.0, 3), ("人类", 80.8, None)]
    pieces = [(line.y0, line.y1) for line in draw(rows, compact=compact).layout.shapes]
    beside = 1 + (0.22 if compact else 0.0)
    assert not any(top < beside < bottom for top, bottom in pieces)
    assert any(top <= 0 < bottom for top, bottom in pieces)
    assert any(top < 2 < bottom for top, bottom in pieces)


def test_a_line_near_zero_is_broken_where_a_name_stands_above_its_mark():
    rows = [("A model with a long name", 95.0, 1), ("B", 80.0, 2), ("随机猜测", 12.0, None)]
    pieces = [(line.y0, line.y1) for line in draw(rows, compact=True).layout.shapes]
    assert pieces
    assert not any(top < -0.27 < bottom for top, bottom in pieces)
    assert any(top < 0.22 < bottom for top, bottom in pieces)


def among(*people: tuple[str, float]) -> pd.DataFrame:
    """Rows that the test's board reads as models, made lines."""
    found = rows([*ROWS[:-1], *((name, score, None) for name, score in people)])
    found.loc[found["model"].isin([name for name, _ in people]), "standing"] = Standing.BASELINE.value
    return found


def test_several_lines_for_people_have_a_name_each_in_the_readers_language():
    found = among(("Human Expert (High)", 85.0), ("Human Expert (Low)", 73.0), ("Random Choice", 12.6))
    assert {"人类专家（高） 85.00", "人类专家（低） 73.00", "随机选择 12.60"} <= set(texts(draw(found)))
    assert "Human expert (low) 73.00" in texts(draw(found, lang="en"))
    others = among(("Human (text)", 90.0), ("Human (speech)", 80.0))
    assert {"Human (text) 90.00", "Human (speech) 80.00"} <= set(texts(draw(others)))


def test_the_baseline_is_inside_the_axis_even_where_it_beats_every_model():
    assert draw([("A", 10.0, 1), ("人类", 96.0, None)]).layout.xaxis.range[1] > 96


def test_the_height_follows_the_number_of_rows():
    assert draw().layout.height == 70 + 24 * 3
    assert draw(compact=True).layout.height == 70 + 34 * 3


def test_nothing_on_the_chart_takes_a_drag_and_only_vertical_hairlines_are_drawn():
    layout = template("light").layout
    assert layout.dragmode is False
    assert layout.xaxis.fixedrange
    assert layout.yaxis.fixedrange
    assert layout.xaxis.side == "top"
    assert not layout.xaxis.zeroline
    assert not layout.yaxis.showgrid
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"


def test_the_left_margin_follows_the_widest_name():
    short = draw([("A", 1.0, 1)]).layout.margin.l
    long = draw([("一二三四五六七八九十一二三四五六七八九十一二三四", 1.0, 1)]).layout.margin.l
    longer = draw([("一二三四五六七八九十" * 9, 1.0, 1)]).layout.margin.l
    assert short + 23 * 13 <= long
    assert longer < long + 13


def test_ranks_and_names_are_two_left_aligned_columns():
    notes = [note for note in draw().layout.annotations if note.xref == "paper"]
    assert {note.xanchor for note in notes} == {"left"}
    assert len({note.xshift for note in notes}) == 2
    assert [note.text for note in notes] == ["GPT4", "–", "文心一言", "1", "千问", "2"]


def test_a_board_that_prints_no_rank_has_no_column_of_dashes():
    assert texts(draw([("A", 2.0, None), ("B", 1.0, None)])) == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "most", "shown"),
    [
        ("Qwen-72B-Chat", 28, "Qwen-72B-Chat"),
        ("一" * 14, 28, "一" * 14),
        ("一" * 15, 28, "一" * 13 + "…"),
        ("a" * 29, 28, "a" * 27 + "…"),
        ("a\n b", 28, "a b"),
        ("", 28, ""),
    ],
)
def test_names_are_cut_by_the_width_they_take(text, most, shown):
    assert cut(text, most) == shown
    assert units(shown) <= most
    assert pixels("W" * 4) > pixels("i" * 4)


EVIL = [
    "<b>x</b>",
    '<a href="javascript:alert(1)">y</a>',
    "&lt;i&gt; &amp;",
    "$\\alpha$",
    "a<br>b\nc",
    "</script><script>z",
]


def test_markup_in_a_name_is_shown_letter_by_letter():
    figure = draw(rows([(name, 9.0 - place, None) for place, name in enumerate(EVIL)], makers=EVIL))
    drawn = [*texts(figure), *figure.data[0].hovertext]
    for text in drawn:
        bare = text.replace("<br>", "").replace("<b>", "", 1).replace("</b>", "", 1)
        assert "<" not in bare
        assert ">" not in bare
        assert "$" not in bare
    assert literal("&lt;") == "&amp;lt;"


def test_the_hover_box_names_model_organization_metric_rank_and_position():
    figure = draw(rows([("千问", 76.5, 2), ("GPT", 90.25, None)], makers=["阿里巴巴", "OpenAI"]))
    gpt, qwen = figure.data[0].hovertext
    assert gpt == "<b>GPT</b><br>机构：OpenAI<br>总分：90.25<br>名次：来源未给名次"
    assert qwen.startswith("<b>千问</b><br>机构：")
    assert qwen.endswith("<br>总分：76.50<br>名次：2<br>分数位次：1")


MANY = [(f"m{place}", 300.0 - place, place + 1) for place in range(266)]


def test_of_many_rows_the_best_thirty_are_drawn_and_the_rest_counted():
    part = charted(rows(MANY), SCORE)
    assert part.rows["model"].tolist() == [f"m{place}" for place in range(30)]
    assert part.summary("zh") == "前 30，共 266"
    assert part.summary("en") == "top 30 of 266"
    assert len(charted(rows(MANY[:40]), SCORE).rows) == 40
    assert charted(rows(MANY[:40]), SCORE).summary("en") == ""
    assert len(charted(rows(MANY[:40]), SCORE, top=30).rows) == 30


def test_a_model_the_reader_picks_is_drawn_wherever_it_stands():
    part = charted(rows(MANY), SCORE, top=10, highlight=["m3", "m200"])
    assert part.rows["model"].tolist()[-1] == "m200"
    assert part.summary("en") == "top 10 and 1 picked, of 266"
    (bars,) = draw(MANY, top=10, highlight=["m3", "m200"]).data
    assert (bars.marker.color[3], bars.marker.color[10]) == LIGHT.highlight[:2]


def test_models_without_a_score_are_left_out_and_counted():
    assert charted(rows(), SCORE).summary("zh") == "1 个没有此项分数"


def test_ties_share_a_position_and_keep_the_published_order():
    part = charted(rows([("B", 5.0, 1), ("A", 5.0, 1), ("C", 4.0, 3)]), SCORE)
    assert part.rows[["model", "position"]].values.tolist() == [["B", 1], ["A", 1], ["C", 3]]


def test_less_is_better_sorts_upwards_and_says_so():
    low = replace(SCORE, higher_is_better=False)
    figure = draw([("A", 3.0, 2), ("B", 1.0, 1)], low)
    assert list(figure.data[0].x) == [1.0, 3.0]
    assert figure.layout.xaxis.title.text == "越低越好"
    assert draw([("A", 3.0, 2)], low, lang="en").layout.xaxis.title.text == "lower is better"
    assert draw().layout.xaxis.title.text is None


def test_a_scale_without_a_zero_has_dots_on_an_open_axis():
    figure = draw([("A", 1300.4, 1), ("B", 1250.0, 2)], replace(SCORE, unit="Elo"))
    (dots,) = figure.data
    assert dots.type == "scatter"
    assert list(dots.text) == ["1300", "1250"]
    assert 1200 < figure.layout.xaxis.range[0] < 1250


def test_negative_values_have_their_bars_left_of_zero():
    figure = draw([("A", 2.5, None), ("B", -3.5, None)])
    low, high = figure.layout.xaxis.range
    assert low < -3.5
    assert high > 2.5
    assert list(figure.data[0].text) == ["2.5", "−3.5"]


def test_equal_zeros_still_have_an_axis():
    low, high = draw([("A", 0.0, None)]).layout.xaxis.range
    assert low < high


def test_nothing_to_draw_is_said_on_the_chart():
    assert texts(draw([])) == ["没有可画的分数"]
    assert texts(draw([("A", None, 1), ("人类", 5.0, None)], lang="en")) == ["No score to chart"]


def test_the_alternative_text_tells_what_n_top_three_and_range():
    told = alt_text(rows(), SCORE, board="SuperCLUE 总排行榜", edition="2023-12", lang="zh")
    assert told == (
        "条形图，SuperCLUE 总排行榜 2023-12，总分，3 个模型；前三：GPT4 90.63、文心一言 79.02、千问 76.50；"
        "76.50–90.63；1 个没有此项分数"
    )
    one = alt_text(rows([("A", 5.0, 1)]), SCORE, board="B", edition="2023", lang="en")
    assert one == "Bar chart, B 2023, 总分, one model: A 5"
    assert (
        alt_text(rows([]), SCORE, board="B", edition="2023", lang="en") == "B 2023, 总分: no score to chart"
    )


def test_a_legend_is_needed_only_where_references_stand_and_names_what_is_drawn():
    kinds = {"theme": "light", "lang": "en", "category": Category.LLM}
    assert legend(rows([("A", 1.0, 1)]), **kinds) == []
    assert legend(rows(), **kinds) == [
        (LIGHT.category[Category.LLM], "ranked by the source"),
        (LIGHT.reference, "reference, not ranked"),
    ]
    references = rows()[lambda table: table["rank"].isna()]
    assert legend(references, **kinds) == [(LIGHT.reference, "reference, not ranked")]
