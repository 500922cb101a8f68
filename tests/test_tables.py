from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from cache.leaderboard import Table
from scrapers.decoding import decode
from scrapers.errors import LayoutError
from scrapers.rankings import layout
from scrapers.tables import media_type, read_tables

READERS = Path(__file__).parent / "examples" / "readers"


def tables(name: str) -> list[Table]:
    content = (READERS / name).read_bytes()
    return read_tables(content, media_type(name, content), name)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def markdown(text: str) -> list[Table]:
    return read_tables(text.encode(), "markdown")


def workbook(*rows: list[object], merge: str = "") -> list[Table]:
    book = Workbook()
    sheet = book.create_sheet("总榜", 0)
    for row in rows:
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    out = BytesIO()
    book.save(out)
    return read_tables(out.getvalue(), "xlsx")


def test_tables_come_out_under_their_nearest_heading_and_code_holds_none() -> None:
    assert [table.heading for table in tables("family.md")] == [
        "总榜（2024年1月）",
        "引用里的表",
        "C3 小模型",
        "数据量",
    ]


def test_cells_keep_their_words_and_lose_their_markup() -> None:
    board = tables("family.md")[0]
    assert board.header == ("排名", "模型", "机构", "综合得分", "指令遵循", "使用")
    assert texts(board) == [
        ["-", "Alpha-7B-Chat ↗", "Org A", "90.10", "84.57", "API"],
        ["🏅️", "Beta", "Org&B", "88.0", "74.92%", "网页"],
        ["🥈", "Gamma|Delta", "Org C", "80.5¹", "-", "模型"],
        ["🥈", "Epsilon", "Org D", "80.5", "未报告", "模型"],
        ["🧝", "人类", "--", "99", "98.5", "-"],
    ]
    assert board.problem is None


def test_links_stay_with_their_cells() -> None:
    board = tables("family.md")[0]
    assert board.rows[0][1].links == ("https://example.org/alpha",)
    assert board.rows[1][1].links == ()


def test_tables_in_blockquotes_and_details_without_outer_pipes_are_read() -> None:
    quoted, folded = tables("family.md")[1:3]
    assert quoted.header == ("Model", "F1", "EM")
    assert texts(quoted)[-1] == ["bert-lstm-crf", "63.9", "63.6"]
    assert folded.header == ("model", "Score", "参数")
    assert folded.lead == "展开"


def test_rows_stay_as_long_as_published_and_the_table_says_so() -> None:
    every, some = tables("uneven.md")
    assert every.problem == "header 6, rows 5"
    assert [len(row) for row in every.rows] == [5, 5]
    assert some.problem == "header 2, row 2 has 3 and 1 more"
    assert texts(some)[1:3] == [["Beta-7B", "80", "81"], ["一行只有一格"]]


def test_a_header_that_does_not_fit_its_delimiter_is_no_table_as_on_github() -> None:
    assert "表头与分隔行不符" not in [table.heading for table in tables("uneven.md")]


def test_a_setext_heading_with_a_pipe_is_no_table() -> None:
    assert markdown("a | b\n---\n\ntext") == []


def test_front_matter_is_no_heading() -> None:
    board = "| 模型 | 分 |\n|---|---|\n| A | 1 |\n"
    (table,) = markdown(f"---\ntitle: 页面\ndate: 2022-01-01\ntags:\n  - a\n- b\n---\n{board}")
    assert (table.heading, table.lead) == ("", "")
    assert [found.heading for found in markdown(f"---\n\n标题\n---\n\n{board}")] == ["标题"]
    assert markdown("---\n" + "-a: b\n" * 2_000) == []


def test_without_a_heading_a_bold_line_above_the_table_stands_for_it() -> None:
    (table,) = markdown("**总榜（2024年5月）**\n\n| 模型 | 分 |\n|---|---|\n| A | 1 |\n")
    assert table.heading == "总榜（2024年5月）"
    (plain,) = markdown("一句 **重要** 的话\n\n| 模型 | 分 |\n|---|---|\n| A | 1 |\n")
    assert (plain.heading, plain.lead) == ("", "一句 重要 的话")


def test_a_sentence_right_below_a_table_is_no_row() -> None:
    (table,) = markdown("| 模型 | 分 |\n|---|---|\n| A | 1 |\n注：说明\n")
    assert len(table.rows) == 1


