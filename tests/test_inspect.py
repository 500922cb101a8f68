from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from scrapers.__main__ import app
from scrapers.errors import FetchError
from scrapers.mirror import find, mirror_path

READERS = Path(__file__).parent / "examples" / "readers"
KEYS = [
    "heading",
    "columns",
    "rows",
    "edition",
    "ranking",
    "orientation",
    "model_column",
    "rank_column",
    "problem",
]


def inspect(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["inspect", *arguments])


def test_json_holds_every_table_and_nothing_else() -> None:
    result = inspect(str(READERS / "family.md"), "--json")
    shown = json.loads(result.stdout)
    assert result.exit_code == 0
    assert [list(table) for table in shown] == [KEYS] * 4
    assert [table["ranking"] for table in shown] == [True, True, True, False]
    assert [table["edition"] for table in shown] == ["2024-01", "2024-02", "2024-02", "2024-02"]
    assert shown[0]["rows"][1] == ["🏅️", "Beta", "Org&B", "88.0", "74.92%", "网页"]
    assert (shown[0]["model_column"], shown[0]["rank_column"]) == ("模型", "排名")


def test_an_uneven_table_is_shown_with_its_problem() -> None:
    shown = json.loads(inspect(str(READERS / "uneven.md"), "--json").stdout)
    assert shown[0]["problem"] == "header 6, rows 5"
    assert shown[0]["ranking"] is True
    assert shown[0]["rows"][0] == ["1", "Alpha-7B", "A", "90", "91"]


def test_turned_tables_say_so_and_name_no_model_column() -> None:
    shown = json.loads(inspect(str(READERS / "sideways.md"), "--json").stdout)
    assert {(table["orientation"], table["model_column"]) for table in shown} == {("models_in_columns", None)}


def test_without_json_the_tables_are_printed_for_people() -> None:
    result = inspect(str(READERS / "family.md"))
    assert result.exit_code == 0
    assert "1. 总榜（2024年1月）" in result.stdout
    assert "no ranking" in result.stdout


def test_json_is_utf_8_whatever_the_terminal_takes_even_with_half_a_surrogate_pair(tmp_path: Path) -> None:
    page = tmp_path / "rows.json"
    page.write_text('[{"model": "A\\ud83d", "总分": 1}, {"model": "🥇 B", "总分": 2}]', encoding="utf-8")
    result = CliRunner(charset="ascii").invoke(app, ["inspect", str(page), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout_bytes)[0]["rows"] == [["A\ud83d", "1"], ["🥇 B", "2"]]
    shown = CliRunner(charset="ascii").invoke(app, ["inspect", str(page)])
    assert shown.exit_code == 0
    assert b"2 rows" in shown.stdout_bytes


def test_a_page_without_tables_is_an_empty_list(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# nothing here\n", encoding="utf-8")
    result = inspect(str(tmp_path / "README.md"), "--json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


@pytest.mark.parametrize("name", ["absent.md", "board.xlsx", "picture.md", "."])
def test_an_unreadable_page_is_one_line_and_status_2(tmp_path: Path, name: str) -> None:
    (tmp_path / "board.xlsx").write_text("<!doctype html>", encoding="utf-8")
    (tmp_path / "picture.md").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    result = inspect(str(tmp_path / name), "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("error: ")
    assert len(result.stderr.splitlines()) == 1


def test_a_mirror_stands_in_for_the_web_and_the_first_that_has_the_page_wins(tmp_path: Path) -> None:
    for mirror, example in (("one", "uneven.md"), ("two", "family.md")):
        (tmp_path / mirror / "h.example" / "数据").mkdir(parents=True)
        shutil.copy(READERS / example, tmp_path / mirror / "h.example" / "数据" / f"{mirror}.md")
    shutil.copy(READERS / "sideways.md", tmp_path / "two" / "h.example" / "数据" / "one.md")
    mirrors = ["--mirror", str(tmp_path / "one"), "--mirror", str(tmp_path / "two"), "--json"]
    both = json.loads(inspect("https://h.example/%E6%95%B0%E6%8D%AE/one.md", *mirrors).stdout)
    second = json.loads(inspect("https://h.example/数据/two.md", *mirrors).stdout)
    assert both[0]["problem"] == "header 6, rows 5"
    assert second[0]["heading"] == "总榜（2024年1月）"
    assert inspect("https://h.example/absent.md", *mirrors).exit_code == 2


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://h.example/a/b.md", "h.example/a/b.md"),
        ("https://h.example/a/", "h.example/a/index.html"),
        ("https://h.example", "h.example/index.html"),
        ("https://h.example/a?x=1&y=2", "h.example/a?x=1&y=2"),
        ("https://h.example/2026%E5%B9%B4.xlsx", "h.example/2026年.xlsx"),
    ],
)
def test_addresses_have_one_place_in_a_mirror(url: str, path: str) -> None:
    assert str(mirror_path(url)) == path


@pytest.mark.parametrize(
    "url",
    [
        "https://h.example/../../etc/passwd",
        "https://h.example/%2e%2e/x",
        "https://h.example/..%2f..%2fx",
        "file:///etc/passwd",
        "https://h.example/%ff.md",
        "https://[h.example/x.md",
        "https://h.example/" + "x" * 5_000,
    ],
)
def test_no_address_leaves_the_mirror(url: str, tmp_path: Path) -> None:
    with pytest.raises(FetchError):
        find(url, [tmp_path])


def test_nan_in_json_is_a_missing_figure_and_infinity_is_left_as_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "scores.json"
    file.write_text('[{"model": "GPT-4", "acc": NaN}, {"model": "Qwen", "acc": 1.5}]', encoding="utf-8")
    (table,) = json.loads(inspect(str(file), "--json").stdout)
    assert (table["ranking"], table["rows"]) == (True, [["GPT-4", ""], ["Qwen", "1.5"]])
    file.write_text('[{"model": "GPT-4", "acc": Infinity}, {"model": "Qwen", "acc": 1.5}]', encoding="utf-8")
    (table,) = json.loads(inspect(str(file), "--json").stdout)
    assert table["rows"] == [["GPT-4", "Infinity"], ["Qwen", "1.5"]]
