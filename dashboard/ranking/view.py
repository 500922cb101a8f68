"""The rows and columns a reader has asked for: what the table shows is what the file holds."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import numpy as np
import pandas as pd

from cache.leaderboard import Leaderboard, Role, Standing
from cache.metrics import Metric, Metrics
from dashboard.catalog.columns import cell_label, column_label, column_names
from dashboard.catalog.names import normal_form
from dashboard.catalog.organizations import organization as known_organization
from dashboard.catalog.organizations import organization_label
from dashboard.ranking.board import OURS, column_of, entry_positions, frame, is_human, organization_column
from dashboard.ranking.changes import Changes, compare
from dashboard.ranking.facts import ANYTHING, Question, facts_of, one_per_family
from dashboard.words import Lang, t

SEPARATOR = " · "  # between the notes of one row


def select(
    board: Leaderboard,
    metric: str,
    metrics: Metrics,
    *,
    show_reference: bool = True,
    query: str = "",
    organization: str = "",
    question: Question = ANYTHING,
    per_family: bool = False,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """The rows of `frame` that pass the filters, best score first, those without a score last.

    `position` is added, taken over the whole board whatever is filtered; `organization` is the reader's word.
    `query` matches part of a model's name, in any spelling with the same normal form, or part of its
    organization's name in either language, or one of its aliases. `organization` is an `organization_id`.
    `question` asks what the catalog knows of the models; `per_family` leaves the best row of each family.
    """
    if metric not in board.metrics:
        raise ValueError(f"{board.id} has no metric {metric!r}, only {', '.join(board.metrics)}")
    known = metrics.of(board.id, metric)
    table = frame(board)
    table["position"] = pd.array(entry_positions(board, known), dtype="Int64")
    keep = np.ones(len(table), dtype=bool)
    if not show_reference:
        keep &= (table["standing"] != Standing.REFERENCE.value).to_numpy()
    makers = table["organization"].tolist()
    if organization:
        keep &= np.array([organization in (raw, organization_id(raw)) for raw in makers], dtype=bool)
    if query.strip():
        keep &= np.array(_matches(table["model"].tolist(), makers, query), dtype=bool)
    facts = facts_of(board) if per_family or question != ANYTHING else []
    if facts:
        keep &= np.array([question.fits(row) for row in facts], dtype=bool)
    table["organization"] = [organization_label(raw, lang) for raw in makers]
    table = table[keep].sort_values(
        column_of(metric), ascending=not known.higher_is_better, kind="stable", na_position="last"
    )
    if not per_family:
        return table
    return table[np.array(one_per_family([facts[row - 1] for row in table.index]), dtype=bool)]


def ranking_view(
    board: Leaderboard,
    previous: Leaderboard | None,
    metric: str,
    metrics: Metrics,
    *,
    show_reference: bool = True,
    query: str = "",
    organization: str = "",
    question: Question = ANYTHING,
    per_family: bool = False,
    broken: Collection[int] = (),
    columns: Collection[str] = (),
    lang: Lang = "zh",
) -> pd.DataFrame:
    """rank, model, organization, the metric, position, change, other metrics, attributes, note; index: row.

    With `columns` the other metrics are those of them, in that order, and the attributes are left out.
    `change` is missing for a model that kept its position, and absent without an earlier edition;
    `organization` is absent where the table names none. The rows in `broken` are noted as breaking the
    formula of their total. The index leads to `board.entries[index - 1]`.
    """
    table = select(
        board,
        metric,
        metrics,
        show_reference=show_reference,
        query=query,
        organization=organization,
        question=question,
        per_family=per_family,
        lang=lang,
    )
    changes = compare(board, previous, metric, metrics) if previous else None
    if changes:
        moved = dict(zip(changes.moved["row"], changes.moved["change"], strict=True))
        table["change"] = pd.array([moved.get(row) for row in table.index], dtype="Int64")
    table["note"] = _notes(table, changes, broken, lang)
    maker = organization_column(board)
    first = ["rank", "model"]
    first += ["organization"] if maker else []
    first += [column_of(metric), "position"]
    first += ["change"] if changes else []
    shown = table[[*first, *_others(board, metric, columns, maker), "note"]]
    told = [name for name in _attributes(board, maker) if name in shown]
    return shown.assign(**{name: shown[name].map(partial(cell_label, lang=lang)) for name in told})


def _others(board: Leaderboard, metric: str, columns: Collection[str], maker: str | None) -> list[str]:
    """What stands beside the metric: the metrics asked for, else every column."""
    if columns:
        return [column_of(name) for name in columns if name != metric]
    metrics = [column_of(name) for name in board.metrics if name != metric]
    return [*metrics, *_attributes(board, maker)]


def _attributes(board: Leaderboard, maker: str | None) -> list[str]:
    """The columns beside the scores, without the one of makers."""
    roles = zip(board.published.header, board.roles, strict=True)
    return [column_of(name) for name, role in roles if role is Role.ATTRIBUTE and name != maker]


def view_labels(view: pd.DataFrame, board: Leaderboard, metrics: Metrics, lang: Lang) -> dict[str, str]:
    """Column of the view → its header in the reader's language; equal labels fall back to published names."""
    known: dict[str, Metric] = {column_of(name): metrics.of(board.id, name) for name in board.metrics}
    labels = {
        name: metric_label(known[name], lang)
        if name in known
        else t(f"column.{name}", lang)
        if name in OURS
        else column_label(name, lang)
        for name in view.columns
    }
    repeated = {label for label in labels.values() if list(labels.values()).count(label) > 1}
    apart = {*known, *column_names()}
    return {name: name if label in repeated and name in apart else label for name, label in labels.items()}


