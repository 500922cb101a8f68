"""The card of a board, and the boards of Rankings grouped by scenario."""

from dataclasses import replace

import pytest
from page_store import DECEMBER, leaderboard, publish
from test_pages import html, opened, url

from cache.leaderboard import LeaderboardId, Role, Scenario
from cache.metrics import KINDS
from dashboard.words import words

OVERALL = LeaderboardId("superclue-github", "overall", "2023-12")
FINANCE = LeaderboardId("zeroclue", "overall", "undated")


def test_the_card_tells_what_is_tested_who_runs_it_and_what_each_column_means(store):
    text = html(opened("rankings", board="superclue-github/overall"))
    card = text[text.index("bd-sheet") :]
    assert "<dt>Run by</dt><dd>CLUE" in card
    assert "<dt>Editions</dt><dd>2023-12, 2023-11 (2)</dd>" in card
    assert "<dt>Licence of the figures</dt><dd>none found" in card
    assert "the source&#x27;s pages do not say" in card or "the source's pages do not say" in card
    assert "<td>higher is better</td><td>points, 0–100</td><td>total</td>" in card
    assert 'href="https://pages.example/superclue-github.md"' in card
    assert 'href="feeds/board/superclue-github/overall.atom?lang=en"' in card


def test_the_card_gives_the_formula_of_a_total(store):
    header = ("排名", "模型", "机构", "总分", "OPEN多轮开放问题", "OPT三大能力客观题")
    publish(store, [leaderboard(OVERALL._replace(edition="2023-12"), DECEMBER[:3], header=header)])
    text = html(opened("rankings", board="superclue-github/overall"))
    assert "Total = 0.7 × " in text[text.index("bd-sheet") :]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_board_that_the_catalog_does_not_know_has_a_card_too(store, lang):
    board = leaderboard(LeaderboardId("alpha", "x", "undated"), [("1", "A", "", "3", "", "")])
    publish(store, [replace(board, published=replace(board.published, heading="<b>H</b>"))])
    text = html(opened("rankings", board="alpha/x", lang=lang))
    assert "&lt;b&gt;H&lt;/b&gt;" in text
    assert "<b>H</b>" not in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_kind_of_column_has_a_word(lang):
    assert all(words(lang)[f"card.kind_{kind}"] for kind in KINDS)


def test_the_card_of_a_board_whose_total_we_compute_says_that_it_is_ours(store):
    parts = "web_of_lies_v3 zebra_puzzle spatial code_generation code_completion javascript typescript python"
    parts += " AMPS_Hard math_comp olympiad tablejoin tablereformat connections plot_unscrambling typos"
    parts += " paraphrase simplify story_generation summarize"
    header = ("model", *parts.split())
    id = LeaderboardId("livebench", "overall", "2025-05")
    lines = [("A", *("50" for _ in header[1:])), ("B", *("40" for _ in header[1:]))]
    roles = (Role.MODEL, *(Role.SCORE for _ in header[1:]))
    publish(store, [leaderboard(id, lines, header=header, roles=roles)])
    text = html(opened("rankings", board="livebench/overall"))
    assert "<td>total, ours</td>" in text[text.index("bd-sheet") :]


def grouped(store):
    lines = [("1", "Yi-34B-Chat", "", "3", "", "")]
    board = leaderboard(FINANCE, lines)
    publish(store, [replace(board, scenarios=(Scenario.FINANCE, Scenario.LANGUAGE))])


def test_boards_are_grouped_by_scenario(store):
    grouped(store)
    at = opened("rankings", group="scenario", scenario="finance")
    assert url(at) == {"lang": "en", "group": "scenario", "scenario": "finance"}
    assert at.selectbox(key="board").options == ["ZeroCLUE Zero-Shot"]
    at.button_group(key="scenario").set_value("iot").run()
    assert "no board yet" in at.info[0].value
    at.button_group(key="group").set_value("category").run()
    assert url(at) == {"lang": "en"}
    assert at.button_group(key="cat").value == "llm"


def test_a_scenario_in_a_link_is_a_grouping_and_a_board_settles_it(store):
    grouped(store)
    assert url(opened("rankings", scenario="finance"))["group"] == "scenario"
    at = opened("rankings", group="scenario", board="zeroclue/overall")
    assert url(at) == {"lang": "en", "group": "scenario", "scenario": "finance"}
    none = opened("rankings", group="scenario", board="superclue/image")
    assert url(none) == {"lang": "en", "cat": "vision"}


def test_an_unknown_scenario_is_told(store):
    at = opened("rankings", group="scenario", scenario="*moon*")
    assert "\\*moon\\*" in at.warning[0].value
