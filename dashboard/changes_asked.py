"""What one edition is compared with on Rankings: another edition, or another revision; and what differs."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from cache.leaderboard import LeaderboardId
from cache.manifest import Revision
from dashboard import data, decimal_places
from dashboard.asking import Asking
from dashboard.data import Board, Key
from dashboard.exhibit import Printed
from dashboard.freshness import edition_label
from dashboard.ranking.board import printed_decimals
from dashboard.ranking.changes import same_metric
from dashboard.ranking.differences import RANK, changed_figures, counts, differences
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, t


@lru_cache(maxsize=256)
def offered(key: Key, board_id: str, id: LeaderboardId) -> dict[str, Revision]:
    """By what stands in the URL: `2023-11`, or `2023-12.r1` for a revision that is not the current one.

    The edition before comes first, then the others, newest first, then the revisions. Raises DamagedFile.
    """
    board, shown = data.shelf(key).boards[board_id], data.edition(key, id)[0]
    found: dict[str, Revision] = {}
    before = board.before(shown.id.edition)
    for revision in [*([before] if before else []), *board.editions]:
        if revision.id != shown.id:
            found[revision.id.edition] = revision
    for current in board.editions:
        for revision in reversed(data.revisions(key, current.id)):
            if revision.revision not in (current.revision, shown.revision if current.id == shown.id else 0):
                found[f"{current.id.edition}.r{revision.revision}"] = revision
    return found


def label(id: str, lang: Lang) -> str:
    edition, mark, revision = id.partition(".r")
    named = edition_label(edition, lang)
    return t("changes.revision", lang, edition=named, revision=revision) if mark else named


def settle(ask: Asking, key: Key, board: Board, id: LeaderboardId, lang: Lang) -> str:
    """Empty where there is nothing to compare with."""
    ids = list(offered(key, board.id, id))
    return ask.settle("against", ids, ids[0], lambda at: label(at, lang)) if ids else ""


@lru_cache(maxsize=64)
def compared(key: Key, board_id: str, id: LeaderboardId, against: str, metric: str) -> pd.DataFrame:
    """As `differences`. Raises DamagedFile."""
    earlier = data.read(key, offered(key, board_id, id)[against])
    return differences(data.leaderboard(key, id), earlier, metric, data.metrics())


@lru_cache(maxsize=64)
def figures(key: Key, board_id: str, id: LeaderboardId, against: str) -> pd.DataFrame:
    """As `changed_figures`. Raises DamagedFile."""
    earlier = data.read(key, offered(key, board_id, id)[against])
    return changed_figures(data.leaderboard(key, id), earlier, data.metrics())


def summary(table: pd.DataFrame, changed: int, against: str, lang: Lang) -> str:
    """“对照 2023-11：新进 3 · 消失 1 · …”."""
    told = [f"{t(f'changes.{status}', lang)} {n}" for status, n in counts(table).items() if n]
    told.append(t("changes.figures_n", lang, n=changed))
    return t("changes.summary", lang, against=label(against, lang), counts=" · ".join(told))


def most_gone(table: pd.DataFrame, id: LeaderboardId, against: str, lang: Lang) -> str:
    """As `gone`, of what `compared` found."""
    found = counts(table)
    models = sum(found.values()) - found["new"]
    return gone(found["dropped"], models, label(against, lang), id, lang)


def gone(n: int, models: int, before: str, shown: LeaderboardId, lang: Lang) -> str:
    """How much of the earlier field, of so many `models`, the moves say nothing of; empty where it is not
    most of it."""
    if 2 * n <= models:
        return ""
    edition = edition_label(shown.edition, lang)
    return t("changes.gone", lang, n=n, of=models, before=before, edition=edition)


def caution(shown: LeaderboardId, against: str, lang: Lang) -> str:
    """Scores of different editions rest on different questions; those of one edition do not."""
    same = against.partition(".r")[0] == shown.edition
    return t("changes.same_edition" if same else "changes.other_edition", lang)


def table_of(table: pd.DataFrame, id: LeaderboardId, metric: str, against: str, lang: Lang) -> pd.DataFrame:
    """Under the labels a reader sees, the status in words."""
    name, then = metric_label(data.metrics().of(id, metric), lang), label(against, lang)
    now = edition_label(id.edition, lang)
    labels = {
        "status": t("changes.status", lang),
        "model": t("column.model", lang),
        "before": t("changes.position", lang, edition=then),
        "after": t("changes.position", lang, edition=now) if now != then else t("column.position", lang),
        "change": t("column.change", lang),
        "score_before": t("changes.score", lang, metric=name, edition=then),
        "score_after": t("changes.score", lang, metric=name, edition=now),
    }
    said = table.assign(status=[t(f"changes.{status}", lang) for status in table["status"]])
    return said[list(labels)].rename(columns=labels)


@lru_cache(maxsize=64)
def places(key: Key, board_id: str, id: LeaderboardId, against: str, metric: str) -> tuple[int, int]:
    """With how many decimals the scores then and now are shown. Raises DamagedFile."""
    earlier, now = data.read(key, offered(key, board_id, id)[against]), decimal_places.places(key, id, metric)
    column = same_metric(data.leaderboard(key, id), earlier, metric, data.metrics())
    if column is None:
        return now, now
    return printed_decimals(earlier, data.metrics().of(earlier.id, column)), now


def printed(key: Key, board_id: str, id: LeaderboardId, against: str, metric: str, lang: Lang) -> Printed:
    """By column of `table_of`, how its page writes its numbers."""
    table = compared(key, board_id, id, against, metric)
    *_, change, was, now = table_of(table, id, metric, against, lang).columns
    then, today = places(key, board_id, id, against, metric)
    return {
        change: lambda moved: f"{moved:+}" if moved else "0",
        was: f"{{:.{then}f}}",
        now: f"{{:.{today}f}}",
    }


def figures_of(changed: pd.DataFrame, id: LeaderboardId, lang: Lang) -> pd.DataFrame:
    known = data.metrics()
    names = [
        t("column.rank", lang) if name == RANK else metric_label(known.of(id, name), lang)
        for name in changed["metric"]
    ]
    labels = {
        "model": t("column.model", lang),
        "metric": t("rankings.metric", lang),
        "before": t("changes.before", lang),
        "after": t("changes.after", lang),
    }
    return changed.assign(metric=names).rename(columns=labels)
