"""What the catalog knows of the models of a board, and the rows that a reader's questions about it leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cache.leaderboard import Leaderboard
from dashboard.catalog.models import model
from dashboard.catalog.organizations import organization
from dashboard.catalog.reading import read_form
from dashboard.catalog.resolve import resolve
from dashboard.ranking.attributes import printed_weights
from dashboard.ranking.board import organization_column

THINKING, NON_THINKING, UNSAID = "thinking", "non-thinking", "unsaid"


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one row."""

    model_id: str
    family: str  # the model's own id where no family is known: it stands for itself
    region: str  # "cn", "intl" or "" where not known
    open_weights: bool | None  # as the catalog knows, else as the board prints, else as of its product line
    thinking: str  # THINKING, NON_THINKING or UNSAID: defaults differ, so nothing said is its own answer
    effort: str
    reason: str  # why the name is read as this model
    resolved: bool
    organization: str = ""  # the catalog's id, else the board's word, "" where neither tells


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks for; "" and None ask for nothing."""

    region: str = ""
    open_weights: bool | None = None
    thinking: str = ""
    effort: str = ""
    family: str = ""
    model_id: str = ""
    organization: str = ""

    def fits(self, facts: Facts) -> bool:
        """A fact that is not known fits no question about it."""
        return (
            self.region in ("", facts.region)
            and (self.open_weights is None or self.open_weights is facts.open_weights)
            and self.thinking in ("", facts.thinking)
            and self.effort in ("", facts.effort)
            and self.family in ("", facts.family)
            and self.model_id in ("", facts.model_id)
            and self.organization in ("", facts.organization)
        )


ANYTHING = Question()


def facts_of(board: Leaderboard) -> list[Facts]:
    """One for each entry, in published order."""
    column, source = organization_column(board), f"{board.id.source}/{board.id.leaderboard}"
    weights = printed_weights(board)
    return [
        _facts(entry.model, source, entry.attributes.get(column or "", "") if column else "", printed)
        for entry, printed in zip(board.entries, weights, strict=True)
    ]


def _facts(name: str, source: str, printed_organization: str, printed_weights: bool | None) -> Facts:
    found = resolve(name, source, printed_organization)
    known, form = model(found.model_id), read_form(found.model_id)
    maker = organization(printed_organization) or organization(found.organization)
    mode = THINKING if form.mode.startswith(THINKING) else form.mode or UNSAID
    line = form.line.open_weights if form.line and not known else None
    weights = (known.open_weights if known else None, printed_weights, line)
    return Facts(
        found.model_id,
        found.family or found.model_id,
        (known.region if known else "") or (maker.region if maker else ""),
        next((told for told in weights if told is not None), None),
        mode,
        form.effort,
        found.reason,
        found.resolved,
        maker.id if maker else printed_organization,
    )


def together(found: Sequence[Facts]) -> Facts:
    """Of one model, or of one family, on several boards: the first that knows a thing tells it; of weights
    that not all variants share nothing is known."""
    weights = {facts.open_weights for facts in found} - {None}
    variants = len({facts.model_id for facts in found})
    return replace(
        found[0],
        region=next((facts.region for facts in found if facts.region), ""),
        open_weights=None
        if variants > 1 and len(weights) > 1
        else next((facts.open_weights for facts in found if facts.open_weights is not None), None),
        organization=next((facts.organization for facts in found if facts.organization), ""),
    )


def one_per_family(rows: Sequence[Facts]) -> list[bool]:
    """Of rows told best first, the first of each family; people and chance each stay."""
    seen: set[str] = set()
    kept = []
    for facts in rows:
        kept.append(facts.family not in seen or facts.family == "baseline")
        seen.add(facts.family)
    return kept
