"""The leaderboards at rest: publish them, read them back, find what is damaged.

Reading needs no lock and writes nothing that it cannot do without. Whatever a reader gets was listed in the
manifest and had the listed hash when it was read (`cache.index` tells what stands behind `scores`).
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from cache import content, index, manifest, publishing, state
from cache.arrivals import Published, arrivals
from cache.content import Content
from cache.errors import DamagedFile, ManifestError, Reason, UnknownEdition
from cache.files import Folder, Version
from cache.leaderboard import Leaderboard, LeaderboardId
from cache.manifest import Provenance, Revision
from cache.running import Running
from cache.state import Outcome
from cache.verified import Problem, VerifiedFiles

__all__ = ["Outcome", "Problem", "Provenance", "Published", "Revision", "Store"]


@dataclass(frozen=True, slots=True)
class _Manifest:
    sha256: str
    revisions: list[Revision]
    damage: ManifestError | None  # where a copy of it had to stand in


History = Mapping[LeaderboardId, list[Revision]]


class Store:
    """`root`: the folder of the store, else the environment's BANGDAN_CACHE, else the folder of this package.

    One instance may serve many threads. Every method that reads leaderboards raises ManifestError where the
    manifest cannot be trusted; a store that does not exist yet reads as an empty one.
    """

    def __init__(self, root: Path | str | None = None) -> None:
        chosen = root or os.environ.get("BANGDAN_CACHE") or Path(__file__).parent
        self.root = Path(chosen).expanduser()
        self._folder = Folder(self.root)
        self._manifest_read: tuple[Version | None, _Manifest] | None = None
        self._history_read: tuple[tuple[str, Version | None], History] | None = None
        self._current_read: tuple[History, Mapping[LeaderboardId, Revision]] | None = None
        self._files = VerifiedFiles(self._folder)
        self.running = Running(self._folder)

    @property
    def state(self) -> Path:
        """The folder for what is not published: made on demand, may be lost."""
        path = self.root / "state"
        path.mkdir(parents=True, exist_ok=True)
        return path

    # Reading

    def check_there(self) -> None:
        """For who serves it. Raises ManifestError where the folder itself is gone, as that of a volume which
        is not mounted: nothing was collected, an empty store would say."""
        if not self.root.is_dir():
            why = Reason("store_missing")
            raise ManifestError(f"{manifest.NAME} is missing, with the whole folder of the store", why)

    def stamp(self) -> str:
        """A key for what was read from here: changes with the manifest, and when a damaged file was mended.
        Costs one look at the manifest's times, and at those of files known to be damaged.
        Raises ManifestError also where the manifest is gone and its files are not; a refresh may still
        publish there."""
        self._files.look_again()
        if not self._manifest().revisions:
            publishing.check_listed(self._folder)
        sha256 = self._manifest().sha256
        return f"{sha256}+{self._files.mended}" if self._files.mended else sha256

    def current(self) -> dict[LeaderboardId, Revision]:
        """The current revision of every edition, sorted by id."""
        return dict(self._current())

    def current_revision(self, id: LeaderboardId) -> Revision:
        """Raises UnknownEdition."""
        try:
            return self._current()[id]
        except KeyError:
            raise UnknownEdition(f"the store has no edition {id}") from None

    def revisions(self, id: LeaderboardId) -> list[Revision]:
        """Oldest arrival first. Raises UnknownEdition."""
        try:
            return list(self._history()[id])
        except KeyError:
            raise UnknownEdition(f"the store has no edition {id}") from None

    def editions(self, source: str, leaderboard: str) -> list[Revision]:
        """The current revisions, newest edition first, an undated one last."""
        found = [at for id, at in self.current().items() if id[:2] == (source, leaderboard)]
        return sorted(found, key=lambda at: (at.id.edition != "undated", at.id.edition), reverse=True)

    def read(self, wanted: Revision | LeaderboardId) -> Leaderboard:
        """A revision as it was published, or an edition's newest sound one, as `sound` says.
        Raises DamagedFile, UnknownEdition."""
        if isinstance(wanted, Revision):
            return self._board(wanted)
        return self.sound(wanted)[1]

    def sound(self, id: LeaderboardId) -> tuple[Revision, Leaderboard]:
        """The current revision, or where its files are damaged the one that stands in for it, which
        `problems` then tells. Raises DamagedFile where no revision is sound, UnknownEdition."""
        damages: list[DamagedFile] = []
        for revision in _by_precedence(self.revisions(id)):
            try:
                board = self._board(revision)
            except DamagedFile as damage:
                damages.append(damage)
            else:
                self._files.stand_in(damages, revision)
                return revision, board
        raise damages[0]

    def scores(self) -> pd.DataFrame:
        """All scores of all current editions, one a row: source, leaderboard, edition, revision, row
        (1-based), model, standing, metric, score. An edition without a sound table is left out."""
        found = self._manifest()
        frame = index.read(self._folder, found.sha256)
        return self._gather(found) if frame is None else frame

    def problems(self) -> list[Problem]:
        """Damaged and missing files met so far, by path, but for those that were mended since."""
        damage = self._manifest().damage
        of_manifest = [Problem(manifest.NAME, str(damage), damage.reason)] if damage else []
        return [*of_manifest, *self._files.problems()]

    def verify(self) -> list[Problem]:
        """Hash every file of every revision now; the problems after that."""
        for at in (at for revisions in self._history().values() for at in revisions):
            for read in (self._files.table, self._files.raw):
                with contextlib.suppress(DamagedFile):
                    read(at)
        return self.problems()

    def look_over(self) -> list[Problem]:
        """Hash again what was changed since it was read or verified; the problems after that."""
        self._files.look_over()
        return self.problems()

    def outcomes(self) -> list[Outcome]:
        """What refreshes came to, oldest first."""
        return state.outcomes(self._folder)

    def record_outcome(self, outcome: Outcome) -> None:
        state.add_outcome(self._folder, outcome)

    # Publishing

    def publish(
        self, boards: Iterable[Leaderboard], provenance: Provenance
    ) -> list[tuple[Revision, Published]]:
        """All boards of one page, or none of them. Raises RefusedBoard, ManifestError, StoreBusy, OSError.

        A board that its edition already says only has the time it was seen noted, and its files
        restored where they are damaged.
        """
        arrived = arrivals(boards, provenance)
        if not arrived:
            return []
        results = publishing.publish(self._folder, arrived, provenance)
        listed = {(at.id, at.revision): at for known in self._history().values() for at in known}
        return [
            (listed[arrival.revision.id, arrival.revision.revision], published)
            for arrival, published in results
        ]

    # What stands behind

    def _manifest(self) -> _Manifest:
        version = self._folder.version(manifest.NAME)
        if self._manifest_read is None or self._manifest_read[0] != version:
            content, revisions, damage = manifest.sound(self._folder)
            sha256 = hashlib.sha256(content or b"").hexdigest()
            self._manifest_read = version, _Manifest(sha256, revisions, damage)
        return self._manifest_read[1]

    def _history(self, found: _Manifest | None = None) -> History:
        """The revisions of each edition, oldest arrival first; ids sorted."""
        found = found or self._manifest()
        key = found.sha256, self._folder.version(state.SEEN)
        if self._history_read is None or self._history_read[0] != key:
            seen = state.sightings(self._folder)
            history: dict[LeaderboardId, list[Revision]] = {}
            for revision in sorted(found.revisions, key=lambda at: (at.id, at.revision)):
                sighting = seen.get((revision.id, revision.revision))
                checked = revision if sighting is None else replace(revision, checked_at=sighting.checked_at)
                history.setdefault(revision.id, []).append(checked)
            self._history_read = key, history
        return self._history_read[1]

    def _current(self) -> Mapping[LeaderboardId, Revision]:
        history = self._history()
        read = self._current_read
        if read is None or read[0] is not history:
            read = history, {id: _by_precedence(found)[0] for id, found in history.items()}
            self._current_read = read
        return read[1]

    def _board(self, revision: Revision) -> Leaderboard:
        files = Content(self._files.table(revision), self._files.raw(revision))
        return self._files.fitted(revision, lambda: content.decode(files, revision))

    def _gather(self, found: _Manifest) -> pd.DataFrame:
        """The scores from the tables; writes the index where the store is whole and can be written to."""
        gathered = index.Scores()
        versions: dict[str, Version | None] = {}
        whole = True
        for revisions in self._history(found).values():
            damages: list[DamagedFile] = []
            for revision in _by_precedence(revisions):
                name = revision.table_name
                versions[name] = self._folder.version(name)
                try:
                    self._add_scores(gathered, revision)
                except DamagedFile as damage:
                    damages.append(damage)
                else:
                    self._files.stand_in(damages, revision)
                    break
            whole = whole and not damages
        table = gathered.table()
        if whole and versions:
            with contextlib.suppress(OSError):
                index.write(self._folder, table, found.sha256, versions)
        return index.frame(table)

    def _add_scores(self, gathered: index.Scores, revision: Revision) -> None:
        table = self._files.table(revision)
        self._files.fitted(revision, lambda: gathered.add(revision, table))


def _by_precedence(revisions: Iterable[Revision]) -> list[Revision]:
    return sorted(revisions, key=lambda at: at.precedence, reverse=True)
