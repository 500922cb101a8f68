"""The tables that leave: each opened by what reads its kind, and nothing in them acts by itself."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from exhibit_store import NAMES, ROWS, hostile, shipped
from markdown_it import MarkdownIt

from dashboard import exhibits, exports
from dashboard.drawing import renderer
from dashboard.exports.citation import escaped as in_bibtex
from dashboard.exports.metadata import unique
from dashboard.exports.names import name_of
from dashboard.words import t

URL = "https://bangdan.example/rankings?lang=en"


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    return hostile(tmp_path_factory.mktemp("store"))


def test_a_workbook_holds_the_view_and_no_formula_or_link(shown):
    book = openpyxl.load_workbook(io.BytesIO(exports.table(shown, "xlsx", URL)))
    sheet = book.worksheets[0]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [cell for cell in cells if cell.hyperlink]
    place = list(shown.table.columns).index("Model") + 1
    written = [sheet.cell(row, place).value for row in range(2, sheet.max_row + 1)]
    assert written == shown.table["Model"].tolist()
    assert "007" in written
    assert "+1+1" in written


def test_a_workbook_is_formatted(shown):
    book = openpyxl.load_workbook(io.BytesIO(exports.table(shown, "xlsx", URL)))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "C2"
    assert sheet["A1"].font.b
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).coordinate[:-1]}{len(ROWS) + 1}"
    total = list(shown.table.columns).index("Total") + 1 if "Total" in shown.table else 4
    assert sheet.cell(2, total).number_format == "0.0"
    assert all(8 <= width.width <= 50 for width in sheet.column_dimensions.values())


def test_a_workbook_says_where_it_is_from_and_how_to_cite_it(shown):
    about = openpyxl.load_workbook(io.BytesIO(exports.table(shown, "xlsx", URL))).worksheets[1]
    said = {row[0].value: row[1].value for row in about.iter_rows() if row[0].value}
    assert said[t("figure.view", "en")] == URL
    assert said[t("sources.retrieved", "en")] == "2026-11-20 03:10 UTC"
    assert said[t("rankings.page_column", "en")].startswith("https://pages.example/")
    assert said["BibTeX"].startswith("@misc{superclue-github-overall-2023-12,")
    assert "revision 1" in said[t("export.cite", "en")]


def test_a_csv_starts_no_formula(shown):
    rows = list(csv.reader(io.StringIO(exports.table(shown, "csv", URL).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(ROWS) + 1
    numbers = [place for place, name in enumerate(rows[0]) if name in ("OPT", "OPT objective questions")]
    assert numbers
    for row in rows:
        for place, text in enumerate(row):
            harmless = text == "-" or place in numbers
            assert harmless or not text.strip().startswith(("=", "+", "-", "@", "＝")), text


def test_json_has_an_object_a_row_under_documented_names(shown):
    found = json.loads(exports.table(shown, "json", URL))
    assert found["format"] == "bangdan exhibit, version 1"
    assert found["view"] == URL
    assert [row["Model"] for row in found["rows"]] == shown.table["Model"].tolist()
    assert {column["name"] for column in found["columns"]} == set(found["rows"][0])
    assert found["sources"][0]["retrieved_at"] == "2026-11-20T03:10:00Z"
    assert "NaN" not in exports.table(shown, "json").decode()


def test_parquet_has_types_and_carries_its_place(shown):
    table = pq.read_table(io.BytesIO(exports.table(shown, "parquet", URL)))
    assert table.column("Model").to_pylist() == shown.table["Model"].tolist()
    assert str(table.schema.field("Rank").type) == "int64"
    said = json.loads(table.schema.metadata[b"bangdan"])
    assert said["sources"][0]["edition"] == "2023-12"


def test_no_name_is_markup_in_pasted_markdown(shown):
    text = exports.table(shown, "md", URL).decode()
    drawn = MarkdownIt("commonmark").enable("table").parse(text)
    kinds = {child.type for token in drawn for child in token.children or ()}
    assert kinds <= {"text", "strong_open", "strong_close", "link_open", "link_close"}
    links = [
        child.attrs["href"] for token in drawn for child in token.children or () if child.type == "link_open"
    ]
    assert links == [shown.origins[0].url, URL]
    assert sum(token.type == "tr_open" for token in drawn) == len(ROWS) + 1
    assert all(name.strip() in text.replace("\\", "") for name in ("+1+1", "007"))


def test_the_web_page_holds_the_numbers_as_a_table(shown):
    text = exports.made(shown, "html", view_url=URL).decode()
    assert text.count("<tr>") == len(ROWS) + 1
    assert "<td>=HYPERLINK(&quot;" in text
    assert "<i>x</i>" not in text.rpartition("</script>")[2]


def test_a_bundle_without_a_browser_holds_the_interactive_chart(shown, monkeypatch):
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/nowhere")
    renderer.own().stop()  # one that another test started would go on
    archive = zipfile.ZipFile(io.BytesIO(exports.made(shown, "zip", view_url=URL)))
    names = set(archive.namelist())
    assert names == {"README.md", "chart.html", "table.csv", "table.xlsx", "metadata.json"}
    readme = archive.read("README.md").decode()
    assert "@misc{" in readme
    assert "Chromium" in readme
    assert json.loads(archive.read("metadata.json"))["page"] == "rankings"


def test_the_same_view_gives_the_same_bytes(shown):
    for format in exports.TABLE_FORMATS:
        assert exports.table(shown, format, URL) == exports.table(shown, format, URL)


def test_a_file_is_named_and_dated_by_the_day_its_figures_were_retrieved(shown, monkeypatch):
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/nowhere")
    older = replace(shown.origins[0], retrieved_at=datetime(2024, 1, 1, tzinfo=UTC))
    of_two = replace(shown, origins=(older, *shown.origins))
    assert name_of(of_two, "xlsx").endswith("_2026-11-20.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(exports.table(of_two, "xlsx")))
    assert book.properties.created == book.properties.modified == datetime(2026, 11, 20, 3, 10)
    archive = zipfile.ZipFile(io.BytesIO(exports.made(of_two, "zip")))
    assert {one.date_time for one in archive.infolist()} == {(2026, 11, 20, 3, 10, 0)}


def test_views_that_differ_in_anything_have_files_of_different_names():
    asked = [
        *({}, {"q": "qwen"}, {"q": "qwen 3"}, {"q": "qwen-3"}, {"top": "15"}, {"region": "cn"}),
        *({"view": "scatter"}, {"view": "table"}, {"q": "x" * 75}, {"q": "x" * 76}),
    ]
    one = exhibits.of("rankings", shipped(), {}, "zh")
    views = [one, *(replace(one, params=dict(one.params) | params) for params in asked[1:])]
    views += [replace(one, lang="en"), replace(one, part="15-rows")]
    looks = [exports.Look(), exports.Look("dark"), exports.Look(size="slide"), exports.Look(scale=3)]
    called = [name_of(view, "csv") for view in views] + [name_of(one, "png", look) for look in looks]
    assert len({name.casefold() for name in called}) == len(called)
    assert all(len(name.encode()) < 256 for name in called)
    assert len({name_of(one, "csv", look) for look in looks}) == 1, "a table has no looks"
    assert len({name_of(one, "svg", look) for look in looks}) == 3, "nor a drawing of lines pixels"


def test_equal_column_names_are_told_apart():
    assert list(unique(pd.DataFrame([[1, 2, 3]], columns=["a", "a", "a (2)"])).columns) == [
        "a",
        "a (2)",
        "a (2) (2)",
    ]


def test_bibtex_prints_names_letter_by_letter():
    assert in_bibtex("a_b & {c} 50% \\x") == r"a\_b \& \{c\} 50\% \textbackslash{}x"


def test_hostile_names_reach_the_table_whole(shown):
    assert set(NAMES) - {"\t=1"} <= set(shown.table["Model"])


def composite(lang="en"):
    return exhibits.of("composite", shipped(), {"cat": "decision"}, lang)


def test_a_composite_is_cited_as_ours_before_the_tables_it_is_made_of(monkeypatch):
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/nowhere")
    renderer.own().stop()
    made = composite()
    where = "https://bangdan.example/composite?lang=en"
    about = openpyxl.load_workbook(io.BytesIO(exports.table(made, "xlsx", where))).worksheets[1]
    entries = [row[1].value for row in about.iter_rows() if row[0].value == "BibTeX"]
    assert entries[0].startswith("@misc{bangdan-composite-decision")
    assert where in entries[0]
    assert len(entries) == 1 + len(made.origins)
    archive = zipfile.ZipFile(io.BytesIO(exports.made(made, "zip", view_url=where)))
    readme, said = archive.read("README.md").decode(), json.loads(archive.read("metadata.json"))
    keys = [line.rstrip(",") for line in readme.splitlines() if line.startswith("@misc{")]
    assert keys[0] == "@misc{bangdan-composite-decision-additive"
    assert len(keys) == 1 + len(made.origins)
    assert said["bibtex"] == entries[0]
    assert said["citation"].startswith("Bangdan: Composite")
    assert len(said["sources"]) == len(made.origins)
    undated = next(at for at in said["sources"] if at["edition"] == "undated")
    assert ", undated, " in undated["citation"]


def test_a_table_of_a_source_is_cited_as_theirs_alone(shown):
    found = json.loads(exports.table(shown, "json", URL))
    assert "bibtex" not in found
    assert "citation" not in found


def test_an_address_that_nobody_told_is_not_cited():
    assert "url = " not in json.loads(exports.table(composite(), "json", "/composite?lang=en"))["bibtex"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown_says_below_the_table_what_a_picture_says_under_it(lang):
    made = composite(lang)
    text = exports.table(made, "md").decode()
    table, _, below = text.rpartition(" |\n")
    assert table.count("\n|") == len(made.table) + 2
    told = " ".join(below.replace("\\", "").split())
    for note in made.as_table().notes:
        assert " ".join(note.split()) in told
    assert t("composite.too_few", lang, fewest=5, n=3) in made.as_table().notes


def test_what_a_chart_alone_leaves_out_is_not_said_of_a_whole_table():
    for page, params in {
        "rankings": {"board": "bfcl/overall"},
        "capabilities": {"board": "bfcl/overall"},
        "trends": {"board": "superclue-github/overall"},
        "composite": {"cat": "llm"},
    }.items():
        made = exhibits.of(page, shipped(), params, "en")
        told = " ".join(made.as_table().notes)
        assert "top 30 of" not in told
        assert "Drawn are" not in told
        assert "hover" not in told
        assert set(made.as_table().notes) != set(made.notes)
        assert set(made.caveats) <= set(made.as_table().notes)


def test_a_csv_has_no_line_but_its_header_and_rows():
    made = composite()
    rows = list(csv.reader(io.StringIO(exports.table(made, "csv").decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == len(made.table) + 1