def test_html_spans_are_spread_and_two_header_rows_are_joined() -> None:
    nested = tables("board.html")[0]
    assert nested.heading == "Board A"
    assert nested.header == ("模型", "Arch", "CMRC F1", "CMRC EM")
    assert texts(nested) == [
        ["Alpha\n7B", "12L", "71.48", "90₁"],
        ["Beta 7B", "12L", "70.00", "70.00"],
        ["Gamma 7B", "6L", "60", "61"],
    ]
    assert nested.lead == "2024年3月"


def test_layout_tables_scripts_and_empty_rows_give_nothing() -> None:
    found = tables("board.html")
    assert len(found) == 2
    assert len(found[1].rows) == 3


def test_a_rowspan_that_reaches_into_a_full_row_ends_there() -> None:
    grouped = tables("board.html")[1]
    assert texts(grouped)[1:] == [["24L", "RoBERTa", "76"], ["20L", "ERNIE X", "75"]]
    assert grouped.problem is None


def test_a_rowspan_ends_with_the_head_that_holds_it() -> None:
    (board,) = read_tables(
        b"<table><thead><tr><th rowspan=2>Model</th><th colspan=2>MMLU</th></tr></thead>"
        b"<tbody><tr><td>A</td><td>1</td><td>2</td></tr><tr><td>B</td><td>3</td><td>4</td></tr></tbody></table>",
        "html",
    )
    assert board.header == ("Model", "MMLU", "MMLU")
    assert texts(board) == [["A", "1", "2"], ["B", "3", "4"]]


def test_delimited_text_is_decoded_and_its_delimiter_found() -> None:
    (board,) = tables("gbk.csv")
    assert board.header == ("模型", "总分", "备注")
    assert texts(board) == [["文心", "90.5", "a, b"], ["星火", "1,234.5", ""]]
    (tabbed,) = read_tables("\ufeffmodel\tscore, %\nA\t1,5\nB\t2,5\n".encode(), "csv")
    assert tabbed.header == ("model", "score, %")


def test_several_title_rows_join_the_lead() -> None:
    (board,) = read_tables("总榜 2026年3月,,\n更新：3月30日,,\n排名,模型,总分\n1,A,90\n".encode(), "csv")
    assert board.header == ("排名", "模型", "总分")
    assert board.lead == "总榜 2026年3月\n更新：3月30日"


def test_an_index_without_a_name_is_no_title() -> None:
    (board,) = read_tables(b",score\nGPT-4,0.9\nQwen,0.8\n", "csv")
    assert board.header == ("", "score")
    assert texts(board) == [["GPT-4", "0.9"], ["Qwen", "0.8"]]


def test_a_short_csv_row_is_a_problem() -> None:
    (board,) = read_tables(b"model,a,b\nA,1,2\nB,1\n", "csv")
    assert board.problem == "header 3, row 2 has 2"


def test_json_rows_follow_the_listed_columns_and_keep_figures_as_printed() -> None:
    sheet, lists, keyed = tables("rows.json")
    assert (sheet.heading, sheet.lead) == ("总榜", "2026年3月")
    assert sheet.header == ("模型名称", "总分", "row", "机构")
    assert texts(sheet)[0] == ["Alpha", "77.0178528668534", "2", ""]
    assert texts(sheet)[1][1] == "20.0"
    assert (lists.heading, lists.problem) == ("列表", "header 2, row 2 has 3")
    assert texts(keyed) == [["GPT-4", "90.50"], ["Qwen", "80"]]


@pytest.mark.parametrize(
    "text",
    ['{"model": ["A", "B"], "score": [1, 2]}', '{"model": {"0": "A", "1": "B"}, "score": {"0": 1, "1": 2}}'],
)
def test_json_may_list_columns_instead_of_rows(text: str) -> None:
    (board,) = read_tables(text.encode(), "json")
    assert board.header == ("model", "score")
    assert texts(board) == [["A", "1"], ["B", "2"]]


def test_nested_json_objects_become_dotted_columns() -> None:
    (board,) = read_tables(b'[{"info": {"name": "A", "tags": ["x", "y"]}, "score": 1.50}]', "json")
    assert board.header == ("info.name", "info.tags", "score")
    assert texts(board) == [["A", "x, y", "1.50"]]


