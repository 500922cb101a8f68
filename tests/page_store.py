"""A small store for the tests of the pages: leaderboards made up here, with the quirks of published ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from cache.leaderboard import Category, Cell, Entry, Leaderboard, LeaderboardId, Role, Standing, Table
from cache.manifest import Provenance
from cache.store import Store

RETRIEVED = datetime(2026, 11, 20, 3, 10, tzinfo=UTC)
HEADER = ("排名", "模型", "机构", "总分", "OPEN", "OPT")
ROLES = (Role.RANK, Role.MODEL, Role.ATTRIBUTE, Role.SCORE, Role.SCORE, Role.SCORE)
NASTY = "*Evil*_<b>x</b>$1$[a](https://evil.example):material/home: :red[y]"

NOVEMBER = (
    ("-", "GPT4-Turbo", "OpenAI", "89.79", "90.20", "88.83"),
    ("1", "Moonshot(KimiChat)", "月之暗面", "74.20", "72.00", "79.33"),
    ("2", "文心一言4.0(API)", "百度", "73.10", "70.01", "80.31"),
    ("3", "Yi-34B-Chat", "零一万物", "70.05", "66.50", "78.33"),
    ("4", "讯飞星火V3.0", "科大讯飞", "61.20", "55.00", "75.67"),
)
DECEMBER = (
    ("-", "GPT4-Turbo", "OpenAI", "90.63", "90.89", "90.03"),
    ("1", "文心一言4.0(API)", "百度", "79.02", "75.00", "88.38"),
    ("2", "通义千问2.0", "阿里巴巴", "76.54", "71.78", "87.64"),
    ("3", NASTY, "OPPO", "75.04", "70.01", "86.76"),
    ("4", "Moonshot(KimiChat)", "月之暗面", "71.92", "67.25", "82.81"),
    ("5", "Yi-34B-Chat", "零一万物", "68.46", "61.99", "83.56"),
    ("人类", "人类", "", "83.70", "", ""),
)


def leaderboard(
    id: LeaderboardId,
    lines: Sequence[Sequence[str]],
    *,
    category: Category = Category.LLM,
    header: Sequence[str] = HEADER,
    roles: Sequence[Role] = ROLES,
) -> Leaderboard:
    published = Table(
        heading=f"{id.leaderboard} {id.edition}",
        header=tuple(header),
        rows=tuple(tuple(Cell(text) for text in line) for line in lines),
    )
    entries = tuple(_entry(dict(zip(header, line, strict=True)), header, roles) for line in lines)
    return Leaderboard(
        id, category, entries, published, f"https://pages.example/{id.source}.md", tuple(roles)
    )


def _entry(cells: dict[str, str], header: Sequence[str], roles: Sequence[Role]) -> Entry:
    by_role = list(zip(header, roles, strict=True))
    rank = next((cells[name] for name, role in by_role if role is Role.RANK), "")
    standing = {"-": Standing.REFERENCE, "人类": Standing.BASELINE}.get(rank, Standing.ENTRANT)
    return Entry(
        model=next(cells[name] for name, role in by_role if role is Role.MODEL),
        scores={name: float(cells[name]) for name, role in by_role if role is Role.SCORE and cells[name]},
        rank=int(rank) if rank.isdecimal() else None,
        attributes={name: cells[name] for name, role in by_role if role is Role.ATTRIBUTE},
        standing=standing,
    )


def publish(
    root: Path, boards: Iterable[Leaderboard], *, note: str = "", as_of: datetime = RETRIEVED
) -> None:
    for board in boards:
        provenance = Provenance(board.url, RETRIEVED, "0" * 64, "1", as_of, note=note)
        Store(root).publish([board], provenance)


def small_store(root: Path) -> Path:
    """LLM with two editions and a second board, Vision with one edition, the other categories empty."""
    overall = "superclue-github", "overall"
    image = LeaderboardId("superclue", "image", "2026-03")
    publish(
        root,
        [
            leaderboard(LeaderboardId(*overall, "2023-11"), NOVEMBER),
            leaderboard(LeaderboardId(*overall, "2023-12"), DECEMBER),
            leaderboard(LeaderboardId("zeroclue", "overall", "undated"), NOVEMBER[1:3]),
        ],
        as_of=datetime(2023, 12, 28, tzinfo=UTC),
    )
    publish(
        root, [leaderboard(image, DECEMBER[1:3], category=Category.VISION)], note="rebuilt from a capture"
    )
    return root
