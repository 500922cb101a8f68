"""What is asked of what the catalog knows of a model: model, organization, region, weights, mode, family."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from dashboard.asking import Asking
from dashboard.catalog.models import model
from dashboard.ranking.facts import ANYTHING, NON_THINKING, THINKING, UNSAID, Question
from dashboard.words import Lang, t

CHOICES = {
    "region": ("cn", "intl"),
    "weights": ("open", "closed"),
    "thinking": (THINKING, NON_THINKING, UNSAID),
}
FIELDS = {
    "org": "organization",
    "model": "model_id",
}  # of a Question, where the parameter is called otherwise
KEPT = {"model": "model_filter"}  # other pages mean something else by a model
Offered = Mapping[str, Mapping[str, str]]  # label by id, by parameter


@dataclass(frozen=True, slots=True)
class Asked:
    question: Question = ANYTHING
    per_family: bool = False

    @property
    def told(self) -> dict[str, str]:
        """The id asked for by parameter, of those in force."""
        asked = self.question
        ids = {
            "org": asked.organization,
            "region": asked.region,
            "weights": {True: "open", False: "closed", None: ""}[asked.open_weights],
            "thinking": asked.thinking,
            "effort": asked.effort,
            "family": asked.family,
            "model": asked.model_id,
        }
        return {name: id for name, id in ids.items() if id}

    @property
    def count(self) -> int:
        """Of the filters in force."""
        return len(self.told) + self.per_family


NOTHING = Asked()


def settle(ask: Asking, offered: Offered, lang: Lang, *, best: bool = False) -> Asked:
    """`best`: whether one row a family can be asked for."""
    told: dict[str, str] = {}
    for name, labels in offered.items():
        told[FIELDS.get(name, name)] = ask.settle(
            name, ("", *labels), "", partial(label, offered, lang, name)
        )
    weights = told.pop("weights", "")
    question = Question(**told, open_weights={"open": True, "closed": False}.get(weights))
    return Asked(question, per_family=best and ask.settle_flag("best", default=False))


def label(offered: Offered, lang: Lang, name: str, id: str) -> str:
    return offered[name].get(id) or t(f"filter.{name}_any", lang)


def fixed(name: str, lang: Lang) -> dict[str, str]:
    """Label by id of a parameter whose choices are always the same."""
    return {id: t(f"filter.{name}_{id.replace('-', '_')}", lang) for id in CHOICES[name]}


def model_names(printed: Mapping[str, str], lang: Lang) -> dict[str, str]:
    """Label by model id, by label; `printed` is its name as printed, for those the catalog does not know."""
    known = {id: model(id) for id in printed}
    labels = {id: found.label(lang) if found else printed[id] for id, found in known.items()}
    return by_label(labels)


def by_label(labels: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(labels.items(), key=lambda item: (item[1].casefold(), item[0])))


def words(asked: Asked, offered: Offered, lang: Lang) -> list[str]:
    """The filters in force, for a sentence."""
    said = [
        t("filter.said", lang, what=t(f"filter.{name}", lang), value=label(offered, lang, name, id))
        for name, id in asked.told.items()
    ]
    return [*said, t("filter.said_best", lang)] if asked.per_family else said
