"""What happened here, beside the published files: outcomes of refreshes, and when revisions were last seen.

Losing this folder loses no figures.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cache.files import Folder
from cache.leaderboard import LeaderboardId
from cache.manifest import Provenance, Revision, aware_time, time_text

OUTCOMES = "state/outcomes.jsonl"
SEEN = "state/seen.json"
LONGEST_LOG = 4 << 20  # bytes; beyond, the older half of the outcomes goes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one page, or one table of it, in one refresh."""

    time: datetime
    source: str
    url: str
    outcome: str  # added, revised, unchanged, absent, refused, failed; stopped: the source was not finished
    sentence: str = ""
    expected: bool = False  # refused as its source declares: nothing to do


@dataclass(frozen=True, slots=True)
class Sighting:
    """When a revision was last found unchanged, and as of when it stood so."""

    checked_at: datetime
    as_of: datetime


Sightings = Mapping[tuple[LeaderboardId, int], Sighting]


def outcomes(folder: Folder) -> list[Outcome]:
    """Oldest first; a line that a killed process left unfinished is passed over."""
    try:
        lines = folder.read(OUTCOMES).decode(errors="replace").splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
            fields = json.loads(line)
            texts = {name: _text(fields[name]) for name in ("source", "url", "outcome", "sentence")}
            expected = fields.get("expected") is True
            found.append(Outcome(time=aware_time(fields["time"]), expected=expected, **texts))
    return found


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def add_outcome(folder: Folder, outcome: Outcome) -> None:
    fields = {
        "time": time_text(outcome.time),
        "source": outcome.source,
        "url": outcome.url,
        "outcome": outcome.outcome,
        "sentence": outcome.sentence,
        **({"expected": True} if outcome.expected else {}),
    }
    folder.append(OUTCOMES, json.dumps(fields, ensure_ascii=False).encode() + b"\n")


def trim_outcomes(folder: Folder) -> None:
    version = folder.version(OUTCOMES)
    if version is not None and version.size > LONGEST_LOG:
        lines = folder.read(OUTCOMES).splitlines(keepends=True)
        folder.write({OUTCOMES: b"".join(lines[len(lines) // 2 :])}, durable=False)


def sightings(folder: Folder) -> dict[tuple[LeaderboardId, int], Sighting]:
    """Empty where nothing was seen again yet, or the file is not readable."""
    try:
        lines = json.loads(folder.read(SEEN))
        return {
            (LeaderboardId(*parts), revision): Sighting(aware_time(checked_at), aware_time(as_of))
            for *parts, revision, checked_at, as_of in lines
        }
    except (OSError, ValueError, TypeError, RecursionError):
        return {}


def add_sightings(folder: Folder, seen: Iterable[Revision], provenance: Provenance) -> None:
    """`seen`: revisions that the page of `provenance` shows unchanged. Times only ever advance."""
    known = sightings(folder)
    before = dict(known)
    for revision in seen:
        key = (revision.id, revision.revision)
        last = known.get(key, Sighting(revision.provenance.retrieved_at, revision.provenance.as_of))
        comparable = revision.provenance.dated_by_name == provenance.dated_by_name
        known[key] = Sighting(
            max(last.checked_at, provenance.retrieved_at),
            max(last.as_of, provenance.as_of) if comparable else last.as_of,
        )
    if known != before:
        lines = [
            json.dumps([*id, revision, time_text(at.checked_at), time_text(at.as_of)])
            for (id, revision), at in sorted(known.items())
        ]
        folder.write({SEEN: ("[\n" + ",\n".join(lines) + "\n]\n").encode()}, durable=False)
