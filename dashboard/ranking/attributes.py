"""What a board's own columns beside the scores say of its models."""

from __future__ import annotations

from collections.abc import Callable

from cache.leaderboard import Leaderboard, Role

OPEN_OR_CLOSED = ("开/闭源", "开闭源", "是否开源", "open/closed", "open weights", "weights")
LICENCE = ("许可证", "许可", "license", "licence", "model license", "model licence")
_OPEN, _CLOSED = ("开源", "open", "yes", "是", "true"), ("闭源", "closed", "no", "否", "false")
_PROPRIETARY = ("闭源", "专有", "proprietary", "closed")
_UNSAID = (
    *("", "-", "–", "?", "/", "n/a", "none", "nan", "unknown", "other", "custom", "commercial"),
    *("未知", "其他"),
)


def attribute_column(board: Leaderboard, words: tuple[str, ...]) -> str | None:
    """The first attribute whose header is one of `words`, whatever its case."""
    for name, role in zip(board.published.header, board.roles, strict=True):
        if role is Role.ATTRIBUTE and name.strip().casefold() in words:
            return name
    return None


def printed_weights(board: Leaderboard) -> list[bool | None]:
    """Of each entry: whether the board calls its weights open. A licence other than a proprietary one speaks
    of weights that can be had; None where nothing is said, or in words we do not know."""
    for words, read in ((OPEN_OR_CLOSED, _said), (LICENCE, _licensed)):
        column = attribute_column(board, words)
        if column is not None:
            return [_read(entry.attributes.get(column, ""), read) for entry in board.entries]
    return [None] * len(board.entries)


def _read(text: str, read: Callable[[str], bool | None]) -> bool | None:
    word = text.strip().casefold()
    return None if word in _UNSAID else read(word)


def _said(word: str) -> bool | None:
    if word in _OPEN:
        return True
    return False if word in _CLOSED else None


def _licensed(word: str) -> bool | None:
    return not any(mark in word for mark in _PROPRIETARY)
