import csv
import io
import re
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from boards import PLAIN, board

from cache.leaderboard import Category
from dashboard.exhibit import Exhibit, Origin
from dashboard.exports.names import file_name
from dashboard.exports.spreadsheet_text import cell, csv_bytes, guards_any
from dashboard.exports.web_page import page as web_page
from dashboard.figures.ranking_bar import ranking_bar
from dashboard.ranking.view import ranking_view, select

RETRIEVED = datetime(2026, 11, 20, 3, 10, tzinfo=UTC)
EDITION = board([("x", 1.0, 1)]).id.edition


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_a_csv_is_the_view_row_by_row_and_carries_its_place():
    shown = ranking_view(board([("文心一言", 79.02, 1), ("千问", None, 2)]), None, "总分", PLAIN)
    content = csv_bytes(shown, {"source": "superclue", "url": "https://example.org/", "revision": 1})
    assert content.startswith(b"\xef\xbb\xbf")
    assert read(content) == [
        ["rank", "model", "总分", "position", "note", "source", "url", "revision"],
        ["1", "文心一言", "79.02", "1", "", "superclue", "https://example.org/", "1"],
        ["2", "千问", "", "", "", "superclue", "https://example.org/", "1"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+5/-5",
        "+86",
        "-1-2",
        "--",
        "-3.5 (API)",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\u3000=1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff \u200b =1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\nplain",
        "+",
        "\x00=1",
    ],
)
def test_no_text_becomes_a_formula(text):
    assert cell(text) == f"'{text}"
    frame = pd.DataFrame({text: [text]})
    assert read(csv_bytes(frame, {text: text})) == [[f"'{text}"] * 2] * 2


@pytest.mark.parametrize(
    ("text", "field"),
    [
        (";=1+1", ";'=1+1"),
        ("a; =1+1;b", "a;' =1+1;b"),
        ("x；@SUM(A1)", "x；'@SUM(A1)"),
        ("a\n=1", "a\n'=1"),
        ("=1;=2", "'=1;'=2"),
        ("a;\t+1", "a;\t'+1"),
    ],
)
def test_no_part_of_a_text_becomes_a_formula_where_a_spreadsheet_cuts_at_semicolons(text, field):
    assert cell(text) == field
    line = csv_bytes(pd.DataFrame({"n": ["x"], "t": [text]})).decode("utf-8-sig")
    for piece in re.split(r"[;\uff1b\t\r\n]", line):
        assert not piece.strip().startswith(("=", "+", "-", "@")), piece


def test_a_table_tells_whether_its_csv_differs_from_what_was_published():
    assert guards_any(pd.DataFrame({"interval": ["+5/-5", "x"], "n": [1, 2]}))
    assert not guards_any(pd.DataFrame({"change": ["-", "3.5%"], "n": [-1, -2]}))


@pytest.mark.parametrize("text", ["-", "a; b", "GPT-4", "1=1", "a@b", "'=1", "", "  x", "<b>", "–", "3.5"])
def test_other_text_is_left_alone(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-3.5, "-3.5"),
        (77.0, "77"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (1e22, "10000000000000000000000"),
        (5, "5"),
        (float("nan"), ""),
        (float("inf"), ""),
        (None, ""),
        (pd.NA, ""),
        (pd.NaT, ""),
        (date(2026, 11, 21), "2026-11-21"),
        (datetime(2026, 11, 21, 3, 10, tzinfo=UTC), "2026-11-21T03:10:00+00:00"),
        (["参考", "新"], "参考 · 新"),
        (["=1"], "'=1"),
    ],
)
def test_numbers_stay_numbers_and_what_is_missing_is_empty(value, text):
    assert cell(value) == text


def test_nullable_whole_numbers_have_no_decimals():
    frame = pd.DataFrame({"n": pd.array([1, None], dtype="Int64"), "f": [1300.0, -2.25]})
    assert read(csv_bytes(frame)) == [["n", "f"], ["1", "1300"], ["", "-2.25"]]


def test_an_empty_view_is_its_header():
    assert read(csv_bytes(pd.DataFrame(columns=["a", "b"]), {"source": "s"})) == [["a", "b", "source"]]


def test_a_comma_a_quote_or_a_line_break_stays_in_its_cell():
    frame = pd.DataFrame({"model": ['a,"b"', "c\nd"]})
    assert read(csv_bytes(frame))[1:] == [['a,"b"'], ["c\nd"]]


URL = 'https://bangdan.example/rankings?q="><script>'


def page(
    name: str = "文心一言", lang: str = "zh", url: str = "https://example.org/?a=1&b=2", **changes
) -> str:
    known = board([(name, 79.02, 1), ("GPT", 90.0, None)])
    rows, metric = select(known, "总分", PLAIN), PLAIN.of(known.id, "总分")
    shown = Exhibit(
        page="rankings",
        params={},
        lang=lang,
        title="SuperCLUE <总榜>",
        subtitle="2023-12 & 总分",
        origins=(Origin(known.id, "SuperCLUE", url, RETRIEVED, 1, "0" * 64, "none found"),),
        table=rows,
        figure=lambda theme, compact: ranking_bar(
            rows, metric, theme=theme, lang=lang, category=Category.LLM, compact=compact
        ),
        stem="x",
        alt='Bar chart of "2" models',
        **changes,
    )
    return web_page(shown, "light", URL).decode()


def test_a_chart_page_says_what_and_where_from_and_escapes_it():
    text = page(notes=["前 30，共 266"], legend=lambda _: [("#2948A8", "来源给出名次")])
    assert '<html lang="zh-CN">' in text
    assert "<h1>SuperCLUE &lt;总榜&gt;</h1><p>2023-12 &amp; 总分</p>" in text
    assert f"来源：SuperCLUE · {EDITION}，抓取于 2026-11-20 03:10（UTC）" in text
    assert 'href="https://example.org/?a=1&amp;b=2"' in text
    assert "q=&quot;&gt;&lt;script&gt;" in text
    assert "前 30，共 266" in text
    assert 'aria-label="Bar chart of &quot;2&quot; models"' in text
    assert '<html lang="en">' in page(lang="en")
    assert f"Source: SuperCLUE · {EDITION}, retrieved 2026-11-20 03:10 UTC" in page(lang="en")


def test_a_chart_page_needs_no_network_and_may_not_use_it():
    text = page()
    assert len(text) > 3_000_000
    assert "default-src 'none'" in text
    outside = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    assert not re.findall(
        r"(?:src|href)=\"(?!https://example\.org|https://bangdan\.example)[^\"]*\"", outside
    )


def test_a_name_cannot_close_the_script_that_draws_it():
    assert "</script><script>alert" not in page("</script><script>alert(1)</script>")


def test_only_web_addresses_become_links():
    text = page(url="javascript:alert(1)")
    assert 'href="javascript' not in text


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("superclue-github-overall_2023-12_总分", "superclue-github-overall_2023-12_总分_2026-11-21.csv"),
        ("../../etc_a/b\\c:d*?", "etc_a-b-c-d_2026-11-21.csv"),
        ("SuperCLUE 总排行榜_OPEN<br>", "SuperCLUE-总排行榜_OPEN-br_2026-11-21.csv"),
        ("\x00\n", "2026-11-21.csv"),
    ],
)
def test_a_file_name_stays_in_its_folder(stem, name):
    assert file_name(stem, ext="csv", day=date(2026, 11, 21)) == name


def test_a_file_name_is_never_too_long_for_a_file_system():
    name = file_name("榜" * 300, "parquet", date(2026, 11, 21))
    assert len(name.encode()) <= 255
