"""What can go wrong between the store and its callers.

CacheError
├── ManifestError     manifest.csv cannot be trusted: repair it
│   └── NewerManifest it is of a later format: update Bangdan
├── DamagedFile       one file is missing or is not what the manifest says: publish it again
├── UnknownEdition    the store has no such edition
├── RefusedBoard      this leaderboard would not come back as it went in: mend the source
├── StoreBusy         another process holds the lock for too long: try again
│   └── RefreshBusy   another refresh has its turn: let it finish
├── MetricsError      metrics.csv has a line that cannot be read: edit it
└── RenamesError      renames.csv has a line that cannot be read: edit it
"""

from __future__ import annotations

import errno
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong with a file, for who tells it in a language of its own: `kind` is the name of a sentence,
    `places` fill it."""

    kind: str
    places: tuple[tuple[str, str | int], ...] = ()

    @classmethod
    def of_system(cls, kind: str, error: OSError) -> Reason:
        """With the system's own name of the error, "EACCES", which is the same in every language."""
        return cls(kind, (("code", errno.errorcode.get(error.errno or 0, "?")),))


class CacheError(Exception):
    """A sentence that names the file, the line or the board."""


class ManifestError(CacheError):
    def __init__(self, sentence: str, reason: Reason | None = None) -> None:
        super().__init__(sentence)
        self.reason = reason or Reason("manifest_unfit")


class NewerManifest(ManifestError):
    pass


class DamagedFile(CacheError):
    def __init__(self, path: str, sentence: str, reason: Reason) -> None:
        super().__init__(sentence)
        self.path, self.reason = path, reason


class Misfit(ValueError):
    """The content of a file is not of the shape of the manifest's line."""

    def __init__(self, sentence: str, reason: Reason) -> None:
        super().__init__(sentence)
        self.reason = reason


class UnknownEdition(CacheError, LookupError):
    pass


class RefusedBoard(CacheError, ValueError):
    pass


class StoreBusy(CacheError):
    pass


class RefreshBusy(StoreBusy):
    pass


class MetricsError(CacheError):
    pass


class RenamesError(CacheError):
    pass
