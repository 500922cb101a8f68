"""`python -m dashboard resolve` and `catalog`: names in, models out, in order; faults named."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cache.store import Store
from dashboard.__main__ import app
from dashboard.catalog import aliases
from dashboard.catalog.resolve import resolve
from dashboard.resolve_command import _answer

FIELDS = ["raw", "model_id", "family", "organization", "variant", "kind", "reason"]


def ask(*arguments: str, given: bytes | None = None) -> tuple[int, str]:
    answer = CliRunner().invoke(app, ["resolve", *arguments], input=given)
    return answer.exit_code, answer.output


def asked_json(*arguments: str, given: bytes | None = None) -> list[dict[str, str | None]]:
    code, output = ask(*arguments, "--json", given=given)
    assert code == 0
    return json.loads(output)


def names_file(folder: Path, text: str) -> str:
    file = folder / "names.csv"
    file.write_text(text, encoding="utf-8-sig")
    return str(file)


def test_names_are_answered_in_their_order_with_null_where_nothing_is_known() -> None:
    found = asked_json("xyzzy 7B", "GPT4(API)", "Human", "xyzzy 7B")
    assert [list(at) for at in found] == [FIELDS] * 4
    assert [at["model_id"] for at in found] == ["xyzzy-7b", "gpt-4", "human", "xyzzy-7b"]
    assert found[0] | {"raw": "xyzzy 7B", "organization": None, "variant": None} == found[0]
    assert found[1]["variant"] == "API"
    assert (found[2]["kind"], found[2]["organization"]) == ("baseline", None)


@pytest.mark.parametrize(
    ("raw", "id"),
    [
        ("<b>GPT-4</b>", "gpt-4"),
        ('<a href="https://a.example/x_(y)" target=_blank>GPT-4</a>', "gpt-4"),
        ("[GPT-4](https://a.example/x_(y))", "gpt-4"),
        ('[**GPT-4**](https://a.example "title") ![](new.png)', "gpt-4"),
        ("**GPT-4** (API)", "gpt-4"),
        ("`GPT-4`", "gpt-4"),
        ("阿里巴巴<br/>Qwen3-32B", "qwen3-32b"),
        ("GPT-4<sup>1</sup>", "gpt-4"),
        ("<td>Claude&nbsp;Sonnet&nbsp;4</td>", "claude-sonnet-4"),
        ("<xyzzy>", "<xyzzy>"),
    ],
)
def test_a_name_copied_with_its_markup_means_what_its_text_means(raw: str, id: str) -> None:
    (found,) = asked_json(raw)
    assert (found["raw"], found["model_id"]) == (raw, resolve(id).model_id)


def test_no_name_of_the_store_means_another_model_for_its_markup() -> None:
    store = Store()
    for board in map(store.read, store.current()):
        for entry in board.entries:
            assert _answer(entry.model, board.id.source, "") == resolve(entry.model, board.id.source, "")


def test_csv_is_the_form_without_json() -> None:
    code, output = ask("GPT4(API)", "阿里巴巴\nQwen3-32B")
    rows = list(csv.reader(io.StringIO(output)))
    assert code == 0
    assert rows[0] == FIELDS
    assert [row[:2] for row in rows[1:]] == [["GPT4(API)", "gpt-4"], ["阿里巴巴\nQwen3-32B", "qwen3-32b"]]


@pytest.mark.parametrize("header", ["raw", "name", "model", "模型"])
def test_a_file_is_read_by_its_first_column(tmp_path: Path, header: str) -> None:
    found = asked_json("--file", names_file(tmp_path, f"{header},note\nGPT-4,a\n\n,b\n豆包,c\n"))
    assert [at["model_id"] for at in found] == ["gpt-4", None, "doubao"]


def test_a_file_without_a_header_is_all_names(tmp_path: Path) -> None:
    found = asked_json("--file", names_file(tmp_path, "GPT-4\n豆包\n"))
    assert [at["model_id"] for at in found] == ["gpt-4", "doubao"]


def test_the_columns_source_and_organization_raw_are_used(tmp_path: Path) -> None:
    text = "raw,organization_raw,source\nALBERT-base,,clue\nALBERT-base,,elsewhere\nxyzzy,百度,\n"
    found = asked_json("--file", names_file(tmp_path, text))
    assert [at["model_id"] for at in found] == ["albert-base-zh", "albert-base", "xyzzy"]
    assert found[2]["organization"] == "Baidu"


def test_a_source_may_be_told_for_all() -> None:
    assert asked_json("Hunyuan", "--source", "superclue/arena-t2v")[0]["model_id"] == "hunyuan-video"


def test_standard_input_is_a_file_too() -> None:
    assert asked_json("--file", "-", given=b"raw\nGPT-4\n")[0]["model_id"] == "gpt-4"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "cannot read"),
        ("raw\n模型\n".encode("gb18030"), "is not UTF-8: byte 7 cannot be read"),
        (b'raw\n"GPT-4\n', "is not CSV"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    file = tmp_path / "names.csv"
    if content is not None:
        file.write_bytes(content)
    code, output = ask("--file", str(file))
    assert code == 2
    assert "names.csv" in output
    assert sentence in output


def test_nothing_to_resolve_is_an_error() -> None:
    assert ask() == (2, "bangdan: name what to resolve, or a file of names with --file\n")


def test_the_shipped_catalog_is_said_to_be_sound() -> None:
    answer = CliRunner().invoke(app, ["catalog", "check"])
    assert answer.exit_code == 0
    assert answer.output.startswith("sound: ")


def test_every_name_of_the_shipped_store_is_resolved_or_listed_as_an_alias_line() -> None:
    answer = CliRunner().invoke(app, ["catalog", "review"])
    assert answer.exit_code == 0
    lines = [line for line in answer.output.splitlines() if not line.startswith("#")]
    assert all(len(row) == len(aliases.COLUMNS) for row in csv.reader(lines))
