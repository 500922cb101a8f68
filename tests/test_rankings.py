from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cache.leaderboard import Cell, Role, Standing, Table
from scrapers.cells import bare_name
from scrapers.editions import Edition, edition, file_edition, newest_row, page_edition, table_edition
from scrapers.entries import Reading, entries
from scrapers.errors import LayoutError
from scrapers.rankings import layout, upright
from scrapers.tables import read_tables

READERS = Path(__file__).parent / "examples" / "readers"


def tables(name: str) -> list[Table]:
    return read_tables((READERS / name).read_bytes(), "markdown", name)


def table(header: str, *rows: str, heading: str = "榜") -> Table:
    cells = tuple(tuple(Cell(text.strip()) for text in row.split("|")) for row in rows)
    return Table(heading, tuple(name.strip() for name in header.split("|")), cells)


def read(found: Table, pairs: dict[str, tuple[str, ...]] | None = None) -> Reading:
    return entries(found, layout(found), "https://example.org/page", pairs)


@pytest.mark.parametrize(
    ("header", "row", "model", "rank"),
    [
        ("排名|模型|机构|总分", "-|A|O|90.1", "模型", "排名"),
        ("序号|模型名称|总得分", "1|A|90.1", "模型名称", "序号"),
        ("得到|模型名称|总得分", "🏅|A|90.1", "模型名称", "得到"),
        ("model|organization|score|rank", "A|O|72.62|1", "model", "rank"),
        ("排名|大模型|准确率", "1|A|75.7%", "大模型", "排名"),
        ("类别|大模型|准确率|排名（准确率）", "商用|A|75.7%|1", "大模型", "排名（准确率）"),
        ("pretraining_model|batch|f1", "rbt3|40|93.1", "pretraining_model", None),
        ("Arch|Model|AVG", "24L|ERNIE|77.03", "Model", None),
        ("algo|env_id|mean_reward", "a2c|Acrobot|-83.3", "algo", None),
        ("|CIC (macro F1)", "Human (in accuracy)|87.40", "", None),
        ("id|Model version|Average progress", "rec1|grok-4|43.6%", "Model version", None),
    ],
)
def test_a_column_of_models_and_a_score_make_a_ranking(
    header: str, row: str, model: str, rank: str | None
) -> None:
    found = layout(table(header, row))
    assert found.ranking
    assert (found.model_column, found.rank_column) == (model, rank)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("Corpus|Train|Dev|Test", "AFQMC|34,334|4,316|3,861"),
        ("训练集（train)|验证集（dev)", "180,000|20,000"),
        ("模型名称|机构|使用方式", "A|O|API"),
        ("模型|参数量|训练数据|学习率|层数", "BERT|108M|1.2|2e-5|12"),
        ("模型|参数量|batch size|epochs", "BERT|108|32|3"),
        ("推理步数|题目占比（%）", "1|20.1"),
        ("序号|对比项目|SC-Math6|GSM8K", "1|题量|2144|1319"),
        ("Model|AFQMC|TNEWS", "ERNIE|2e-5,16|3e-5,32"),
        ("Token Type|Google|CLUE", "Simplified|11378|5689"),
        ("章节|描述", "简介|介绍"),
        ("任务|Data & Model Analysis Report|Train", "a|b|12"),
        ("公司|大模型|说明", "OpenAI|ChatGPT|插件"),
        ("模型|价格（元/百万token）|上下文长度", "GPT-4|60|128000"),
        ("Setting|RoBERTa|ALBERT|ERNIE", "Train size|1000|2000|3000"),
        ("评测模型|checkpoint 编号", "latent|4200"),
    ],
)
def test_sizes_settings_and_lists_are_no_rankings(header: str, row: str) -> None:
    found = layout(table(header, row))
    assert not found.ranking
    assert found.roles == ()


def test_models_in_columns_are_recognised_and_turned() -> None:
    tasks, results = tables("sideways.md")
    for each in (tasks, results):
        assert layout(each).orientation == "models_in_columns"
    turned = upright(tasks, layout(tasks))
    assert turned.header == ("模型", "语义理解", "闲聊")
    reading = read(tasks)
    assert [entry.model for entry in reading.entries] == ["GPT-4", "ChatGLM-6B", "人类"]
    assert dict(reading.entries[1].scores) == {"语义理解": 70.5}
    assert reading.entries[2].standing is Standing.BASELINE
    assert read(results).entries[3].scores == {"dev": 74.5, "test": 72.2}


def test_tasks_named_like_attributes_are_scores_where_models_stand_in_columns() -> None:
    entities = table(
        "实体|bilstm+crf|bert-base|Human Performance", "Organization|75.96|79.43|65.41", "Name|1|2|3"
    )
    assert read(entities).entries[1].scores == {"Organization": 79.43, "Name": 2.0}