@pytest.mark.parametrize(
    ("text", "header", "rows"),
    [
        (  # models by name, whatever fields each has
            '{"gpt-4o": {"mmlu": {"acc": 0.88}}, "qwen2.5-72b": {"mmlu": {"acc": 0.86}, "gsm8k": 0.9}}',
            ("", "mmlu.acc", "gsm8k"),
            [["gpt-4o", "0.88", ""], ["qwen2.5-72b", "0.86", "0.9"]],
        ),
        (  # models by name, each with one figure
            '{"date": "2026-03-01", "elo": {"GPT-4o": 1287.3, "Qwen2-72B": 1187}}',
            ("", "score"),
            [["GPT-4o", "1287.3"], ["Qwen2-72B", "1187"]],
        ),
        (  # scores as a list of names and values
            '[{"id": "openai/gpt-4o", "scores": [{"name": "mmlu", "value": 8}, {"name": "pi", "value": 7}]},'
            ' {"id": "qwen/qwen2.5", "scores": [{"name": "pi", "value": 6}]}]',
            ("id", "mmlu", "pi"),
            [["openai/gpt-4o", "8", "7"], ["qwen/qwen2.5", "", "6"]],
        ),
    ],
)
def test_json_that_names_its_models_otherwise_is_a_ranking(
    text: str, header: tuple[str, ...], rows: list[list[str]]
) -> None:
    (board,) = read_tables(text.encode(), "json")
    assert (board.header, texts(board)) == (header, rows)
    assert layout(board).model_column == header[0]


def test_other_objects_by_name_and_lists_of_models_stay_what_they_are() -> None:
    assert read_tables(b'{"a": {"x": 1}, "b": {"y": 2}}', "json") == []
    assert read_tables(b'{"width": 3, "height": 4}', "json") == []
    boards = read_tables(
        b'[{"title": "Math", "results": [{"name": "GPT-4", "score": 8}, {"name": "Qwen", "score": 7}]}]',
        "json",
    )
    assert [(board.heading, board.header) for board in boards] == [("Math", ("name", "score"))]


def test_a_workbook_gives_a_table_a_sheet_with_figures_in_their_shortest_form() -> None:
    (board,) = workbook(
        [None, "排名", "使用\n方式", "总分", "率", "日期", None, ""],
        [None, "🏅", "API", 77.0178528668534, 20.0, datetime(2026, 3, 30), None, None],
        [None] * 8,
        [None, 4, "网页", 1, True, "2026.3.30", None, None],
    )
    assert board.heading == "总榜"
    assert board.header == ("排名", "使用方式", "总分", "率", "日期")
    assert texts(board) == [
        ["🏅", "API", "77.0178528668534", "20", "2026-03-30"],
        ["4", "网页", "1", "TRUE", "2026.3.30"],
    ]


def test_merged_cells_of_a_workbook_are_spread_and_its_title_is_the_lead() -> None:
    (board,) = workbook(["榜单 2026年3月", None], ["模型", "总分"], ["A", 1], [None, 2], merge="A3:A4")
    assert board.header == ("模型", "总分")
    assert texts(board) == [["A", "1"], ["A", "2"]]
    assert board.lead == "榜单 2026年3月"


def test_two_tables_of_one_sheet_are_told_apart_by_their_header() -> None:
    first, second = workbook(
        ["总榜 2026年3月"],
        ["模型", "总分"],
        ["A", 1],
        [None],
        ["B", 2],
        [None],
        ["分榜"],
        ["模型", "推理", "代码"],
        ["A", 3, 4],
    )
    assert texts(first) == [["A", "1"], ["B", "2"]]
    assert second.header == ("模型", "推理", "代码")
    assert second.lead == "分榜"


def test_titles_above_a_blank_row_belong_to_the_table_below_and_notes_below_one_to_none() -> None:
    (board,) = workbook(
        ["SuperCLUE 2026年3月", None, None],
        ["单位：分"],
        [None],
        ["排名", "模型", "总分"],
        [1, "A", 90],
        [None],
        ["开源"],
        [None],
        [2, "B", 80],
        [None],
        ["注：数据来自官网"],
        merge="A1:C1",
    )
    assert board.lead == "SuperCLUE 2026年3月\n单位：分"
    assert texts(board) == [["1", "A", "90"], ["开源", "", ""], ["2", "B", "80"]]


