"""Totals that nobody prints: computed from the parts, called ours, and never written to a file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from boards import board, metrics

from cache.derived import with_derived
from cache.leaderboard import LeaderboardId, Role
from cache.metrics import Metrics, check_total
from dashboard.ranking.board import default_metric
from dashboard.ranking.entering import board_scores

PAGES = Path(__file__).parents[2] / "shared/pages/raw.githubusercontent.com"
GROUPS = PAGES / "LiveBench/livebench.github.io/main/public"
ROWS = [("青松-7B", 80.0, None), ("小溪-7B", 60.0, None), ("小河-7B", None, None)]
LINE = {"column": "ours", "kind": "derived", "formula": "mean(语言; mean(推理; 代码))"}
PRINTED = board(ROWS, metric="语言", others=("推理", "代码"))


def test_a_derived_total_leads_and_stands_beside_what_is_printed(tmp_path: Path) -> None:
    known = metrics(tmp_path, LINE)
    found = with_derived(PRINTED, known)
    assert [entry.scores.get("ours") for entry in found.entries] == [60.0, 45.0, None]
    assert (found.metrics[-1], found.roles[-1]) == ("ours", Role.SCORE)
    assert {row[-1].text for row in found.published.rows} == {""}
    assert default_metric(found, known) == "ours"
    assert board_scores(found, known)[1] == ("ours",)
    assert check_total(found, known) == []
    assert PRINTED.metrics == ("语言", "推理", "代码")


def test_a_board_that_lacks_a_part_or_prints_the_column_is_left_as_it_is(tmp_path: Path) -> None:
    known = metrics(tmp_path, LINE)
    lacking = board(ROWS, metric="语言", others=("推理",))
    printed = board(ROWS, metric="语言", others=("推理", "代码", "ours"))
    assert with_derived(lacking, known) is lacking
    assert with_derived(printed, known) is printed


def test_the_first_matching_line_says_whether_a_column_is_derived(tmp_path: Path) -> None:
    known = metrics(tmp_path, {"edition": "2023-12", "column": "ours", "kind": "other"}, LINE)
    assert with_derived(PRINTED, known) is PRINTED


@pytest.mark.stored_pages
@pytest.mark.skipif(not GROUPS.is_dir(), reason="no stored pages beside the repository")
@pytest.mark.parametrize("edition", ["2025-05", "2026-01"])
def test_livebench_is_the_mean_of_its_published_groups(edition: str) -> None:
    (total,) = Metrics.load().derived(LeaderboardId("livebench", "overall", edition))
    (listed,) = GROUPS.glob(f"categories_{edition.replace('-', '_')}_*.json")
    groups = json.loads(listed.read_text(encoding="utf-8"))
    expected = {task: 1 / len(groups) / len(tasks) for tasks in groups.values() for task in tasks}
    assert dict(total.parts) == pytest.approx(expected)