def metric_label(metric: Metric, lang: Lang) -> str:
    """The metric's label, the source's word where the language has none."""
    return (metric.label_zh if lang == "zh" else metric.label_en) or metric.name


def file_word(metric: Metric, lang: Lang) -> str:
    """In the name of a file: the published name, which is that of the URL; English where the file is."""
    return metric_label(metric, lang) if lang == "en" else metric.name


def organization_id(raw: str) -> str:
    """The catalog's id, the source's word where the catalog has none."""
    known = known_organization(raw)
    return known.id if known else raw


def _matches(models: list[str], makers: list[str], query: str) -> list[bool]:
    plain, form, asked = query.strip().casefold(), normal_form(query), organization_id(query.strip())
    found = {raw for raw in set(makers) if raw and (asked == organization_id(raw) or plain in _names_of(raw))}
    return [
        maker in found or plain in model.casefold() or bool(form and form in normal_form(model))
        for model, maker in zip(models, makers, strict=True)
    ]


def _names_of(raw: str) -> str:
    return "\n".join((raw, organization_label(raw, "zh"), organization_label(raw, "en"))).casefold()


def _notes(table: pd.DataFrame, changes: Changes | None, broken: Collection[int], lang: Lang) -> list[str]:
    new = set(changes.new_rows) if changes else set()
    lines = []
    for row, standing, name in zip(table.index, table["standing"], table["model"], strict=True):
        words = []
        if standing == Standing.REFERENCE.value:
            words.append(t("chip.reference", lang))
        elif standing == Standing.BASELINE.value:
            words.append(t("chip.baseline" if is_human(name) else "chip.other_baseline", lang))
        if row in new:
            words.append(t("chip.new", lang))
        if row in broken:
            words.append(t("chip.broken", lang))
        lines.append(SEPARATOR.join(words))
    return lines


def follows(table: pd.DataFrame) -> bool:
    """Whether the printed ranks of a `select`ed table go as its positions do."""
    both = table[table["rank"].notna() & table["position"].notna()].sort_values(["position", "rank"])
    return bool(both["rank"].is_monotonic_increasing)
