"""What a reader asks of Models: a model, an organization, or the list of all; for page and exports alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dashboard import as_of, models_data, models_profile
from dashboard.asking import Asking
from dashboard.catalog.organizations import by_id
from dashboard.data import Key
from dashboard.words import Lang, t

MODEL, ORGANIZATION, SEARCH, BOARD = "profile", "profile_org", "profile_q", "profile_board"  # keys of widgets


@dataclass(frozen=True, slots=True)
class Asked:
    """`model` stands before `organization`; both "" for the list. `board`: of the profile, "" for none.
    `day`: until which editions of a model are shown."""

    model: str
    organization: str
    board: str = ""
    day: date | None = None


def settle(ask: Asking, key: Key, lang: Lang) -> Asked:
    all_of_them = lambda _: t("models.all", lang)  # noqa: E731
    model = ask.settle("model", ("", *models_data.known_ids(key)), "", all_of_them, kept_as=MODEL)
    makers = ("", *by_id())
    if model:
        day = as_of.settle(ask, "models")
        boards = tuple(models_profile.profiled(key, model, day))
        board = ask.settle("board", boards, boards[0], str, kept_as=BOARD) if boards else ""
        return Asked(model, "", board, day)
    return Asked("", ask.settle("org", makers, "", all_of_them, kept_as=ORGANIZATION))
