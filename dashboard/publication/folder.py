"""The folder a site is written to: only what changed is written, what is no longer published goes.

`site.json` in it lists what was written, with a fingerprint of what each file was made from, so that a folder
of somebody else's is never overwritten and a picture is not drawn twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

LIST = "site.json"
FORMAT = 1


class NotOurs(Exception):
    """The folder holds files of somebody else; the message names one."""


class Folder:
    """One publication into a folder, from `__init__` to `finish`. Raises NotOurs, OSError."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.before = _listed(root)
        self.now: dict[str, str] = {}
        self.written = 0
        for path in self.before:
            self._inside(path)
        root.mkdir(parents=True, exist_ok=True)
        self._put(LIST, _as_json({"format": FORMAT, "files": self.before}), "")  # it is ours from here on

    def write(self, path: str, content: bytes) -> None:
        self._put(path, content, _hash(content))

    def make(self, path: str, made_from: str, content: Callable[[], bytes]) -> None:
        """Calls `content` only where the file is not there yet or was made from something else."""
        if self.before.get(path) == made_from and (self.root / path).is_file():
            self.now[path] = made_from
            return
        self._put(path, content(), made_from)

    def finish(self) -> int:
        """Take away what was published before and is no longer; returns how many files."""
        gone = [path for path in self.before if path not in self.now]
        self._put(LIST, _as_json({"format": FORMAT, "files": self.now}), "")
        for path in gone:
            (self.root / path).unlink(missing_ok=True)
        for parent in sorted({parent for path in gone for parent in Path(path).parents}, reverse=True):
            folder = self.root / parent
            if folder != self.root and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        return len(gone)

    def _put(self, path: str, content: bytes, fingerprint: str) -> None:
        target = self._inside(path)
        if path != LIST:
            self.now[path] = fingerprint
        if target.is_file() and target.read_bytes() == content:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f".{target.name}.{os.getpid()}")
        unfinished.write_bytes(content)
        unfinished.replace(target)
        self.written += 1

    def _inside(self, path: str) -> Path:
        target = self.root / path
        if not target.resolve().is_relative_to(self.root.resolve()):
            raise NotOurs(f"{path} leads out of {self.root}")
        return target


def _listed(root: Path) -> dict[str, str]:
    """What an earlier publication wrote; empty for a folder that is empty or absent."""
    if root.exists() and not root.is_dir():
        raise NotOurs(f"{root} is a file")
    if not root.exists() or not any(root.iterdir()):
        return {}
    try:
        said = json.loads((root / LIST).read_text("utf-8"))
        if said["format"] != FORMAT:
            raise NotOurs(
                f"{root} was published in another format ({said['format']}); choose an empty folder"
            )
        return {str(path): str(made) for path, made in said["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        first = sorted(root.iterdir())[0].name
        raise NotOurs(f"{root} holds {first} and no {LIST} of ours; choose an empty folder") from None


def _hash(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _as_json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
