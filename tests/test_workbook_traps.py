"""Workbooks made to exhaust whoever reads them."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import misbehaving
import pytest

from scrapers.errors import LayoutError
from scrapers.tables import read_tables


def repacked(change: Callable[[bytes], bytes], part: str = "sheet1.xml") -> bytes:
    """A workbook of ten models, one part of it changed."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(misbehaving.workbook())) as sound,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as changed,
    ):
        for name in sound.namelist():
            content = sound.read(name)
            changed.writestr(name, change(content) if name.endswith(part) else content)
    return made.getvalue()


def more_rows(count: int) -> Callable[[bytes], bytes]:
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (at, at) for at in range(12, count))
    return lambda sheet: sheet.replace(b"</sheetData>", rows + b"</sheetData>")


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + b"".join(
    b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 10) for name in range(ord("b"), ord("k"))
)


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda: repacked(more_rows(200_000)), "unpack to"),
        (
            lambda: repacked(lambda sheet: sheet.replace(b'r="A5"', b'r="XFD1048576"')),
            "reaches over more than",
        ),
        (
            lambda: repacked(lambda sheet: ENTITIES + b"]>" + sheet.replace(b"<v>", b"<v>&j;")),
            "a damaged workbook",
        ),
        (misbehaving.zip_bomb, "unpack to"),
    ],
    ids=["rows", "a far cell", "entities", "a zip bomb"],
)
def test_a_workbook_made_to_exhaust_the_reader_is_refused_at_once(
    made: Callable[[], bytes], sentence: str
) -> None:
    content = made()
    began = time.process_time()
    with pytest.raises(LayoutError, match=sentence):
        read_tables(content, "xlsx", "trap.xlsx")
    assert time.process_time() - began < 2


def test_a_long_workbook_is_read_in_time() -> None:
    began = time.process_time()
    (table,) = read_tables(repacked(more_rows(20_000)), "xlsx")
    assert len(table.rows) == 10 + 20_000 - 12
    assert time.process_time() - began < 10
