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


class CacheError(Exception):
    """A sentence that names the file, the line or the board."""


class ManifestError(CacheError):
    pass


class NewerManifest(ManifestError):
    pass


class DamagedFile(CacheError):
    def __init__(self, path: str, sentence: str) -> None:
        super().__init__(sentence)
        self.path = path


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
