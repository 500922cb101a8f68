"""`python -m dashboard rank`: one ranking over a reader's own scores, or over a category or scenario of
the store."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cache.errors import CacheError
from cache.leaderboard import Category, Scenario
from dashboard.command_line import FAILED, WRONG, StoreFolder, fail, tell

if TYPE_CHECKING:
    from dashboard.ranking.choosing import Choice


class MethodName(StrEnum):
    """As in `dashboard.ranking.methods`, which is loaded only when it is needed."""

    ADDITIVE = "additive"
    ADDITIVE_SLOPES = "additive-slopes"
    WIN_RATE = "win-rate"
    BORDA = "borda"
    BRADLEY_TERRY = "bradley-terry"
    MEAN_Z = "mean-z"


ScoresFile = Annotated[
    Path | None,
    typer.Option(
        help="A long CSV: table,model,score and, if wanted, family and higher_is_better.", dir_okay=False
    ),
]
OfCategory = Annotated[Category | None, typer.Option(help="Rank the store's boards of this category.")]
OfScenario = Annotated[Scenario | None, typer.Option(help="Rank the store's boards of this scenario.")]
Method = Annotated[MethodName, typer.Option(help="How scores are combined.")]
AsJson = Annotated[bool, typer.Option("--json", help="A list with an object a model.")]
MinBoards = Annotated[int, typer.Option(min=1, help="Rank models found in so many benchmarks.")]
Weights = Annotated[
    list[str] | None, typer.Option(help="NAME=NUMBER for a family or table; 0 leaves it out. Repeatable.")
]
AsOf = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Editions up to this day.")]
Window = Annotated[int | None, typer.Option(min=1, help="Only tables of the last so many months.")]
AllEditions = Annotated[bool, typer.Option(help="Every edition as a table of its own.")]
Best = Annotated[bool, typer.Option(help="One row per family, its best variant on each board.")]


def rank(
    scores: ScoresFile = None,
    category: OfCategory = None,
    scenario: OfScenario = None,
    method: Method = MethodName.ADDITIVE,
    json: AsJson = False,
    min_boards: MinBoards = 1,
    weight: Weights = None,
    as_of: AsOf = None,
    window: Window = None,
    all_editions: AllEditions = False,
    best: Best = False,
    cache: StoreFolder = None,
) -> None:
    """Rank models over several tables: scores are a model's ability plus its table's ease."""
    if [scores, category, scenario].count(None) != 2:
        fail("name one of --scores FILE, --category CATEGORY and --scenario SCENARIO", WRONG)
    if scores is not None and (as_of or window or all_editions or best or cache):
        of_store = "--as-of, --window, --all-editions, --best and --cache"
        fail(f"{of_store} go with --category or --scenario, not with --scores", WRONG)
    from dashboard.ranking.choosing import Choice
    from dashboard.ranking.errors import RankingError, ScoresError, UnknownWeight

    try:
        weights = _weights(weight or [])
        if scores is not None:
            text = _of_file(scores, method, weights, min_boards, json)
        else:
            day = as_of.date() if as_of else None
            choice = Choice(category, day, window, all_editions, best, scenario)
            text = _of_store(cache, choice, method, weights, min_boards, json)
    except (ScoresError, UnknownWeight) as error:
        fail(error, WRONG)
    except (RankingError, CacheError) as error:
        fail(error, FAILED)
    typer.echo(text)


def _of_file(path: Path, method: str, weights: dict[str, float], min_boards: int, json: bool) -> str:
    from dashboard.ranking import ranked, report
    from dashboard.ranking.cells import cells
    from dashboard.ranking.scores_file import read_scores

    given = read_scores(path)
    grid = cells(given, weights)
    if alone := sorted(set(given["model"]) - set(grid.models)):
        tell(f"left out, for no table compares them with others: {', '.join(alone)}")
    found = ranked.rank(grid, method, keep=grid.coverage >= min_boards)
    return report.as_json(found) if json else report.as_text(found)


def _of_store(
    root: Path | None, choice: Choice, method: str, weights: dict[str, float], min_boards: int, json: bool
) -> str:
    from cache.metrics import Metrics
    from cache.store import Store
    from dashboard.ranking import report
    from dashboard.ranking.composite import apart, combine
    from dashboard.ranking.entering import enter
    from dashboard.ranking.errors import NotEnoughBoards

    entered = enter(Store(root), Metrics.load(), choice)
    for wanted, problem, taken in entered.replaced:
        instead = f"{taken.id} enters for {wanted.id}" if taken else f"{wanted.id} is left out"
        tell(f"{problem.sentence}; {instead}")
    try:
        found = combine(entered, method=method, weights=weights, min_boards=min_boards)
    except NotEnoughBoards as error:
        alone = apart(entered, weights)
        tell(error)
        return report.boards_as_json(alone) if json else report.of_boards(alone)
    if json:
        return report.as_json(found.ranked, found.entered.spelled)
    return report.of_category(found, apart(entered, weights))


def _weights(given: list[str]) -> dict[str, float]:
    from dashboard.ranking.errors import UnknownWeight

    weights = {}
    for text in given:
        name, mark, number = text.rpartition("=")
        try:
            weights[name] = float(number)
        except ValueError:
            mark = ""
        if not mark or not name:
            raise UnknownWeight(f"--weight {text!r} is not NAME=NUMBER")
    return weights