def test_entries_keep_ties_reference_models_and_people_as_published() -> None:
    reading = read(tables("family.md")[0])
    assert [(entry.rank, entry.standing) for entry in reading.entries] == [
        (None, Standing.REFERENCE),
        (1, Standing.ENTRANT),
        (2, Standing.ENTRANT),
        (2, Standing.ENTRANT),
        (None, Standing.BASELINE),
    ]
    assert reading.entries[2].scores == {"综合得分": 80.5}
    assert reading.entries[0].attributes == {"机构": "Org A", "使用": "API"}
    assert reading.roles == (Role.RANK, Role.MODEL, Role.ATTRIBUTE, Role.SCORE, Role.SCORE, Role.ATTRIBUTE)


def test_named_figures_split_their_column_and_keep_the_whole_cell_as_evidence() -> None:
    reading = read(tables("family.md")[2])
    assert reading.published.header == ("model", "Score F1", "Score EM", "参数")
    assert reading.entries[0].scores == {"Score F1": 92.3, "Score EM": 86.6}
    assert reading.published.rows[0][1] == reading.published.rows[0][2]


def test_pairs_are_named_by_place_or_by_the_source() -> None:
    board = table("模型|CMRC", "A|71.48/90.35", "B|-")
    assert read(board).published.header == ("模型", "CMRC (1)", "CMRC (2)")
    named = read(board, {"CMRC": ("EM", "F1")})
    assert named.entries[0].scores == {"CMRC EM": 71.48, "CMRC F1": 90.35}
    assert named.entries[1].scores == {}


def test_repeated_column_names_are_told_apart_and_spacers_left_out() -> None:
    reading = read(table("模型|得分||得分", "A|1||2"))
    assert reading.published.header == ("模型", "得分", "得分 [2]")
    assert reading.entries[0].scores == {"得分": 1.0, "得分 [2]": 2.0}


def test_section_rows_are_no_entries() -> None:
    reading = read(table("模型|总分|机构", "开放测试的模型||", "A-7B|90|O", "闭源|闭源|闭源", "B-7B|80|P"))
    assert [entry.model for entry in reading.entries] == ["A-7B", "B-7B"]
    assert len(reading.published.rows) == 2


def test_a_single_cell_among_whole_rows_heads_a_section_and_two_cells_do_not() -> None:
    page = "| 模型 | 甲 | 平均 |\n|---|---|---|\n| 开放的模型 |\n| 青松-7B | 1 | 2 |\n| 未开放的模型 |\n"
    (board,) = read_tables(page.encode(), "markdown")
    assert board.problem is None
    reading = entries(board, layout(board), "page")
    assert [entry.model for entry in reading.entries] == ["青松-7B"]
    (broken,) = read_tables(f"{page}| 小溪-7B | 1 |\n".encode(), "markdown")
    assert broken.problem == "header 3, row 4 has 2"
    (narrow,) = read_tables(b"Model,Avg\nOpen models\nA-7B,86\nB-7B\n", "csv")
    assert narrow.problem == "header 2, row 3 has 1"
    (figure,) = read_tables(b"model,a,b\nA-7B,1,2\n93.5\n", "csv")
    assert figure.problem == "header 3, row 2 has 1"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("DeepSeek-V3.2-Exp-Think(new)☛去体验", "DeepSeek-V3.2-Exp-Think"),
        ("青松-7B（new） ☞ try it", "青松-7B"),
        ("小溪-7B 🆕", "小溪-7B"),
        ("antgroup/finix_s1_32b", "antgroup/finix_s1_32b"),
        ("gpt-image-2（low）", "gpt-image-2（low）"),
        ("☛", "☛"),
    ],
)
def test_a_link_to_try_a_model_is_no_part_of_its_name(printed: str, name: str) -> None:
    assert bare_name(printed) == name


COSTS = [
    "输出价格",
    "花费/千次（元）",
    "平均耗时",
    "平均消耗token",
    "TotalCost($)",
    "LatencyMean(s)",
    "Running_Time_(hours)",
    "Average_Summary_Length_(Words)",
    "seconds_per_case",
    "95_pct_ci",
    "votes",
]


@pytest.mark.parametrize("column", COSTS)
def test_what_a_model_takes_is_kept_beside_its_scores(column: str) -> None:
    header = ("model", "length_controlled_winrate", column)
    rows = tuple((Cell(f"青松-{size}B"), Cell("90"), Cell("12.5")) for size in (7, 14))
    assert layout(Table("", header, rows)).roles == (Role.MODEL, Role.SCORE, Role.ATTRIBUTE)


