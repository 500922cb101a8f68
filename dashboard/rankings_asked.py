"""What a reader asks of one leaderboard: the parameters of Rankings, each made valid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from cache.leaderboard import Category, Leaderboard, Scenario, Standing
from cache.manifest import Revision
from cache.metrics import Metric
from dashboard import changes_asked, data, model_questions, offered, readable, scatter_asked
from dashboard.asking import Asking
from dashboard.catalog.boards import board_label
from dashboard.catalog.categories import KINDS, category_label
from dashboard.data import Board, Key, Selection, Shelf
from dashboard.ranking.view import metric_label
from dashboard.scatter_asked import Axes
from dashboard.words import Lang, t

Member = Category | Scenario
VIEWS = ("table", "chart", "scatter", "changes")
TOPS = (10, 20, 30)
MORE_TOPS = (50, 100)  # of a board too long to be drawn whole
LONGEST_CHART = 200  # bars
ALL = "all"
DRAWN_WHOLE = 40  # so many bars need no cut


@dataclass(frozen=True, slots=True)
class Filters:
    """`board` and what is asked of it; every field is valid."""

    board: Board
    revision: Revision  # the one shown: the current one, or the one that stands in for it
    leaderboard: Leaderboard
    metric: Metric
    query: str
    organization: str  # id, "" for all
    reference: bool
    view: str  # one of VIEWS
    top: str  # a number or "all"
    models: model_questions.Asked
    columns: tuple[str, ...] = ()  # metrics the table shows side by side, () for all
    axes: Axes | None = None  # of a scatter
    against: str = ""  # what the changes are since
    before: Revision | None = None  # the edition before it that can be read

    def selection(self, lang: Lang) -> Selection:
        return Selection(
            self.revision.id,
            self.before.id if self.before else None,
            self.metric.name,
            self.reference,
            self.query,
            self.organization,
            lang,
            self.models.question,
            self.models.per_family,
            self.columns if self.view == "table" else (),
        )

    @property
    def count_of_references(self) -> int:
        return sum(entry.standing is Standing.REFERENCE for entry in self.leaderboard.entries)


def label(board: Board, lang: Lang) -> str:
    return board_label(board.source, board.leaderboard, lang, board.newest.heading)


def labels_of_boards(boards: Iterable[Board], lang: Lang) -> dict[str, str]:
    return distinct({board.id: label(board, lang) for board in boards})


def labels_of_metrics(leaderboard: Leaderboard, lang: Lang) -> dict[str, str]:
    known = data.metrics()
    return distinct(
        {name: metric_label(known.of(leaderboard.id, name), lang) for name in leaderboard.metrics}
    )


def distinct(labels: dict[str, str]) -> dict[str, str]:
    """Equal labels with their ids: the browser knows a choice by its label alone."""
    seen = Counter(labels.values())
    return {id: text if seen[text] == 1 else f"{text} ({id})" for id, text in labels.items()}


def settle_category(ask: Asking, shelf: Shelf, lang: Lang) -> Category:
    linked = shelf.boards.get(ask.linked("board") or "")
    if linked:
        ask.imply("cat", linked.category.value)
    names = [category.value for category in Category]
    return Category(ask.settle("cat", names, names[0], lambda id: category_label(Category(id), lang)))


def settle_member(ask: Asking, shelf: Shelf, lang: Lang) -> Member:
    """The category, or with `group=scenario` the scenario, whose boards are offered."""
    if ask.linked("scenario"):
        ask.imply("group", "scenario")
    linked = shelf.boards.get(ask.linked("board") or "")
    if linked and ask.linked("group") == "scenario":
        served = [scenario.value for scenario in linked.newest.scenarios]
        if not served:
            ask.imply("group", "category")
        elif ask.linked("scenario") not in served:
            ask.imply("scenario", served[0])
    by = ask.settle("group", tuple(KINDS), "category", lambda id: t(f"group.{id}", lang))
    if by == "category":
        return settle_category(ask, shelf, lang)
    ask.pass_over("cat")
    names = [scenario.value for scenario in Scenario]
    chosen = ask.settle("scenario", names, names[0], lambda id: category_label(Scenario(id), lang))
    return Scenario(chosen)


def asked_for(member: Member) -> dict[str, str]:
    """The parameters that ask for it."""
    if isinstance(member, Category):
        return {"cat": member.value}
    return {"group": "scenario", "scenario": member.value}


def settle_board(ask: Asking, key: Key, member: Member, lang: Lang) -> tuple[Board, Revision] | None:
    """None where no board stands there. The edition is the one asked for, else the newest that can be
    read."""
    boards = {board.id: board for board in data.shelf(key).of(member)}
    if not boards:
        return None
    labels = labels_of_boards(boards.values(), lang)
    board = boards[ask.settle("board", list(boards), next(iter(boards)), labels.__getitem__)]
    return board, settle_edition(ask, key, board)


def settle_edition(ask: Asking, key: Key, board: Board) -> Revision:
    editions = [revision.id.edition for revision in board.editions]
    newest = readable.newest(key, board).id.edition
    return readable.shown(key, board.edition(ask.settle("edition", editions, newest)).id)


def nothing_there(member: Member, lang: Lang) -> str:
    """That no board stands in a category or scenario."""
    word = "no_category" if isinstance(member, Category) else "no_scenario"
    return t(f"rankings.{word}", lang, category=category_label(member, lang))


def settle(ask: Asking, key: Key, board: Board, revision: Revision, lang: Lang) -> Filters:
    """Raises DamagedFile where the edition cannot be read."""
    shown, leaderboard = data.edition(key, revision.id)
    labels = labels_of_metrics(leaderboard, lang)
    first = data.leading_metric(key, revision.id).name
    metric = data.metrics().of(revision.id, ask.settle("metric", list(labels), first, labels.__getitem__))
    makers = ["", *data.organizations(key, revision.id, lang)]
    whole = len(leaderboard.entries) <= DRAWN_WHOLE
    view = ask.settle("view", views(key, board, shown), "table", lambda id: t(f"rankings.{id}", lang))
    return Filters(
        board,
        shown,
        leaderboard,
        metric,
        query=ask.settle_text("q"),
        organization=ask.settle("org", makers, "", lambda _: t("filter.org_any", lang)),
        reference=ask.settle_flag("ref", default=True),
        view=view,
        top=ask.settle("top", tops(len(leaderboard.entries)), ALL if whole else str(TOPS[-1])),
        models=model_questions.settle(ask, offered.of_board(key, revision.id, lang), lang, best=True),
        columns=tuple(ask.settle_list("metrics", labels, most=len(labels))) if view == "table" else (),
        axes=scatter_asked.settle(ask, key, revision.id, metric.name, lang) if view == "scatter" else None,
        against=changes_asked.settle(ask, key, board, shown.id, lang) if view == "changes" else "",
        before=readable.before(key, board, shown.id.edition),
    )


def tops(rows: int) -> list[str]:
    """How many rows a chart can be asked for."""
    return [*map(str, TOPS), ALL] if rows <= LONGEST_CHART else [*map(str, TOPS + MORE_TOPS)]


def views(key: Key, board: Board, shown: Revision) -> tuple[str, ...]:
    """Those that the edition has something to show in."""
    has = {
        "scatter": len(scatter_asked.known(key, shown.id)) > 1,
        "changes": bool(changes_asked.offered(key, board.id, shown.id)),
    }
    return tuple(view for view in VIEWS if has.get(view, True))
