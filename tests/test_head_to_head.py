"""Which components of two models are compared, and what comes out."""

from __future__ import annotations

from datetime import date

import pytest

from cache.leaderboard import LeaderboardId
from cache.metrics import Metric
from dashboard.ranking.capability import Capability, capabilities, on_one_axis
from dashboard.ranking.head_to_head import Results, duels

SCORES = {"A": (80.0, 60.0, 50.0), "B": (70.0, 65.0, 50.0)}


def part(name: str, **facts: object) -> Metric:
    return Metric(name, label_zh=name, family="f", **facts)  # type: ignore[arg-type]


def table(
    board: str,
    metrics: list[Metric],
    scores: dict[str, tuple[float, ...]],
    edition: str = "2026-01",
    spread: float = 10.0,
) -> Results:
    id = LeaderboardId("s", board, edition)
    named = {
        model: {metric.name: score for metric, score in zip(metrics, row, strict=False)}
        for model, row in scores.items()
    }
    day = date(int(edition[:4]), int(edition[5:]), 1)
    return Results(id, day, 1, tuple(metrics), named, {metric.name: spread for metric in metrics})


def test_wins_losses_ties_and_the_mean_difference_in_standard_deviations():
    parts = [part("x"), part("y"), part("z")]
    duel = duels([table("one", parts, SCORES)], ["A", "B"])["A", "B"]
    assert (duel.wins, duel.losses, duel.ties, duel.n, duel.boards) == (1, 1, 1, 3, 1)
    assert duel.mean == pytest.approx((1.0 - 0.5 + 0) / 3)


def test_the_other_way_round_is_the_mirror():
    found = duels([table("one", [part("x"), part("y"), part("z")], SCORES)], ["A", "B"])
    there, back = found["A", "B"], found["B", "A"]
    assert (there.wins, there.losses, there.mean) == (back.losses, back.wins, -(back.mean or 0))


def test_a_total_does_not_count_beside_its_parts_and_counts_where_there_are_none():
    total = part("total", kind="total")
    both = table("one", [total, part("x")], {"A": (1.0, 2.0), "B": (2.0, 1.0)})
    assert [line.metric.name for line in duels([both], "AB")["A", "B"].lines] == ["x"]
    alone = table("two", [total, part("n", kind="other")], {"A": (1.0, 9.0), "B": (2.0, 1.0)})
    assert [line.metric.name for line in duels([alone], "AB")["A", "B"].lines] == ["total"]


def test_lower_is_better_is_turned():
    lower = table("one", [part("x", higher_is_better=False)], {"A": (3.0,), "B": (5.0,)})
    duel = duels([lower], "AB")["A", "B"]
    assert (duel.wins, duel.mean) == (1, 0.2)


def test_a_component_counts_once_from_the_newest_edition_that_has_both():
    parts = [part("x"), part("y")]
    old = table("one", parts, {"A": (1.0, 1.0), "B": (2.0, 2.0)}, "2025-01")
    new = table("one", parts, {"A": (3.0, 1.0), "B": (2.0, 2.0), "C": (1.0, 1.0)}, "2026-01")
    newest = table("one", parts, {"A": (9.0, 9.0), "C": (8.0, 8.0)}, "2026-02")
    lines = duels([old, new, newest], "ABC")["A", "B"].lines
    assert [(line.metric.name, line.id.edition) for line in lines] == [("x", "2026-01"), ("y", "2026-01")]
    assert {line.id.edition for line in duels([old, new, newest], "ABC")["A", "C"].lines} == {"2026-02"}


def test_a_copy_of_a_table_under_another_name_counts_once():
    parts = [part("x"), part("y")]
    rows = {"A": (3.0, 1.0), "B": (2.0, 2.0)}
    found = duels([table("all", parts, rows), table("open-weights", parts, rows)], "AB")["A", "B"]
    assert found.n == 2


def test_one_common_label_does_not_make_two_tables_one():
    one = table("summaries", [part("ROUGE"), part("x")], {"A": (3.0, 1.0), "B": (2.0, 2.0)})
    two = table("questions", [part("ROUGE"), part("y")], {"A": (3.0, 1.0), "B": (2.0, 2.0)})
    assert duels([one, two], "AB")["A", "B"].n == 4


def test_a_part_with_a_table_of_its_own_gives_way_to_what_is_in_it():
    whole = table("overall", [part("OPEN"), part("OPT")], {"A": (3.0, 1.0), "B": (2.0, 2.0)})
    below = table("open", [part("OPEN", kind="total"), part("x")], {"A": (3.0, 1.0), "B": (2.0, 2.0)})
    lines = duels([whole, below], "AB")["A", "B"].lines
    assert sorted(line.metric.name for line in lines) == ["OPT", "x"]
    lonely = table("open", [part("OPEN", kind="total"), part("x")], {"A": (3.0, 1.0)})
    lines = duels([whole, lonely], "AB")["A", "B"].lines
    assert sorted(line.metric.name for line in lines) == ["OPEN", "OPT"]


def test_a_total_without_parts_that_is_a_part_elsewhere_counts_once():
    whole = table("overall", [part("safe"), part("fair")], {"A": (3.0, 1.0), "B": (2.0, 2.0)})
    alone = table("safe", [part("safe", kind="total")], {"A": (3.0,), "B": (2.0,)})
    assert duels([whole, alone], "AB")["A", "B"].n == 2


def test_models_that_share_nothing_have_no_mean():
    apart = [table("one", [part("x")], {"A": (1.0,)}), table("two", [part("y")], {"B": (1.0,)})]
    duel = duels(apart, "AB")["A", "B"]
    assert (duel.n, duel.mean) == (0, None)


def test_a_field_without_spread_gives_no_deviation():
    flat = table("one", [part("x")], {"A": (1.0,), "B": (1.0,)}, spread=0.0)
    assert duels([flat], "AB")["A", "B"].mean == 0


def test_capabilities_stand_by_gap_and_those_of_one_model_last():
    metrics = [part("near"), part("far"), part("alone"), part("total", kind="total"), part("none")]
    scores = {0: {"near": 50.0, "far": 10.0, "alone": 1.0, "total": 9.0}, 1: {"near": 51.0, "far": 90.0}}
    field = {metric.name: [1.25] for metric in metrics}
    found = capabilities(metrics, scores, field)
    assert [(row.metric.name, row.gap) for row in found] == [("far", 80), ("near", 1), ("alone", None)]
    assert {row.places for row in found} == {2}


def test_a_table_without_parts_shows_its_totals():
    total = part("Elo", kind="total", unit="Elo")
    (row,) = capabilities([total, part("battles", kind="other")], {0: {"Elo": 1200.4}}, {"Elo": [1200.4]})
    assert (row.metric, row.places) == (total, 0)


def test_only_what_is_on_one_scale_shares_an_axis():
    rows = [
        Capability(part("a"), {0: 80.0, 1: 70.0}, 1),
        Capability(part("b"), {0: 0.8, 1: 0.7}, 1),
        Capability(part("c", unit="Elo"), {0: 90.0}, 0),
        Capability(part("d", high=100.0), {0: 0.5}, 1),
    ]
    assert [row.metric.name for row in on_one_axis(rows)] == ["a", "d"]
    assert on_one_axis([]) == []
