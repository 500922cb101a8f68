"""What changed between two tables of one leaderboard, for the checks and for a person to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cache.leaderboard import Entry, Leaderboard, Role
from cache.names import normal_form

ROUNDING = 2e-4  # of a figure: 64.401387 and 64.4 are one figure, printed twice
Key = tuple[str, ...]  # a model in normal form, then what tells rows of one model apart


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is another one now. `metric` is the present name of its column."""

    model: str
    metric: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Between the table `before` and the one that arrived. Models stand under their present names."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    kept: tuple[str, ...]
    entered: tuple[str, ...]
    dropped: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]  # dropped, with its figures now under another name
    swapped: tuple[tuple[str, str], ...]  # (name, where its figures stand now); the name has others now
    moved: tuple[tuple[str, int, int], ...]  # places of those kept, among those kept
    changed: tuple[Change, ...]
    figures: int  # that stand in both tables
    metrics_gone: tuple[str, ...]
    metrics_added: tuple[str, ...]
    metrics_renamed: tuple[tuple[str, str], ...]
    others_gone: tuple[str, ...]  # attributes
    others_added: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """The difference for a person, a fact a line, empty where there is none."""
        (before, after), (wide, now_wide) = self.rows, self.columns
        yield f"rows {before} → {after}, columns {wide} → {now_wide}"
        yield from _listed("metric columns gone", self.metrics_gone)
        yield from _listed("metric columns added", self.metrics_added)
        yield from _listed("metric columns renamed", map(_arrow, self.metrics_renamed))
        yield from _listed("other columns gone", self.others_gone)
        yield from _listed("other columns added", self.others_added)
        yield from _listed("models entered", self.entered)
        yield from _listed("models dropped", self.dropped)
        yield from _listed("same figures under another name", map(_arrow, self.renamed))
        yield from _listed("figures now under another name, the name kept", map(_arrow, self.swapped))
        yield from _listed("places moved", (f"{name} {a} → {b}" for name, a, b in self.moved))
        figures = (f"{at.model}, {at.metric}: {at.before:g} → {at.after:g}" for at in self.changed)
        yield from _listed(f"figures changed ({len(self.changed)} of {self.figures})", figures, "\n    ")


def alike(one: float, other: float, share: float = ROUNDING) -> bool:
    return abs(one - other) <= share * max(abs(one), abs(other))


def compare(before: Leaderboard, after: Leaderboard, same: Callable[[str, str], bool]) -> Difference:
    """`same(column before, column after)`: whether two names are known to be of one column."""
    metrics = _paired(before.metrics, after.metrics, same)
    others = _paired(_others(before), _others(after), same)
    old, new = _keyed(before, after), _keyed(after, before)
    kept = [key for key in new if key in old]
    changed = [
        Change(new[key].model, now, old[key].scores[was], new[key].scores[now])
        for key in kept
        for was, now in metrics.items()
        if was in old[key].scores
        and now in new[key].scores
        and not alike(old[key].scores[was], new[key].scores[now])
    ]
    unlike = {key for key in kept if not _same_figures(old[key], new[key], metrics)}
    placed = _relocated(old, new, unlike, metrics)
    return Difference(
        rows=(len(before.entries), len(after.entries)),
        columns=(len(before.published.header), len(after.published.header)),
        kept=tuple(new[key].model for key in kept),
        entered=tuple(entry.model for key, entry in new.items() if key not in old),
        dropped=tuple(entry.model for key, entry in old.items() if key not in new),
        renamed=tuple((old[was].model, new[now].model) for was, now in placed if was not in new),
        swapped=tuple((old[was].model, new[now].model) for was, now in placed if was in new),
        moved=_moved([key for key in old if key in new], kept, new),
        changed=tuple(changed),
        figures=sum(
            was in old[key].scores and now in new[key].scores for key in kept for was, now in metrics.items()
        ),
        metrics_gone=tuple(name for name in before.metrics if name not in metrics),
        metrics_added=tuple(name for name in after.metrics if name not in metrics.values()),
        metrics_renamed=tuple((was, now) for was, now in metrics.items() if was != now),
        others_gone=tuple(name for name in _others(before) if name not in others),
        others_added=tuple(name for name in _others(after) if name not in others.values()),
    )


def _others(board: Leaderboard) -> tuple[str, ...]:
    named = zip(board.published.header, board.roles, strict=True)
    return tuple(name for name, role in named if role is Role.ATTRIBUTE)


def _paired(before: Iterable[str], after: Iterable[str], same: Callable[[str, str], bool]) -> dict[str, str]:
    """Each former column that is still there, with its present name: equal names first."""
    left = list(after)
    pairs = {name: name for name in before if name in left}
    left = [name for name in left if name not in pairs]
    for name in before:
        match = next((other for other in left if name not in pairs and same(name, other)), None)
        if match is not None:
            pairs[name] = match
            left.remove(match)
    return pairs


def _keyed(board: Leaderboard, other: Leaderboard) -> dict[Key, Entry]:
    """Rows by model; a model that has several rows in either table by the attributes both tables have."""
    counts = Counter(normal_form(entry.model) for entry in board.entries)
    others = Counter(normal_form(entry.model) for entry in other.entries)
    shared = [name for name in _others(board) if name in _others(other)]
    keyed: dict[Key, Entry] = {}
    for entry in board.entries:
        form = normal_form(entry.model)
        key: Key = (form,)
        if counts[form] > 1 or others[form] > 1:
            key = (form, *(entry.attributes.get(name, "") for name in shared))
        while key in keyed:
            key = (*key, "again")
        keyed[key] = entry
    return keyed


def _same_figures(one: Entry, other: Entry, metrics: Mapping[str, str]) -> bool:
    """Whether two rows have at least one figure in common columns, and all of those alike."""
    common = [
        (one.scores[was], other.scores[now])
        for was, now in metrics.items()
        if was in one.scores and now in other.scores
    ]
    return bool(common) and all(alike(was, now) for was, now in common)


def _relocated(
    old: Mapping[Key, Entry], new: Mapping[Key, Entry], unlike: set[Key], metrics: Mapping[str, str]
) -> list[tuple[Key, Key]]:
    """Former rows whose figures stand in just one row of another name now."""
    left = {key: entry for key, entry in new.items() if key not in old or key in unlike}
    found = []
    for key, entry in old.items():
        if key in new and key not in unlike:
            continue
        matches = [other for other in left if other != key and _same_figures(entry, left[other], metrics)]
        if len(matches) == 1:
            found.append((key, matches[0]))
    return found


def _moved(
    before: list[Key], after: list[Key], entries: Mapping[Key, Entry]
) -> tuple[tuple[str, int, int], ...]:
    places = {key: place for place, key in enumerate(before, 1)}
    return tuple(
        (entries[key].model, places[key], place) for place, key in enumerate(after, 1) if places[key] != place
    )


def _arrow(names: tuple[str, str]) -> str:
    return " → ".join(names)


def _listed(what: str, things: Iterable[str], separator: str = ", ") -> Iterator[str]:
    texts = list(things)
    if texts:
        yield f"{what}:{separator if separator != ', ' else ' '}{separator.join(texts)}"
