"""Totals that a publisher leaves to its readers stand among the scores, wherever scores are read."""

import pandas as pd
import pytest

from cache.leaderboard import LeaderboardId, Standing
from dashboard import data, models_data
from dashboard.computed_totals import with_computed

BOARD = LeaderboardId("livebench", "overall", "2026-01")


def test_a_model_page_ranks_by_the_same_total_as_rankings():
    key = data.key()
    leading = data.leading_metric(key, BOARD)
    assert leading.is_derived
    scored = {entry.model: entry.scores.get(leading.name) for entry in data.leaderboard(key, BOARD).entries}
    best = max((name for name in scored if scored[name]), key=lambda name: scored[name] or 0)
    row = next(
        row for row, entry in enumerate(data.leaderboard(key, BOARD).entries, start=1) if entry.model == best
    )
    id = data.facts(key, BOARD)[row - 1].model_id
    (shown,) = [one for one in models_data.scores(key, id) if one.id == BOARD and one.leads]
    assert (shown.metric.name, shown.position) == (leading.name, 1)
    assert shown.score == pytest.approx(scored[best])


def test_columns_keep_their_kinds_and_printed_scores_their_rows():
    key = data.key()
    printed, whole = data.store(key).scores(), data.scores(key)
    assert whole.dtypes.map(str).tolist() == printed.dtypes.map(str).tolist()
    assert len(whole) > len(printed)
    pd.testing.assert_frame_equal(
        whole.head(len(printed)).astype(object), printed.astype(object), check_dtype=False
    )
    assert set(whole["standing"].iloc[len(printed) :]) <= set(map(str, Standing))


def test_without_a_board_to_compute_for_nothing_is_copied():
    printed = data.store(data.key()).scores()
    assert with_computed(printed, []) is printed
