"""The manifest: which files are published, where each came from, and what its columns and rows are.

`manifest.csv` begins with a line that states its format and the hash of the rest, then a header, then one
line for each revision of each edition, sorted. It holds the hash of every file; what it does not list is not
published. Who edits it by hand takes its own hash out of the first line.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TypeVar

from cache import csvs
from cache.errors import ManifestError, NewerManifest, Reason
from cache.files import Folder
from cache.leaderboard import Category, LeaderboardId, Role, Scenario

NAME = "manifest.csv"
FORMAT_VERSION = 1
COLUMNS = [
    *("source", "leaderboard", "edition", "revision", "category", "scenarios", "heading", "edition_day"),
    *("url", "retrieved_at", "page_sha256", "parser", "as_of", "dated_by_name", "note"),
    *("roles", "reference_rows", "baseline_rows", "rows", "table_sha256", "raw_sha256"),
]
COPY = "state/manifest.copy.csv"  # of the last one published here
_FIRST_LINE = re.compile(r"# bangdan manifest, format ([0-9]{1,9})(?:, sha256 ([0-9a-f]{64}))?")
_E = TypeVar("_E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a page came from, and when. Times are aware and in UTC."""

    url: str  # what a reader can open
    retrieved_at: datetime
    page_sha256: str
    parser: str  # version of the parser that read it
    as_of: datetime  # the workbook's Last-Modified, a commit's date, else retrieved_at
    dated_by_name: bool = False  # the file's own name states the edition: beats a commit of a running file
    note: str = ""  # where the figures come from when not from the live page


@dataclass(frozen=True, slots=True)
class Revision:
    """One published state of one edition: a line of the manifest."""

    id: LeaderboardId
    revision: int  # 1, 2, … by arrival
    category: Category
    scenarios: tuple[Scenario, ...]
    heading: str
    edition_day: date | None
    provenance: Provenance
    checked_at: datetime  # last seen unchanged at its source; not in the manifest, at least retrieved_at
    roles: tuple[Role, ...]  # one a column
    reference_rows: tuple[int, ...]  # 1-based
    baseline_rows: tuple[int, ...]  # 1-based
    rows: int
    table_sha256: str
    raw_sha256: str

    @property
    def precedence(self) -> tuple[bool, datetime, int]:
        """The greatest of an edition is its current revision."""
        return (self.provenance.dated_by_name, self.provenance.as_of, self.revision)

    @property
    def table_name(self) -> str:
        return file_names(self.id, self.revision)[0]

    @property
    def raw_name(self) -> str:
        return file_names(self.id, self.revision)[1]


def file_names(id: LeaderboardId, revision: int) -> tuple[str, str]:
    """The table and its raw file, relative to the store."""
    suffix = "" if revision == 1 else f".r{revision}"
    stem = f"{id.source}/{id.leaderboard}/{id.edition}{suffix}.csv"
    return f"tables/{stem}", f"raw/{stem}"


def dumps(revisions: Iterable[Revision]) -> bytes:
    body = _body(revisions)
    first_line = f"# bangdan manifest, format {FORMAT_VERSION}, sha256 {_sha256_of(body)}\n"
    return first_line.encode() + body


def read(folder: Folder) -> bytes | None:
    """None where nothing was published yet."""
    try:
        return folder.read(NAME)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        why = Reason.of_system("manifest_unreadable", error)
        raise ManifestError(f"{NAME} cannot be read: {error.strerror}", why) from None


def sound(folder: Folder) -> tuple[bytes | None, list[Revision], ManifestError | None]:
    """What readers go by: the manifest and its revisions; where it is damaged, the copy of the last one that
    was published here, and what is wrong. Raises NewerManifest, ManifestError without a copy."""
    try:
        content = read(folder)
        return content, loads(content), None
    except NewerManifest:
        raise
    except ManifestError as damage:
        try:
            copy = folder.read(COPY)
            said = f"{damage}; {COPY}, as last published here, stands in for it"
            return copy, loads(copy), ManifestError(said, damage.reason)
        except (OSError, ManifestError):
            raise damage from None


def loads(content: bytes | None) -> list[Revision]:
    """Raises ManifestError naming the line and the column that cannot be read, or the newer format."""
    if content is None:
        return []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = Reason("manifest_encoding", (("byte", error.start),))
        raise ManifestError(f"{NAME}: byte {error.start} is not UTF-8", at) from None
    first_line, _, rest = text.partition("\n")
    seal = _check_format(first_line.strip().rstrip(","))
    revisions: dict[tuple[LeaderboardId, int], Revision] = {}
    try:
        lines = csvs.numbered(rest, first_line=2)
        header = next(lines, (2, []))[1]
        if fault := csvs.header_fault(header, COLUMNS):
            raise _of_line(2)(f"{NAME} line 2: {fault}")
        for line, fields in lines:
            where = f"{NAME} line {line}"
            revision = _revision(csvs.Fields(header, fields, where, _of_line(line)))
            key = (revision.id, revision.revision)
            if key in revisions:
                raise _of_line(line)(f"{where}: {revision.id} revision {revision.revision} stands twice")
            revisions[key] = revision
    except csv.Error as error:
        raise ManifestError(f"{NAME} {error}") from None
    if seal and seal not in (_sha256_of(rest.encode()), _sha256_of(_body(revisions.values()))):
        raise ManifestError(
            f"{NAME} is damaged: it is not what was published "
            "(who edits it takes `, sha256 …` out of line 1)",
            Reason("manifest_altered"),
        )
    return list(revisions.values())


