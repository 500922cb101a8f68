"""What is asked of what the catalog knows of a model: region, weights, mode, effort, family."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from cache.leaderboard import LeaderboardId
from dashboard import data
from dashboard.asking import Asking
from dashboard.data import Key
from dashboard.ranking.facts import ANYTHING, NON_THINKING, THINKING, UNSAID, Question
from dashboard.words import Lang, t

CHOICES = {
    "region": ("cn", "intl"),
    "weights": ("open", "closed"),
    "thinking": (THINKING, NON_THINKING, UNSAID),
}


@dataclass(frozen=True, slots=True)
class Asked:
    question: Question = ANYTHING
    per_family: bool = False

    @property
    def count(self) -> int:
        """Of the filters in force."""
        asked = self.question
        told = (asked.region, asked.thinking, asked.effort, asked.family)
        return sum(map(bool, told)) + (asked.open_weights is not None) + self.per_family


def settle(ask: Asking, key: Key, id: LeaderboardId, lang: Lang) -> Asked:
    """Raises DamagedFile where the edition cannot be read."""
    told = {
        name: ask.settle(name, options, "", partial(label, name, lang=lang))
        for name, options in options_of(key, id).items()
    }
    weights = told.pop("weights")
    question = Question(**told, open_weights={"open": True, "closed": False}.get(weights))
    return Asked(question, per_family=ask.settle_flag("best", default=False))


def options_of(key: Key, id: LeaderboardId) -> dict[str, tuple[str, ...]]:
    """Ids by parameter, "" for all of them first."""
    named = {"effort": data.efforts(key, id), "family": data.families(key, id)}
    return {name: ("", *ids) for name, ids in (CHOICES | named).items()}


def label(name: str, id: str, lang: Lang) -> str:
    """An effort and a family are called as their makers call them."""
    if not id:
        return t(f"filter.{name}_any", lang)
    return t(f"filter.{name}_{id.replace('-', '_')}", lang) if name in CHOICES else id


def words(asked: Asked, lang: Lang) -> list[str]:
    """The filters in force, for a sentence."""
    question = asked.question
    weights = {True: "open", False: "closed", None: ""}[question.open_weights]
    told = {
        "region": question.region,
        "weights": weights,
        "thinking": question.thinking,
        "effort": question.effort,
        "family": question.family,
    }
    said = [
        t("filter.said", lang, what=t(f"filter.{name}", lang), value=label(name, id, lang))
        for name, id in told.items()
        if id
    ]
    return [*said, t("filter.said_best", lang)] if asked.per_family else said
