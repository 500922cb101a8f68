"""The parts of Trends that unfold: the numbers as a table, what came and went, and each edition."""

from __future__ import annotations

from dashboard import folds, loading, trends_history, trends_parts
from dashboard.data import Key
from dashboard.trends_asked import Asked
from dashboard.words import Lang, t

NAMES = ("table", "changes", "editions")


def settle() -> None:
    folds.settle(NAMES, scope="trends")


def draw(key: Key, asked: Asked, lang: Lang, compact: bool) -> None:
    """Worked out and sent to who unfolds them."""
    numbers = folds.fold("table", t("table.numbers", lang), ":material/table:")
    if numbers.open:
        with numbers, loading.working(lang):
            trends_parts.table(key, asked.view, asked, lang, compact)
    changes = folds.fold("changes", t("trends.changes", lang), ":material/swap_vert:")
    if changes.open:
        with changes, loading.working(lang):
            trends_history.changes(key, asked.board.id, lang, asked.day)
    editions = folds.fold("editions", t("trends.editions", lang), ":material/calendar_month:")
    if editions.open:
        with editions, loading.working(lang):
            trends_history.editions(key, asked.view, asked, lang)
