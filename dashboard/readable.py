"""Which edition stands for a board where none is asked for: the newest that can be read."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId
from cache.manifest import Revision
from dashboard import damage as damage_words
from dashboard import data, upkeep
from dashboard.data import Board, Key
from dashboard.freshness import edition_label
from dashboard.words import Lang, t

Ids = frozenset[LeaderboardId]


def damage(key: Key, id: LeaderboardId) -> DamagedFile | None:
    """What is wrong with an edition of which no revision can be read. Reads it."""
    try:
        data.edition(key, id)
    except DamagedFile as error:
        return error
    return None


def newest(key: Key, board: Board) -> Revision:
    """Reads it, so that damage which nobody has met is met here; of a board that cannot be read, the newest
    of all."""
    return next((at for at in board.editions if damage(key, at.id) is None), board.newest)


def shown(key: Key, id: LeaderboardId) -> Revision:
    """The one that the figures of an edition are from, wherever it is shown: not always the current one,
    which stands for an edition that cannot be read. Reads it."""
    try:
        return data.edition(key, id)[0]
    except DamagedFile:
        return data.store(key).current_revision(id)


def before(key: Key, board: Board, edition: str) -> Revision | None:
    """The last edition before this one that can be read."""
    found = board.before(edition)
    while found and damage(key, found.id):
        found = board.before(found.id.edition)
    return found


def notice(key: Key, board: Board, shown: Revision, lang: Lang) -> str:
    """That this stands for a newer edition, or for a newer revision of the same, and why; empty where it
    stands for none."""
    return _fallen(key, board, shown, lang) or instead(key, shown, lang)


def standing_in(key: Key, shown: Iterable[Revision], lang: Lang) -> list[str]:
    """Of each revision that stands for the current one, that it does."""
    return list(filter(None, (instead(key, at, lang) for at in dict.fromkeys(shown))))


def instead(key: Key, shown: Revision, lang: Lang) -> str:
    """That this revision stands for the current one, which is damaged; empty where it does not."""
    current = data.store(key).current_revision(shown.id)
    if shown.revision == current.revision:
        return ""
    files = {current.table_name, current.raw_name}
    found = next((problem for problem in upkeep.problems(key) if problem.path in files), None)
    if found is None:
        return ""
    return t("damage.instead", lang, why=damage_words.said(found, lang), n=shown.revision)


def _fallen(key: Key, board: Board, shown: Revision, lang: Lang) -> str:
    if shown.id == board.newest.id:
        return ""
    wrong = damage(key, board.newest.id)
    if wrong is None or shown.id != newest(key, board).id:
        return ""
    return t(
        "damage.fallen",
        lang,
        edition=edition_label(board.newest.id.edition, lang),
        why=damage_words.said(wrong, lang),
        shown=edition_label(shown.id.edition, lang),
    )


def known(board: Board, broken: Ids) -> Revision:
    """As `newest`, of many boards: looks at no file, `broken` is what is known already."""
    return next((at for at in board.editions if at.id not in broken), board.newest)


def broken(key: Key) -> Ids:
    """Editions of which no revision can be read, as far as they were met; those of a new state of the store
    are all looked at (`data.shelf`)."""
    paths = frozenset(problem.path for problem in upkeep.problems(key))
    return _broken(key, paths) if paths else frozenset()


@lru_cache(maxsize=8)
def _broken(key: Key, paths: frozenset[str]) -> Ids:
    return frozenset(
        at.id
        for board in data.shelf(key).boards.values()
        for at in board.editions
        if all({one.table_name, one.raw_name} & paths for one in data.revisions(key, at.id))
    )
