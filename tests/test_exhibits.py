"""What a page shows, made from the parameters of its URL alone."""

import subprocess
import sys
from dataclasses import replace

import pytest
from page_store import NASTY
from streamlit.testing.v1 import AppTest
from test_pages import opened

from cache.leaderboard import Role
from dashboard import data, exhibits
from dashboard.catalog.columns import cell_label, column_label
from dashboard.exhibit import NothingToShow, UnknownChoice
from dashboard.figures.palette import Theme
from dashboard.ranking.board import organization_column

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


def test_the_rows_of_a_chart_are_those_it_draws(key):
    shown = exhibits.of("rankings", key, {"top": "10"}, "en")
    assert shown.charted_rows is None
    assert shown.with_charted_rows() is shown
    some = replace(shown, charted_rows=(0, 2))
    kept = some.with_charted_rows().table
    assert kept["Model"].tolist() == shown.table["Model"].iloc[[0, 2]].tolist()


def test_a_chart_of_the_best_has_their_rows(monkeypatch):
    monkeypatch.delenv("BANGDAN_CACHE", raising=False)
    shown = exhibits.of("rankings", data.key(), {"board": "livebench/overall"}, "en")
    assert shown.charted_rows is not None
    assert len(shown.with_charted_rows().table) == len(shown.charted_rows) == 30 < len(shown.table)
    assert exhibits.of("rankings", data.key(), {"view": "scatter"}, "en").charted_rows is None


def _menu_rows() -> None:
    import streamlit as st

    from dashboard import data, exhibits, export_menu

    params = {"board": "livebench/overall", "view": st.session_state["view"]}
    shown = exhibits.of("rankings", data.key(), params, "en")
    taken = export_menu._with_rows(shown, "en", narrowed=st.session_state["narrowed"])
    st.text(str(len(taken.table)))


def test_the_export_menu_tells_which_rows_a_table_holds():
    app = AppTest.from_function(_menu_rows, default_timeout=60)
    app.session_state["view"], app.session_state["narrowed"] = "chart", False
    app.run()
    assert app.radio[0].options == ["Table: all 127 rows", "Table: the 30 rows of the chart"]
    assert app.text[0].value == "127"
    app.radio[0].set_value("chart").run()
    assert app.text[0].value == "30"
    app.session_state["view"], app.session_state["narrowed"] = "table", True
    app.run()
    assert app.caption[0].value == "Table: the 127 rows that fit the filters"


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


def test_files_of_a_composite_warn_of_a_mix_of_eras_as_its_page_does(monkeypatch):
    monkeypatch.delenv("BANGDAN_CACHE", raising=False)
    shown = exhibits.of("composite", data.key(), {"cat": "llm"}, "en")
    assert any("mind the mix of eras" in note for note in shown.notes)
    assert any("mind the mix of eras" in note for note in shown.as_table().notes)


def test_every_column_beside_the_scores_has_an_english_name(monkeypatch):
    monkeypatch.delenv("BANGDAN_CACHE", raising=False)
    key = data.key()
    for board in data.shelf(key).boards.values():
        at = data.edition(key, board.newest.id)[1]
        for name, role in zip(at.published.header, at.roles, strict=True):
            if role is Role.ATTRIBUTE:
                label = column_label(name, "en")
                assert not any("\u4e00" <= letter <= "\u9fff" for letter in label), (board.id, name)


def test_no_cell_of_a_translated_column_is_left_in_chinese(monkeypatch):
    monkeypatch.delenv("BANGDAN_CACHE", raising=False)
    key = data.key()
    for board in data.shelf(key).boards.values():
        for revision in board.editions:
            at = data.leaderboard(key, revision.id)
            maker = organization_column(at)
            for name in {name for entry in at.entries for name in entry.attributes} - {maker, "机构"}:
                cells = {cell_label(entry.attributes.get(name, ""), "en") for entry in at.entries}
                assert not any("\u4e00" <= letter <= "\u9fff" for letter in "".join(cells)), (board.id, name)
    asked = {"board": "superclue/overall", "edition": "2026-07"}
    shown = exhibits.of("rankings", key, asked, "en").table
    assert set(shown["Open or closed"]) <= {"Open", "Closed", ""}
    assert set(exhibits.of("rankings", key, asked, "zh").table["开/闭源"]) <= {"开源", "闭源", ""}


def test_an_axis_named_in_english_has_a_chinese_name():
    assert (column_label("date", "zh"), column_label("date", "en")) == ("日期", "Date")
    assert (column_label("开/闭源*", "zh"), column_label("no such", "zh")) == ("开/闭源", "no such")


def test_english_files_have_english_names_of_columns_and_of_the_file(monkeypatch):
    monkeypatch.delenv("BANGDAN_CACHE", raising=False)
    shown = exhibits.of("rankings", data.key(), {"board": "superclue/overall", "edition": "2026-07"}, "en")
    assert shown.stem == "superclue-overall_2026-07_Total"
    trend = exhibits.of("trends", data.key(), {"board": "superclue/overall"}, "en")
    assert trend.stem.endswith("_Total")
    assert not [name for name in shown.table.columns if not name.isascii()]


def test_the_picture_of_a_model_explains_no_column_of_its_table(monkeypatch):
    monkeypatch.delenv("BANGDAN_CACHE", raising=False)
    shown = exhibits.of("models", data.key(), {"model": "gpt-4"}, "zh")
    column = [note for note in shown.notes if "超过的模型 =" in note]
    assert column
    assert not {*column} & {*shown.as_drawn("light", still=True).notes}
    assert {*column} <= {*shown.as_table().notes}
