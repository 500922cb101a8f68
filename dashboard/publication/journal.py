"""What a publication has written so far, a line a file: where it is cut short, the next knows them by it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


class Journal:
    """A line stands here before its file is there. Each has its path, what it was made from, and a hash of
    its content, by which a file that somebody else put in its place is told apart."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def exists(self) -> bool:
        return self._path.is_file()

    def add(self, path: str, made_from: str, content: str) -> None:
        if self._file is None:
            self._file = self._path.open("a", encoding="utf-8")
            self._file.write("\n")  # what a line before was torn into ends here
        self._file.write(json.dumps([path, made_from, content]) + "\n")
        self._file.flush()

    def lines(self) -> Iterator[tuple[str, str, str]]:
        """Without one that was torn: nothing was written after it."""
        for line in self._path.read_text("utf-8", errors="replace").splitlines():
            try:
                path, made_from, content = json.loads(line)
            except ValueError:
                continue
            yield str(path), str(made_from), str(content)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove(self) -> None:
        self.close()
        self._path.unlink(missing_ok=True)


def hashed(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
