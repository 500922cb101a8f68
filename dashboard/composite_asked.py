"""What a reader asks of a category or scenario: the parameters of Composite, each made valid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isnan, nan

from dashboard import composite_data, damage, model_questions, offered
from dashboard.asking import Asking
from dashboard.catalog.boards import board_label
from dashboard.data import Key
from dashboard.exhibit import WrongValue
from dashboard.freshness import edition_label
from dashboard.ranking.choosing import Choice, choice_of
from dashboard.ranking.composite import Composite
from dashboard.ranking.entering import Entered
from dashboard.ranking.errors import NotEnoughBoards, NothingToCompare
from dashboard.ranking.methods import HEADLINE, METHODS
from dashboard.rankings_asked import Member
from dashboard.words import Lang, counted, t

WINDOWS = ("", "6", "12", "24", "36")  # months; "" for any time
MINIMUM, MANY, FEWEST_MODELS = 2, 8, 8  # see `usual_minimum`
LONGEST_WEIGHTS = 600
LEAST_WEIGHT, GREATEST_WEIGHT = 0, 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Every field is valid. `weights` by family, of those that differ from 1."""

    choice: Choice
    method: str
    weights: tuple[tuple[str, float], ...]
    unknown: tuple[str, ...]  # weights of the link that belong to nothing here
    min_boards: int
    benchmarks: int  # that the main part has; 0 where there is nothing to combine
    models: model_questions.Asked = model_questions.NOTHING  # which are listed; all are ranked


def word(method: str) -> str:
    return f"composite.method_{method.replace('-', '_')}"


def settle(ask: Asking, key: Key, member: Member, lang: Lang) -> Asked:
    window = ask.settle("window", WINDOWS, "", lambda id: window_label(id, lang))
    every = ask.settle_flag("editions", default=False)
    day = ask.settle_day("asof")
    best = ask.settle_flag("best", default=False)
    first = choice_of(member, window=int(window) if window else None)
    choice = replace(first, as_of=day, all_editions=every, per_family=best)
    families = {table.family for table in composite_data.entered(key, choice).tables}
    asked = parse_weights(ask.settle_text("w", LONGEST_WEIGHTS))
    weights = tuple(
        sorted((name, weight) for name, weight in asked.items() if name in families and weight != 1)
    )
    method = ask.settle("method", list(METHODS), HEADLINE, lambda id: t(word(id), lang))
    every_model = found(key, Asked(choice, HEADLINE, weights, (), MINIMUM, 0))  # as Overview asks
    benchmarks = every_model.benchmarks if every_model else 0
    options = [str(n) for n in range(1, max(benchmarks, 1) + 1)]
    least = ask.settle("mincov", options, str(usual_minimum(every_model)))
    unknown = tuple(sorted(asked.keys() - families))
    models = model_questions.settle(ask, offered.of_composite(key, choice, lang), lang)
    return Asked(choice, method, weights, unknown, int(least), benchmarks, models)


def usual_minimum(every_model: Composite | None) -> int:
    """How many benchmarks a model is found in to be listed, unless a reader says otherwise: three where there
    are `MANY` linked ones or more and that leaves `FEWEST_MODELS` or more; else two, for one benchmark is no
    composite. `every_model`: the composite that lists all."""
    if every_model is None:
        return 1
    found = every_model.shown()["coverage"]
    many = every_model.benchmarks >= MANY and int((found > MINIMUM).sum()) >= FEWEST_MODELS
    return min(MINIMUM + many, every_model.benchmarks)


def least_said(asked: Asked, lang: Lang) -> str:
    return t("composite.least", lang, n=asked.min_boards, of=asked.benchmarks)


def choice_said(asked: Asked, entered: Entered, lang: Lang) -> list[str]:
    """What the choice of tables and rows changes, a sentence each."""
    said = [as_of_said(asked, lang)]
    if asked.choice.window:
        changed = sum(table.by_change for table in entered.tables)
        said += [counted("composite.by_change", lang, changed)] if changed else []
    said += [t("composite.best_said", lang)] if asked.choice.per_family else []
    return [line for line in said if line]


def replaced_said(entered: Entered, lang: Lang) -> list[str]:
    """Which boards enter with an older edition, or not at all, for a file that cannot be read; a sentence
    each."""
    said = []
    for wanted, problem, taken in entered.replaced:
        words = {
            "board": board_label(wanted.id.source, wanted.id.leaderboard, lang, wanted.heading),
            "edition": edition_label(wanted.id.edition, lang),
            "why": damage.said(problem, lang),
        }
        if taken is None:
            said.append(t("damage.left_out", lang, **words))
        else:
            said.append(t("damage.fallen_board", lang, shown=edition_label(taken.id.edition, lang), **words))
    return said


def filter_words(key: Key, asked: Asked, lang: Lang) -> list[str]:
    return model_questions.words(asked.models, offered.of_composite(key, asked.choice, lang), lang)


def parse_weights(text: str) -> dict[str, float]:
    """`superclue:2,math24o:0`; what is no weight is passed over."""
    return {name: weight for name, weight, problem in _weights(text) if not problem}


def check_weights(text: str) -> None:
    """For who is told of an error where a page passes over it. Raises WrongValue."""
    for _, _, problem in _weights(text):
        if problem:
            raise WrongValue("w", text, problem)


def _weights(text: str) -> Iterator[tuple[str, float, str]]:
    """The name, the weight and what is wrong with either, of each that the text has."""
    for part in filter(str.strip, text.split(",")):
        name, mark, number = part.strip().rpartition(":")
        try:
            weight = float(number)
        except ValueError:
            weight = nan
        problem = ""
        if not (mark and name):
            problem = f"{part.strip()} is no weight; one looks like superclue:2"
        elif isnan(weight):
            problem = f"{number or 'nothing'}, the weight of {name}, is not a number"
        elif not LEAST_WEIGHT <= weight <= GREATEST_WEIGHT:
            limits = f"{LEAST_WEIGHT} to {GREATEST_WEIGHT}"
            problem = f"{number}, the weight of {name}, is out of range: {limits}"
        yield name, weight, problem


def written(weights: Mapping[str, float]) -> str:
    return ",".join(f"{name}:{weight:g}" for name, weight in sorted(weights.items()) if weight != 1)


def window_label(id: str, lang: Lang) -> str:
    return t("composite.window_months", lang, n=id) if id else t("composite.window_all", lang)


def as_of_said(asked: Asked, lang: Lang) -> str:
    """What an "as of" leaves out; empty without one."""
    day = asked.choice.as_of
    return t("composite.as_of_said", lang, day=day.isoformat()) if day else ""


def family_labels(entered: Entered, lang: Lang) -> dict[str, str]:
    """By family, in its order: the label of its board, or of the first and how many more."""
    boards: dict[str, list[str]] = {}
    for table in sorted(entered.tables, key=lambda table: (table.family, table.name)):
        id = table.revision.id
        label = board_label(id.source, id.leaderboard, lang, table.revision.heading)
        known = boards.setdefault(table.family, [])
        if label not in known:
            known.append(label)
    return {
        family: known[0] if len(known) == 1 else f"{family} ({len(known)})"
        for family, known in boards.items()
    }


def found(key: Key, asked: Asked) -> Composite | None:
    """None where no two benchmarks share models."""
    try:
        return composite_data.composite(key, asked.choice, asked.method, asked.weights, asked.min_boards)
    except (NotEnoughBoards, NothingToCompare):
        return None
