"""Intervals, ranks that share what cannot be told apart, connected parts, and statements."""

from __future__ import annotations

import numpy as np
import pytest
from grids import NONE, grid, long, simulated
from scipy.special import stdtrit
from scipy.stats import kendalltau

from dashboard.ranking.additive import additive, without_each_family
from dashboard.ranking.agreement import agreement, kendall
from dashboard.ranking.cells import cells, standardise
from dashboard.ranking.components import components, in_largest
from dashboard.ranking.errors import NotEnoughBoards, NothingToCompare, UnknownWeight
from dashboard.ranking.holm import holm, statements
from dashboard.ranking.ranked import COLUMNS, rank
from dashboard.ranking.uncertainty import jackknife, plain_ranks


@pytest.mark.parametrize(("models", "tables", "filled"), [(30, 8, 0.8), (100, 20, 0.2), (20, 5, 0.9)])
def test_the_interval_covers_the_truth_as_often_as_it_says(models, tables, filled):
    """Nominal .95 over 40 seeds; the scale of the tables is known, so that the truth is."""
    covered = []
    for seed in range(40):
        truth, z = simulated(models, tables, filled, seed)
        there = ~np.isnan(z)
        kept = there.sum(axis=1) > 1
        fit = additive(z[kept], np.ones(tables))
        without = without_each_family(z[kept], np.ones(tables), np.arange(tables))
        sure = jackknife(fit.ability, without, there[kept], np.ones((kept.sum(), tables), dtype=bool))
        error = fit.ability - (truth[kept] - truth[kept].mean())
        covered += (np.abs(error) <= sure.half_widths()).tolist()
    assert 0.92 <= np.mean(covered) <= 0.99


def test_models_told_apart_are_told_apart_rightly():
    """Of the pairs said to differ, and of the ranks said to be possible, few are wrong."""
    wrong, said, inside = 0, 0, []
    for seed in range(25):
        truth, scores = simulated(25, 10, 0.6, seed)
        found = rank(grid(scores))
        table = found.table[found.table["component"] == 1]
        places = table["model"].str[1:].astype(int).to_numpy()
        true_rank = plain_ranks(truth[places])
        inside += ((table["rank_low"] <= true_rank) & (true_rank <= table["rank_high"])).tolist()
        sure = found.uncertainty[1]
        order = np.array(
            [int(name[1:]) for name, part in zip(found.cells.models, found.parts, strict=True) if part == 1]
        )
        first, second = np.triu_indices(len(order), 1)
        chance = sure.probabilities(first, second)
        better = truth[order[first]] > truth[order[second]]
        said += int((np.abs(chance - 0.5) >= 0.45).sum())
        wrong += int(((chance >= 0.95) & ~better).sum() + ((chance <= 0.05) & better).sum())
    assert said > 2000
    assert wrong / said < 0.05
    assert np.mean(inside) > 0.95


def test_the_covariance_is_that_of_the_jackknife():
    values, without = np.array([1.0, -1.0]), np.array([[1.1, 0.9, 1.0], [-1.2, -0.9, -0.9]])
    everywhere = np.ones((2, 3), dtype=bool)
    found = jackknife(values, without, everywhere, everywhere)
    moved = without - values[:, None]
    assert np.allclose(found.covariance, moved @ moved.T * 2 / 3)
    half = stdtrit(2, 0.975) * np.sqrt((moved[0] ** 2).sum() * 2 / 3)
    assert found.half_widths()[0] == pytest.approx(half)


def test_a_rank_counts_the_models_that_are_surely_better():
    scores = simulated(12, 9, 1.0, seed=5, noise=0.4)[1]
    found = rank(grid(scores))
    names, table = found.cells.models, found.table.set_index("model")
    for model in names:
        surely = sum((found.probability(other, model) or 0) >= 0.95 for other in names if other != model)
        assert table.loc[model, "rank"] == 1 + surely
    assert (table["rank_low"] <= table["rank"]).all()
    assert (table["rank"] <= table["rank_high"]).all()
    groups = found.table.groupby("rank")["tie_group"].nunique()
    assert (groups == 1).all()
    assert found.table["score"].is_monotonic_decreasing


