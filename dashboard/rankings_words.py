"""What is said of one leaderboard: its title, the filters in force, and the notes below it."""

from __future__ import annotations

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId, Role
from cache.metrics import Metric, TotalCheck
from dashboard import data, model_questions, offered
from dashboard.data import Key
from dashboard.freshness import edition_label
from dashboard.ranking.view import follows, metric_label
from dashboard.rankings_asked import ALL, Filters, label
from dashboard.words import Lang, counted, t

NAMED = 12  # models a note names before it counts the rest


def title_of(filters: Filters, lang: Lang) -> str:
    return f"{label(filters.board, lang)} · {edition_label(filters.revision.id.edition, lang)}"


def top_of(filters: Filters) -> int | None:
    return len(filters.leaderboard.entries) if filters.top == ALL else int(filters.top)


def notes(key: Key, filters: Filters, lang: Lang) -> list[str]:
    """The check of totals, who left since the edition before, and what the words of the table mean."""
    said = [
        check_note(check, filters, lang)
        for check in data.total_checks(key, filters.revision.id)
        if check.rows
    ]
    name = metric_label(filters.metric, lang)
    if not filters.metric.higher_is_better:
        said.append(t("notes.lower", lang, metric=name))
    if filters.before:
        said += dropped_note(key, filters, lang)
    said.append(t(f"notes.{meaning(filters)}", lang, metric=name))
    if not follows(data.rows(key, filters.selection(lang))):
        said.append(t("notes.otherwise", lang, metric=name))
    return said


def meaning(filters: Filters) -> str:
    """Which note explains rank and position on this board."""
    if Role.RANK not in filters.leaderboard.roles:
        return "position_only"
    return "reference" if filters.count_of_references else "position"


def check_note(check: TotalCheck, filters: Filters, lang: Lang) -> str:
    id = filters.revision.id
    total = data.metrics().of(id, check.metric)
    words: dict[str, object] = {
        "formula": formula(total, id, lang, nearly=check.nearly),
        "error": f"{check.largest_error:.3f}",
    }
    kind = "check_nearly" if check.nearly else "check_ok"
    if check.broken:
        kind = "check_nearly_broken" if check.nearly else "check_broken"
    models = [filters.leaderboard.entries[row - 1].model for row in check.broken]
    words |= {
        "tolerance": f"{check.tolerance:.3g}",
        "broken": len(check.broken),
        "kept": check.rows - len(check.broken),
        "models": named(models, lang),
    }
    return counted(f"notes.{kind}", lang, check.rows, **words)


def formula(total: Metric, id: LeaderboardId, lang: Lang, *, nearly: bool) -> str:
    """“总分 = 0.7 × OPEN + 0.3 × OPT”, or the mean of its parts; ≈ where it is known to hold only about."""
    known = data.metrics()
    parts = [(metric_label(known.of(id, name), lang), weight) for name, weight in total.parts.items()]
    weights = {weight for _, weight in parts}
    if len(weights) == 1 and abs(sum(weight for _, weight in parts) - 1) < 1e-9:
        made = t("notes.mean", lang, n=len(parts), parts=named([name for name, _ in parts], lang))
    else:
        made = " + ".join(f"{weight:g} × {name}" for name, weight in parts)
    kind = "nearly" if nearly else "equal"
    return t(f"notes.{kind}", lang, total=metric_label(total, lang), made=made)


def dropped_note(key: Key, filters: Filters, lang: Lang) -> list[str]:
    before = filters.before
    if before is None:
        return []
    try:
        dropped = data.changes(key, filters.revision.id, before.id, filters.metric.name).dropped
    except DamagedFile:
        return []
    return (
        [t("notes.dropped", lang, edition=before.id.edition, models=named(dropped, lang))] if dropped else []
    )


def named(names: list[str], lang: Lang) -> str:
    rest = len(names) - NAMED
    listed = names[:NAMED] + ([counted("notes.more", lang, rest)] if rest > 0 else [])
    return t("app.list", lang).join(listed)


def filter_words(key: Key, filters: Filters, lang: Lang) -> str:
    """The filters in force, named for the line that says nothing is left."""
    said = [t("rankings.filter_search", lang, q=filters.query)] if filters.query else []
    if filters.organization:
        name = data.organizations(key, filters.revision.id, lang)[filters.organization]
        said.append(t("rankings.filter_organization", lang, organization=name))
    if not filters.reference:
        said.append(t("rankings.filter_reference", lang))
    said += model_questions.words(filters.models, offered.of_board(key, filters.revision.id, lang), lang)
    return t("app.list", lang).join(said)
