"""Names and cells made to do harm, in every kind of file: each opened by what reads its kind."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
import re
import zipfile
from datetime import date
from html.parser import HTMLParser
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from exhibit_store import hostile
from markdown_it import MarkdownIt

from dashboard import exports
from dashboard.exhibit import Exhibit
from dashboard.exports import citation
from dashboard.exports.names import file_name
from dashboard.exports.workbook import LONGEST, SIGNED

LONG = "长" * 40_000
RTL = "\u202egpt-4\u202c العربية"
CELLS = (
    *("=cmd|' /C calc'!A0", "+1", "-2", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1", "\u202e=1", "\x0e=1", "％=1"),
    *("a\x00b\x1fc\x7f", "_x0041_", "\ufffe\uffff", "🏆👩‍🔬 4", RTL, "[x]:*?/\\'", "''", "'=1", LONG, ""),
    *("<script>alert(1)</script>", "</table><img src=x onerror=alert(1)>", "a|b\\|", "```", "{{7*7}}", "007"),
    *("1e5", "TRUE", "2026-11-22", "http://evil.example", "javascript:alert(1)", "#REF!", "\u2028line"),
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
CHANGE = [3, -2, 0, None] * (len(CELLS) // 4) + [1] * (len(CELLS) % 4)


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> Exhibit:
    """Headers, title, notes and origin are hostile too."""
    known = hostile(tmp_path_factory.mktemp("store"))
    table = pd.DataFrame(
        {
            "=1+1": pd.Series(CELLS, dtype=object),
            "Change": pd.array(CHANGE, dtype="Int64"),
            "Score": [(-1) ** at * at / 4 if at % 3 else float("nan") for at in range(len(CELLS))],
            "Infinite": [float("inf"), float("-inf")] + [1.0] * (len(CELLS) - 2),
            "</th>|`": [None] * len(CELLS),
        }
    )
    origin = dataclasses.replace(known.origins[0], board="=Board <b>{x}</b> \\input{/etc/passwd} %", url="=1")
    return dataclasses.replace(
        known,
        table=table,
        title="=Title </title><script>alert(1)</script>",
        subtitle="`@x` | *y*",
        notes=(LONG, "=note", "</footer>"),
        origins=(origin,),
        figure=None,
    )


def kept(text: str) -> str:
    """What any reader of XML may do with a cell: control characters are not characters there."""
    return re.sub(r"[\x00-\x1f\x7f\ufffe\uffff]", "", text.replace("_x005F_", "_"))


def test_a_workbook_opens_with_every_cell_as_text(shown):
    content = exports.table(shown, "xlsx", "=1")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(parts.read(name))
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    assert {cell.data_type for each in book for row in each.iter_rows() for cell in row} <= {"s", "n"}
    assert not [cell for each in book for row in each.iter_rows() for cell in row if cell.hyperlink]
    written = [sheet.cell(row, 1).value for row in range(2, len(CELLS) + 2)]
    for text, found in zip(CELLS, written, strict=True):
        if text == LONG:
            assert len(found) == LONGEST
            assert found.endswith("长…")
        elif kept(text):
            assert kept(found) == kept(text), repr(text)
        else:
            assert found is None, "empty text is an empty cell"


def test_emoji_do_not_make_a_cell_longer_than_it_may_be():
    from dashboard.exports.workbook import fitting

    cut = fitting("🏆" * 20_000)
    assert len(cut.encode("utf-16-le")) // 2 <= LONGEST
    assert cut.endswith("🏆…")
    assert fitting("x" * LONGEST) == "x" * LONGEST


def test_a_column_has_one_number_format_and_truly_empty_cells(shown):
    content = exports.table(shown, "xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    change, score, infinite, nothing = (
        [sheet.cell(row, place) for row in range(2, len(CELLS) + 2)] for place in (2, 3, 4, 5)
    )
    assert {cell.number_format for cell in change} == {SIGNED}
    assert [cell.value for cell in change] == CHANGE
    assert {cell.number_format for cell in score} == {"0.00"}
    assert [cell.value for cell in infinite[:3]] == [None, None, 1]
    assert {cell.number_format for cell in nothing} == {"@"}
    assert {cell.value for cell in nothing} == {None}
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<t></t>" not in parts.read("xl/sharedStrings.xml")
        assert b"<t/>" not in parts.read("xl/sharedStrings.xml")


def test_a_csv_starts_no_formula_and_keeps_every_letter(shown):
    text = exports.table(shown, "csv", "=1").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) == len(CELLS) + 1
    numbers = {1, 2, 3}
    for row in rows:
        for place, cell in enumerate(row):
            assert place in numbers or not cell.startswith(FORMULA), repr(cell)
    for text, (cell, *_) in zip(CELLS, rows[1:], strict=True):
        assert cell in (text, f"'{text}")
    dangerous = [cell for cell, text in zip((row[0] for row in rows[1:]), CELLS, strict=True) if cell != text]
    assert {text[1:] for text in dangerous} == {*CELLS[:9]}


def test_markdown_is_one_table_of_plain_text(shown):
    text = exports.table(shown, "md", "https://bangdan.example/?q=|`<b>").decode()
    drawn = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    assert sum(token.type == "tr_open" for token in drawn) == len(CELLS) + 1
    assert sum(token.type == "th_open" for token in drawn) == len(shown.table.columns)
    kinds = {child.type for token in drawn for child in token.children or ()}
    assert kinds <= {"text", "strong_open", "strong_close", "link_open", "link_close"}
    assert not [token for token in drawn if token.type in ("html_block", "fence", "code_block")]


def test_parquet_and_json_keep_every_letter(shown):
    table = pq.read_table(io.BytesIO(exports.table(shown, "parquet")))
    assert [text or "" for text in table.column("=1+1").to_pylist()] == list(CELLS)
    assert str(table.schema.field("Change").type) == "int64"
    said = json.loads(exports.table(shown, "json"))
    assert [row["=1+1"] for row in said["rows"]] == list(CELLS)
    assert [row["Change"] for row in said["rows"]] == CHANGE


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.events: list[str] = []

    def handle_starttag(self, tag, attributes):
        self.found.append(tag)
        self.events += [name for name, value in attributes if name.startswith("on")]
        assert not any((value or "").startswith("javascript:") for _, value in attributes)


def test_a_web_page_has_no_tag_of_theirs(shown, tmp_path):
    drawn = dataclasses.replace(shown, figure=hostile(tmp_path).figure)
    text = exports.made(drawn, "html", view_url="javascript:alert(1)").decode()
    tags = Tags()
    tags.feed(re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL))
    assert not tags.events
    assert not {"img", "iframe", "object", "form", "base"} & set(tags.found)
    assert tags.found.count("tr") == len(CELLS) + 1
    assert tags.found.count("title") == 1
    assert text.count("<script>alert") == 0


def test_bibtex_is_balanced_and_runs_no_command(shown):
    text = citation.bibtex(shown.origins[0], shown)
    assert "\\input" not in text
    bare = re.sub(r"\\[{}]", "", text)
    assert bare.count("{") == bare.count("}")
    assert re.fullmatch(r"@misc\{[a-z0-9-]+,", text.splitlines()[0])


def test_a_bundle_has_files_that_stay_in_their_folder(shown):
    with zipfile.ZipFile(io.BytesIO(exports.made(shown, "zip", view_url="=1"))) as archive:
        assert set(archive.namelist()) == {"README.md", "table.csv", "table.xlsx", "metadata.json"}
        assert archive.testzip() is None
        json.loads(archive.read("metadata.json"))
        readme = MarkdownIt("commonmark", {"html": True}).parse(archive.read("README.md").decode())
    assert not [token for token in readme if token.type == "html_block"]
    assert not [
        child for token in readme for child in token.children or () if child.type in ("html_inline", "image")
    ]
    assert sum(token.type == "fence" for token in readme) == 1


@pytest.mark.parametrize("text", [*CELLS, "..", "CON", "nul.txt", "a" * 300, "-rf", "~root", ".hidden"])
def test_a_file_name_is_a_name_on_every_system(text):
    for name in (
        file_name(text, "zip", date(2026, 11, 22)),
        file_name(f"{text}_{text}", "csv", date(2026, 1, 2)),
    ):
        assert not re.search(r'[\x00-\x1f\x7f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]', name)
        assert name[0] not in "-.~ "
        assert len(name.encode()) <= 255
        assert name.partition(".")[0].upper() not in {"CON", "NUL", "PRN", "AUX", "COM1", "LPT1"}
