"""Exhibits for tests of files: of the shipped store, and of one with names that break charts and tables."""

from __future__ import annotations

from pathlib import Path

from page_store import NASTY, leaderboard, publish

from cache.leaderboard import LeaderboardId
from dashboard import data, exhibits
from dashboard.exhibit import Exhibit
from dashboard.words import Lang

LONG = "非常长的模型名称" * 12 + "-Instruct-" + "x" * 90
NAMES = (
    *('=HYPERLINK("https://evil.example","x")', "+1+1", "-2+3|cmd", "@SUM(A1:A9)", "＝1+1", "\t=1", "1e5"),
    *("https://evil.example/a", "a|b\\|c", "**bold** `code` <i>x</i> [l](https://evil.example)", NASTY),
    *(LONG, "模型甲 العربية", 'O\'Neil "quoted"', "007", "$x^2$ &amp; <br>"),
)
ROWS = (*NAMES, *(f"模型-{place}-Chat" for place in range(40 - len(NAMES))))


def hostile(root: Path, lang: Lang = "en") -> Exhibit:
    """Forty rows; the first models are named by NAMES."""
    lines = [(str(at), name, "=机构", f"{99 - at}.5", "", "-3.25") for at, name in enumerate(ROWS, 1)]
    publish(root, [leaderboard(LeaderboardId("superclue-github", "overall", "2023-12"), lines)])
    return exhibits.of("rankings", data.Key(str(root), "hostile"), {"top": "all"}, lang)


def shipped() -> data.Key:
    return data.Key("", "shipped")
