"""The one small interface between the store and the disk: names with forward slashes in, bytes out.

An object store can take its place: nothing above this module opens a file. Whatever changes the disk goes
through a function of `os`, where the tests let each of them fail in turn.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate line ends


class Version(NamedTuple):
    """Differs after every change of a file, even one that keeps its size and sets its time back."""

    size: int
    modified_ns: int
    changed_ns: int
    inode: int  # two replacements within one tick of the file system's clock differ by it


class Folder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, name: str) -> bytes:
        """Raises OSError, FileNotFoundError among them."""
        return (self.root / name).read_bytes()

    def version(self, name: str) -> Version | None:
        """None where there is no such file."""
        try:
            found = os.stat(f"{self.root}/{name}")
        except (FileNotFoundError, NotADirectoryError):
            return None
        return Version(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)

    def names(self, *folders: str) -> Iterator[str]:
        """The files that stand anywhere in these folders."""
        for top in folders:
            for folder, _, files in os.walk(self.root / top):
                yield from ((Path(folder) / file).relative_to(self.root).as_posix() for file in files)

    def write(self, files: Mapping[str, bytes], *, durable: bool = True) -> None:
        """Each file appears whole or not at all; `durable` also survives a loss of power."""
        folders = {(self.root / name).parent for name in files}
        created = [folder for path in sorted(folders) for folder in _make(path)]
        for name, content in files.items():
            _replace(self.root / name, content, durable)
        if durable:
            for folder in {*folders, *(path.parent for path in created)}:
                _sync(folder)

    def append(self, name: str, line: bytes) -> None:
        """One write at the end of the file, so that lines of two processes do not mix. A line that a killed
        process or a full disk left unfinished is ended first, and does not take this one with it."""
        _make((self.root / name).parent)
        file = os.open(self.root / name, os.O_RDWR | os.O_APPEND | os.O_CREAT | _BINARY, 0o666)
        try:
            size = os.fstat(file).st_size
            whole = size == 0 or _last_byte(file, size) == b"\n"
            _write(file, line if whole else b"\n" + line)
        finally:
            os.close(file)

    def remove(self, name: str) -> None:
        _unlink(self.root / name)

    def sweep(self, name: str) -> None:
        """Remove what a killed `write` of this file left beside it."""
        path = PurePosixPath(name)
        for leftover in (self.root / path.parent).glob(f".{path.name}.*.tmp"):
            _unlink(leftover)


def _last_byte(file: int, size: int) -> bytes:
    os.lseek(file, size - 1, os.SEEK_SET)
    return os.read(file, 1)


def _write(file: int, content: bytes) -> None:
    """All of it: the system may take less at a time."""
    left = memoryview(content)
    while left:
        left = left[os.write(file, left) :]


def _unlink(path: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(path)


def _make(folder: Path) -> list[Path]:
    """Create a folder; returns what was created: the folder and its parents, or nothing."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        with contextlib.suppress(FileExistsError):
            os.mkdir(path)
    return missing


def _replace(path: Path, content: bytes, durable: bool) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    file = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o666)
    try:
        try:
            _write(file, content)
            if durable:
                os.fsync(file)
        finally:
            os.close(file)
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _sync(folder: Path) -> None:
    """Make renames in a folder survive a loss of power, where the system can (Windows cannot)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
