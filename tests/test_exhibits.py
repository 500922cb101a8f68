"""What a page shows, made from the parameters of its URL alone."""

import subprocess
import sys

import pytest
from page_store import NASTY
from streamlit.testing.v1 import AppTest
from test_pages import opened

from dashboard import exhibits
from dashboard.exhibit import NothingToShow, UnknownChoice
from dashboard.figures.palette import Theme

BOARD = "superclue-github/overall"


def test_rankings_and_composite_have_exhibits():
    assert {"rankings", "composite"} <= set(exhibits.pages())


def test_what_is_not_asked_for_is_as_by_default(key):
    shown = exhibits.of("rankings", key, {}, "zh")
    assert shown.params == {}
    assert shown.origins[0].id == ("superclue-github", "overall", "2023-12")
    assert shown.stem == "superclue-github-overall_2023-12_总分"
    assert shown.table["模型"].tolist()[:2] == ["GPT4-Turbo", "人类"]


def test_a_board_settles_its_category(key):
    shown = exhibits.of("rankings", key, {"cat": "llm", "board": "superclue/image"}, "en")
    assert shown.origins[0].id.leaderboard == "image"


@pytest.mark.parametrize(
    ("params", "parameter"),
    [
        ({"board": "superclue-github/overal"}, "board"),
        ({"edition": "2099-01"}, "edition"),
        ({"metric": "x"}, "metric"),
        ({"ref": "maybe"}, "ref"),
        ({"org": "nobody"}, "org"),
        ({"bord": BOARD}, "bord"),
    ],
)
def test_a_value_that_is_not_there_is_told_with_what_there_is(key, params, parameter):
    with pytest.raises(UnknownChoice) as raised:
        exhibits.of("rankings", key, params, "en")
    assert raised.value.parameter == parameter
    assert raised.value.options


def test_a_page_without_an_exhibit_is_told(key):
    with pytest.raises(UnknownChoice, match=r"page=nothing is not known; known: .*rankings"):
        exhibits.of("nothing", key, {}, "en")


def test_the_newest_edition_has_a_name_of_its_own(key):
    shown = exhibits.of("rankings", key, {"board": BOARD, "edition": "latest"}, "en")
    assert shown.origins[0].id.edition == "2023-12"


def test_full_takes_the_filters_away_and_leaves_the_metric(key):
    params = {"edition": "2023-11", "metric": "OPT", "q": "Yi", "ref": "0"}
    assert len(exhibits.of("rankings", key, params, "en").table) == 1
    full = exhibits.of("rankings", key, params, "en", full=True)
    assert len(full.table) == 5
    assert full.params == {"edition": "2023-11", "metric": "OPT"}


def test_a_filter_that_leaves_nothing_has_a_table_and_no_chart(key):
    shown = exhibits.of("rankings", key, {"q": "xyzzy"}, "zh")
    assert shown.table.empty
    assert shown.figure is None


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_is_drawn_for_each_theme_and_width(key, lang, theme: Theme):
    shown = exhibits.of("rankings", key, {}, lang)
    assert shown.figure
    assert shown.figure(theme, False).layout.height > 0
    assert shown.figure(theme, True).layout.height > shown.figure(theme, False).layout.height


def test_a_category_without_boards_has_nothing_to_show(key):
    with pytest.raises(NothingToShow, match="multimodal"):
        exhibits.of("rankings", key, {"cat": "multimodal"}, "en")
    with pytest.raises(NothingToShow):
        exhibits.of("composite", key, {"cat": "multimodal"}, "en")


def test_an_exhibit_needs_no_streamlit(key):
    code = (
        "import sys; from dashboard import data, exhibits; key = data.key()\n"
        "for page in ('rankings', 'composite'): exhibits.of(page, key, {}, 'zh').figure('light', False)\n"
        "sys.exit('streamlit' in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"BANGDAN_CACHE": ""})


def table_of(at: AppTest):
    return at.dataframe[0].value


@pytest.mark.parametrize("params", [{}, {"edition": "2023-11"}, {"metric": "OPT", "ref": "0"}, {"q": "Yi"}])
def test_an_exhibit_holds_what_its_page_shows(key, params):
    at = opened("rankings", **params)
    shown = exhibits.of("rankings", key, params, "en")
    page = table_of(at)
    assert shown.table["Model"].tolist() == page["model"].tolist() or NASTY in shown.table["Model"].tolist()
    assert len(shown.table.columns) == len(page.columns)


def test_the_menu_offers_every_format_once_it_is_opened(key):
    at = opened("rankings")
    assert not at.get("download_button")
    at.session_state["export"] = True
    at.run()
    assert not at.exception
    assert len(at.get("download_button")) >= 2


def test_the_menu_says_why_a_view_without_a_chart_has_no_pictures(key):
    at = opened("rankings", view="changes")
    at.session_state["export"] = True
    at.run()
    assert not at.exception
    assert "This view has no chart; tables can be exported." in [caption.value for caption in at.caption]