def test_too_few_families_give_ranks_without_an_interval():
    scores = simulated(10, 4, 1.0, seed=1)[1]
    table = rank(grid(scores)).table
    assert table[["low", "high", "rank_low", "rank_high"]].isna().all(axis=None)
    assert table["rank"].tolist() == list(range(1, 11))
    five = rank(grid(simulated(10, 5, 1.0, seed=1)[1])).table
    assert five[["low", "high"]].notna().all(axis=None)


def test_five_tables_of_one_benchmark_are_not_five_benchmarks():
    scores = simulated(10, 6, 1.0, seed=1)[1]
    families = {"t3": "t0", "t4": "t0", "t5": "t0"}
    assert rank(grid(scores, families)).table["low"].isna().all()


def test_a_model_without_an_interval_has_no_rank_and_takes_nobody_elses():
    scores = simulated(10, 8, 1.0, seed=2)[1]
    scores[0, 1:] = NONE
    table = rank(grid(scores)).table.set_index("model")
    assert np.isnan(table.loc["m0", "low"])
    assert table.loc["m0", ["rank", "rank_low", "rank_high", "tie_group"]].isna().all()
    others = table.drop(index="m0")
    assert others["low"].notna().all()
    assert others["rank"].min() == 1
    assert others["rank_high"].max() <= len(others)


def test_parts_that_share_no_model_are_ranked_by_themselves():
    rows = [[1, 2, NONE], [2, 3, NONE], [3, 1, NONE], [NONE, NONE, 9], [NONE, NONE, 8]]
    found = rank(grid(rows))
    table = found.table
    assert table["component"].tolist() == [1, 1, 1, 2, 2]
    assert table["rank"].tolist()[3:] == [1, 2]
    assert found.probability("m0", "m4") is None


def test_a_part_of_several_benchmarks_comes_before_a_larger_one_of_a_single_board():
    rows = [[1, 2, NONE], [2, 3, NONE], *[[NONE, NONE, at] for at in range(9)]]
    models, tables = components(grid(rows).present)
    assert tables.tolist() == [1, 1, 2]
    assert models.tolist().count(2) == 9


def test_a_model_in_no_table_is_a_part_of_its_own():
    models, tables = components(np.array([[True], [True], [False]]))
    assert models.tolist() == [1, 1, 2]
    assert tables.tolist() == [1]


def test_the_quick_look_at_the_largest_part_agrees_with_the_parts():
    chance = np.random.default_rng(0)
    for _ in range(300):
        present = chance.random((12, 5)) < chance.uniform(0.05, 0.5)
        inside, parts = in_largest(present), components(present)[0]
        sizes = np.bincount(parts)
        assert len(set(parts[inside])) == 1
        assert inside.sum() == sizes.max()


def test_a_model_tied_to_the_others_by_one_table_alone_has_no_interval():
    scores = simulated(12, 7, 1.0, seed=3)[1]
    bridge = np.full((12, 2), NONE)
    bridge[0] = scores[0, :2]
    rows = np.full((14, 9), NONE)
    rows[:12, :7] = scores
    rows[11, 7], rows[12, 7:], rows[13, 7:] = 0.3, (0.1, 0.9), (0.5, 0.2)
    table = rank(grid(rows)).table.set_index("model")
    assert table.loc["m12":"m13", "low"].isna().all()
    assert table["component"].eq(1).all()


def test_one_benchmark_is_not_enough_to_combine():
    with pytest.raises(NotEnoughBoards, match="not enough to combine: the one benchmark is 't0'"):
        rank(grid([[1], [2]]))
    assert rank(grid([[1], [2]]), "win-rate").table["score"].tolist() == [1.0, 0.0]


@pytest.mark.parametrize("rows", [[[1, 2]], [[1, NONE], [NONE, 2]], []])
def test_without_two_models_in_a_table_there_is_nothing_to_compare(rows):
    with pytest.raises(NothingToCompare, match="no table has two models"):
        grid(rows)


def test_all_ties_give_everyone_the_first_rank():
    table = rank(grid([[5] * 6] * 3)).table
    assert table["rank"].tolist() == [1, 1, 1]
    assert table["tie_group"].tolist() == [1, 1, 1]
    assert table["score"].abs().max() < 1e-12


