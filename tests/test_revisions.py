"""The public log of revisions, and one number traced to its origin."""

import csv
import io
from datetime import UTC, datetime
from urllib.parse import unquote

import pytest
from page_store import DECEMBER, NASTY, leaderboard, publish, small_store
from test_pages import html, opened, url

from cache.leaderboard import LeaderboardId
from dashboard import cell_parts, cells, data, revisions_csv, revisions_data
from dashboard.ranking.differing import Changed, difference

ID = LeaderboardId("superclue-github", "overall", "2023-12")
CORRECTED = (
    *DECEMBER[:1],
    ("1", "文心一言4.0(API)", "百度", "79.20", "75.00", "88.38"),
    ("3", "通义千问 2.0", "阿里巴巴", "76.54", "71.78", "87.64"),
    *DECEMBER[3:5],
    ("6", "Qwen-72B", "阿里巴巴", "60.00", "", ""),
)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    root = small_store(tmp_path)
    publish(root, [leaderboard(ID, CORRECTED)], as_of=datetime(2024, 1, 9, tzinfo=UTC))
    return root


def test_a_revision_tells_rows_figures_spellings_and_ranks_apart():
    found = difference(leaderboard(ID, DECEMBER), leaderboard(ID, CORRECTED))
    assert found.entered == ("Qwen-72B",)
    assert found.dropped == ("Yi-34B-Chat", "人类")
    assert found.changed == (Changed("文心一言4.0(API)", "总分", 79.02, 79.2),)
    assert found.renamed == (("通义千问2.0", "通义千问 2.0"),)
    assert found.reranked == 1
    assert difference(leaderboard(ID, DECEMBER), leaderboard(ID, DECEMBER)).is_empty


def test_columns_that_come_and_go_are_told_and_compared_with_nothing():
    wide = leaderboard(ID, DECEMBER)
    narrow = leaderboard(
        ID,
        [line[:5] for line in DECEMBER],
        header=("排名", "模型", "机构", "总分", "OPEN"),
        roles=wide.roles[:5],
    )
    assert difference(narrow, wide).columns_added == ("OPT",)
    assert difference(wide, narrow).columns_gone == ("OPT",)
    assert difference(narrow, wide).changed == ()


def test_the_log_lists_corrections_and_unfolds_their_figures(store):
    text = html(opened("sources", parts="log"))
    assert "revision 2" in text
    assert "1 row entered: Qwen-72B" in text
    assert "<summary>1 figure changed</summary>" in text
    assert "文心一言4.0(API) · Total: 79.02 → 79.2" in text
    assert "first collected" not in text


def test_columns_that_come_and_go_are_called_as_the_reader_calls_them(store):
    lines, header = [line[:3] + line[4:] for line in DECEMBER], ("排名", "模型", "机构", "OPEN", "OPT")
    roles = leaderboard(ID, DECEMBER).roles[:-1]
    publish(
        store, [leaderboard(ID, lines, header=header, roles=roles)], as_of=datetime(2024, 2, 1, tzinfo=UTC)
    )
    text = html(opened("sources", parts="log"))
    assert "1 column dropped: Total" in text
    key = data.key()
    content = revisions_csv.csv_file(key, revisions_data.corrections(key), "en")().decode("utf-8-sig")
    assert "总分" not in content


def test_with_first_editions_the_log_lists_everything_of_one_source(store):
    at = opened("sources", log="all", source="superclue")
    assert "first collected, 2 rows" in html(at)
    assert url(at) == {"lang": "en", "log": "all", "source": "superclue", "parts": "refreshes,log"}
    assert "No revisions." in html(opened("sources", source="superclue", parts="log"))


def test_the_file_has_a_row_for_each_change(store):
    key = data.key()
    content = revisions_csv.csv_file(key, revisions_data.log(key), "en")()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    changed = [row for row in rows if row["change"] == "figure changed"]
    assert [(row["model"], row["column"], row["before"], row["after"]) for row in changed] == [
        ("文心一言4.0(API)", "Total", "79.02", "79.2")
    ]
    assert sum(row["change"] == "first collected (rows)" for row in rows) == 4


def test_a_number_is_traced_to_page_place_and_earlier_revisions(store):
    at = opened("sources", cell="superclue-github/overall/2023-12/2/总分")
    text = html(at)
    assert "<code>79.20</code>" in text
    assert "row 2, column 总分" in text
    assert "revision 1: 79.02" in text
    assert url(at)["cell"] == "superclue-github/overall/2023-12/2/总分"
    at.button(key="cell_close").click().run()
    assert "cell" not in url(at)
    assert "Where one number comes from" not in html(at)


def test_an_earlier_revision_can_be_traced_and_a_name_is_text(store):
    text = html(opened("sources", cell="superclue-github/overall/2023-12.r1/4/OPEN"))
    assert "<code>70.01</code>" in text
    assert NASTY not in text
    assert "*Evil*_&lt;b&gt;" in text


@pytest.mark.parametrize(
    "cell",
    [
        "superclue-github/overall/2023-12/99/总分",
        "superclue-github/overall/2023-12/2/nothing",
        "superclue-github/overall/2023-12.r9/2/总分",
        "superclue-github/overall/1999-01/2/总分",
        "../../etc/passwd/1/x",
        "x",
    ],
)
def test_a_number_that_is_not_there_is_said_in_one_line(store, cell):
    assert cell_parts.find(data.key(), cell) is None
    if cell == "x":
        assert "is not here" in opened("sources", cell=cell).warning[0].value


def test_a_cell_is_written_as_it_is_read():
    for text in ("a/b/2023-12/2/准确率 (F1/EM)", "a/b/undated.r3/1/x", "a.b/c/2024/10/ y"):
        assert str(cells.parse(text)) == text


def test_a_wrong_number_is_reported_where_the_operator_says(store, monkeypatch):
    cell = cell_parts.find(data.key(), f"{'/'.join(ID)}/2/总分")
    assert cell is not None
    assert cell_parts.report_address(cell, "") == ""
    monkeypatch.setenv("BANGDAN_REPORT_TO", "https://example.org/new?labels=data")
    address = cell_parts.report_address(cell, "https://site.example/sources?cell=1")
    assert address.startswith("https://example.org/new?labels=data&title=superclue-github")
    assert "printed: 79.20" in unquote(address).replace("+", " ")
    monkeypatch.setenv("BANGDAN_REPORT_TO", "mailto:data@example.org")
    assert cell_parts.report_address(cell, "").startswith("mailto:data@example.org?subject=superclue-github")
