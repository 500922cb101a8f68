"""CSV with one spelling for each content: UTF-8, LF, quotes only where a reader would lose something."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

# A leading or trailing space and a byte order mark survive strict readers, but not all of them.
_QUOTED = re.compile(r'[",\n\r\ufeff]|^\s|\s$')
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
