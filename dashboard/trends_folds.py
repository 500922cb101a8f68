"""The parts of Trends that unfold: the numbers as a table, what came and went, and each edition."""

from __future__ import annotations

from dashboard import folds, trends_history, trends_parts
from dashboard.data import Key
from dashboard.trends_asked import Asked
from dashboard.words import Lang, t

NAMES = ("table", "changes", "editions")


def settle() -> None:
    folds.settle(NAMES, scope="trends")


def draw(key: Key, asked: Asked, lang: Lang, compact: bool) -> None:
    """Worked out and sent to who unfolds them."""

    def table() -> None:
        trends_parts.table(key, asked.view, asked, lang, compact)

    def changes() -> None:
        trends_history.changes(key, asked.board.id, lang, asked.day)

    def editions() -> None:
        trends_history.editions(key, asked.view, asked, lang)

    folds.draw("table", t("table.numbers", lang), ":material/table:", table, lang)
    folds.draw("changes", t("trends.changes", lang), ":material/swap_vert:", changes, lang)
    folds.draw("editions", t("trends.editions", lang), ":material/calendar_month:", editions, lang)
