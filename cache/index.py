"""All current scores as one long frame, and the columnar copy of it under `state/` that loads faster.

The copy is used only while the manifest has the hash, and each table the size and times, that it was made
from; its own bytes carry a hash. So a table that was cut, edited, replaced or removed is read, hashed and
reported as if there were no copy. Decay that the file system does not notice stays hidden until the manifest
changes, the board is read, or `Store.verify()` is called: these hash the files again.
"""

from __future__ import annotations

import hashlib
import itertools
import json
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from cache.content import sheet, standings
from cache.files import Folder, Version
from cache.leaderboard import Role, Standing
from cache.manifest import Revision

NAME = "state/scores.index"
_FORMAT = "2"
_DIGEST = 32
Versions = Mapping[str, Version | None]


def read(folder: Folder, manifest_sha256: str) -> pd.DataFrame | None:
    """None where there is no copy, or it is damaged or not of this manifest and these files."""
    try:
        return _read(folder, manifest_sha256)
    except OSError:
        return None


def _read(folder: Folder, manifest_sha256: str) -> pd.DataFrame | None:
    content = folder.read(NAME)
    if hashlib.sha256(memoryview(content)[_DIGEST:]).digest() != content[:_DIGEST]:
        return None
    with pa.ipc.open_stream(pa.py_buffer(content)[_DIGEST:]) as stream:
        made_from = stream.schema.metadata
        if made_from[b"format"].decode() != _FORMAT or made_from[b"manifest"].decode() != manifest_sha256:
            return None
        if any(
            folder.version(name) != Version(*version) for name, *version in json.loads(made_from[b"files"])
        ):
            return None
        return frame(stream.read_all())


def write(folder: Folder, table: pa.Table, manifest_sha256: str, versions: Versions) -> None:
    """`versions`: of the files the table was made from, taken before they were read."""
    files = [[name, *(version or ())] for name, version in versions.items()]
    made_from = {"format": _FORMAT, "manifest": manifest_sha256, "files": json.dumps(files)}
    sink = pa.BufferOutputStream()
    table = table.replace_schema_metadata(made_from).combine_chunks()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_stream(sink, table.schema, options=options) as stream:
        stream.write_table(table)
    content = sink.getvalue().to_pybytes()
    folder.write({NAME: hashlib.sha256(content).digest() + content}, durable=False)


def frame(table: pa.Table) -> pd.DataFrame:
    """Columns source, leaderboard, edition, model, standing and metric are categorical."""
    result: pd.DataFrame = table.to_pandas(ignore_metadata=True)
    return result


class Scores:
    """Gathers the scores of one table after the other into columns."""

    def __init__(self) -> None:
        self._revisions: list[Revision] = []
        self._counts: list[int] = []  # scores of each revision
        self._parts: dict[str, list[np.ndarray]] = {
            name: [] for name in ("row", "model", "standing", "metric")
        }
        self._scores: list[np.ndarray] = []
        self._models: dict[str, int] = {}
        self._metrics: dict[str, int] = {}

    def add(self, revision: Revision, table: bytes) -> None:
        """Raises ValueError where the table does not fit the manifest's line; then nothing is added."""
        header, *rows = sheet(table, revision)
        places = [place for place, role in enumerate(revision.roles) if role is Role.SCORE]
        texts = itertools.chain.from_iterable([row[place] for place in places] for row in rows)
        scores = np.array([float(text) if text else np.nan for text in texts], dtype=np.float64)
        given = ~np.isnan(scores)
        name = revision.roles.index(Role.MODEL)
        of_row = {
            "row": np.arange(1, len(rows) + 1, dtype=np.int32),
            "model": _codes(self._models, [row[name] for row in rows]),
            "standing": _codes(_STANDINGS, standings(revision)),
        }
        for column, values in of_row.items():
            self._parts[column].append(np.repeat(values, len(places))[given])
        metrics = _codes(self._metrics, [header[place] for place in places])
        self._parts["metric"].append(np.tile(metrics, len(rows))[given])
        self._scores.append(scores[given])
        self._counts.append(int(given.sum()))
        self._revisions.append(revision)

    def table(self) -> pa.Table:
        ids = [revision.id for revision in self._revisions]
        columns = {
            "source": self._repeated([id.source for id in ids]),
            "leaderboard": self._repeated([id.leaderboard for id in ids]),
            "edition": self._repeated([id.edition for id in ids]),
            "revision": pa.array(
                np.repeat(np.array([at.revision for at in self._revisions], dtype=np.int32), self._counts)
            ),
            "row": pa.array(_joined(self._parts["row"])),
            "model": _dictionary(_joined(self._parts["model"]), self._models),
            "standing": _dictionary(_joined(self._parts["standing"]), _STANDINGS),
            "metric": _dictionary(_joined(self._parts["metric"]), self._metrics),
            "score": pa.array(np.concatenate(self._scores) if self._scores else np.empty(0)),
        }
        return pa.table(columns)

    def _repeated(self, values: Sequence[str]) -> pa.DictionaryArray:
        known: dict[str, int] = {}
        return _dictionary(np.repeat(_codes(known, values), self._counts), known)


_STANDINGS = {str(standing): code for code, standing in enumerate(Standing)}


def _codes(known: dict[str, int], values: Iterable[str]) -> np.ndarray:
    """A code for each value; values met for the first time are added to `known`."""
    return np.array([known.setdefault(value, len(known)) for value in values], dtype=np.int32)


def _joined(parts: list[np.ndarray]) -> np.ndarray:
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int32)


def _dictionary(codes: np.ndarray, known: Mapping[str, int]) -> pa.DictionaryArray:
    smallest = next(kind for kind in (np.int8, np.int16, np.int32) if len(known) <= np.iinfo(kind).max)
    return pa.DictionaryArray.from_arrays(codes.astype(smallest), pa.array([*known], type=pa.string()))
