"""What the catalog knows of the models of a board, and the rows that a reader's questions about it leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cache.leaderboard import Leaderboard
from dashboard.catalog.models import model
from dashboard.catalog.organizations import organization
from dashboard.catalog.reading import read_form
from dashboard.catalog.resolve import resolve
from dashboard.ranking.board import organization_column

THINKING, NON_THINKING, UNSAID = "thinking", "non-thinking", "unsaid"


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one row."""

    model_id: str
    family: str  # the model's own id where no family is known: it stands for itself
    region: str  # "cn", "intl" or "" where not known
    open_weights: bool | None
    thinking: str  # THINKING, NON_THINKING or UNSAID: defaults differ, so nothing said is its own answer
    effort: str
    reason: str  # why the name is read as this model
    resolved: bool


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks for; "" and None ask for nothing."""

    region: str = ""
    open_weights: bool | None = None
    thinking: str = ""
    effort: str = ""
    family: str = ""
    model_id: str = ""

    def fits(self, facts: Facts) -> bool:
        """A fact that is not known fits no question about it."""
        return (
            self.region in ("", facts.region)
            and (self.open_weights is None or self.open_weights is facts.open_weights)
            and self.thinking in ("", facts.thinking)
            and self.effort in ("", facts.effort)
            and self.family in ("", facts.family)
            and self.model_id in ("", facts.model_id)
        )


ANYTHING = Question()


def facts_of(board: Leaderboard) -> list[Facts]:
    """One for each entry, in published order."""
    column, source = organization_column(board), f"{board.id.source}/{board.id.leaderboard}"
    return [
        _facts(entry.model, source, entry.attributes.get(column or "", "") if column else "")
        for entry in board.entries
    ]


def _facts(name: str, source: str, printed_organization: str) -> Facts:
    found = resolve(name, source, printed_organization)
    known, form = model(found.model_id), read_form(found.model_id)
    maker = organization(printed_organization) or organization(found.organization)
    mode = THINKING if form.mode.startswith(THINKING) else form.mode or UNSAID
    return Facts(
        found.model_id,
        found.family or found.model_id,
        (known.region if known else "") or (maker.region if maker else ""),
        known.open_weights if known else None,
        mode,
        form.effort,
        found.reason,
        found.resolved,
    )


def one_per_family(rows: Sequence[Facts]) -> list[bool]:
    """Of rows told best first, the first of each family; people and chance each stay."""
    seen: set[str] = set()
    kept = []
    for facts in rows:
        kept.append(facts.family not in seen or facts.family == "baseline")
        seen.add(facts.family)
    return kept
