"""Small leaderboards and provenances that the tests of the store share."""

from __future__ import annotations

from datetime import UTC, datetime

from cache.leaderboard import Category, Cell, Entry, Leaderboard, LeaderboardId, Role, Standing, Table
from cache.store import Provenance

ID = LeaderboardId("alpha", "overall", "2026-07")
URL = "https://example.org/alpha"


def board(*rows: tuple[str, str, float | None], id: LeaderboardId = ID) -> Leaderboard:
    """Rows of printed rank, model and score; a rank that is no number marks a reference model."""
    return Leaderboard(
        id=id,
        category=Category.LLM,
        entries=tuple(
            Entry(
                model,
                {} if score is None else {"总分": score},
                int(rank) if rank.isdigit() else None,
                standing=Standing.ENTRANT if rank.isdigit() else Standing.REFERENCE,
            )
            for rank, model, score in rows
        ),
        published=Table(
            "总排行榜（2026年7月）",
            ("排名", "模型", "总分"),
            tuple(
                (Cell(rank), Cell(model), Cell("-" if score is None else f"{score:.2f}"))
                for rank, model, score in rows
            ),
        ),
        url=URL,
        roles=(Role.RANK, Role.MODEL, Role.SCORE),
    )


def seen(day: int = 1, *, as_of: int | None = None, named: bool = False) -> Provenance:
    """Retrieved on a day of August 2026, as of that day or another."""
    return Provenance(
        url=URL,
        retrieved_at=datetime(2026, 8, day, 9, 30, tzinfo=UTC),
        page_sha256="0" * 64,
        parser="1",
        as_of=datetime(2026, 8, as_of or day, tzinfo=UTC),
        dated_by_name=named,
    )


A = board(("1", "甲", 90.5), ("-", "乙", 80.0))
B = board(("1", "甲", 91.5), ("-", "乙", 80.0), ("2", "丙", None))
C = board(("1", "丙", 99.0))
OTHER = board(("1", "丁", 70.25), id=LeaderboardId("beta", "open", "undated"))
THIRD = board(("1", "戊", 1.0), id=LeaderboardId("gamma", "overall", "2025"))
