"""The heat map over the boards of a category or scenario: the share of the field each model beats on each.

Scores of two boards cannot be compared; the share of a field can, as far as the fields are alike. The
newest edition of each board that can be read takes part, where that is recent: what is older tells of other
models.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cache.errors import DamagedFile
from cache.manifest import Revision
from dashboard import appearances, as_of, compare_data, composite_data, data, decimal_places, readable
from dashboard.capabilities_view import DRAWN_WHOLE, TOP, Picks, signed, standing
from dashboard.compare_data import Place
from dashboard.data import Board, Key
from dashboard.figures.heat_map import Cell, Row
from dashboard.freshness import edition_label
from dashboard.ranking.choosing import MONTH, Choice, choice_of, edition_day, is_dated
from dashboard.ranking.errors import NotEnoughBoards, NothingToCompare
from dashboard.ranking.methods import HEADLINE
from dashboard.ranking.shades import by_level
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import Member, label
from dashboard.words import Lang, t

DRAWN, COMPACT_DRAWN = 12, 6  # boards in a chart
TABLED = 40  # boards in the table
LEAST = 2  # boards of the table a model must be on
RECENT = 24  # months that an edition may be older than the newest of the category


@dataclass(frozen=True, slots=True, eq=False)
class Across:
    """`editions`: by board, the one that takes part. `places`: by board, by model. `models`: those on enough
    of the boards, in order."""

    boards: tuple[Board, ...]  # with any of the models
    editions: Mapping[str, Revision]
    places: Mapping[str, Mapping[str, Place]]
    models: tuple[str, ...]
    left_out: int  # recent boards beyond those
    older: int  # boards that are not recent, or of unknown age; 0 where too few are recent to leave them out
    by_composite: bool  # else by mean share

    def revision(self, key: Key, board: Board) -> Revision:
        """The one that its figures are from."""
        return readable.shown(key, self.editions[board.id].id)

    def share(self, model: str, board: Board) -> float | None:
        place = self.places[board.id].get(model)
        return by_level(place.level, place.others) if place else None


@lru_cache(maxsize=32, typed=True)  # members of the two groupings compare equal as text ("vision")
def across(key: Key, member: Member, day: date | None = None) -> Across:
    """`day`: until which editions take part."""
    boards: list[Board] = []
    places: dict[str, Mapping[str, Place]] = {}
    broken = readable.broken(key)
    every = [known for board in data.shelf(key).of(member) if (known := as_of.until(board, day))]
    editions = {board.id: readable.known(board, broken) for board in every}
    recent = _recent(every, editions)
    for board in recent:
        if len(boards) == TABLED:
            break
        try:
            places[board.id] = compare_data.places(key, editions[board.id].id)
        except DamagedFile:
            continue  # the store's `problems` tell it on every page
        boards.append(board)
    older = len(every) - len(recent)
    found = Across(tuple(boards), editions, places, (), len(recent) - len(boards), older, False)
    means = _means(found)
    composite = _composite(key, choice_of(member, window=RECENT if older else None, as_of=day))
    ordered = sorted(means, key=lambda model: (composite.get(model, len(composite)), -means[model], model))
    linked = tuple(board for board in found.boards if not means.keys().isdisjoint(places[board.id]))
    return Across(linked, editions, places, tuple(ordered), found.left_out, older, bool(composite))


def _recent(boards: list[Board], editions: Mapping[str, Revision]) -> list[Board]:
    """Those whose edition is recent, the newest first; all of them where that leaves too few."""
    dated = [board for board in boards if is_dated(editions[board.id])]
    days = {board.id: edition_day(editions[board.id]) for board in dated}
    newest = max(days.values(), default=None)
    recent = [board for board in dated if newest and (newest - days[board.id]).days <= RECENT * MONTH]
    if len(recent) < LEAST:
        return boards
    return sorted(recent, key=lambda board: days[board.id], reverse=True)


def _means(found: Across) -> dict[str, float]:
    """By model, of those on enough boards: its mean share."""
    shares: dict[str, list[float]] = {}
    for board in found.boards:
        for model in found.places[board.id]:
            share = found.share(model, board)
            if share is not None:
                shares.setdefault(model, []).append(share)
    return {model: sum(all) / len(all) for model, all in shares.items() if len(all) >= LEAST}


def _composite(key: Key, choice: Choice) -> dict[str, int]:
    """Models by their order in the composite; empty where there is none."""
    try:
        shown = composite_data.composite(key, choice, HEADLINE, (), LEAST).shown()
    except (NotEnoughBoards, NothingToCompare):
        return {}
    return {model: at for at, model in enumerate(shown["model"])}


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """`total`: models there are; `top`: those drawn for their place."""

    boards: tuple[Board, ...]
    rows: tuple[Row, ...]
    total: int
    top: int


@lru_cache(maxsize=128, typed=True)
def drawn(
    key: Key, member: Member, picks: Picks, compact: bool, lang: Lang, day: date | None = None
) -> Drawn:
    """The first boards, and the models that are on enough of them."""
    found, places = across(key, member, day), dict(picks)
    boards = found.boards[: COMPACT_DRAWN if compact else DRAWN]
    models = [
        model
        for model in found.models
        if model in places or sum(found.share(model, board) is not None for board in boards) >= LEAST
    ]
    top = len(models) if len(models) <= DRAWN_WHOLE else TOP
    rows = tuple(
        Row(
            appearances.short(key, model, lang),
            tuple(_cell(key, found, model, board, lang) for board in boards),
            places.get(model),
        )
        for at, model in enumerate(models)
        if at < top or model in places
    )
    return Drawn(boards, rows, len(found.models), top)


def _cell(key: Key, found: Across, model: str, board: Board, lang: Lang) -> Cell | None:
    share, place = found.share(model, board), found.places[board.id].get(model)
    if share is None or place is None:
        return None
    value = place.entry.scores[place.metric.name]
    score = signed(value, decimal_places.places(key, found.editions[board.id].id, place.metric.name))
    hover = (
        f"{label(board, lang)} · {edition_label(found.editions[board.id].id.edition, lang)}",
        t("figure.line", lang, label=metric_label(place.metric, lang), value=score),
        standing(place.position, place.field, lang),
        t("capabilities.beaten", lang, share=f"{share:.0%}"),
    )
    percent = f"{100 * share:.0f}"
    return Cell(100 * share, percent, percent, share, hover)
