"""What may not be published."""

from __future__ import annotations

import pytest

from cache.leaderboard import Category, Cell, Entry, Leaderboard, LeaderboardId, Role, Table
from scrapers.checks import check
from scrapers.errors import LayoutError


def board(*entries: Entry) -> Leaderboard:
    rows = tuple((Cell(entry.model), Cell(str(entry.scores.get("总分", "-")))) for entry in entries)
    return Leaderboard(
        id=LeaderboardId("sample", "overall", "2026-07"),
        category=Category.LLM,
        entries=entries,
        published=Table("总排行榜", ("模型", "总分"), rows),
        url="https://example.org/README.md",
        roles=(Role.MODEL, Role.SCORE),
    )


def test_a_sound_table_passes_even_where_some_scores_are_missing() -> None:
    check(board(Entry("青松-7B", {"总分": 80.0}, 1), Entry("小溪-7B", {}, None)))


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ((), "has no rows"),
        ((Entry("青松-7B", {"总分": 80.0}, 1), Entry(" ", {"总分": 70.0}, 2)), "row 2 names no model"),
        ((Entry("青松-7B", {}, 1),), "has no score in any row"),
    ],
)
def test_a_table_that_ranks_nothing_is_refused(entries: tuple[Entry, ...], sentence: str) -> None:
    with pytest.raises(LayoutError, match=f"README.md: table '总排行榜'.*{sentence}"):
        check(board(*entries))
