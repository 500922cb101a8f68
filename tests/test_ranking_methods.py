"""What each way of combining must give: published vectors, other people's code, and what must not matter."""

from __future__ import annotations

import choix
import evalica
import numpy as np
import pandas as pd
import pytest
from grids import NONE, grid, long, simulated
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from dashboard.ranking.additive import RIDGE, additive, additive_slopes, without_each_family
from dashboard.ranking.alternatives import borda, mean_z, win_rates
from dashboard.ranking.bradley_terry import encounters, log_strengths, strengths
from dashboard.ranking.cells import Cells, cells, standardise
from dashboard.ranking.methods import METHODS, refitted

TEXTBOOK = np.array([[0, 2, 0, 1], [3, 0, 5, 0], [0, 3, 0, 1], [4, 0, 3, 0]], dtype=float)


@pytest.mark.parametrize(
    ("rows", "rates"),
    [
        ([[1, 3], [2, 1], [3, 2], [4, 5], [5, 4]], [0.25, 0.125, 0.375, 0.875, 0.875]),
        ([[1, 3], [2, 1], [3, NONE], [4, NONE], [5, NONE]], [0.5, 0.125, 0.5, 0.75, 1.0]),
        ([[1], [1], [1], [4], [5]], [0.25, 0.25, 0.25, 0.75, 1.0]),
    ],
)
def test_the_mean_win_rate_is_that_of_helm(rows, rates):
    assert win_rates(grid(rows)).tolist() == rates


def test_borda_gives_no_points_for_a_table_that_lacks_the_model():
    scores = pd.DataFrame([[3.0, 5.0], [2.0, NONE], [2.0, 4.0], [1.0, 9.0]])
    points = (len(scores) - scores.rank(method="average", ascending=False)).sum(axis=1)
    assert borda(grid(scores.to_numpy())).tolist() == points.tolist() == [5.0, 1.5, 2.5, 3.0]


def test_bradley_terry_gives_the_strengths_of_the_textbook():
    assert strengths(TEXTBOOK).round(3).tolist() == [0.640, 1.043, 0.660, 2.270]


def test_bradley_terry_agrees_with_evalica_and_choix():
    found = strengths(TEXTBOOK)
    first, second, winners = zip(
        *[
            (f"m{i}", f"m{j}", evalica.Winner.X)
            for i in range(4)
            for j in range(4)
            for _ in range(int(TEXTBOOK[i, j]))
        ],
        strict=True,
    )
    theirs = evalica.bradley_terry(list(first), list(second), list(winners)).scores.sort_index()
    assert np.allclose(found, theirs / np.exp(np.log(theirs).mean()), atol=5e-4)
    log = choix.ilsr_pairwise_dense(TEXTBOOK)
    assert np.allclose(np.log(found), log - log.mean(), atol=5e-4)


@pytest.mark.parametrize("wins", [[[0, 1, 1], [0, 0, 1], [0, 0, 0]], [[0, 1, 0], [0, 0, 1], [0, 0, 0]]])
def test_a_model_that_never_lost_is_stronger_yet_finite(wins):
    found = strengths(np.array(wins, dtype=float))
    assert np.isfinite(found).all()
    assert found[0] > 1.5 * found[1] > 2 * found[2]


def test_each_table_weighs_as_one_in_bradley_terry():
    table = grid([[1, 1], [2, 2], [3, NONE]])
    assert encounters(table).sum() == pytest.approx(2)
    assert np.allclose(encounters(table)[1, 0], 1 / 3 + 1)


def least_squares(z, weights, ridge=RIDGE):
    """The same fit as one stacked regression, by somebody else's solver."""
    models, tables = z.shape
    rows, right = [], []
    for m, t in np.argwhere(~np.isnan(z)):
        row = np.zeros(models + tables)
        row[m] = row[models + t] = 1
        rows.append(row * np.sqrt(weights[t]))
        right.append(z[m, t] * np.sqrt(weights[t]))
    penalty = np.hstack([np.eye(models) * np.sqrt(ridge), np.zeros((models, tables))])
    solved = np.linalg.lstsq(np.vstack([*rows, penalty]), np.concatenate([right, np.zeros(models)]))[0]
    return solved[:models], solved[models:]


@pytest.mark.parametrize(("seed", "filled"), [(1, 1.0), (2, 0.5), (3, 0.2)])
def test_the_additive_fit_is_the_exact_least_squares_solution(seed, filled):
    z = standardise(simulated(20, 9, filled, seed)[1])
    z = z[:, (~np.isnan(z)).sum(axis=0) > 1]
    weights = np.random.default_rng(seed).uniform(0.2, 1, z.shape[1])
    fit = additive(z, weights)
    ability, offsets = least_squares(z, weights)
    assert np.allclose(fit.ability, ability, atol=1e-9)
    assert np.allclose(fit.offsets, offsets, atol=1e-9)
    assert abs(fit.ability.sum()) < 1e-9


