"""One ranking over the boards of a category: which tables enter, with which score, and what explains it."""

from __future__ import annotations

import dataclasses
from datetime import date

import numpy as np
import pytest
from boards import board
from sample_boards import seen

from cache.leaderboard import Category, LeaderboardId
from cache.metrics import Metric, Metrics
from cache.store import Store
from dashboard.ranking.additive import additive
from dashboard.ranking.choosing import Choice
from dashboard.ranking.composite import apart, combine, composite
from dashboard.ranking.entering import board_scores, enter
from dashboard.ranking.errors import NotEnoughBoards, NothingToCompare

LLM = Choice(Category.LLM)
PLAIN = Metrics([])


def made(name: str, edition: str, scores: dict[str, float | None], source: str = "alpha"):
    rows = [(model, score, None) for model, score in scores.items()]
    return dataclasses.replace(board(rows), id=LeaderboardId(source, name, edition))


def abc(*scores: float | None) -> dict[str, float | None]:
    return dict(zip("ABCDE", scores, strict=False))


@pytest.fixture
def store(tmp_path):
    found = Store(tmp_path)
    boards = [
        made("one", "2025-01", abc(1, 2, 3)),
        made("one", "2026-01", abc(3, 2, 1)),
        made("two", "2025-06", abc(30, 10, 20)),
        made("three", "2026-03", abc(None, 1, 2, 3)),
        made("lone", "2026-02", {"X": 1.0, "Y": 2.0}),
    ]
    for one in boards:
        found.publish([one], seen())
    return found


def names(entered) -> set[str]:
    return {table.name for table in entered.tables}


def test_the_newest_edition_of_each_board_enters_once(store):
    entered = enter(store, PLAIN, LLM)
    assert names(entered) == {
        "alpha/one/2026-01",
        "alpha/two/2025-06",
        "alpha/three/2026-03",
        "alpha/lone/2026-02",
    }
    ages = {table.name: entered.age(table) for table in entered.tables}
    assert (ages["alpha/three/2026-03"], ages["alpha/two/2025-06"]) == (0, 8)


def test_a_day_a_window_and_all_editions_are_choices(store):
    asked = enter(store, PLAIN, Choice(Category.LLM, as_of=date(2025, 12, 31)))
    assert names(asked) == {"alpha/one/2025-01", "alpha/two/2025-06"}
    asked = enter(store, PLAIN, Choice(Category.LLM, window=3))
    assert names(asked) == {"alpha/one/2026-01", "alpha/three/2026-03", "alpha/lone/2026-02"}
    assert [str(at.id) for at in asked.outside] == ["alpha/two/2025-06"]
    asked = combine(enter(store, PLAIN, Choice(Category.LLM, all_editions=True)))
    weights = dict(zip(asked.cells.tables, asked.cells.weights.tolist(), strict=True))
    assert weights["alpha/one/2025-01"] == weights["alpha/one/2026-01"] == 0.5


def test_an_undated_table_is_as_old_as_the_last_change_of_its_file(store):
    store.publish([made("changed", "undated", abc(1, 2, 3))], seen(day=20, as_of=5))
    store.publish(
        [made("met", "undated", abc(1, 2, 3))], dataclasses.replace(seen(5), as_of=seen(5).retrieved_at)
    )
    entered = enter(store, PLAIN, Choice(Category.LLM, window=6))
    assert names(entered) == {"alpha/three/2026-03", "alpha/changed/undated"}
    assert {str(at.id) for at in entered.outside} >= {"alpha/two/2025-06", "alpha/met/undated"}
    known = {table.name: (table.by_change, entered.age(table)) for table in entered.tables}
    assert known["alpha/changed/undated"] == (True, 0)
    assert known["alpha/three/2026-03"] == (False, 5)
    ages = {
        table.name: store_wide.age(table)
        for store_wide in [enter(store, PLAIN, LLM)]
        for table in store_wide.tables
    }
    assert ages["alpha/met/undated"] is None


def test_variants_of_one_family_are_one_row_with_their_best_score(tmp_path):
    found = Store(tmp_path)
    found.publish(
        [made("one", "2026-01", {"gpt-5 (high)": 9.0, "gpt-5 (low)": 7.0, "Yi-34B-Chat": 5.0})], seen()
    )
    found.publish([made("two", "2026-01", {"gpt-5 (low)": 3.0, "Yi-34B-Chat": 2.0})], seen())
    apart_ones = enter(found, PLAIN, LLM)
    assert set(apart_ones.spelled.values()) == {"gpt-5 (high)", "gpt-5 (low)", "Yi-34B-Chat"}
    joined = combine(enter(found, PLAIN, Choice(Category.LLM, per_family=True)))
    assert sorted(joined.entered.spelled.values()) == ["Yi-34B-Chat", "gpt-5"]
    table = joined.shown().set_index("name")
    assert table.loc["gpt-5", "coverage"] == 2
    best = dict(zip(joined.cells.models, joined.cells.scores.max(axis=1).tolist(), strict=True))
    assert best["gpt-5"] == 9.0