def time_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def aware_time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a time, YYYY-MM-DDTHH:MM:SSZ") from None
    if moment.tzinfo is None:
        raise ValueError("has no time zone")
    return moment.astimezone(UTC)


def _body(revisions: Iterable[Revision]) -> bytes:
    ordered = sorted(revisions, key=lambda revision: (revision.id, revision.revision))
    return csvs.encode([COLUMNS, *map(_fields, ordered)])


def _sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _of_line(number: int) -> Callable[[str], ManifestError]:
    """An error in one line of the manifest."""
    reason = Reason("manifest_line", (("line", number),))
    return lambda sentence: ManifestError(sentence, reason)


def _check_format(first_line: str) -> str | None:
    """The hash of the rest that the line states, if it does."""
    match = _FIRST_LINE.fullmatch(first_line)
    if match is None:
        raise _of_line(1)(f"{NAME} line 1: expected '# bangdan manifest, format {FORMAT_VERSION}'")
    version = int(match[1])
    if version > FORMAT_VERSION:
        raise NewerManifest(
            f"{NAME} has format {version}, this Bangdan reads format {FORMAT_VERSION}: update Bangdan",
            Reason("manifest_newer", (("format", version), ("known", FORMAT_VERSION))),
        )
    if version < 1:
        raise _of_line(1)(f"{NAME} line 1: there is no format {version}")
    return match[2]


def _fields(revision: Revision) -> list[str]:
    provenance = revision.provenance
    return [
        *revision.id,
        str(revision.revision),
        revision.category,
        " ".join(revision.scenarios),
        revision.heading,
        revision.edition_day.isoformat() if revision.edition_day else "",
        provenance.url,
        time_text(provenance.retrieved_at),
        provenance.page_sha256,
        provenance.parser,
        time_text(provenance.as_of),
        "true" if provenance.dated_by_name else "false",
        provenance.note,
        " ".join(revision.roles),
        " ".join(map(str, revision.reference_rows)),
        " ".join(map(str, revision.baseline_rows)),
        str(revision.rows),
        revision.table_sha256,
        revision.raw_sha256,
    ]


def _revision(line: csvs.Fields) -> Revision:
    read = line.read
    retrieved_at = read("retrieved_at", aware_time)
    rows = read("rows", _positive)
    return Revision(
        id=_identity(line),
        revision=read("revision", _positive),
        category=read("category", _one_of(Category)),
        scenarios=read("scenarios", lambda text: tuple(map(_one_of(Scenario), text.split()))),
        heading=read("heading", str),
        edition_day=read("edition_day", lambda text: _day(text) if text else None),
        provenance=Provenance(
            url=read("url", str),
            retrieved_at=retrieved_at,
            page_sha256=read("page_sha256", str),
            parser=read("parser", str),
            as_of=read("as_of", aware_time),
            dated_by_name=read("dated_by_name", csvs.truth),
            note=read("note", str),
        ),
        checked_at=retrieved_at,
        roles=read("roles", _roles),
        reference_rows=read("reference_rows", lambda text: _row_numbers(text, rows)),
        baseline_rows=read("baseline_rows", lambda text: _row_numbers(text, rows)),
        rows=rows,
        table_sha256=read("table_sha256", _sha256),
        raw_sha256=read("raw_sha256", _sha256),
    )


def _identity(line: csvs.Fields) -> LeaderboardId:
    source = line.read("source", LeaderboardId.checked_slug)
    leaderboard = line.read("leaderboard", LeaderboardId.checked_slug)
    return LeaderboardId(source, leaderboard, line.read("edition", LeaderboardId.checked_edition))


def _one_of(kind: type[_E]) -> Callable[[str], _E]:
    def convert(text: str) -> _E:
        try:
            return kind(text)
        except ValueError:
            raise ValueError(f"is none of {', '.join(kind)}") from None

    return convert


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a day, YYYY-MM-DD") from None


def _positive(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise ValueError("is not a whole number from 1")
    return int(text)


def _row_numbers(text: str, rows: int) -> tuple[int, ...]:
    numbers = tuple(map(_positive, text.split()))
    if sorted({*numbers}) != [*numbers] or (numbers and numbers[-1] > rows):
        raise ValueError(f"are not ascending row numbers up to {rows}")
    return numbers


def _roles(text: str) -> tuple[Role, ...]:
    roles = tuple(map(_one_of(Role), text.split()))
    if roles.count(Role.MODEL) != 1 or roles.count(Role.RANK) > 1:
        raise ValueError("are not one model column and at most one rank column")
    return roles


def _sha256(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise ValueError("is not a SHA-256 in hexadecimal")
    return text
