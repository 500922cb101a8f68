"""The files of the catalog: the shipped ones are sound, a fault is refused with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from cache.leaderboard import LeaderboardId
from dashboard.catalog import (
    aliases,
    boards,
    categories,
    columns,
    evidence,
    lines,
    models,
    name_words,
    organizations,
    product_lines,
    review,
)
from dashboard.catalog.lines import CatalogError

FILES: Mapping[str, tuple[Sequence[str], Callable[[Path], object]]] = {
    "aliases.csv": (aliases.COLUMNS, aliases.aliases),
    "boards.csv": (boards.COLUMNS, boards.cards),
    "columns.csv": (columns.COLUMNS, columns.column_names),
    "cell_words.csv": (columns.CELLS_COLUMNS, columns.cell_words),
    "evidence.csv": (evidence.COLUMNS, evidence.evidence),
    "models.csv": (models.COLUMNS, models.models),
    "name_words.csv": (name_words.COLUMNS, name_words.name_words),
    "organizations.csv": (organizations.COLUMNS, organizations.organizations),
    "product_lines.csv": (product_lines.COLUMNS, product_lines.product_lines),
}

FAULTS: Mapping[str, Sequence[tuple[str, str]]] = {  # by file: lines, and what is said of them
    "models.csv": [
        ("a,,A,f,,,,,,,model,,\na,,B,f,,,,,,,model,,", "line 3, column id: 'a' stands twice"),
        ("A b,,A,f,,,,,,,model,,", "line 2, column id: 'A b' is not an id"),
        ("a,,A,f,nobody,,,,,,model,,", "line 2, column organization: 'nobody' is no id of"),
        ("a,,A,f,,mars,,,,,model,,", "line 2, column region: 'mars' is none of"),
        ("a,,A,f,,,maybe,,,,model,,", "line 2, column open_weights: 'maybe' is none of"),
        ("a,,A,f,,,,2024-13,,,model,,released: x", "line 2, column released: '2024-13' is not YYYY"),
        ("a,,A,f,,,,2024-12,,,model,,", "line 2, column source: names no source for released"),
        ("a,,A,f,,,,,,ftp://x,model,,", "line 2, column link: 'ftp://x' does not begin"),
        ("a,,A,f,,,,,,,robot,,", "line 2, column kind: 'robot' is none of"),
        ("a,,A,f,,,,,,,model,sports,", "line 2, column category: 'sports' is none of llm"),
        ("a,,,f,,,,,,,model,,", "line 2, column name_en: is empty"),
        (
            "a,,A,f,openai,,yes,2024-12,7B,,model,,organization: x; open_weights: x; released: x",
            "line 2, column source: .*names no source for parameters",
        ),
        (
            "a,,A,f,openai,,yes,2024-12,7B,,model,,organization: x; region: x",
            "line 2, column source: .*names a source for the empty region",
        ),
        (
            "a,,A,f,openai,,yes,2024-12,7B,,model,,LMArena",
            "line 2, column source: .*is not “fact: source; fact: source”",
        ),
        (
            "a,,A,f,openai,,yes,2024-12,7B,,model,,organization: x; ",
            "line 2, column source: .*begins or ends with white space",
        ),
    ],
    "aliases.csv": [
        ("X 1,,gpt-4,,r,r\nx-1,,gpt-4o,,r,r", "line 3, column model_id: line 2 says that 'x-1' is 'gpt-4'"),
        ("X 1,,gpt-4,,r,r\nx-1,,gpt-4,,r,r", "line 3, column raw: 'x-1' stands on line 2 already"),
        ("X 1,,no-such-model,,r,r", "line 2, column model_id: models.csv has no 'no-such-model'"),
        ("gpt-4o,,gpt-4,,r,r", "line 2, column raw: 'gpt-4o' is the id of another model"),
        ("X 1,,gpt-4,,,r", "line 2, column reason: is empty"),
    ],
    "organizations.csv": [
        ("a,甲,A,乙,cn\nb,乙,B,,cn", "line 3, column zh: '乙' already means 'a' on line 2"),
        ("a,甲,A,X,cn\nb,丙,B,x,cn", "line 3, column aliases: 'x' already means 'a' on line 2"),
        ("a,甲,A,A,cn", "line 2, column aliases: repeats"),
        ("a,甲,A,;乙,cn", "line 2, column aliases: has an empty alias"),
        ("a,甲,A,,mars", "line 2, column region: 'mars' is none of"),
        ("a,,A,,cn", "line 2, column zh: is empty"),
        ("a,甲, A,,cn", "line 2, column en: ' A' begins or ends with white space"),
        ("a,甲,A,cn", "line 2: 4 cells under 5 columns"),
    ],
    "boards.csv": [
        (
            "s,b,甲,A,x,y,1,,,,,\ns,b,乙,B,x,y,2,,,,,",
            "line 3, column leaderboard: s/b stands on line 2 already",
        ),
        ("s,b,甲,A,x,y,first,,,,,", "line 2, column lead: 'first' is not a whole number"),
        ("s,b,甲,A,x,y,1,example.org,,,,", "line 2, column homepage: 'example.org' does not begin"),
        ("s,,甲,A,x,y,1,,,,,", "line 2, column homepage: a source needs one"),
        ("s,b,甲,A,x,,1,,,,,", "line 2, column what_en: is empty"),
        ("s,b,甲,A,x,y,1,,many,,,", "line 2, column questions: 'many' is not a whole number"),
        ("s,b,甲,A,x,y,1,,,人,,", "line 2, column judge_en: and judge_zh must both be told"),
        ("s,b,甲,A,x,y,1,,,,,nobody", "line 2, column runner: there is no organization 'nobody'"),
    ],
    "columns.csv": [("x,X,\nx,Y,", "line 3, column published: 'x' stands twice")],
    "cell_words.csv": [("x,X\nx,Y", "line 3, column published: 'x' stands twice")],
    "evidence.csv": [
        ("a,甲,A,,\na,甲,A,,", "line 3, column key: 'a' stands twice"),
        ("a,甲,A,ftp://x,", "line 2, column url"),
    ],
    "product_lines.csv": [
        (
            "foo,bar,,openai,foo,,,,\nbar,,,openai,bar,,,,",
            "line 3, column spellings: 'bar' means another line already",
        ),
        ("foo,,,openai,foo,,,,open", "line 2, column open_weights: 'open' is none of yes, no"),
    ],
    "name_words.csv": [
        ("x,no-role,x,,", "line 2, column role: 'no-role' is none of"),
    ],
}


def written(folder: Path, name: str, rows: str) -> Path:
    """A file of that name, with those lines under its columns."""
    file = folder / name
    file.write_text(f"{','.join(FILES[name][0])}\n{rows}\n", encoding="utf-8")
    return file


def test_the_shipped_catalog_is_sound() -> None:
    review.check()


@pytest.mark.parametrize(
    ("name", "rows", "message"),
    [(name, *fault) for name, faults in FAULTS.items() for fault in faults],
)
def test_a_fault_is_refused_by_file_line_and_column(
    tmp_path: Path, name: str, rows: str, message: str
) -> None:
    with pytest.raises(CatalogError, match=f"{name}, {message}"):
        FILES[name][1](written(tmp_path, name, rows))


def test_a_source_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "evidence", dict)
    with pytest.raises(CatalogError, match="unknown here"):
        review.check()


def test_one_name_may_mean_different_models_at_different_sources(tmp_path: Path) -> None:
    file = written(tmp_path, "aliases.csv", "X 1,,gpt-4,,r,r\nX 1,here,gpt-4o,,r,r")
    assert len(aliases.aliases(file)) == 2


@pytest.mark.parametrize(
    ("scope", "fault"),
    [
        ("superclue", ""),
        ("SuperCLUE/Arena-T2V", ""),
        ("made-here/t2v", ""),
        ("superclueai.com/multimodal_t2v", ""),
        ("superclu/arena-t2v", "'superclu/arena-t2v' is no source, board or site of one; 'superclue/arena-"),
        ("superclue/nothing-like-it", "'superclue/nothing-like-it' is no source, board or site of one"),
        ("example.org/t2v", "'example.org/t2v' is no source, board or site of one"),
    ],
)
def test_an_alias_for_a_board_that_does_not_exist_is_named(tmp_path: Path, scope: str, fault: str) -> None:
    file = written(tmp_path, "aliases.csv", f"Xyzzy,{scope},gpt-4,,a test,测试")
    known = [LeaderboardId("made-here", "t2v", "2024-01")]
    if not fault:
        review.check_scopes(known, file)
        return
    with pytest.raises(CatalogError) as raised:
        review.check_scopes(known, file)
    assert f"aliases.csv, line 2, column source: {fault}" in str(raised.value)


def test_a_header_that_is_not_the_expected_one_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "organizations.csv"
    file.write_text("id,name\n", encoding="utf-8")
    with pytest.raises(CatalogError, match="line 1: columns"):
        organizations.organizations(file)


def test_a_category_left_out_is_an_error(tmp_path: Path) -> None:
    shipped = categories.FILE.read_text(encoding="utf-8").splitlines(keepends=True)
    file = tmp_path / "categories.csv"
    file.write_text("".join(line for line in shipped if "decision" not in line), encoding="utf-8")
    with pytest.raises(CatalogError, match="no line for category decision"):
        categories.groups(file)


def test_a_file_that_a_spreadsheet_saved_in_its_own_encoding_is_refused_by_line(tmp_path: Path) -> None:
    file = tmp_path / "boards.csv"
    file.write_bytes("source,名称\nclue,总榜\n".encode("gb18030").replace("名称".encode("gb18030"), b"name"))
    with pytest.raises(CatalogError, match=r"^boards\.csv, line 2: is not UTF-8"):
        lines.read(file, ("source", "name"))


def test_a_file_that_is_not_there_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"^boards\.csv: cannot be read: No such file"):
        lines.read(tmp_path / "boards.csv", ("source", "name"))


def test_the_remarks_of_a_review_may_stand_between_the_lines(tmp_path: Path) -> None:
    file = tmp_path / "boards.csv"
    file.write_text("source,name\n# a/b, c/d: stands as x; looks like y\nclue,All\n", encoding="utf-8")
    assert [dict(line.cells) for line in lines.read(file, ("source", "name"))] == [
        {"source": "clue", "name": "All"}
    ]


def test_a_date_taken_over_from_another_model_is_still_that_models_date() -> None:
    known = models.models()
    for id, model in known.items():
        told = re.search(r"released: as ([^;]+)", model.source)
        assert told is None or model.released == known[told[1]].released, id


def test_one_snapshot_of_a_model_came_out_on_one_day_with_whatever_effort() -> None:
    ways = re.compile(r"(?:-(?:high|low|medium|xhigh|minimal|max|effort|thinking|non|auto|\d+k))+")
    of_its_own = {"command-a-thinking", "grok-3-mini-high"}  # came out later, and were called so
    known = {id: model.released[:7] for id, model in models.models().items() if model.released}
    differing = {
        id
        for id in known.keys() - of_its_own
        for base in known
        if id.startswith(f"{base}-") and ways.fullmatch(id.removeprefix(base)) and known[id] != known[base]
    }
    assert not differing


@pytest.mark.parametrize(
    ("id", "month"),
    [("command-r-7b", "2024-12"), ("mistral-large-3", "2025-12"), ("command-r-plus", "2024-04")],
)
def test_a_model_is_dated_as_its_makers_id_says_not_as_its_sibling(id: str, month: str) -> None:
    assert models.models()[id].released[:7] == month
