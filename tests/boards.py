"""Small leaderboards made by hand, for tests of rankings, figures and exports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cache.leaderboard import Category, Cell, Entry, Leaderboard, LeaderboardId, Role, Standing, Table
from cache.metrics import COLUMNS, Metrics

PLAIN = Metrics(())  # every column a score, more is better, labelled as published
Row = tuple[str, float | None, int | None]


def metrics(folder: Path, *lines: dict[str, str]) -> Metrics:
    """The lines of a metrics.csv; a cell that is not given is a pattern for all, or empty."""
    anything = {
        "source": "*",
        "leaderboard": "*",
        "edition": "*",
        "higher_is_better": "true",
        "kind": "other",
    }
    texts = [",".join(COLUMNS)]
    texts += [",".join({**anything, **line}.get(name, "") for name in COLUMNS) for line in lines]
    path = folder / "metrics.csv"
    path.write_text("\n".join(texts) + "\n", "utf-8")
    return Metrics.load(path)


def standing(name: str, rank: int | None, ranked: bool) -> Standing:
    if name in ("人类", "Human", "随机猜测"):
        return Standing.BASELINE
    return Standing.REFERENCE if ranked and rank is None else Standing.ENTRANT


def board(
    rows: Sequence[Row],
    edition: str = "2023-12",
    metric: str = "总分",
    others: Sequence[str] = (),
    makers: Sequence[str] = (),
) -> Leaderboard:
    """Rows of model, score and published rank. Each of `others` is a score column of half that score."""
    ranked = any(rank is not None for _, _, rank in rows)
    entries = []
    for place, (name, score, rank) in enumerate(rows):
        scores = {} if score is None else {metric: score, **dict.fromkeys(others, score / 2)}
        attributes = {"机构": makers[place]} if makers else {}
        entries.append(Entry(name, scores, rank, attributes, standing(name, rank, ranked)))
    header = ("排名", "模型", *(("机构",) if makers else ()), metric, *others)
    roles = (
        Role.RANK,
        Role.MODEL,
        *((Role.ATTRIBUTE,) if makers else ()),
        Role.SCORE,
        *(Role.SCORE,) * len(others),
    )
    published = Table("总排行榜", header, tuple((Cell(""),) * len(header) for _ in rows))
    id = LeaderboardId("superclue", "overall", edition)
    return Leaderboard(id, Category.LLM, tuple(entries), published, "https://example.org/", roles)
