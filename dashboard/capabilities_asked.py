"""What a reader asks of Capabilities: the parameters of the page, each made valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cache.leaderboard import Category
from cache.manifest import Revision
from dashboard import appearances, as_of, data
from dashboard.asking import Asking
from dashboard.data import Board, Key
from dashboard.rankings_asked import labels_of_boards, settle_category
from dashboard.words import Lang, t

ALL = "all"  # the boards of a category side by side
COLOURS = ("col", "abs")


@dataclass(frozen=True, slots=True)
class Asked:
    """`board` and `revision`: None for all boards of the category. `picks`: places of highlighted models.
    `day`: until which editions take part, of all boards."""

    category: Category
    board: Board | None
    revision: Revision | None
    absolute: bool
    picks: Mapping[str, int]
    day: date | None = None

    @property
    def highlighted(self) -> tuple[tuple[str, int], ...]:
        return tuple(self.picks.items())


def settle(ask: Asking, key: Key, lang: Lang) -> Asked | None:
    """None where the category has no board."""
    shelf = data.shelf(key)
    category = settle_category(ask, shelf, lang)
    boards = labels(key, category, lang)
    if not boards:
        return None
    id = ask.settle("board", list(boards), next(iter(boards)), boards.__getitem__)
    picks = ask.settle_list("m", appearances.models(key))
    if id == ALL:
        day = as_of.settle(ask, "capabilities")
        return Asked(category, None, None, absolute=False, picks=picks, day=day)
    board = shelf.boards[id]
    editions = [revision.id.edition for revision in board.editions]
    revision = board.edition(ask.settle("edition", editions, editions[0]))
    colour = ask.settle("colour", COLOURS, COLOURS[0], lambda id: t(f"capabilities.{id}", lang))
    return Asked(category, board, revision, absolute=colour == "abs", picks=picks)


def labels(key: Key, category: Category, lang: Lang) -> dict[str, str]:
    """What can be chosen, by id: each board, and all of them together where there are several."""
    boards = data.shelf(key).of(category)
    found = labels_of_boards(boards, lang)
    return found | {ALL: t("capabilities.all", lang)} if len(boards) > 1 else found
