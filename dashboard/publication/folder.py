"""The folder a site is written to: only what changed is written, what is no longer published goes.

`site.json` in it lists what was written, with a fingerprint of what each file was made from, so that a file
of somebody else's is never overwritten and a picture is not drawn twice. What a publication wrote that was
cut short is in its journal (journal.py): the next one takes it up, or away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from dashboard.publication.journal import Journal, hashed

LIST = "site.json"
LOCK = ".publishing.lock"
JOURNAL = ".written.jsonl"
UNFINISHED = ".unfinished"  # ends the name of a file that is being written
OURS = (LIST, LOCK, JOURNAL, f".{LIST}{UNFINISHED}")
FORMAT = 1


class NotOurs(Exception):
    """The folder holds files of somebody else, or somebody else is at work in it; the message says which."""


class Folder:
    """One publication into a folder, from `__init__` to `finish` and `close`. Raises NotOurs, OSError."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before = _listed(root)  # by path, what it was made from
        self.now: dict[str, str] = {}
        self.written = 0
        self.theirs: list[str] = []  # paths of ours that hold a file of somebody else's, which stays
        self._begun = False
        for path in self.before:
            self._inside(path)
        root.mkdir(parents=True, exist_ok=True)
        self._lock = FileLock(root / LOCK)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise NotOurs(f"another publication into {root} is at work") from None
        self._journal = Journal(root / JOURNAL)
        if self._journal.exists():
            for left in root.rglob(f".*{UNFINISHED}"):
                left.unlink(missing_ok=True)
            self.before |= self._cut_short()
        self._not_ours = self._found()

    def write(self, path: str, content: bytes) -> None:
        self._take(path, hashed(content), lambda: content)

    def make(self, path: str, made_from: str, content: Callable[[], bytes]) -> None:
        """Calls `content` only where the file is not there yet or was made from something else."""
        if self.before.get(path) == made_from and (self.root / path).is_file():
            self.now[path] = made_from
        else:
            self._take(path, made_from, content)

    def finish(self) -> int:
        """Take away what was published before and is no longer; returns how many files."""
        gone = [path for path in self.before if path not in self.now]
        for path in gone:
            (self.root / path).unlink(missing_ok=True)
        for parent in sorted({parent for path in gone for parent in Path(path).parents}, reverse=True):
            folder = self.root / parent
            if folder != self.root and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        self._list(self.now)
        self._journal.remove()
        return len(gone)

    def close(self) -> None:
        """Let others publish here."""
        self._journal.close()
        with suppress(OSError):
            (self.root / LOCK).unlink(missing_ok=True)
        self._lock.release()

    def _take(self, path: str, fingerprint: str, content: Callable[[], bytes]) -> None:
        target, said = self._inside(path), content()
        held = target.read_bytes() if target.is_file() else None
        if held is not None and held != said and path in self._not_ours:
            self.theirs.append(path)
            return
        self.now[path] = fingerprint
        if held == said:
            return
        if not self._begun:
            self._begun = True
            self._list(self.before)  # it is ours from here on
        self._journal.add(path, fingerprint, hashed(said))
        _put(target, said)
        self.written += 1

    def _found(self) -> frozenset[str]:
        """What lies here that no publication of ours wrote."""
        there = {path.relative_to(self.root).as_posix() for path in self.root.rglob("*") if path.is_file()}
        return frozenset(there - self.before.keys() - set(OURS))

    def _cut_short(self) -> dict[str, str]:
        """What the last publication wrote before it was cut short, where it stands as it was written."""
        found = {}
        for path, made_from, content in self._journal.lines():
            target = self._inside(path)
            if target.is_file() and hashed(target.read_bytes()) == content:
                found[path] = made_from
        return found

    def _list(self, files: Mapping[str, str]) -> None:
        said = {"format": FORMAT, "files": dict(files)}
        content = (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
        target = self.root / LIST
        if not target.is_file() or target.read_bytes() != content:
            _put(target, content)

    def _inside(self, path: str) -> Path:
        target = self.root / path
        if not target.resolve().is_relative_to(self.root.resolve()):
            raise NotOurs(f"{path} leads out of {self.root}")
        return target


def _put(target: Path, content: bytes) -> None:
    """All of it or nothing, also where the process is killed."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.name}{UNFINISHED}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _listed(root: Path) -> dict[str, str]:
    """Nothing for a folder that is empty or absent."""
    if root.exists() and not root.is_dir():
        raise NotOurs(f"{root} is a file")
    there = sorted(path.name for path in root.iterdir()) if root.exists() else []
    if all(name in OURS and name != LIST for name in there):
        return {}
    try:
        said = json.loads((root / LIST).read_text("utf-8"))
        if said["format"] != FORMAT:
            raise NotOurs(
                f"{root} was published in another format ({said['format']}); choose an empty folder"
            )
        return {str(path): str(made) for path, made in said["files"].items()}
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        raise NotOurs(f"{root} holds {there[0]} and no {LIST} of ours; choose an empty folder") from None
