"""What columns mean: the first line that matches counts, and a bad line is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_boards import URL

from cache.errors import MetricsError
from cache.leaderboard import Category, Cell, Entry, Leaderboard, LeaderboardId, Role, Table
from cache.metrics import COLUMNS, Metric, Metrics, check_total, formula

ID = LeaderboardId("alpha", "overall", "2023-12")
HEADER = ",".join(COLUMNS)


def metrics(folder: Path, *lines: str) -> Metrics:
    path = folder / "metrics.csv"
    path.write_text("\n".join([HEADER, *lines, ""]))
    return Metrics.load(path)


def board(header: str, *rows: str) -> Leaderboard:
    """Every column a score, as printed; "-" is no score."""
    names = tuple(header.split())
    printed = [tuple(row.split()) for row in rows]
    return Leaderboard(
        id=ID,
        category=Category.LLM,
        entries=tuple(
            Entry(
                f"模型{row}",
                {name: float(text) for name, text in zip(names, texts, strict=True) if text != "-"},
                None,
            )
            for row, texts in enumerate(printed, 1)
        ),
        published=Table(
            "榜", ("模型", *names), tuple((Cell("模型"), *map(Cell, texts)) for texts in printed)
        ),
        url=URL,
        roles=(Role.MODEL, *[Role.SCORE] * len(names)),
    )


def test_the_shipped_metrics_can_be_read() -> None:
    Metrics.load()


def test_a_column_no_line_names_is_a_score_of_which_more_is_better(tmp_path: Path) -> None:
    assert metrics(tmp_path).of(ID, "总分") == Metric(
        "总分", higher_is_better=True, label_zh="总分", label_en="总分", family="alpha/overall"
    )


def test_every_fact_of_a_line_is_read(tmp_path: Path) -> None:
    line = "alpha,overall,2023-*,总分,false,分,0,100.5,总得分,Total,total,0.7*开 + 0.3*客,0.5,chinese,why"
    found = metrics(tmp_path, line).of(ID, "总分")
    assert found == Metric(
        "总分", False, "分", 0.0, 100.5, "总得分", "Total", "total", {"开": 0.7, "客": 0.3}, 0.5, "chinese"
    )
    assert isinstance(hash(found), int)


def test_the_first_line_that_matches_counts(tmp_path: Path) -> None:
    found = metrics(
        tmp_path,
        "alpha,overall,2023-1?,总分,true,,,,,first,total,,,,",
        "alpha,*,*,总分,true,,,,,second,total,,,,",
        "*,*,*,*,false,,,,,third,other,,,,",
    )
    assert found.of(ID, "总分").label_en == "first"
    assert found.of(ID._replace(edition="2023-05"), "总分").label_en == "second"
    assert found.of(ID, "幻觉率").label_en == "third"


def test_a_name_with_brackets_matches_itself(tmp_path: Path) -> None:
    found = metrics(tmp_path, "*,*,*,智能体[任务],true,,,,,Agents,part,,,,")
    assert found.of(ID, "智能体[任务]").label_en == "Agents"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("0.7*OPEN多轮开放问题 + 0.3*OPT三大能力客观题", {"OPEN多轮开放问题": 0.7, "OPT三大能力客观题": 0.3}),
        ("1*A+ 2 * C++ 代码 +0.5*任务3+4", {"A": 1.0, "C++ 代码": 2.0, "任务3+4": 0.5}),
        ("1*A - 0.5*B", {"A": 1.0, "B": -0.5}),
        ("mean(a; b; 智能体(任务规划); d)", {"a": 0.25, "b": 0.25, "智能体(任务规划)": 0.25, "d": 0.25}),
        ("mean(A; mean(B; C))", {"A": 0.5, "B": 0.25, "C": 0.25}),
    ],
)
def test_a_formula_is_a_weight_for_each_part(text: str, parts: dict[str, float]) -> None:
    assert formula(text) == parts


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("A + B", "is neither"),
        ("x 0.7*A", "is neither"),
        ("sum(A; B)", "is neither"),
        ("0.7*A + 0.3*", "has a part without a name"),
        ("mean(A; )", "has a part without a name"),
        ("mean()", "has a part without a name"),
        ("mean(A; A)", "names a part twice"),
        ("0.7*A 0.3*B", r"has no \+ before '0.3\*B'"),
    ],
)
def test_a_bad_formula_is_an_error(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        formula(text)
    with pytest.raises(MetricsError, match=rf"^metrics.csv line 2, column formula: .*{sentence}"):
        metrics(tmp_path, f"*,*,*,总分,true,,,,,,total,{text},,,")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("*,*,*,总分,yes,,,,,,other,,,,", "column higher_is_better: 'yes' is neither true nor false"),
        ("*,*,*,总分,,,,,,,other,,,,", "column higher_is_better: '' is neither true nor false"),
        ("*,*,*,总分,true,,zero,,,,other,,,,", "column low: 'zero' is not a number"),
        ("*,*,*,总分,true,,0,nan,,,other,,,,", "column high: 'nan' is not a number"),
        ("*,*,*,总分,true,,100,0,,,other,,,,", "column high: '0' is below low, 100"),
        ("*,*,*,总分,true,,,,,,sum,,,,", "column kind: 'sum' is none of total, part, other"),
        ("*,*,*,总分,true,,,,,,part,1*A,,,", "column formula: '1*A' stands with kind part"),
        ("*,*,*,总分,true,,,,,,derived,,,,", "column formula: '' is empty"),
        ("*,*,,总分,true,,,,,,other,,,,", "column edition: '' is empty: write * for any"),
        ("*,*,*,总分,true", "5 fields where the header has 15"),
        ('*,*,*,"总分,true', "not CSV"),
    ],
)
def test_a_bad_line_is_an_error_naming_line_and_column(tmp_path: Path, line: str, sentence: str) -> None:
    with pytest.raises(MetricsError) as error:
        metrics(tmp_path, "*,*,*,均分,true,,,,,,other,,,,", line)
    assert str(error.value).startswith("metrics.csv line 3")
    assert sentence in str(error.value)


def test_a_line_that_repeats_another_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MetricsError, match="line 4, columns source to column: the same as line 2"):
        metrics(
            tmp_path,
            "*,*,*,总分,true,,,,,,other,,,,",
            "*,*,*,均分,true,,,,,,other,,,,",
            "*,*,*,总分,false,,,,,,other,,,,",
        )


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (HEADER + ",colour", "line 1: unknown column 'colour'"),
        (HEADER.replace(",unit", ""), "line 1: missing column 'unit'"),
        (HEADER + ",unit", "line 1: repeated column 'unit'"),
        ("", "line 1: missing column 'source'"),
    ],
)
def test_a_bad_header_is_an_error(tmp_path: Path, header: str, sentence: str) -> None:
    path = tmp_path / "metrics.csv"
    path.write_text(header)
    with pytest.raises(MetricsError, match=rf"^metrics\.csv {sentence}"):
        Metrics.load(path)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MetricsError, match="cannot be read"):
        Metrics.load(tmp_path / "none.csv")


WEIGHTED = "alpha,*,*,总分,true,,,,,,total,0.7*开放 + 0.3*客观,,,"


def test_a_total_that_its_parts_give_within_rounding_passes(tmp_path: Path) -> None:
    rows = board("总分 开放 客观", "75.61 76.89 72.61", "60.5 60.50 60.49", "- 50.00 40.00", "50 - 40.00")
    [check] = check_total(rows, metrics(tmp_path, WEIGHTED))
    assert (check.metric, check.rows, check.broken, check.missing) == ("总分", 2, (), ())
    assert check.tolerance == pytest.approx(0.01, rel=1e-3)
    assert check.largest_error == pytest.approx(0.004)
    assert list(check.differences) == [1, 2]


def test_a_total_that_its_parts_do_not_give_is_named_by_its_row(tmp_path: Path) -> None:
    rows = board("总分 开放 客观", "75.61 76.89 72.61", "75.61 78.69 72.61", "60.52 60.50 60.49")
    [check] = check_total(rows, metrics(tmp_path, WEIGHTED))
    assert check.broken == (2, 3)
    assert check.differences[2] == pytest.approx(75.61 - 0.7 * 78.69 - 0.3 * 72.61)
    assert check.largest_error == pytest.approx(abs(check.differences[2]))


def test_a_total_known_to_hold_only_nearly_may_stand_off_that_far(tmp_path: Path) -> None:
    rows = board("总分 开放 客观", "75.61 76.89 72.61", "76.10 76.89 72.61", "77.00 76.89 72.61")
    line = "alpha,*,*,总分,true,,,,,,total,0.7*开放 + 0.3*客观,0.8,,"
    [check] = check_total(rows, metrics(tmp_path, line))
    assert check.nearly
    assert check.broken == (3,)


def test_figures_printed_in_full_must_agree_in_full(tmp_path: Path) -> None:
    exact = ("70.0000178528668 70.0000178528668 70.0000178528668", "60.11 60.123456789 60.123456789")
    [check] = check_total(board("总分 开放 客观", *exact * 2), metrics(tmp_path, WEIGHTED))
    assert check.broken == (2, 4)


def test_a_total_of_parts_the_table_lacks_is_not_checked_and_says_so(tmp_path: Path) -> None:
    [check] = check_total(board("总分 开放", "75.61 76.89"), metrics(tmp_path, WEIGHTED))
    assert (check.rows, check.broken, check.missing) == (0, (), ("客观",))


def test_a_column_that_is_no_total_is_not_checked(tmp_path: Path) -> None:
    assert check_total(board("开放 客观", "1 2"), metrics(tmp_path, WEIGHTED)) == []