def test_a_board_enters_with_its_total_or_with_the_mean_of_its_parts():
    one = board([("A", 50.0, 1), ("B", 40.0, 2)], others=["OPEN", "OPT"])
    entries = [
        dataclasses.replace(one.entries[0], scores={"总分": 50.0, "OPEN": 10.0, "OPT": 20.0}),
        dataclasses.replace(one.entries[1], scores={"总分": 40.0, "OPEN": 30.0}),
    ]
    one = dataclasses.replace(one, entries=tuple(entries))

    class Known(Metrics):
        def __init__(self, total: bool, opt: Metric) -> None:
            self.total, self.opt = total, opt

        def of(self, id, column):
            kind = "total" if self.total else "other"
            return {"总分": Metric("总分", kind=kind), "OPEN": Metric("OPEN"), "OPT": self.opt}[column]

    assert board_scores(one, Known(True, Metric("OPT"))) == ([50.0, 40.0], ("总分",))
    scores, used = board_scores(one, Known(False, Metric("OPT")))
    assert used == ("OPEN", "OPT")
    assert scores[0] == 15.0
    assert np.isnan(scores[1])  # it lacks a part
    scores, _ = board_scores(one, Known(False, Metric("OPT", higher_is_better=False)))
    assert scores[0] == pytest.approx(
        -0.5
    )  # parts of unlike direction: the mean of their standardised scores


def test_a_board_of_parts_that_most_models_lack_enters_with_their_mean_place():
    one = board([("ppo", 0.0, None), ("dqn", 0.0, None), ("td3", 0.0, None)], others=["walk", "pong"])
    rewards = [{"walk": 1000.0, "pong": 5.0}, {"pong": 20.0}, {"walk": 3000.0}]
    entries = tuple(
        dataclasses.replace(entry, scores=scores) for entry, scores in zip(one.entries, rewards, strict=True)
    )
    scores, used = board_scores(dataclasses.replace(one, entries=entries), PLAIN)
    assert (scores, used) == ([0.25, 0.75, 0.75], ("walk", "pong"))


def test_people_and_chance_are_no_models(store):
    one = made("people", "2026-04", {"人类": 99.0, "A": 1.0, "B": 2.0})
    assert one.entries[0].standing == "baseline"
    store.publish([one], seen())
    assert "人类" not in enter(store, PLAIN, LLM).spelled.values()


def test_boards_that_share_no_model_stand_apart_with_percentiles(store):
    found = composite(store, PLAIN, LLM)
    assert found.benchmarks == 3
    assert not found.has_intervals
    (lone,) = apart(found.entered)
    assert (lone.tables, lone.families) == (("alpha/lone/2026-02",), ("alpha/lone",))
    assert lone.rows[["name", "percentile"]].to_numpy().tolist() == [["Y", 100.0], ["X", 50.0]]
    with pytest.raises(NotEnoughBoards, match="no two benchmarks share models"):
        combine(found.entered, weights={"alpha/two": 0, "alpha/three": 0})
    assert len(apart(found.entered, {"alpha/two": 0, "alpha/three": 0})) == 2


def test_an_empty_category_has_nothing_to_combine(store):
    with pytest.raises(NothingToCompare, match="no table with scores"):
        composite(store, PLAIN, Choice(Category.VISION))


def test_page_scores_have_mean_50_and_deviation_10_whatever_the_minimum_of_boards(store):
    every, some = composite(store, PLAIN, LLM), composite(store, PLAIN, LLM, min_boards=3)
    scores = every.shown()["score"]
    assert (scores.mean(), scores.std(ddof=0)) == (pytest.approx(50), pytest.approx(10))
    assert some.shown()["name"].tolist() == ["B", "C"] or some.shown()["name"].tolist() == ["C", "B"]
    kept = every.shown().set_index("name")["score"]
    assert all(kept[row["name"]] == row["score"] for _, row in some.shown().iterrows())


def test_contributions_add_up_to_what_the_tables_print(store):
    found = composite(store, PLAIN, LLM)
    model = found.ranked.table["model"].iloc[0]
    parts = found.contributions(model)
    assert np.allclose(parts["score"], parts["expected"] + parts["residual"])
    cells = found.cells
    at = cells.models.index(model)
    for _, row in parts.iterrows():
        rest = np.array(cells.families) != row["family"]
        ability = additive(cells.standardised[:, rest], cells.weights[rest]).ability[at]
        assert row["pull"] == pytest.approx(found.headline.ability[at] - ability)


def test_kendall_is_told_for_every_other_method(store):
    found = composite(store, PLAIN, LLM, method="borda")
    assert set(found.agreement) == {"additive-slopes", "win-rate", "borda", "bradley-terry", "mean-z"}
    assert found.tau == found.agreement["borda"]
    assert composite(store, PLAIN, LLM).tau == pytest.approx(1)
