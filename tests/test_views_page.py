"""The views of Rankings in the link: metrics side by side, scatter, changes."""

import json
from datetime import UTC, datetime

import pytest
from page_store import DECEMBER, leaderboard, publish
from test_pages import html, opened, table_of, url

from cache.leaderboard import LeaderboardId, Role
from dashboard import data, exhibits

OVERALL = "superclue-github/overall"
ID = LeaderboardId("superclue-github", "overall", "2023-12")


def test_the_metrics_of_a_link_stand_side_by_side(store):
    at = opened("rankings", metrics="OPT,OPEN")
    assert url(at) == {"lang": "en", "metrics": "OPT,OPEN"}
    columns = list(table_of(at).columns)
    assert [name for name in columns if name in ("总分", "OPEN", "OPT")] == ["总分", "OPT", "OPEN"]
    only = opened("rankings", metrics="OPT")
    assert "OPEN" not in table_of(only).columns
    only.multiselect(key="metrics").unselect("OPT").run()
    assert url(only) == {"lang": "en"}
    assert "OPEN" in table_of(only).columns


def test_a_metric_that_is_gone_is_told_and_left_out(store):
    at = opened("rankings", metrics="OPT,*moon*")
    assert "\\*moon\\*" in at.warning[0].value
    assert url(at) == {"lang": "en", "metrics": "OPT"}


def test_a_scatter_of_two_metrics_comes_from_the_link(store):
    at = opened("rankings", view="scatter", x="OPT", y="OPEN")
    assert url(at) == {"lang": "en", "view": "scatter", "x": "OPT", "y": "OPEN"}
    (chart,) = at.get("plotly_chart")
    marks = json.loads(chart.proto.spec)["data"][-1]
    assert len(marks["x"]) == 6  # people are no point
    assert table_of(at)["Model"].tolist()[0] == "GPT4-Turbo"
    assert "No model equals or beats a coloured point" in html(at)
    at.selectbox(key="scatter_x").select("总分").run()
    assert url(at).get("x", "总分") == "总分"  # may be the default
    assert at.selectbox(key="scatter_x").value == "总分"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unknown_axes_and_editions_are_told(store, lang):
    at = opened("rankings", lang=lang, view="scatter", x="*moon*", y="*moon*")
    assert at.warning[0].value.count("\\*moon\\*") == 2
    assert url(at) == {"lang": lang, "view": "scatter"}
    at = opened("rankings", lang=lang, view="changes", against="1999-01")
    assert "1999" in at.warning[0].value
    assert url(at) == {"lang": lang, "view": "changes"}


def test_a_scatter_that_filters_leave_empty_says_so(store):
    at = opened("rankings", view="scatter", org="baidu", ref="0", q="moonshot")
    assert "No model matches" in at.info[0].value