def test_a_row_that_names_models_again_starts_a_table_without_a_blank_row() -> None:
    first, second = workbook(["总榜"], ["模型", "总分"], ["A", 1], ["推理榜"], ["模型", "推理"], ["A", 3])
    assert texts(first) == [["A", "1"]]
    assert (second.lead, second.header) == ("推理榜", ("模型", "推理"))


def test_a_row_of_figures_below_a_blank_row_is_no_header_whatever_its_words() -> None:
    (board,) = workbook(["模型", "总分", "使用"], ["A", 90, "API"], [None], ["B", 80, "模型"])
    assert texts(board) == [["A", "90", "API"], ["B", "80", "模型"]]


def test_a_header_merged_over_two_rows_is_one() -> None:
    (board,) = workbook(["模型", "能力", None], [None, "数学", "代码"], ["A", 1, 2], merge="A1:A2")
    assert board.header == ("模型", "能力 数学", "代码")
    assert texts(board) == [["A", "1", "2"]]


def test_a_sheet_with_one_text_is_no_table() -> None:
    assert workbook(["说明"]) == []


def test_percent_formats_show_and_formulas_without_a_result_are_a_problem() -> None:
    book = Workbook()
    sheet = book["Sheet"]
    sheet.append(["模型", "率", "和"])
    sheet.append(["A", 0.7462, "=1+1"])
    sheet["B2"].number_format = "0.00%"
    out = BytesIO()
    book.save(out)
    (board,) = read_tables(out.getvalue(), "xlsx")
    assert board.rows[0][1].text == "74.62%"
    assert board.problem == "no stored result for the formula in C2"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<!doctype html><title>app</title>", "xlsx"),
        (b"PK\x03\x04 cut off", "xlsx"),
        (b'{"rows": [', "json"),
        (b"[" * 100_000, "json"),
        (b"<table><tr><td>" + b"<b>" * 5_000, "html"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "markdown"),
    ],
)
def test_bytes_that_cannot_be_read_are_an_error(content: bytes, kind: str) -> None:
    with pytest.raises(LayoutError, match=r"^page: "):
        read_tables(content, kind, "page")


@pytest.mark.parametrize("kind", ["markdown", "html", "csv"])
def test_an_empty_page_has_no_tables(kind: str) -> None:
    assert read_tables(b"", kind) == []


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("https://h/a/README.md?raw=1", b"", "markdown"),
        ("https://h/data/2026%E5%B9%B47%E6%9C%88.xlsx", b"", "xlsx"),
        ("https://h/board", b"  <!DOCTYPE html>", "html"),
        ("https://h/api", b'[{"a": 1}]', "json"),
        ("README", b"# t", "markdown"),
        ("book", b"PK\x03\x04", "xlsx"),
    ],
)
def test_the_media_type_comes_from_the_name_or_the_first_bytes(name: str, content: bytes, kind: str) -> None:
    assert media_type(name, content) == kind


@pytest.mark.parametrize(
    "page", ["https://example.org/x", '<?xml version="1.0"?><html><p>a</p></html>', "README.md"]
)
def test_odd_pages_give_no_warning(page: str) -> None:
    assert read_tables(page.encode(), "html") == []


def test_text_is_decoded_by_mark_declaration_or_gbk() -> None:
    assert decode("模型".encode("utf-16")) == "模型"
    assert decode("模型".encode("gbk")) == "模型"
    assert decode(b'<meta charset="big5">' + "模型".encode("big5")).endswith("模型")


def test_wide_rows_deep_nesting_and_cut_pages_end() -> None:
    wide = "| " + " | ".join(["*a*"] * 30_000) + " |"
    (table,) = markdown(f"| a | b |\n|---|---|\n{wide}\n")
    assert len(table.rows[0]) == 30_000
    assert markdown(">" * 5_000 + " | a | b |") == []
    assert read_tables(b"<div>" * 20_000 + b"<table><tr><td>a", "html") is not None
    cut = (READERS / "board.html").read_bytes()
    for end in range(0, len(cut), 7):
        read_tables(cut[:end], "html") if end else None
