"""Composite and Capabilities by scenario: the pages, links and exhibits, the API and the commands."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from boards import board
from page_store import leaderboard, publish, small_store
from starlette.testclient import TestClient
from test_pages import html, opened, url
from typer.testing import CliRunner

from cache.leaderboard import Category, LeaderboardId, Scenario
from dashboard import about_groups, capabilities_all, data, exhibits, overview_parts, upkeep
from dashboard.__main__ import app
from dashboard.api.application import ROOT, application
from dashboard.catalog.categories import member_of, stem_of
from dashboard.exhibit import NothingToShow, UnknownChoice
from dashboard.figures.palette import DARK, LIGHT
from dashboard.ranking.choosing import choice_of

PLACES = ("composite", "capabilities")
FINANCE = {"group": "scenario", "scenario": "finance"}
MODELS = [f"Model {letter}" for letter in "ABCDEF"]


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Three boards for finance, of two categories; one for health; two for images that are of none."""
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    small_store(tmp_path)
    kinds = (Category.LLM, Category.INDUSTRY, Category.INDUSTRY)
    made = [scored("bank", place, kind, Scenario.FINANCE) for place, kind in enumerate(kinds)]
    made.append(scored("clinic", 0, Category.INDUSTRY, Scenario.HEALTH))
    made += [scored("image", place, Category.MULTIMODAL, Scenario.VISION) for place in range(2)]
    publish(tmp_path, made)
    return tmp_path


def scored(name: str, place: int, category: Category, scenario: Scenario):
    chance = np.random.default_rng(place)
    scores = 80 - 5 * np.arange(len(MODELS)) + chance.normal(size=len(MODELS))
    rows = [(model, round(float(score), 2), None) for model, score in zip(MODELS, scores, strict=True)]
    id = LeaderboardId("alpha", f"{name}-{place}", f"2026-{place + 1:02}")
    return replace(board(rows), id=id, category=category, scenarios=(scenario,))


@pytest.mark.parametrize("place", PLACES)
def test_the_switch_groups_by_scenario_and_the_link_keeps_it(store, place):
    at = opened(place)
    assert at.button_group(key="cat").options
    at.button_group(key="group").set_value("scenario").run()
    assert not at.exception
    assert url(at)["group"] == "scenario"
    at.button_group(key="scenario").set_value("finance").run()
    assert FINANCE.items() <= url(at).items()
    linked = opened(place, **url(at))
    assert url(linked) == url(at)
    assert html(linked) == html(at)
    linked.button_group(key="group").set_value("category").run()
    assert url(linked) == {"lang": "en"}


@pytest.mark.parametrize("place", PLACES)
def test_an_unknown_scenario_is_told_and_the_first_is_shown(store, place):
    at = opened(place, group="scenario", scenario="*moon*")
    assert "\\*moon\\*" in at.warning[0].value
    assert "scenario" not in url(at)
    assert at.button_group(key="scenario").value == "language"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("place", PLACES)
def test_a_scenario_without_a_board_says_so_and_leaves_the_way_out(store, place, lang):
    at = opened(place, lang=lang, group="scenario", scenario="iot")
    assert ("暂无可用榜单" if lang == "zh" else "no board yet") in at.info[0].value
    at.button_group(key="scenario").set_value("finance").run()
    assert not at.info or "no board yet" not in at.info[0].value
    assert FINANCE.items() <= url(at).items()


def test_a_composite_ranks_over_the_boards_of_its_scenario(store):
    at = opened("composite", **FINANCE)
    assert "6 models · 3 benchmarks · 3 tables" in html(at)
    assert "Finance" in at.get("plotly_chart")[0].proto.alt
    assert "Moonshot" not in html(at)


def test_one_board_is_too_few_and_leads_to_where_it_can_be_looked_at(store):
    at = opened("composite", group="scenario", scenario="health")
    assert at.info[0].value.startswith("Ranked by percentile within each board")
    text = html(at)
    assert "Look at the 1 board here" in text
    assert 'href="rankings?lang=en&amp;group=scenario&amp;scenario=health"' in text
    assert "Combine a category instead" in text
    assert len(at.dataframe) == 1


def test_capabilities_offer_the_boards_of_the_scenario_and_all_of_them(store):
    at = opened("capabilities", **FINANCE)
    assert len(at.selectbox(key="board").options) == 4
    at.selectbox(key="board").set_value("all").run()
    assert url(at) == {"lang": "en", **FINANCE, "board": "all"}
    assert "Finance" in at.get("plotly_chart")[0].proto.alt
    table = at.dataframe[0].value
    assert len(table) == len(MODELS)
    assert len(table.columns) == 3 + 3