def test_a_logarithmic_axis_comes_from_the_link(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    header, roles = ("模型", "价格", "总分"), (Role.MODEL, Role.ATTRIBUTE, Role.SCORE)
    lines = [("A", "0.1", "50"), ("B", "2", "60"), ("C", "40", "70")]
    publish(tmp_path, [leaderboard(ID, lines, header=header, roles=roles)])
    at = opened("rankings", view="scatter")
    assert json.loads(at.get("plotly_chart")[0].proto.spec)["layout"]["xaxis"]["type"] == "log"
    at.toggle(key="logscale").set_value(False).run()
    assert url(at) == {"lang": "en", "view": "scatter", "logscale": "0"}
    assert json.loads(at.get("plotly_chart")[0].proto.spec)["layout"]["xaxis"]["type"] == "linear"


def test_changes_are_since_the_edition_before(store):
    at = opened("rankings", view="changes")
    text = html(at)
    assert "Against 2023-11: new 2 · down 2 · unchanged 1" in text or "Against 2023-11: new 2" in text
    assert "do not subtract scores" in text
    table = table_of(at)
    status = dict(zip(table["Model"], table["Status"].map(list), strict=True))
    assert status["讯飞星火V3.0"] == ["gone"]
    assert status["通义千问2.0"] == ["new"]
    assert status["Moonshot(KimiChat)"] == ["down"]
    assert table["Model"].tolist()[-1] == "讯飞星火V3.0"


def revised(store):
    lines = [*DECEMBER[:1], ("1", "文心一言4.0(API)", "百度", "80.02", "75.00", "88.38"), *DECEMBER[2:]]
    publish(store, [leaderboard(ID, lines)], as_of=datetime(2024, 1, 5, tzinfo=UTC))


def test_a_revision_of_the_same_edition_tells_each_changed_figure(store):
    revised(store)
    at = opened("rankings", view="changes", against="2023-12.r1")
    assert url(at) == {"lang": "en", "view": "changes", "against": "2023-12.r1"}
    text = html(at)
    assert "changed figures 1" in text
    assert "corrections or additions" in text
    figures = at.dataframe[1].value
    assert figures[["Before", "Now"]].values.tolist() == [[79.02, 80.02]]
    assert at.selectbox(key="against").options == ["2023-11", "2023-12 revision 1"]


def test_a_board_with_nothing_to_compare_has_no_such_view(store):
    at = opened("rankings", board="superclue/image", view="changes")
    assert "There is no " in at.warning[0].value
    assert at.button_group(key="view").options == ["Table", "Chart"]  # two models are no scatter


def test_a_damaged_file_to_compare_with_is_named(store):
    (store / "tables" / "superclue-github" / "overall" / "2023-11.csv").unlink()
    at = opened("rankings", view="changes")
    assert any("2023-11.csv" in error.value.replace("\\", "") for error in at.error)


@pytest.mark.parametrize("params", [{"view": "scatter", "x": "OPT"}, {"view": "changes"}, {"metrics": "OPT"}])
def test_what_is_exported_is_what_is_shown(store, params):
    shown = exhibits.of("rankings", data.key(), params, "en")
    page = table_of(opened("rankings", **params))
    names = page["model" if "model" in page else "Model"].tolist()
    assert len(shown.table) == len(names)
    assert shown.params == params
    assert len(shown.table.columns) == len(page.columns)
    assert (shown.figure is None) == (params.get("view") == "changes")


def test_each_number_of_a_row_leads_to_its_origin_and_can_be_reported(store, monkeypatch):
    monkeypatch.setenv("BANGDAN_REPORT_TO", "https://tracker.example/new?labels=number")
    at = opened("rankings", board=OVERALL)
    at.selectbox(key="printed_row").select(2).run()
    text = html(at)
    assert "sources?lang=en&amp;cell=superclue-github%2Foverall%2F2023-12.r1%2F2%2F" in text
    reports = [part.partition('"')[0] for part in text.split('class="bd-quiet" href="')[1:]]
    assert len(reports) == 3
    assert all(link.startswith("https://tracker.example/new?labels=number&amp;title=") for link in reports)
    assert "79.02" in reports[0]


def test_without_an_address_nothing_offers_a_report(store):
    at = opened("rankings", board=OVERALL)
    at.selectbox(key="printed_row").select(2).run()
    assert "Report" not in html(at)


def test_a_board_of_a_thousand_rows_sends_its_rows_to_who_asks_for_them(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    lines = [(str(place), f"xyzzy-{place}", "百度", str(2000 - place), "", "") for place in range(1, 1001)]
    publish(tmp_path, [leaderboard(ID, lines)])
    at = opened("rankings", board=OVERALL, view="chart")
    assert at.selectbox(key="top").options == ["Top 10", "Top 20", "Top 30", "Top 50", "Top 100"]
    assert "top 30 of 1000" in html(at).replace(",", "")
    at.session_state["more_filters"] = False
    assert max(len(box.options) for box in at.run().selectbox) < 100
    only = opened("rankings", board=OVERALL, model="xyzzy-7")
    assert table_of(only)["model"].tolist() == ["xyzzy-7"]
    assert url(only) == {"lang": "en", "model": "xyzzy-7"}


def test_a_table_wider_than_the_screen_says_so_and_how_it_ends(store):
    names = [f"Skill {n}" for n in range(1, 31)]
    lines = [(name, *(f"{50 + n}" for n in range(30))) for name in ("A", "B")]
    roles = (Role.MODEL, *[Role.SCORE] * 30)
    id = LeaderboardId("zeroclue", "overall", "2026-01")
    publish(store, [leaderboard(id, lines, header=("模型", *names), roles=roles)])
    at = opened("rankings", board="zeroclue/overall")
    assert "scroll sideways inside the table" in html(at)
    assert f"{len(table_of(at).columns)} columns" in html(at)
    assert "scroll sideways" not in html(opened("rankings", board=OVERALL))


def test_no_control_of_the_table_is_without_a_word(store):
    at = opened("rankings", board=OVERALL)
    for control in (at.multiselect(key="metrics"), at.selectbox(key="org")):
        assert control.label
        assert control.proto.label_visibility.value == 0  # visible
