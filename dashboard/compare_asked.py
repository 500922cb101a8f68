"""What a reader asks of Compare: the parameters of the page, each made valid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from cache.manifest import Revision
from dashboard import appearances, compare_data, data, readable
from dashboard.asking import Asking
from dashboard.compare_data import Models, Shared
from dashboard.data import Board, Key
from dashboard.rankings_asked import labels_of_boards
from dashboard.words import Lang, t

FEWEST = 2  # models
TOP = 4  # models of a board that the page offers to compare
KINDS = ("dot", "radar")


@dataclass(frozen=True, slots=True)
class Asked:
    """`places`: of the models, by id. `board`: None where no board has two of them."""

    places: Mapping[str, int]
    shared: tuple[Shared, ...]
    board: Board | None = None
    revision: Revision | None = None
    radar: bool = False
    pair: tuple[str, str] | None = None  # whose components are listed

    def __hash__(self) -> int:
        return hash((self.chosen, self.revision and self.revision.id, self.radar, self.pair))

    @property
    def models(self) -> Models:
        return tuple(self.places)

    @property
    def chosen(self) -> tuple[tuple[str, int], ...]:
        return tuple(self.places.items())


def settle(ask: Asking, key: Key, lang: Lang) -> Asked:
    shelf = data.shelf(key)
    places = ask.settle_list("m", appearances.models(key))
    if len(places) < FEWEST:
        return Asked(places, ())
    shared = compare_data.shared(key, tuple(places))
    linked = shelf.boards.get(ask.linked("board") or "")
    boards = {at.board.id: at.board for at in shared} | ({linked.id: linked} if linked else {})
    pair = _pair(ask, key, places, lang)
    if not boards:
        return Asked(places, shared, pair=pair)
    labels = labels_of_boards(boards.values(), lang)
    first = compare_data.opening(key, tuple(places)) or next(iter(boards))
    board = boards[ask.settle("board", list(boards), first, labels.__getitem__)]
    editions = [revision.id.edition for revision in board.editions]
    edition = ask.settle("edition", editions, _edition(key, board, shared))
    revision = readable.shown(key, board.edition(edition).id)
    radar = ask.settle("kind", KINDS, KINDS[0], lambda id: t(f"compare.{id}", lang)) == "radar"
    return Asked(places, shared, board, revision, radar, pair)


def _edition(key: Key, board: Board, shared: Sequence[Shared]) -> str:
    """By default the one with most of the models; where that cannot be read, the newest that can."""
    found = next((at for at in shared if at.board == board), None)
    if found and readable.damage(key, found.id) is None:
        return found.edition
    return readable.newest(key, board).id.edition


def _pair(ask: Asking, key: Key, places: Mapping[str, int], lang: Lang) -> tuple[str, str]:
    pairs = dict(zip(pairs_of(places), combinations(places, 2), strict=True))
    first = next(iter(pairs))
    return pairs[ask.settle("pair", list(pairs), first, lambda id: pair_label(key, pairs[id], lang))]


def pairs_of(places: Mapping[str, int]) -> list[str]:
    """“0-2”: by their places, the order of `combinations`."""
    return [f"{one}-{other}" for one, other in combinations(places.values(), 2)]


def pair_label(key: Key, pair: tuple[str, str], lang: Lang) -> str:
    labels = appearances.labels(key, lang)
    return t("compare.versus", lang, first=labels[pair[0]], second=labels[pair[1]])
