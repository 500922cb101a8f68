"""The numbers behind the heat maps: every row, whatever is drawn."""

from __future__ import annotations

from datetime import date

import pandas as pd

from cache.leaderboard import LeaderboardId
from dashboard import appearances, capabilities_all, data, decimal_places
from dashboard.column_order import ordered
from dashboard.data import Key, Selection
from dashboard.ranking.board import column_of
from dashboard.ranking.view import view_labels
from dashboard.rankings_asked import Member, labels_of_boards
from dashboard.words import Lang, t


def selection(key: Key, id: LeaderboardId, lang: Lang) -> Selection:
    return Selection(id, None, data.leading_metric(key, id).name, lang=lang)


def of_board(key: Key, id: LeaderboardId, lang: Lang) -> pd.DataFrame:
    """As Rankings shows the edition by its leading metric."""
    asked = selection(key, id, lang)
    shown, board = data.view(key, asked), data.leaderboard(key, id)
    labels = view_labels(shown, board, data.metrics(), lang)
    columns = ordered(shown, labels, board, column_of(asked.metric))
    return shown[columns].rename(columns=labels).reset_index(drop=True)


def printed(key: Key, id: LeaderboardId, lang: Lang) -> dict[str, str]:
    """By label of a metric, how Rankings formats its numbers."""
    view, board = data.view(key, selection(key, id, lang)), data.leaderboard(key, id)
    return decimal_places.formats(key, id, view_labels(view, board, data.metrics(), lang))


def across(key: Key, member: Member, lang: Lang, day: date | None = None) -> pd.DataFrame:
    """Percent of the others beaten: a row a model, a column a board."""
    found = capabilities_all.across(key, member, day)
    labels = labels_of_boards(found.boards, lang)
    shares = {board.id: [found.share(model, board) for model in found.models] for board in found.boards}
    known = [[share for share in of if share is not None] for of in zip(*shares.values(), strict=True)]
    columns: dict[str, object] = {
        t("column.model", lang): [appearances.short(key, model, lang) for model in found.models],
        t("capabilities.boards_n", lang): [len(of) for of in known],
        t("capabilities.mean", lang): [round(100 * sum(of) / len(of), 1) for of in known],
    }
    for id, of in shares.items():
        percent = [None if share is None else round(100 * share, 1) for share in of]
        columns[labels[id]] = pd.array(percent, dtype="Float64")
    return pd.DataFrame(columns)
