"""What a reader asks of Capabilities: the parameters of the page, each made valid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cache.manifest import Revision
from dashboard import appearances, as_of, data
from dashboard.asking import Asking
from dashboard.data import Board, Key
from dashboard.rankings_asked import Member, labels_of_boards, settle_edition, settle_member
from dashboard.words import Lang, t

ALL = "all"  # the boards of a category or scenario side by side
COLOURS = ("col", "abs")


@dataclass(frozen=True, slots=True)
class Asked:
    """`board` and `revision`: None for all boards of the group. `picks`: places of highlighted models.
    `day`: until which editions take part, of all boards."""

    member: Member
    board: Board | None
    revision: Revision | None
    absolute: bool
    picks: Mapping[str, int]
    day: date | None = None

    @property
    def highlighted(self) -> tuple[tuple[str, int], ...]:
        return tuple(self.picks.items())


def settle(ask: Asking, key: Key, lang: Lang) -> Asked | None:
    """None where the category or scenario has no board."""
    shelf = data.shelf(key)
    member = settle_member(ask, shelf, lang)
    boards = labels(key, member, lang)
    if not boards:
        return None
    id = ask.settle("board", list(boards), next(iter(boards)), boards.__getitem__)
    picks = ask.settle_list("m", appearances.models(key))
    if id == ALL:
        day = as_of.settle(ask, "capabilities")
        return Asked(member, None, None, absolute=False, picks=picks, day=day)
    board = shelf.boards[id]
    revision = settle_edition(ask, key, board)
    colour = ask.settle("colour", COLOURS, COLOURS[0], lambda id: t(f"capabilities.{id}", lang))
    return Asked(member, board, revision, absolute=colour == "abs", picks=picks)


def labels(key: Key, member: Member, lang: Lang) -> dict[str, str]:
    """What can be chosen, by id: each board, and all of them together where there are several."""
    boards = data.shelf(key).of(member)
    found = labels_of_boards(boards, lang)
    return found | {ALL: t("capabilities.all", lang)} if len(boards) > 1 else found
