"""The metric columns that are known to have been renamed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cache.errors import RenamesError
from cache.leaderboard import LeaderboardId
from cache.renames import Renames

JULY = LeaderboardId("superclue", "overall", "2026-07")


def test_the_shipped_renames_can_be_read_and_hold_in_both_directions() -> None:
    known = Renames.load()
    assert known.same(JULY, "代码生成", "智能体编程")
    assert known.same(JULY, "智能体编程", "代码生成")
    assert not known.same(JULY, "代码生成", "数学推理")
    assert not known.same(JULY._replace(source="clue"), "代码生成", "智能体编程")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("source,before,after,note\n", "line 1: missing column 'leaderboard'"),
        ("source,leaderboard,before,after,note\nclue,*,,乙,\n", "line 2, column before: '' names no column"),
        ("source,leaderboard,before,after,note\n,*,甲,乙,\n", "line 2, column source: '' is empty"),
        ("source,leaderboard,before,after,note\nclue,*\n", "line 2: 2 fields"),
        ('source,leaderboard,before,after,note\n"clue', "not CSV"),
    ],
)
def test_a_line_of_renames_that_cannot_be_read_is_named(text: str, sentence: str, tmp_path: Path) -> None:
    file = tmp_path / "renames.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RenamesError, match=sentence):
        Renames.load(file)
