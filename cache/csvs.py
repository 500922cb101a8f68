"""CSV with one spelling for each content: UTF-8, LF, quotes only where a reader would lose something."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from cache.errors import CacheError

# A leading or trailing space and a byte order mark survive strict readers, but not all of them.
_QUOTED = re.compile(r'[",\n\r\ufeff]|^\s|\s$')
T = TypeVar("T")
LONGEST_FIELD = 131_072  # Python's csv module refuses to read a longer one


def field(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def line(fields: Sequence[str]) -> str:
    if len(fields) == 1 and not fields[0]:
        return '""\n'  # an empty line would not be read as a row
    return ",".join(map(field, fields)) + "\n"


def encode(rows: Iterable[Sequence[str]]) -> bytes:
    return "".join(map(line, rows)).encode()


def decode(content: bytes) -> list[list[str]]:
    """Raises csv.Error or UnicodeDecodeError on what is not such a file."""
    return list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))


def numbered(text: str, first_line: int = 1) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on; blank lines are passed over. Raises csv.Error naming the line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = first_line
    try:
        for fields in reader:
            if fields:
                yield line, fields
            line = first_line + reader.line_num
    except csv.Error as error:
        raise csv.Error(f"line {line}: not CSV ({error})") from None


def header_fault(header: Sequence[str], columns: Sequence[str]) -> str | None:
    """Why a header is not made of just these columns, in any order; None where it is."""
    for kind, names in (
        ("unknown", [name for name in header if name not in columns]),
        ("repeated", [name for name in columns if header.count(name) > 1]),
        ("missing", [name for name in columns if name not in header]),
    ):
        if names:
            return f"{kind} column {', '.join(map(repr, names))}"
    return None


class Fields:
    """One line of a hand-readable file: converts field by field, and says where one cannot be."""

    def __init__(
        self, header: Sequence[str], fields: Sequence[str], where: str, fault: Callable[[str], CacheError]
    ) -> None:
        if len(fields) != len(header):
            raise fault(f"{where}: {len(fields)} fields where the header has {len(header)}")
        self._fields: Mapping[str, str] = dict(zip(header, fields, strict=True))
        self._where, self._fault = where, fault

    def read(self, column: str, convert: Callable[[str], T]) -> T:
        """`convert` raises ValueError with the rest of a sentence that begins with the text."""
        text = self._fields[column]
        try:
            return convert(text)
        except ValueError as error:
            raise self._fault(f"{self._where}, column {column}: {text!r} {error}") from None


def truth(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError("is neither true nor false")
    return text == "true"
