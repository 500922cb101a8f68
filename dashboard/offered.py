"""Which filters a page can offer: by parameter, the ids that some model of what is shown has, with labels.

Cached like everything in `data`: on a `Key` first, then on arguments alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId
from dashboard import composite_data, data, model_questions
from dashboard.catalog.organizations import by_id
from dashboard.data import Key
from dashboard.model_questions import Offered, by_label
from dashboard.ranking.choosing import Choice
from dashboard.ranking.facts import Facts, together
from dashboard.words import Lang

BASELINE = "baseline"


@lru_cache(maxsize=256)
def of_board(key: Key, id: LeaderboardId, lang: Lang) -> Offered:
    """Raises DamagedFile where the edition cannot be read."""
    entries = data.leaderboard(key, id).entries
    found = [
        (entry.model, facts)
        for entry, facts in zip(entries, data.facts(key, id), strict=True)
        if facts.family != BASELINE
    ]
    printed = {facts.model_id: name for name, facts in reversed(found) if facts.model_id}
    return {
        "region": model_questions.fixed("region", lang),
        "weights": model_questions.fixed("weights", lang),
        "thinking": model_questions.fixed("thinking", lang),
        "effort": _named(facts.effort for _, facts in found),
        "family": _families(facts for _, facts in found),
        "model": model_questions.model_names(printed, lang),
    }


@lru_cache(maxsize=64)
def composite_facts(key: Key, choice: Choice) -> dict[str, Facts]:
    """What the catalog and the boards that enter a composite say of each of its rows, by id."""
    told: dict[str, list[Facts]] = {}
    for table in composite_data.entered(key, choice).tables:
        try:
            found = data.facts(key, table.revision.id)
        except DamagedFile:
            continue
        for facts in found:
            told.setdefault(facts.family if choice.per_family else facts.model_id, []).append(facts)
    return {id: together(found) for id, found in told.items()}


@lru_cache(maxsize=64)
def of_composite(key: Key, choice: Choice, lang: Lang) -> Offered:
    known = composite_facts(key, choice)
    found = [known[id] for id in composite_data.entered(key, choice).spelled if id in known]
    makers = by_id()
    ids = {facts.organization for facts in found} - {""}
    return {
        "org": by_label({id: makers[id].label(lang) if id in makers else id for id in ids}),
        "region": model_questions.fixed("region", lang),
        "weights": model_questions.fixed("weights", lang),
        "family": _families(found),
    }


def _families(found: Iterable[Facts]) -> dict[str, str]:
    """A model that nothing is known of, alone under its own name, is no family to choose."""
    rows = list(found)
    count = Counter(facts.family for facts in rows)
    return _named(facts.family for facts in rows if facts.resolved or count[facts.family] > 1)


def _named(ids: Iterable[str]) -> dict[str, str]:
    """Called as their makers call them, by name."""
    return {id: id for id in sorted({*ids} - {""})}
