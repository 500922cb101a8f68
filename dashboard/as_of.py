"""The day until which editions take part in a view of many: what an address in a file asks for, that it shows
the same once newer editions are out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from cache.manifest import Revision
from dashboard.asking import Asking
from dashboard.data import Board
from dashboard.links import within
from dashboard.markup import hypertext
from dashboard.ranking.choosing import edition_day
from dashboard.words import Lang, t


def settle(ask: Asking, page: str) -> date | None:
    """Each page keeps its own: the day of one says nothing of another."""
    return ask.settle_day("asof", kept_as=f"{page}_asof")


def stood(revision: Revision, day: date | None) -> bool:
    return day is None or edition_day(revision) <= day


def until(board: Board, day: date | None) -> Board | None:
    """The board with the editions that stood then; None where it had none."""
    if day is None:
        return board
    editions = tuple(revision for revision in board.editions if stood(revision, day))
    return Board(board.source, board.leaderboard, editions) if editions else None


def pinned(editions: Iterable[Revision]) -> dict[str, str]:
    """The parameter that leaves exactly these and what is older."""
    return {"asof": max(map(edition_day, editions)).isoformat()}


def said(day: date | None, page: str, view: Mapping[str, str], lang: Lang) -> str:
    """HTML: that newer editions are left out, and the way to them; empty for no day. `view`: of the URL."""
    if day is None:
        return ""
    others = {name: value for name, value in view.items() if name != "asof"}
    way = within(page, lang, t("as_of.newest", lang), **others)
    return f'<p class="bd-quiet" role="note">{hypertext(note(day, lang))} {way}</p>'


def nothing(day: date, lang: Lang) -> str:
    """That all there is to show came later."""
    return t("as_of.nothing", lang, day=day.isoformat())


def note(day: date, lang: Lang) -> str:
    return t("as_of.said", lang, day=day.isoformat())