def test_of_variants_in_a_table_the_best_counts():
    frame = long([[1, 5], [3, 4], [2, 6]])
    frame["model"] = frame["model"].replace("m2", "m1")
    table = cells(frame)
    assert table.scores.tolist() == [[1, 5], [3, 6]]
    worse = cells(frame.assign(higher_is_better=False))
    assert worse.scores.tolist() == [[-1, -5], [-2, -4]]


def test_lower_is_better_turns_the_table_around():
    frame = long([[1, 5], [3, 4]])
    frame["higher_is_better"] = frame["table"] == "t1"
    assert cells(frame).standardised.round(12).tolist() == [[1, 1], [-1, -1]]


def test_tables_of_a_family_share_its_weight_and_a_reader_may_change_it():
    frame = long([[1, 2, 3], [2, 1, 1]], {"t0": "f", "t1": "f"})
    assert cells(frame).weights.tolist() == [0.5, 0.5, 1]
    assert cells(frame, {"f": 3, "t2": 0.5}).weights.tolist() == [1.5, 1.5, 0.5]
    assert cells(frame, {"t0": 0}).tables == ("t1", "t2")
    assert cells(frame, {"t0": 0}).weights.tolist() == [1, 1]
    assert cells(frame, {"f": 0}).tables == ("t2",)
    with pytest.raises(UnknownWeight, match="no board or benchmark is called 'x'"):
        cells(frame, {"x": 1})
    with pytest.raises(UnknownWeight, match="the weight of 'f' is -1"):
        cells(frame, {"f": -1})


def test_standardising_survives_large_and_flat_columns():
    z = standardise(np.array([[1e308, 0.1 + 0.2, 1], [-1e308, 0.3, NONE]]))
    assert z[:, 0].tolist() == [1, -1]
    assert z[:, 1].tolist() == [0, 0]
    assert z[0, 2] == 0
    assert np.isnan(z[1, 2])


def test_models_left_out_still_tell_how_hard_tables_are():
    scores = simulated(12, 6, 0.7, seed=8)[1]
    table = grid(scores)
    keep = table.coverage >= 5
    some, all_ = rank(table, keep=keep).table, rank(table).table
    kept = all_[all_["model"].isin(some["model"])]
    assert some["score"].tolist() == kept["score"].tolist()
    assert (some["rank"].to_numpy() <= kept["rank"].to_numpy()).all()
    assert list(some.columns[: len(COLUMNS)]) == list(COLUMNS)


def test_holm_corrects_for_the_number_of_statements():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([]) == []
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    found = rank(grid(simulated(8, 9, 1.0, seed=3, noise=0.2)[1]))
    best, worst = found.table["model"].iloc[0], found.table["model"].iloc[-1]
    said = statements(found, [(best, worst), (worst, best)])
    assert [statement.holds() for statement in said] == [True, False]


def test_kendall_is_that_of_scipy_over_models_both_have():
    first, second = np.array([1, 2, 3, 4, NONE]), np.array([1, 3, 2, 2, 9])
    assert kendall(first, second) == pytest.approx(kendalltau(first[:4], second[:4]).statistic)
    assert kendall(np.ones(3), np.arange(3.0)) is None
    table = grid(simulated(12, 6, 0.8, seed=1)[1])
    found = agreement(table, additive(table.standardised, table.weights).ability)
    assert list(found) == ["additive-slopes", "win-rate", "borda", "bradley-terry", "mean-z"]
    assert all(tau is not None and tau > 0.5 for name, tau in found.items() if name != "borda")


def test_intervals_of_other_methods_are_on_their_own_scale():
    scores = simulated(12, 8, 0.8, seed=6)[1]
    for method in ("win-rate", "bradley-terry", "borda", "mean-z", "additive-slopes"):
        table = rank(grid(scores), method).table
        assert (table["low"] <= table["score"]).all()
        assert (table["score"] <= table["high"]).all()
        if method == "win-rate":
            assert table["low"].min() >= 0
            assert table["high"].max() <= 1
        if method == "bradley-terry":
            assert np.log(table["score"]).sum() == pytest.approx(0, abs=1e-6)
