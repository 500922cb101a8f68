"""What the API says of models, whoever asks: the server or the published site."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId
from cache.manifest import time_text
from dashboard import appearances, data, readable
from dashboard.api import shapes
from dashboard.appearances import Listed
from dashboard.catalog.models import model as known_model
from dashboard.data import Key
from dashboard.ranking.board import entry_positions

_CSV = ["board", "edition", "model", "metric", "score", "rank", "position", "of"]
_CSV += ["reason", "retrieved_at", "source_url"]


def lines(key: Key) -> list[shapes.ModelLine]:
    """Every model with a score, those on the most boards first."""
    return [shapes.ModelLine(**_line(listed)) for listed in appearances.models(key).values()]


def in_full(key: Key, id: str) -> shapes.ModelInFull:
    """Raises KeyError for a model without a score."""
    known = known_model(id)
    found = [one for table in appearances.tables_of(key, id) for one in _appearances(key, table, id)]
    found.sort(key=lambda one: one.board)
    found.sort(key=lambda one: one.edition if one.edition != "undated" else "", reverse=True)
    listed = appearances.models(key)[id]
    return shapes.ModelInFull(**_line(listed), link=known.link if known else "", appearances=found)


def as_frame(key: Key, model: shapes.ModelInFull) -> pd.DataFrame:
    """Every score, one a line, with its page; rank and position where the board is ranked by its metric."""
    boards, lines = data.shelf(key).boards, []
    for one in model.appearances:
        where = readable.shown(key, boards[one.board].edition(one.edition).id).provenance
        for name in one.scores:
            placed = (one.rank, one.position, one.of) if name == one.metric else (None, None, None)
            told = (one.reason, time_text(where.retrieved_at), where.url)
            lines.append((one.board, one.edition, one.model, name, one.scores[name], *placed, *told))
    return pd.DataFrame(lines, columns=_CSV).astype(dict.fromkeys(("rank", "position", "of"), "Int64"))


def _line(listed: Listed) -> dict[str, Any]:
    known = known_model(listed.id)
    return {
        "model_id": listed.id,
        "name": shapes.Names(
            zh=(known.name_zh or known.name_en) if known else listed.name,
            en=known.name_en if known else listed.name,
        ),
        "family": known.family if known else "",
        "organization": known.organization if known else "",
        "region": known.region if known else "",
        "open_weights": known.open_weights if known else None,
        "released": known.released if known else "",
        "parameters": known.parameters if known else "",
        "in_catalog": known is not None,
        "boards": listed.boards,
    }


def _appearances(key: Key, id: LeaderboardId, model_id: str) -> Iterator[shapes.Appearance]:
    """More than one where a board lists the model more than once."""
    try:
        table = data.leaderboard(key, id)
    except DamagedFile:
        return
    metric = data.leading_metric(key, id)
    places = entry_positions(table, metric)
    for facts, entry, place in zip(data.facts(key, id), table.entries, places, strict=True):
        if facts.model_id == model_id:
            yield shapes.Appearance(
                board=f"{id.source}/{id.leaderboard}",
                edition=id.edition,
                model=entry.model,
                rank=entry.rank,
                metric=metric.name,
                score=entry.scores.get(metric.name),
                position=place,
                of=sum(one is not None for one in places),
                scores=dict(entry.scores),
                reason=facts.reason,
            )
