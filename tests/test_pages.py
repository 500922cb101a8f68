"""The three pages over a small store, in both languages, whole or damaged."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from page_store import DECEMBER, NASTY, leaderboard, publish
from streamlit.testing.v1 import AppTest

from cache.leaderboard import LeaderboardId, Role
from cache.manifest import FORMAT_VERSION
from cache.store import Outcome, Store
from dashboard import data, rankings_parts
from dashboard.data import Selection

APP = "../dashboard/app.py"
PAGES = {
    "overview": None,
    "rankings": "app_pages/rankings.py",
    "composite": "app_pages/composite.py",
    "compare": "app_pages/compare.py",
    "capabilities": "app_pages/capabilities.py",
    "trends": "app_pages/trends.py",
    "models": "app_pages/models.py",
    "sources": "app_pages/sources.py",
    "about": "app_pages/about.py",
}
LANGS = ("zh", "en")
OVERALL = "superclue-github/overall"


@pytest.fixture
def empty(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    return tmp_path


UNFOLDED = ("composite_boards", "more_filters", "board_card")  # parts that are sent once they are opened


def opened(page: str = "overview", /, **params: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=60)
    at.query_params.update({"lang": "en"} | ({} if PAGES[page] else params))
    for part in UNFOLDED:
        at.session_state[part] = True
    at.run()  # of the Overview, to which parameters of another page mean nothing or something else
    if PAGES[page]:
        at.query_params.update({"lang": "en"} | params)
        at.switch_page(PAGES[page]).run()
    assert not at.exception, at.exception[0].stack_trace
    return at


def html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def url(at: AppTest) -> dict[str, str]:
    return {
        name: values[0] if isinstance(values, list) else values for name, values in at.query_params.items()
    }


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", PAGES)
def test_every_page_opens_in_both_languages(store, place, lang):
    at = opened(place, lang=lang)
    assert url(at)["lang"] == lang
    assert "bd-head" in html(at)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", PAGES)
def test_an_empty_store_says_what_to_run(empty, place, lang):
    at = opened(place, lang=lang)
    assert at.code[0].value == "./run refresh"


@pytest.mark.parametrize("place", PAGES)
def test_a_newer_manifest_is_refused_in_a_sentence(empty, place):
    (empty / "manifest.csv").write_text(f"# bangdan manifest, format {FORMAT_VERSION + 1}\n")
    at = opened(place)
    assert f"format {FORMAT_VERSION + 1}" in at.error[0].value
    assert at.code[0].value == "./run status"  # the way out


@pytest.mark.parametrize("place", PAGES)
def test_a_damaged_file_is_named_and_the_rest_is_shown(store, place):
    damaged = store / "tables" / "superclue" / "image" / "2026-03.csv"
    damaged.write_text("nonsense")
    at = opened(place)
    assert at.warning[0].value.replace("\\", "").count("superclue/image/2026-03.csv") == 1
    assert "SuperCLUE Overall" in html(at) or "SuperCLUE Overall" in table_of(at)["board"].tolist()


@pytest.mark.parametrize("place", ["rankings", "capabilities"])
def test_a_damaged_edition_is_told_where_it_is_asked_for(store, place):
    (store / "tables" / "superclue" / "image" / "2026-03.csv").unlink()
    at = opened(place, board="superclue/image")
    assert "2026-03.csv" in at.error[0].value.replace("\\", "")
    assert "Choose another edition" in at.error[0].value
    assert at.code[0].value == "./run refresh superclue"


def test_the_overview_counts_what_there_is_and_needs_no_table(store):
    at = opened()
    assert "3 sources · 3 boards · 4 editions" in html(at)
    assert not at.dataframe
    assert not at.get("plotly_chart")


def test_a_category_without_a_board_keeps_its_card_and_says_why(store):
    text = html(opened())
    assert text.count("No board yet") == 3
    assert "No source carries a ranking of this kind" in text


def test_names_are_never_markup(store):
    text = html(opened())
    assert "*Evil*_&lt;b&gt;x&lt;/b&gt;" in text
    assert "<b>x</b>" not in text


def test_the_overview_shows_movers_by_name_and_what_is_new(store):
    text = html(opened())
    assert "1 → 4" in text  # Moonshot(KimiChat), as the source ranks it: the reference takes no place
    assert "通义千问2.0" in text
    assert "One edition, nothing to compare" in text  # the vision board


def test_a_card_leads_to_its_board(store):
    text = html(opened())
    for category in ("llm", "vision"):
        assert f'class="bd-go bd-open" href="rankings?lang=en&amp;cat={category}"' in text
    assert "SuperCLUE-Image" in html(opened("rankings", cat="vision"))


def table_of(at: AppTest):
    return at.dataframe[0].value


def test_the_table_is_in_the_order_of_the_metric_with_references_and_people_marked(store):
    table = table_of(opened("rankings", board=OVERALL))
    assert table["model"].tolist()[:3] == ["GPT4-Turbo", "人类", "文心一言4.0(API)"]
    notes = dict(zip(table["model"], table["note"], strict=True))
    assert list(notes["GPT4-Turbo"]) == ["reference"]
    assert list(notes["人类"]) == ["human baseline"]
    assert list(notes["通义千问2.0"]) == ["new"]
    ranks = dict(zip(table["model"], table["rank"], strict=True))
    assert ranks["文心一言4.0(API)"] == 1


def test_changes_are_against_the_edition_before_and_the_dropped_are_named(store):
    at = opened("rankings", board=OVERALL)
    changes = dict(zip(table_of(at)["model"], table_of(at)["change"], strict=True))
    assert changes["Moonshot(KimiChat)"] == -3
    assert "Gone since 2023-11: 讯飞星火V3.0." in html(at)


def test_the_first_edition_has_no_column_of_changes(store):
    assert "change" not in table_of(opened("rankings", board=OVERALL, edition="2023-11"))


def test_source_edition_retrieval_and_revision_stand_by_the_table_and_the_chart(store):
    for view in ("table", "chart"):
        text = html(opened("rankings", board=OVERALL, view=view))
        assert "edition 2023-12, retrieved 2026-11-20 03:10 UTC, revision 1" in text
        assert 'href="https://pages.example/superclue-github.md"' in text


def test_where_figures_come_from_is_said(store):
    assert "rebuilt from a capture" in html(opened("rankings", board="superclue/image"))


@pytest.mark.parametrize(
    ("params", "models"),
    [
        ({"q": "moonshot"}, ["Moonshot(KimiChat)"]),
        ({"q": "Baidu"}, ["文心一言4.0(API)"]),
        ({"org": "baidu"}, ["文心一言4.0(API)"]),
        ({"ref": "0", "q": "GPT4"}, []),
    ],
)
def test_search_and_filters_come_from_the_link(store, params, models):
    at = opened("rankings", board=OVERALL, **params)
    assert [name for table in at.dataframe for name in table.value["model"]] == models
    assert url(at) == {"lang": "en"} | params  # the board is its category's first
    assert bool(models) or "No model matches" in at.info[0].value


def test_a_metric_of_the_link_orders_the_table(store):
    table = table_of(opened("rankings", board=OVERALL, metric="OPT"))
    assert table["model"].tolist()[:2] == ["GPT4-Turbo", "文心一言4.0(API)"]
    assert "人类" in table["model"].tolist()[-1]  # no score, last


def test_the_board_of_a_link_settles_its_category(store):
    at = opened("rankings", board="superclue/image")
    assert url(at) == {"lang": "en", "cat": "vision"}


def test_an_empty_category_says_so_and_leaves_the_others(store):
    at = opened("rankings", cat="industry")
    assert "no board yet" in at.info[0].value
    assert not at.dataframe


def test_nonsense_in_a_link_gives_lines_and_the_defaults(store):
    at = opened(
        "rankings", board="<b>x</b>", edition="1999", metric="y" * 900, view="pie", top="5", cat="moon"
    )
    assert len(at.warning) == 1
    assert at.warning[0].value.count("There is no ") == 6
    assert "<b>" not in at.warning[0].value
    assert url(at) == {"lang": "en"}


def test_the_view_is_kept_from_page_to_page(store):
    at = opened("rankings", cat="vision")
    at.query_params.clear()
    at.switch_page("app_pages/sources.py").run()
    assert url(at) == {"lang": "en"}
    at.query_params.clear()
    at.switch_page("app_pages/rankings.py").run()
    assert url(at) == {"lang": "en", "cat": "vision"}


def test_another_board_starts_with_its_own_newest_edition(store):
    at = opened("rankings", board=OVERALL)
    at.selectbox(key="board").select("zeroclue/overall").run()
    at.selectbox(key="board").select(OVERALL).run()
    assert "edition" not in url(at)


def test_the_chart_draws_the_top_n_of_any_metric(store):
    at = opened("rankings", board=OVERALL, view="chart", metric="OPEN", top="10")
    assert not at.dataframe
    assert len(at.get("plotly_chart")) == 1


def test_a_row_that_breaks_the_formula_is_flagged_not_hidden(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    id = LeaderboardId("superclue-github", "overall", "2023-12")
    lines = [("1", "甲", "百度", "79.02", "75.00", "88.38"), ("2", "乙", "百度", "60.00", "70.00", "80.00")]
    header = ("排名", "模型", "机构", "总分", "OPEN多轮开放问题", "OPT三大能力客观题")
    publish(tmp_path, [leaderboard(id, lines, header=header)])
    at = opened("rankings", board=OVERALL)
    if data.metrics().of(id, "总分").parts:
        assert list(table_of(at)["note"])[1] == ["breaks formula"]
        assert "1 of 2 rows do not satisfy" in html(at)


def test_a_formula_that_holds_only_about_says_so_and_names_who_stands_out(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    header = ("排名", "模型", "机构", "OPT分数", "基础能力", "中文特性", "学术专业能力")
    roles = (Role.RANK, Role.MODEL, Role.ATTRIBUTE, *[Role.SCORE] * 4)
    lines = [
        ("1", "甲", "百度", "80.50", "90.00", "70.00", "80.00"),
        ("2", "乙", "百度", "60.00", "60.00", "60.00", "30.00"),
    ]
    opt = LeaderboardId("superclue-github", "opt", "2023-12")
    publish(tmp_path, [leaderboard(opt, lines, header=header, roles=roles)])
    text = html(opened("rankings", board="superclue-github/opt"))
    assert "holds only about: 1 of 2 rows are within 0.9 of it; these stand out: 乙 (" in text
    assert "≈ the mean of 3 parts" in text
    publish(tmp_path, [leaderboard(opt, lines[:1], header=header, roles=roles)], as_of=datetime.now(UTC))
    assert "the one row with all parts is about" in html(opened("rankings", board="superclue-github/opt"))


def test_a_board_without_ranks_shows_our_positions_on_its_card_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    id = LeaderboardId("superclue", "overall", "2026-07")
    lines = [("甲", "79.02"), ("乙", "60.00"), ("丙", "60.00")]
    publish(tmp_path, [leaderboard(id, lines, header=("模型", "总分"), roles=(Role.MODEL, Role.SCORE))])
    text = html(opened())
    assert text.count('<span class="rank">=2</span>') == 2
    assert "positions are ours, by Total" in text
    assert '<span class="rank">–</span>' not in text


def test_a_board_without_a_score_says_so_on_its_card(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    publish(
        tmp_path,
        [leaderboard(LeaderboardId("superclue", "overall", "2026-07"), [("1", "甲", "", "", "", "")])],
    )
    assert "No score to compare" in html(opened())


def test_the_page_of_a_raw_file_is_linked_where_people_read_it(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    raw = "https://raw.githubusercontent.com/CLUEbenchmark/SuperCLUE/main/README.md"
    board = leaderboard(LeaderboardId("superclue-github", "overall", "2023-12"), DECEMBER)
    publish(tmp_path, [replace(board, url=raw)])
    page = "https://github.com/CLUEbenchmark/SuperCLUE/blob/main/README.md"
    assert f'href="{page}"' in html(opened("rankings"))
    assert table_of(opened("sources"))["link"].tolist() == [page]


def test_no_name_can_turn_the_text_of_the_table_around(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    line = ("1", "\u202egnp.evil", "百度", "79.02", "75.00", "88.38")
    publish(tmp_path, [leaderboard(LeaderboardId("superclue-github", "overall", "2023-12"), [line])])
    assert table_of(opened("rankings"))["model"].tolist() == ["gnp.evil"]


def test_the_file_holds_exactly_the_rows_shown(store):
    at = opened("rankings", board=OVERALL, q="moonshot")
    key, id = data.key(), LeaderboardId("superclue-github", "overall", "2023-12")
    before = LeaderboardId("superclue-github", "overall", "2023-11")
    view = data.view(key, Selection(id, before, "总分", query="moonshot", lang="en"))
    assert view["model"].tolist() == table_of(at)["model"].tolist()


def test_a_provenance_that_is_no_web_address_is_not_linked():
    assert rankings_parts.style.link("javascript:alert(1)", "page") == "page"
    assert 'rel="noopener noreferrer"' in rankings_parts.style.link("https://a.example", "page")


def test_sources_tell_status_edition_rows_and_the_command(store):
    at = opened("sources")
    table = table_of(at)
    assert set(table["command"]) == {
        "./run refresh superclue-github",
        "./run refresh superclue",
        "./run refresh zeroclue",
    }
    overall = table[table["board"] == "SuperCLUE Overall"].iloc[0]
    assert (overall["edition"], overall["rows"], overall["editions"]) == ("2023-12", 7, 2)


def test_sources_of_one_source(store):
    at = opened("sources", source="zeroclue")
    assert len(table_of(at)) == 1
    assert at.code[0].value == "./run refresh zeroclue"


def test_a_source_that_fails_keeps_its_figures_and_says_why(store):
    when = datetime(2026, 11, 21, 3, tzinfo=UTC)
    Store(store).record_outcome(
        Outcome(when, "superclue", "https://a.example/x", "failed", "503 from *there*")
    )
    at = opened("sources")
    assert "Showing data of 11" in at.warning[0].value.replace("\\", "")
    assert r"\*there\*" in at.warning[0].value
    assert "failing" in html(opened())


def test_the_nasty_name_reaches_the_table_letter_by_letter(store):
    assert NASTY in table_of(opened("rankings", board=OVERALL))["model"].tolist()


def test_all_categories_can_be_chosen(store):
    at = opened("rankings", board=OVERALL)
    assert at.button_group(key="cat").options == ["LLM", "Vision", "Multimodal", "Decision", "Industry"]


def test_a_row_opens_as_printed_with_its_place_and_closes_with_the_step_back(store):
    at = opened("rankings", board=OVERALL)
    row = 1 + [line[1] for line in DECEMBER].index(NASTY)
    at.selectbox(key="printed_row").select(row).run()
    assert not at.exception
    text = html(at)
    assert "0" * 64 in text
    assert "<dd>4 of 7</dd>" in text
    assert '<tr class="chosen"><td>总分</td><td>75.04</td>' in text
    assert "cell=superclue-github%2Foverall%2F2023-12.r1%2F4%2F" in text
    assert "*Evil*_&lt;b&gt;x&lt;/b&gt;" in text
    assert at.selectbox(key="printed_row").value is None
    assert "row" in url(at)
    del at.query_params["row"]
    assert "0" * 64 not in html(at.run())
