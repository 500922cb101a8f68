"""Files read with the hash that the manifest lists for them, and what was found wrong with them."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from cache.errors import DamagedFile, Misfit, Reason
from cache.files import Folder, Version
from cache.manifest import Revision

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Problem:
    path: str  # relative to the store
    sentence: str
    reason: Reason  # the same, but for `instead`
    instead: Revision | None = None  # what readers get in place of the file's


@dataclass(frozen=True, slots=True)
class _Met:
    """A problem, and the state of the file that has it."""

    problem: Problem
    sha256: str  # what the file should have; empty where it has it, and the manifest's line is at fault
    version: Version | None


class VerifiedFiles:
    """Remembers the problems it met until it finds them mended. May be used by many threads."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._met: dict[str, _Met] = {}
        self._sound: dict[str, tuple[Version | None, str]] = {}  # as it was when it was read, its hash
        self._guard = threading.Lock()
        self.mended = 0  # problems that ended

    def table(self, revision: Revision) -> bytes:
        return self.read(revision.table_name, revision.table_sha256)

    def raw(self, revision: Revision) -> bytes:
        return self.read(revision.raw_name, revision.raw_sha256)

    def read(self, name: str, sha256: str) -> bytes:
        """Raises DamagedFile, which is from then on among the problems."""
        version = self._folder.version(name)
        try:
            content = self._folder.read(name)
        except FileNotFoundError:
            raise self._damage(name, "is missing", Reason("missing"), sha256, version) from None
        except OSError as error:
            what = f"cannot be read: {error.strerror}"
            raise self._damage(name, what, Reason.of_system("unreadable", error), sha256, version) from None
        if hashlib.sha256(content).hexdigest() != sha256:
            what = "is damaged: its content is not what the manifest lists"
            raise self._damage(name, what, Reason("altered"), sha256, version)
        self._sound[name] = version, sha256
        if (met := self._met.get(name)) and met.sha256:
            self._mend(name)
        return content

    def fitted(self, revision: Revision, parse: Callable[[], T]) -> T:
        """Parses what was read. Raises DamagedFile where that is not of the shape of the manifest's line."""
        name = revision.table_name
        try:
            result = parse()
        except ValueError as error:
            what = f"does not fit its line in the manifest: {error}"
            reason = error.reason if isinstance(error, Misfit) else Reason("unfit")
            raise self._damage(name, what, reason, "", None) from None
        if name in self._met:
            self._mend(name)
        return result

    def stand_in(self, damages: Iterable[DamagedFile], revision: Revision) -> None:
        """Say which revision readers get instead."""
        for damage in damages:
            sentence = f"{damage}; revision {revision.revision} of {revision.id} stands in for it"
            with self._guard:
                if met := self._met.get(damage.path):
                    problem = Problem(damage.path, sentence, damage.reason, revision)
                    self._met[damage.path] = replace(met, problem=problem)

    def look_again(self) -> None:
        """At the files known to be damaged, where they were changed since."""
        for name, met in list(self._met.items()):
            if met.sha256 and self._folder.version(name) != met.version:
                with contextlib.suppress(DamagedFile):
                    self.read(name, met.sha256)

    def look_over(self) -> None:
        """At the files that were sound when they were read, where they were changed since. Costs a look at
        the times of each."""
        for name, (version, sha256) in list(self._sound.items()):
            if self._folder.version(name) != version:
                with contextlib.suppress(DamagedFile):
                    self.read(name, sha256)

    def problems(self) -> list[Problem]:
        self.look_again()
        with self._guard:
            return [self._met[name].problem for name in sorted(self._met)]

    def _mend(self, name: str) -> None:
        with self._guard:
            self.mended += self._met.pop(name, None) is not None

    def _damage(
        self, name: str, what: str, reason: Reason, sha256: str, version: Version | None
    ) -> DamagedFile:
        damage = DamagedFile(name, f"{name} {what}", reason)
        self._sound.pop(name, None)
        with self._guard:
            self._met[name] = _Met(Problem(name, str(damage), reason), sha256, version)
        return damage
