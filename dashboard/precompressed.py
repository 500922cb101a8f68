"""Streamlit's static files, compressed once at set-up and kept beside the packages.

Brotli at its best level takes seconds for the larger files, so it runs at set-up (`python -m
dashboard.precompressed`) and never for a request. The names of the files carry a hash of their content.
"""

import gzip
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import streamlit

MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
SUFFIXES = {"br": ".br", "gzip": ".gz"}
STATIC = Path(streamlit.__file__).parent / "static"


def folder() -> Path:
    """Where the compressed files of this installation of Streamlit are kept."""
    return Path(sys.prefix) / "var" / "bangdan" / f"streamlit-{streamlit.__version__}"


def compressible(root: Path = STATIC) -> Iterator[Path]:
    """The files whose names carry a hash and whose type compresses, largest first."""
    files = (path for path in (root / "static").rglob("*") if path.suffix in MEDIA_TYPES)
    yield from sorted(files, key=lambda path: (-path.stat().st_size, path))


def compress(body: bytes, encoding: str, *, best: bool) -> bytes:
    if encoding == "br":
        return bytes(brotli.compress(body, quality=11 if best else 5))
    return gzip.compress(body, compresslevel=9 if best else 5, mtime=0)


def kept(path: Path, encoding: str, target: Path | None = None, root: Path = STATIC) -> Path:
    """Where the compressed form of `path` is kept, whether or not it is there yet."""
    relative = path.relative_to(root)
    return (target or folder()) / relative.with_name(relative.name + SUFFIXES[encoding])


def keep(path: Path, target: Path, root: Path) -> None:
    for encoding in SUFFIXES:
        place = kept(path, encoding, target, root)
        if place.exists():
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        unfinished = place.with_name(f"{place.name}.{os.getpid()}")
        unfinished.write_bytes(compress(path.read_bytes(), encoding, best=True))
        unfinished.replace(place)


def build(target: Path | None = None, root: Path = STATIC) -> int:
    """Compress what is not yet kept; the number of files looked at."""
    place = target or folder()
    files = list(compressible(root))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(lambda path: keep(path, place, root), files):
            pass
    return len(files)


if __name__ == "__main__":
    if not folder().exists():
        print("bangdan: compressing the browser's files (once, about 20 s)", file=sys.stderr)
    build()