def test_a_known_model_without_scores_is_an_entry_and_a_repeated_header_is_none() -> None:
    reading = read(table("模型|dev|test", "ALBERT-xxlarge||", "BERT|60|61", "模型|dev|test", "ERNIE|62|63"))
    assert [entry.model for entry in reading.entries] == ["ALBERT-xxlarge", "BERT", "ERNIE"]
    assert reading.entries[0].scores == {}
    sections = read(table("模型|dev|test", "GPT-3.5 及其他模型||", "BERT|60|61"))
    assert [entry.model for entry in sections.entries] == ["BERT"]


@pytest.mark.parametrize(
    ("board", "words"),
    [
        (
            table("模型|总分", "A|90", "B|80", "C|很好"),
            ["https://example.org/page", "'榜'", "row 3", "'总分'", "很好"],
        ),
        (table("排名|模型|总分", "1|A|90", "2|B|80", "?!|C|70"), ["row 3", "'排名'"]),
        (table("模型|总分", "A|90", "|80"), ["row 2", "no model named"]),
        (table("模型|总分", "A|90", "B|80/70"), ["'总分'", "one figure, others several"]),
        (table("模型|机构", "A|O"), ["no column holds scores"]),
        (tables("uneven.md")[1], ["row 2", "header 2, row 2 has 3"]),
    ],
)
def test_errors_name_page_table_row_and_column(board: Table, words: list[str]) -> None:
    with pytest.raises(LayoutError) as raised:
        read(board)
    assert all(word in str(raised.value) for word in words), raised.value


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("总排行榜（2023年12月）", Edition("2023-12")),
        ("2023年6月总排行榜", Edition("2023-06")),
        ("２０２３年８月", Edition("2023-08")),
        ("[更新日期]2023-10-24", Edition("2023-10", date(2023, 10, 24))),
        ("更新：2024年1月4日", Edition("2024-01", date(2024, 1, 4))),
        ("2025年度测评", Edition("2025")),
        ("Last updated on March 10, 2026", Edition("2026-03", date(2026, 3, 10))),
        ("2025年第一季度", None),
        ("2023年13月", None),
        ("2023-02-31", Edition("2023-02")),
        ("总榜单-v1.0版", None),
        ("Qwen-20230904", None),
    ],
)
def test_editions_are_read_from_text(text: str, stated: Edition | None) -> None:
    assert edition(text) == stated


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("https://h/main/README_2305.md", "2023-05"),
        ("https://h/2026%E5%B9%B47%E6%9C%88.xlsx", "2026-07"),
        ("table_2026_01_08.csv", "2026-01"),
        ("data_202312.csv", "2023-12"),
        ("README_2023.md", None),
        ("README.md", None),
    ],
)
def test_editions_are_read_from_file_names(name: str, stated: str | None) -> None:
    found = file_edition(name)
    assert (found.id if found else None) == stated


def test_the_latest_statement_of_a_page_counts_and_news_of_other_sites_does_not() -> None:
    lines = [
        "【2023-9-26】 发布榜单",
        "[更新日期]2023-10-24, 示例",
        "官网更新（2026-02-06）",
        "** Update 2025-09-08: **",
    ]
    assert page_edition(lines, "README_2305.md") == Edition("2023-10", date(2023, 10, 24))
    assert page_edition(lines[2:], "README_2305.md") == Edition("2023-05")
    assert page_edition([], "README.md") is None


def test_one_release_day_for_all_rows_dates_the_page() -> None:
    one = table("模型|总分|发布日期", "A|1|2025.03.12", "B|2|2025.03.12")
    two = table("模型|总分|发布日期", "A|1|2025.03.12", "B|2|2025.03.13")
    assert page_edition([], "README.md", [one]) == Edition("2025-03", date(2025, 3, 12))
    assert page_edition([], "README.md", [two]) is None


def test_a_table_that_is_added_to_is_of_its_newest_row() -> None:
    days = ("2025-02-25", "2025-06-26T13:56:08.266086+00:00", "", "2099-01-01", "soon")
    board = Table("", ("model", "date"), tuple((Cell("A"), Cell(day)) for day in days))
    assert newest_row(board, "date", date(2025, 11, 1)) == Edition("2025-06", date(2025, 6, 26))
    assert newest_row(board, "model", date(2025, 11, 1)) is None
    assert newest_row(board, "day", date(2025, 11, 1)) is None


def test_the_heading_states_the_edition_before_the_page_does() -> None:
    page = Edition("2023-05")
    assert table_edition(table("模型|总分", "A|1", heading="榜（2023年6月）"), page) == Edition("2023-06")
    assert table_edition(table("模型|总分", "A|1"), page) == page