@pytest.mark.parametrize(("seed", "filled"), [(1, 1.0), (2, 0.5), (3, 0.15)])
def test_leaving_each_family_out_is_exactly_a_refit(seed, filled):
    scores = simulated(25, 12, filled, seed)[1]
    scores = scores[:, (~np.isnan(scores)).sum(axis=0) > 1]
    families = {f"t{at}": f"f{at % 7}" for at in range(scores.shape[1])}
    table = grid(scores, families)
    quick = without_each_family(table.standardised, table.weights, table.family_codes[1])
    slow = refitted(table, lambda part: additive(part.standardised, part.weights).ability)
    assert np.allclose(quick, slow, atol=1e-10)


def test_slopes_find_tables_that_tell_models_apart_more_or_less():
    ability, _ = simulated(60, 8, 1, seed=4)
    steep = np.array([0.3, 0.3, 1, 1, 1, 1, 1.6, 1.6])
    z = np.outer(ability, steep) + 0.1 * np.random.default_rng(0).normal(size=(60, 8))
    fit = additive_slopes(z, np.ones(8))
    assert fit.slopes[0] < fit.slopes[3] < fit.slopes[7]
    assert np.corrcoef(fit.ability, ability)[0, 1] > 0.99


SCORES = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 40).map(float)), min_size=4, max_size=4),
    min_size=4,
    max_size=9,
)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])


def usable(rows) -> Cells:
    scores = np.array(rows, dtype=float)
    assume((~np.isnan(scores)).sum(axis=0).min() >= 2)
    assume((~np.isnan(scores)).any(axis=1).all())
    return grid(scores)


@MANY
@given(SCORES, st.randoms(use_true_random=False))
def test_the_order_of_models_and_tables_changes_nothing(rows, chance):
    table = usable(rows)
    frame = long(np.array(rows, dtype=float))
    shuffled = list(range(len(frame)))
    chance.shuffle(shuffled)
    other = cells(frame.iloc[shuffled].assign(table=frame["table"].map(lambda name: f"x{9 - int(name[1])}")))
    for method in METHODS.values():
        assert np.allclose(method.values(table), method.values(other), atol=1e-5), method.name


@MANY
@given(SCORES, st.floats(0.5, 20), st.floats(-50, 50))
def test_a_change_of_scale_of_a_table_changes_nothing(rows, factor, shift):
    table = usable(rows)
    scores = np.array(rows, dtype=float)
    scores[:, 0] = scores[:, 0] * factor + shift
    for method in METHODS.values():
        assert np.allclose(method.values(table), method.values(grid(scores)), atol=1e-5), method.name


@MANY
@given(SCORES)
def test_a_copy_of_a_table_in_its_family_changes_nothing(rows):
    scores = np.array(rows, dtype=float)
    table = usable(rows)
    copied = grid(np.column_stack([scores, scores[:, 0]]), {"t4": "t0"})
    assert copied.weights.tolist() == [0.5, 1, 1, 1, 0.5]
    for method in METHODS.values():
        assert np.allclose(method.values(table), method.values(copied), atol=1e-5), method.name


@MANY
@given(SCORES, st.integers(0, 3), st.floats(0.1, 5))
def test_a_higher_score_never_lowers_a_model_while_the_scale_holds(rows, column, gain):
    table = usable(rows)
    z = table.standardised.copy()
    row = int(np.flatnonzero(table.present[:, column])[0])
    before = additive(z, table.weights).ability
    z[row, column] += gain
    after = additive(z, table.weights).ability
    assert after[row] >= before[row] - 1e-12
    assert (after[row] - after >= before[row] - before - 1e-9).all()


@MANY
@given(SCORES)
def test_turning_every_score_around_turns_every_ability_around(rows):
    table = usable(rows)
    other = grid(-np.array(rows, dtype=float))
    assert np.allclose(METHODS["additive"].values(table), -METHODS["additive"].values(other), atol=1e-9)


def test_where_all_tie_all_are_equal():
    table = grid([[7, 0.1], [7, 0.1], [7, 0.1]])
    for method in METHODS.values():
        assert np.ptp(method.values(table)) == pytest.approx(0, abs=1e-12), method.name


def test_the_table_a_score_came_from_is_taken_into_account():
    """Strong models meet in a hard table: the means of their scores order them backwards."""
    rows = [[90, NONE], [80, NONE], [70, 50], [NONE, 60], [NONE, 70]]
    table = grid(rows)
    ability = METHODS["additive"].values(table)
    assert ability[4] > ability[0] > ability[2]
    assert mean_z(table)[2] == pytest.approx(-1.2247, abs=1e-3)


def test_log_strengths_from_near_the_answer_are_the_same():
    found = log_strengths(TEXTBOOK)
    assert np.allclose(log_strengths(TEXTBOOK, start=found + 0.1), found, atol=1e-8)


def test_a_strength_beyond_all_numbers_stays_one():
    assert np.isfinite(METHODS["bradley-terry"].own(np.array([5e4, -5e4]))).all()