def test_a_scenario_and_a_category_of_one_name_stay_apart(store):
    key = data.key()
    kinds: list[Category | Scenario] = [Category.VISION, Scenario.VISION]
    assert [stem_of(member) for member in kinds] == ["vision", "scenario-vision"]
    assert [type(member_of(stem_of(member))) for member in kinds] == [Category, Scenario]
    assert choice_of(Category.VISION) != choice_of(Scenario.VISION)
    category, scenario = (capabilities_all.across(key, member) for member in kinds)
    assert not category.models
    assert len(scenario.models) == len(MODELS)
    conditions, day = upkeep.conditions(key), date(2026, 11, 22)
    cards = [overview_parts.card(key, conditions, member, "en", day) for member in kinds]
    assert "SuperCLUE-Image" in cards[0]
    assert "SuperCLUE-Image" not in cards[1]
    sections = [about_groups.section(key, member, "en", opened=True) for member in kinds]
    assert ["SuperCLUE-Image" in text for text in sections] == [True, False]
    stems = [
        exhibits.of("composite", key, params, "en").stem
        for params in ({"cat": "vision"}, {"group": "scenario", "scenario": "vision"})
    ]
    assert len(set(stems)) == 2


def test_what_is_grouped_by_its_use_has_one_colour():
    for colours in (LIGHT, DARK):
        assert {colours.of(scenario) for scenario in Scenario} == {colours.use}
        assert colours.of(Category.INDUSTRY) == colours.category[Category.INDUSTRY]


@pytest.mark.parametrize(("place", "more"), [("composite", {}), ("capabilities", {"board": "all"})])
def test_the_exhibit_of_a_scenario_is_what_the_page_shows(store, place, more):
    shown = exhibits.of(place, data.key(), FINANCE | more, "zh")
    assert shown.params == FINANCE | more
    assert "金融" in shown.title
    assert len(shown.table) == len(MODELS)
    assert {origin.id.leaderboard for origin in shown.origins} == {"bank-0", "bank-1", "bank-2"}
    assert shown.figure is not None
    shown.figure("dark", True)
    with pytest.raises(UnknownChoice, match="scenario=moon"):
        exhibits.of(place, data.key(), {"group": "scenario", "scenario": "moon"}, "zh")
    with pytest.raises(NothingToShow, match="暂无可用榜单"):
        exhibits.of("capabilities", data.key(), {"scenario": "iot"}, "zh")


def test_every_scenario_with_several_boards_is_among_the_views_that_show_everything(store):
    views = exhibits.every("composite", data.key())
    assert FINANCE in views
    assert {"group": "scenario", "scenario": "health"} not in views


def test_the_api_knows_the_grouping_and_the_openapi_file_says_so(store):
    client = TestClient(application())
    said = client.get(f"{ROOT}/composite", params=FINANCE).json()
    assert said["params"] == FINANCE
    assert len(said["rows"]) == len(MODELS)
    assert said == client.get(f"{ROOT}/views/composite", params=FINANCE).json()
    assert client.get(f"{ROOT}/composite?group=scenario&scenario=moon").status_code == 400
    listed = client.get(f"{ROOT}/leaderboards?scenario=finance").json()["data"]
    assert {one["id"] for one in listed} == {"alpha/bank-0", "alpha/bank-1", "alpha/bank-2"}
    paths = application().openapi()["paths"]
    for path in ("/composite", "/views/{page}", "/charts/{page}.{picture}"):
        named = {one["name"] for one in paths[ROOT + path]["get"]["parameters"]}
        assert {"group", "scenario"} <= named


def test_the_commands_know_the_grouping(store, tmp_path):
    out = tmp_path / "out"
    options = ("--page", "composite", "--scenario", "finance", "--format", "json", "--lang", "en")
    done = CliRunner().invoke(app, ["export", *options, "--site", "https://a.example", "--out", str(out)])
    assert done.exit_code == 0, done.stderr
    (file,) = out.iterdir()
    assert file.name.startswith("composite-scenario-finance_additive")
    said = json.loads(file.read_bytes())
    assert said["view"].startswith("https://a.example/composite?lang=en&group=scenario&scenario=finance")
    done = CliRunner().invoke(app, ["rank", "--scenario", "finance", "--json", "--cache", str(store)])
    assert [row["model"] for row in json.loads(done.stdout)][:1] == ["Model A"]


def test_a_board_that_serves_no_scenario_leads_back_to_its_category(store):
    publish(store, [leaderboard(LeaderboardId("alpha", "plain", "2026-01"), [("1", "A", "", "9", "8", "7")])])
    at = opened("capabilities", group="scenario", board="alpha/plain")
    assert url(at) == {"lang": "en", "board": "alpha/plain"}


def test_a_page_that_ends_early_still_writes_its_view_into_the_link(store):
    at = opened("rankings", group="scenario", scenario="*moon*")
    assert url(at) == {"lang": "en", "group": "scenario"}
    at.button_group(key="scenario").set_value("iot").run()
    assert url(at)["scenario"] == "iot"


def test_a_composite_that_lists_one_model_says_how_to_see_the_others(store):
    made = []
    for place, own in enumerate(("P", "Q")):
        rows = [("Shared", 60.0, None), *((f"{own}{n}", 50.0 + n, None) for n in range(4))]
        id = LeaderboardId("beta", f"car-{place}", "2026-01")
        made.append(replace(board(rows), id=id, scenarios=(Scenario.TRANSPORT,)))
    publish(store, made)
    at = opened("composite", group="scenario", scenario="transport")
    assert any("Only 1 model is found in 2 benchmarks" in line.value for line in at.info)
    assert "Look at the 2 boards here" in html(at)
    assert not any("Only " in line.value for line in opened("composite", **FINANCE).info)
