"""Writing to the store: under a lock, each file whole, the manifest last.

What is about to be written is noted first. A writer killed anywhere leaves the store as it was or as it
should be, and the next one removes what the note names and the manifest does not list.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence

import filelock

from cache import index, manifest, state
from cache.arrivals import Arrival, Published, outcome, seen_again
from cache.errors import ManifestError, Reason, StoreBusy
from cache.files import Folder
from cache.leaderboard import LeaderboardId
from cache.manifest import Provenance, Revision, file_names

NOTE = "state/publishing.json"
LOCK = "state/publish.lock"
LOCK_SECONDS = 120.0

History = dict[LeaderboardId, list[Revision]]


def publish(
    folder: Folder, arrivals: Sequence[Arrival], provenance: Provenance
) -> list[tuple[Arrival, Published]]:
    """The arrivals under their revision numbers. The manifest is replaced once, if at all."""
    with _locked(folder):
        content = manifest.read(folder)
        listed = manifest.loads(content)
        _sweep(folder, listed)
        _copy(folder, content)
        history = _history(listed, state.sightings(folder))
        results = [_settle(folder, arrival, history) for arrival in arrivals]
        new = [arrival for arrival, published in results if published is not Published.UNCHANGED]
        if new:
            _add(folder, new, listed, history)
        by_number = {(known.id, known.revision): known for known in listed}
        keys = [(arrival.revision.id, arrival.revision.revision) for arrival, _ in results]
        with contextlib.suppress(OSError):  # the figures are published; on a full disk the rest may wait
            state.add_sightings(folder, [by_number[key] for key in keys if key in by_number], provenance)
            state.trim_outcomes(folder)
        return results


def check_listed(folder: Folder) -> None:
    """Raises ManifestError where tables stand in the store without their list: none but those that are being
    published for the first time, or were when the writer was killed."""
    if folder.version(manifest.NAME) is not None:
        return
    noted = _noted_files(folder)
    unlisted = {name for name in folder.names("tables", "raw") if name.endswith(".csv")}
    unlisted -= noted | _noted_files(folder)  # noted while we looked
    if unlisted and folder.version(manifest.NAME) is None:  # nor listed meanwhile
        said = f"{manifest.NAME} is missing: files stand in the store without their list"
        raise ManifestError(said, Reason("manifest_missing"))


@contextlib.contextmanager
def _locked(folder: Folder) -> Iterator[None]:
    path = folder.root / LOCK
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with filelock.FileLock(path, timeout=LOCK_SECONDS):
            yield
    except filelock.Timeout:
        raise StoreBusy(f"another process has been publishing for {LOCK_SECONDS:.0f} s ({LOCK})") from None


def _history(listed: Iterable[Revision], seen: state.Sightings) -> History:
    history: History = {}
    for revision in listed:
        history.setdefault(revision.id, []).append(seen_again(revision, seen))
    return history


def _settle(folder: Folder, arrival: Arrival, history: History) -> tuple[Arrival, Published]:
    settled, published = outcome(arrival, history.get(arrival.revision.id, []))
    if published is Published.UNCHANGED:
        _restore(folder, settled)
        return settled, published
    # A file that no manifest lists (a manifest from a backup, say) may be the only copy: step over it.
    while any(_content(folder, name) not in (None, mine) for name, mine in settled.files.items()):
        settled = settled.numbered(settled.revision.revision + 1)
    return settled, published


def _restore(folder: Folder, arrival: Arrival) -> None:
    """Write again what is missing or damaged: the listed hash is that of the content at hand."""
    damaged = {name: mine for name, mine in arrival.files.items() if _content(folder, name) != mine}
    if damaged:
        folder.write(damaged)


def _add(folder: Folder, new: Sequence[Arrival], listed: Sequence[Revision], history: History) -> None:
    touched = {arrival.revision.id for arrival in new}
    kept = [revision for revision in listed if revision.id not in touched]
    kept += [revision for id in touched for revision in history.get(id, [])]
    added = [arrival.revision for arrival in new]
    note = [[*revision.id, revision.revision] for revision in added]
    folder.write({NOTE: json.dumps(note).encode()})
    try:
        folder.write({name: mine for arrival in new for name, mine in arrival.files.items()})
        content = manifest.dumps([*kept, *added])
        folder.write({manifest.NAME: content})
    except BaseException:
        with contextlib.suppress(OSError, ManifestError):
            _sweep(folder, manifest.loads(manifest.read(folder)))
        raise
    with contextlib.suppress(OSError):  # the next writer removes it
        folder.remove(NOTE)
    _copy(folder, content)


def _copy(folder: Folder, content: bytes | None) -> None:
    """Keep what stands in for a manifest that is damaged later; on a full disk the next writer does."""
    if content is not None and _content(folder, manifest.COPY) != content:
        with contextlib.suppress(OSError):
            folder.write({manifest.COPY: content}, durable=False)


def _sweep(folder: Folder, listed: Iterable[Revision]) -> None:
    """Remove what a killed writer left."""
    for name in (manifest.NAME, manifest.COPY, NOTE, state.SEEN, state.OUTCOMES, index.NAME):
        folder.sweep(name)
    known = {(revision.id, revision.revision) for revision in listed}
    for id, number in _noted(folder):
        for name in file_names(id, number):
            folder.sweep(name)
            if (id, number) not in known:
                folder.remove(name)
    folder.remove(NOTE)


def _noted(folder: Folder) -> list[tuple[LeaderboardId, int]]:
    content = _content(folder, NOTE)
    if content is None:
        return []
    with contextlib.suppress(ValueError, TypeError, RecursionError):
        return [(LeaderboardId(*parts).validated(), int(number)) for *parts, number in json.loads(content)]
    return []


def _noted_files(folder: Folder) -> set[str]:
    return {name for id, number in _noted(folder) for name in file_names(id, number)}


def _content(folder: Folder, name: str) -> bytes | None:
    try:
        return folder.read(name)
    except OSError:
        return None
