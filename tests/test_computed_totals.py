"""Totals that a publisher leaves to its readers stand among the scores, wherever scores are read."""

import pandas as pd
import pytest

from cache.leaderboard import LeaderboardId, Standing
from dashboard import data, models_data, revision_log
from dashboard.computed_totals import with_computed
from dashboard.ranking.board import entry_positions

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


def test_the_log_of_news_ranks_every_board_as_rankings_does():
    key = data.key()
    told = {event.revision: event for event in revision_log.events(key)}
    for board in data.shelf(key).boards.values():
        event, metric = told[board.newest], data.leading_metric(key, board.newest.id)
        assert event.metric == metric.name
        table = data.leaderboard(key, board.newest.id)
        places = entry_positions(table, metric)
        leading = [entry.model for entry, place in zip(table.entries, places, strict=True) if place == 1]
        assert list(event.leaders) == leading


def test_any_revision_that_is_read_has_the_computed_total():
    key = data.key()
    for revision in data.revisions(key, BOARD):
        assert data.leading_metric(key, BOARD).name in data.read(key, revision).metrics
