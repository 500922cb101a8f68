"""What a table may not do to the one it would replace, or to the edition before it."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from cache.leaderboard import Leaderboard
from scrapers.checks import Finding, counted, some
from scrapers.differences import Difference, alike
from scrapers.tolerances import Tolerances


def within_edition(difference: Difference, allowed: Tolerances) -> Iterator[Finding]:
    """Against the table of the same edition."""
    yield from _rows(difference, allowed.rows, "of this edition", least_lost=2)
    if gone := difference.metrics_gone:
        refused = len(gone) > allowed.columns
        yield Finding(refused, f"{counted(len(gone), 'metric column')} gone ({some(gone)})")
    if gone := difference.others_gone:
        yield Finding(False, f"{counted(len(gone), 'other column')} gone ({some(gone)})")
    yield from _names(difference, allowed)
    yield from _figures(difference, allowed)


def since_edition(difference: Difference, edition: str, allowed: Tolerances) -> Iterator[Finding]:
    """Against the edition before, in which models and columns are expected to differ."""
    yield from _rows(difference, allowed.rows_of_previous, f"of {edition}", least_lost=3)
    fewest = min(difference.rows)
    if fewest >= allowed.small and len(difference.kept) < allowed.names_of_previous:
        yield Finding(True, _in_common(difference, edition))
    if gone := difference.metrics_gone:
        yield Finding(False, f"{counted(len(gone), 'metric column')} of {edition} gone ({some(gone)})")


def scales(
    before: Leaderboard, after: Leaderboard, difference: Difference, allowed: Tolerances
) -> Iterator[Finding]:
    """Metrics whose usual figure is many times what it was: 0–1 has become 0–100, or a comma was lost."""
    renamed = {now: was for was, now in difference.metrics_renamed}
    jumped = []
    for metric in after.metrics:
        was, now = _usual(before, renamed.get(metric, metric)), _usual(after, metric)
        if was and now and not 1 / allowed.scale < now / was < allowed.scale:
            jumped.append(f"{metric}: {was:g} → {now:g}")
    if jumped:
        yield Finding(True, f"the scale of {counted(len(jumped), 'metric')} jumped ({some(jumped)})")


def _usual(board: Leaderboard, metric: str) -> float | None:
    """The median size of a metric's figures, None where there are fewer than three."""
    figures = [abs(entry.scores[metric]) for entry in board.entries if entry.scores.get(metric)]
    return median(figures) if len(figures) >= 3 else None


def _rows(difference: Difference, least: float, whose: str, least_lost: int) -> Iterator[Finding]:
    before, after = difference.rows
    if before - after >= least_lost and after < least * before:
        yield Finding(True, f"only {after} of the {before} rows {whose} are left")


def _names(difference: Difference, allowed: Tolerances) -> Iterator[Finding]:
    if len(difference.kept) < allowed.names * min(difference.rows):
        yield Finding(True, _in_common(difference, "the table that it would replace"))
    elif difference.dropped:
        dropped = difference.dropped
        yield Finding(False, f"{counted(len(dropped), 'model')} dropped ({some(dropped)})")
    if difference.renamed:
        pairs = some([f"{was} → {now}" for was, now in difference.renamed])
        yield Finding(False, f"{counted(len(difference.renamed), 'model')} renamed ({pairs})")
    if swapped := difference.swapped:
        pairs = some([f"those of {was} under {now}" for was, now in swapped])
        yield Finding(
            len(swapped) > allowed.swapped,
            f"{counted(len(swapped), 'model')} renamed while another took the name: the figures stand under"
            f" other names ({pairs})",
        )


def _figures(difference: Difference, allowed: Tolerances) -> Iterator[Finding]:
    far = sum(not alike(at.before, at.after, 0.1) for at in difference.changed)
    of = f"of {difference.figures} figures"
    if far > max(1, allowed.changed * difference.figures):
        yield Finding(True, f"{far} {of} changed by more than a tenth")
    elif difference.changed:
        yield Finding(False, f"{len(difference.changed)} {of} changed")


def _in_common(difference: Difference, whom: str) -> str:
    entered = f" (new: {some(difference.entered)})" if difference.entered else ""
    return f"only {counted(len(difference.kept), 'model')} in common with {whom}{entered}"
