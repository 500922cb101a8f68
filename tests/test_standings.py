"""Positions over a whole store at once: the same that each board has by itself."""

import numpy as np
import pytest
from page_store import DECEMBER, HEADER, ROLES, leaderboard, publish, small_store

from cache.leaderboard import LeaderboardId
from cache.metrics import Metrics
from cache.store import Store
from dashboard.ranking.board import default_metric, entry_levels, entry_positions
from dashboard.ranking.standings import share_beaten, standings

METRICS = Metrics.load()


@pytest.mark.parametrize("shipped", [False, True])
def test_every_position_and_leading_metric_is_the_boards_own(tmp_path, shipped):
    store = Store() if shipped else Store(small_store(tmp_path))
    scores = store.scores()
    found = standings(scores, METRICS)
    boards = {id: store.read(id) for id in store.current()}
    rows = scores["row"].to_numpy()
    for at, column in enumerate(found.columns):
        board = boards[column.id]
        places = entry_positions(board, column.metric)
        here = found.rows(at)
        levels = entry_levels(board, column.metric)
        assert [places[row - 1] or 0 for row in rows[here]] == found.position[here].tolist()
        assert [levels[row - 1] or 0 for row in rows[here]] == found.level[here].tolist()
        assert column.models == sum(place is not None for place in places)
        assert column.leads == (default_metric(board, METRICS) == column.metric.name)


def test_people_have_no_position_and_beat_nobody(tmp_path):
    id = LeaderboardId("superclue-github", "overall", "2023-12")
    publish(tmp_path, [leaderboard(id, DECEMBER, header=HEADER, roles=ROLES)])
    scores = Store(tmp_path).scores()
    found = standings(scores, METRICS)
    human = (scores["model"] == "人类").to_numpy()
    assert found.position[human].tolist() == [0]
    assert np.isnan(found.beaten[human]).all()
    best = (scores["model"] == "GPT4-Turbo").to_numpy() & (scores["metric"] == "总分").to_numpy()
    assert found.beaten[best].tolist() == [1.0]


def test_a_reference_has_no_position_and_is_held_against_all_that_are_ranked(tmp_path):
    id = LeaderboardId("superclue-github", "overall", "2023-12")
    middling = ("-", "Beside", "", "75.50", "", "")
    publish(tmp_path, [leaderboard(id, [*DECEMBER, middling], header=HEADER, roles=ROLES)])
    scores = Store(tmp_path).scores()
    found = standings(scores, METRICS)
    rows = next(found.rows(at) for at, column in enumerate(found.columns) if column.leads)
    known = dict(zip(scores["model"].iloc[rows], rows, strict=True))
    ranked, beside = known["通义千问2.0"], known["Beside"]
    assert (found.field[ranked], found.position[ranked], found.beaten[ranked]) == (5, 2, 0.75)
    assert (found.field[beside], found.position[beside], found.beaten[beside]) == (5, 0, 0.6)


def test_the_share_beaten_runs_from_all_to_none_and_needs_another_model():
    shares = share_beaten(np.array([1, 2, 3, 1]), np.array([2, 2, 2, 0]))
    assert shares[:3].tolist() == [1.0, 0.5, 0.0]
    assert np.isnan(shares[3])


def test_an_empty_store_has_no_standings(tmp_path):
    found = standings(Store(tmp_path).scores(), METRICS)
    assert (found.columns, len(found.position), len(found.beaten)) == ((), 0, 0)
