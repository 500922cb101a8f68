"""What the readers make of tables that are not simply a model a row: one rule each, for every source."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from cache.leaderboard import Category, Leaderboard, Role, Standing, Table
from scrapers.boards import Board, BoardSource
from scrapers.editions import newest_row, stated_edition
from scrapers.entries import Reading, entries
from scrapers.errors import AbsentError
from scrapers.github import GithubSource
from scrapers.rankings import layout
from scrapers.source import Page
from scrapers.tables import read_tables

RETRIEVED = datetime(2026, 6, 1, tzinfo=UTC)


def only(text: str, kind: str = "markdown") -> Table:
    (table,) = read_tables(text.encode(), kind)
    return table


def read(text: str, kind: str = "markdown") -> Reading:
    table = only(text, kind)
    return entries(table, layout(table), "https://example.org/page")


def test_the_error_behind_a_figure_is_an_attribute_and_the_figure_a_score() -> None:
    found = read("| Agent | All (%) |\n|---|---|\n| A | 9.1 ± 0.4[^3] |\n| B | 8.0 +/- 1.25 |\n| C | 7 |\n")
    assert found.published.header == ("Agent", "All (%)", "All (%) ±")
    assert found.roles == (Role.MODEL, Role.SCORE, Role.ATTRIBUTE)
    assert [entry.scores["All (%)"] for entry in found.entries] == [9.1, 8.0, 7.0]
    assert [entry.attributes["All (%) ±"] for entry in found.entries] == ["0.4", "1.25", ""]


def test_a_mark_that_leads_to_a_footnote_is_no_part_of_a_name() -> None:
    found = read("| Agent[^1] | LLM(s) used | All |\n|---|---|---|\n| A[^2] | Brook-3[^4] | 9 |\n")
    assert found.published.header[:2] == ("Agent", "LLM(s) used")
    assert (found.entries[0].model, found.entries[0].attributes["LLM(s) used"]) == ("A", "Brook-3")


def test_a_medal_behind_a_name_is_no_part_of_it() -> None:
    found = read("| # | Model | ALL |\n|---|---|---|\n| 1 | **Pine o1 🥇** | 9 |\n| 2 | gpt-b 🥈 | 8 |\n")
    assert [entry.model for entry in found.entries] == ["Pine o1", "gpt-b"]


def test_prices_and_times_are_attributes() -> None:
    found = read("Model,Acc,Total Cost ($),Latency Mean (s),Running Time (hours)\nA,9,1.5,3,24\n", "csv")
    assert [role.value for role in found.roles] == ["model", "score", *["attribute"] * 3]


def test_the_maker_on_a_line_above_the_model_has_a_column_of_its_own() -> None:
    found = read("| 模型 | 总分 |\n|---|---|\n| 青松<br>Qwen-Pine-7B | 9 |\n| Meta AI<br>Llama-Heron | 8 |\n")
    assert found.published.header == ("模型", "机构", "总分")
    assert [entry.model for entry in found.entries] == ["Qwen-Pine-7B", "Llama-Heron"]
    assert [entry.attributes["机构"] for entry in found.entries] == ["青松", "Meta AI"]


def test_a_line_break_in_a_single_name_splits_nothing() -> None:
    found = read("| Model | Acc |\n|---|---|\n| Pine<br>(by a lab) | 9 |\n| gpt-brook | 8 |\n")
    assert [entry.model for entry in found.entries] == ["Pine (by a lab)", "gpt-brook"]


LONG = """algo,env_id,mean_reward,n_timesteps
a2c,Walk,-3,1M
a2c,Pong,20,1M
a2c,Run,1,1M
ppo,Walk,5,1M
ppo,Pong,21,1M
ppo,Run,2,1M
"""


def test_a_row_a_model_and_task_becomes_a_row_a_model_and_a_score_a_task() -> None:
    assert layout(only(LONG, "csv")).orientation == "a_row_a_model_and_task"
    found = read(LONG + "dqn,Pong,19,1M\n", "csv")
    assert found.published.header == ("algo", "Walk", "Pong", "Run")
    assert [(entry.model, dict(entry.scores)) for entry in found.entries] == [
        ("a2c", {"Walk": -3.0, "Pong": 20.0, "Run": 1.0}),
        ("ppo", {"Walk": 5.0, "Pong": 21.0, "Run": 2.0}),
        ("dqn", {"Pong": 19.0}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        LONG + "ppo,Pong,20,2M\n",  # twice the same model and task: not a table of pairs
        "model,task,score\nA,chess,1\nB,go,2\n",  # each model once: the task tells about it
    ],
)
def test_other_tables_with_a_column_of_tasks_stay_as_they_are(text: str) -> None:
    assert layout(only(text, "csv")).orientation == "models_in_rows"


@pytest.mark.parametrize(
    ("name", "kind", "standing"),
    [
        ("Frequent Choice", "", Standing.BASELINE),
        ("Majority class", "", Standing.BASELINE),
        ("Doctors of our clinic", "human_expert", Standing.BASELINE),
        ("Pine", "random_frequent", Standing.BASELINE),
        ("Pine", "人工智能企业", Standing.ENTRANT),
        ("Pine", "open_source", Standing.ENTRANT),
    ],
)
def test_people_and_chance_are_baselines_by_name_or_by_the_column_of_kinds(
    name: str, kind: str, standing: Standing
) -> None:
    assert read(f"Model,Type,Acc\n{name},{kind},9\ngpt-x,product,8\n", "csv").entries[0].standing is standing


class Splits(BoardSource):
    name = "splits"
    title = "Splits"
    homepage = "https://example.org"
    urls = ("https://example.org/data.json",)
    dated_by = "info.date"
    boards = (
        Board("dev", "", Category.LLM, metrics=r"^dev\."),
        Board("test", "", Category.LLM, metrics=r"^test\."),
    )


def splits(*rows: dict[str, object]) -> list[Leaderboard]:
    content = json.dumps({"data": rows}).encode()
    return list(Splits().parse(Page(Splits.urls[0], content, RETRIEVED)))


def test_objects_inside_rows_are_boards_with_the_rows_that_have_them() -> None:
    dev, test = splits(
        {"info": {"name": "gpt-A", "date": "2026-02-03"}, "dev": {"all": "9", "source": "ours"}},
        {"info": {"name": "gpt-B", "date": "2025-07-01"}, "dev": {"all": "-"}, "test": {"all": "7"}},
        {"info": {"name": "gpt-C", "date": "2025-06-01"}, "dev": {"all": "6"}, "test": {"all": "5"}},
    )
    assert [entry.model for entry in dev.entries] == [
        "gpt-A",
        "gpt-B",
        "gpt-C",
    ]  # "-" is on the board, without a score
    assert [entry.model for entry in test.entries] == ["gpt-B", "gpt-C"]
    assert "dev.source" in dev.published.header
    assert "dev.source" not in test.published.header
    assert [board.id.edition for board in (dev, test)] == ["2026-02", "2025-07"]


def test_the_newest_row_dates_a_table_and_slashes_are_read_where_they_can_mean_one_thing() -> None:
    today = date(2026, 6, 1)
    table = only("Model,Acc,Added\nA,1,23/7/2024\nB,2,5/4/2025\nC,3,1/9/2027\n", "csv")
    found = newest_row(table, "Added", today)
    assert found is not None
    assert found.day == date(2025, 4, 5)
    assert newest_row(only("Model,Acc,Added\nA,1,5/4/2025\n", "csv"), "Added", today) is None


def test_a_page_states_the_day_of_its_tables_across_lines() -> None:
    found = stated_edition("Leaderboard Last Updated:\n      2025-03-17 \xa0 [Change Log] 2026-01-01")
    assert found is not None
    assert found.id == "2025-03"
    assert stated_edition("We evaluated in 2025-03.") is None


class Beside(GithubSource):
    name = "beside"
    title = "Beside"
    repository = "somebody/board"
    branch = "gh-pages"
    files = ("data.csv",)
    versioned_file = "data.csv"
    versions = (("a" * 40, "2024-12-31T21:00:00+08:00"), ("b" * 40, "2025-12-16T23:00:00-08:00"))
    updated_in = "leaderboard.html"
    boards = (Board("overall", "", Category.LLM),)


@pytest.mark.parametrize(("stated", "newest"), [("Last Updated: 2026-03-02", "2026-03"), ("", "2025-12")])
def test_a_file_of_figures_is_dated_by_the_page_beside_it_else_by_the_newest_known_commit(
    stated: str, newest: str
) -> None:
    def fetch(url: str) -> Page:
        if not url.endswith("leaderboard.html"):
            return Page(url, b"Model,Acc\nA,9\nB,8\n", RETRIEVED)
        if "gh-pages" in url and stated:
            return Page(url, f"<p><b>{stated}</b></p>".encode(), RETRIEVED)
        raise AbsentError(f"{url}: not held")

    source = Beside()
    boards = [board for page in source.pages(fetch) for board in source.read(page)]
    assert [board.id.edition for board in boards] == ["2024-12", "2025-12", newest]
