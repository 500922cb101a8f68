"""`python -m dashboard rank`: a reader's own scores and the store's, and what is said of bad input."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from boards import board
from sample_boards import seen
from typer.testing import CliRunner

from cache.leaderboard import LeaderboardId
from cache.store import Store
from dashboard.__main__ import app

SCORES = """table,model,score
t0,A,1
t0,B,2
t0,C,3
t1,A,3
t1,B,1
"""


@pytest.fixture
def ranked(tmp_path):
    def run(content: str | bytes, *options: str):
        path = tmp_path / "scores.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return CliRunner().invoke(app, ["rank", "--scores", str(path), *options])

    return run


def test_json_has_an_object_a_model(ranked):
    found = json.loads(ranked(SCORES, "--method", "win-rate", "--json").stdout)
    assert [row["model"] for row in found] == ["C", "A", "B"]
    assert found[1] == {
        **{"model": "A", "score": 0.5, "low": None, "high": None, "rank": 2, "rank_low": None},
        **{"rank_high": None, "tie_group": 2, "coverage": 2, "component": 1},
    }


def test_coverage_counts_benchmarks_so_that_a_second_table_of_one_changes_no_line(ranked):
    lines = [line.split(",") for line in SCORES.split()[1:]]
    copied = [*lines, *(["t1-copy", *line[1:]] for line in lines if line[0] == "t1")]
    content = "table,model,score,family\n" + "".join(
        f"{table},{model},{score},{table.partition('-')[0]}\n" for table, model, score in copied
    )
    twice, once = (json.loads(ranked(text, "--json").stdout) for text in (content, SCORES))
    assert {row["model"]: row["coverage"] for row in twice} == {"A": 2, "B": 2, "C": 1}
    assert twice == [row | {"score": pytest.approx(row["score"])} for row in once]
    assert json.loads(ranked(content, "--json", "--min-boards", "3").stdout) == []


def test_the_table_says_that_there_are_too_few_boards(ranked):
    done = ranked(SCORES)
    assert done.exit_code == 0
    assert "too few boards for an interval (fewer than 5)" in done.stdout
    assert done.stdout.splitlines()[1].split()[:2] == ["1", "C"]


def test_a_byte_order_mark_and_an_empty_score_are_understood(ranked):
    content = b"\xef\xbb\xbf" + SCORES.replace("\n", "\r\n").encode() + "t1,模型,\r\n".encode()
    found = json.loads(ranked(content, "--method", "mean-z", "--json").stdout)
    assert [row["model"] for row in found] == ["C", "A", "B"]


def test_families_directions_and_weights_are_read(ranked):
    content = "table,model,score,family,higher_is_better\n" + "".join(
        f"{table},{model},{score},{family},{better}\n"
        for table, family, better, scores in (
            ("error", "x", "false", (1, 2, 3)),
            ("copy", "x", "false", (1, 2, 3)),
            ("right", "y", "true", (1, 2, 3)),
        )
        for model, score in zip("ABC", scores, strict=True)
    )
    even = json.loads(ranked(content, "--json").stdout)
    assert [row["rank"] for row in even] == [1, 1, 1]
    heavier = json.loads(ranked(content, "--json", "--weight", "x=2").stdout)
    assert [row["model"] for row in heavier] == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "scores.csv line 1: the file is empty"),
        ("table,model,score\n", "scores.csv line 2: no scores follow the header"),
        ("t0,A,1\nt0,B,2\n", "scores.csv line 1: unknown column 't0', 'A', '1'"),
        ("table,model\nt,A\n", "scores.csv line 1: missing column 'score'"),
        (
            "table,model,score,colour\nt,A,1,red\n",
            "unknown column 'colour'; the columns are table, model, score, and if",
        ),
        ("table,model,score\nt,A,1_0\n", "scores.csv line 2, column score: '1_0' is not a number"),
        ("table,model,score,score\nt,A,1,1\n", "scores.csv line 1: repeated column 'score'"),
        ("table,model,score\nt,A,1\nt,B,two\n", "scores.csv line 3, column score: 'two' is not a number"),
        ("table,model,score\nt,A,nan\n", "scores.csv line 2, column score: 'nan' is not a finite number"),
        ("table,model,score\nt,A,-inf\n", "scores.csv line 2, column score: '-inf' is not a finite number"),
        ("table,model,score\nt,A,1e999\n", "scores.csv line 2, column score: '1e999' is not a finite number"),
        ("table,model,score\nt,,1\n", "scores.csv line 2, column model: '' is empty"),
        ("table,model,score\nt,A\n", "scores.csv line 2: 2 fields where the header has 3"),
        (
            "table,model,score\nt,A,1\nt,A,2\n",
            "scores.csv line 3, column model: 'A' already has a score in 't', line 2",
        ),
        (
            "table,model,score,family\nt,A,1,x\nt,B,2,y\n",
            "scores.csv line 3, column family: y where line 2 of the same table 't' has x",
        ),
        (
            "table,model,score,higher_is_better\nt,A,1,true\nt,B,2,false\n",
            "scores.csv line 3, column higher_is_better: False where line 2",
        ),
        (
            "table,model,score,higher_is_better\nt,A,1,up\n",
            "scores.csv line 2, column higher_is_better: 'up' is neither true nor false",
        ),
        (b"table,model,score\nt,\xff,1\n", "scores.csv line 2: byte 20 is not UTF-8"),
        ('table,model,score\nt,"A,1\n', "scores.csv line 2: not CSV"),
    ],
)
def test_bad_input_names_line_and_column(ranked, content, said):
    done = ranked(content)
    assert done.exit_code == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_a_missing_file_an_unknown_weight_and_no_input_are_told(ranked, tmp_path):
    run = CliRunner().invoke
    done = run(app, ["rank", "--scores", str(tmp_path / "none.csv")])
    assert (done.exit_code, "cannot be read: No such file" in done.stderr) == (2, True)
    assert "no board or benchmark is called 'x'" in ranked(SCORES, "--weight", "x=1").stderr
    assert "is not NAME=NUMBER" in ranked(SCORES, "--weight", "t0").stderr
    for number in ("1e15", "-1", "nan", "inf"):
        done = ranked(SCORES, "--weight", f"t0={number}")
        assert (done.exit_code, "must be a number from 0 to 1e+06" in done.stderr) == (2, True)
    done = run(app, ["rank"])
    assert done.exit_code == 2
    assert done.stderr == "bangdan: name one of --scores FILE, --category CATEGORY and --scenario SCENARIO\n"


@pytest.mark.parametrize("option", [("--as-of", "2025-01-01"), ("--window", "3"), ("--all-editions",)])
def test_what_asks_of_the_store_is_refused_with_a_file(ranked, option):
    done = ranked(SCORES, *option)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "go with --category or --scenario, not with --scores" in done.stderr


def test_one_table_is_not_enough_for_the_headline(ranked):
    done = ranked("table,model,score\nt,A,1\nt,B,2\n")
    assert (done.exit_code, "not enough to combine" in done.stderr) == (1, True)


def test_a_category_of_the_store_is_ranked_with_its_boards_below(tmp_path):
    done = CliRunner().invoke(app, ["rank", "--category", "llm", "--min-boards", "2"])
    assert done.exit_code == 0, done.stderr
    assert "superclue-github/overall/2023-12" in done.stdout
    empty = Path(tmp_path / "store")
    empty.mkdir()
    done = CliRunner().invoke(app, ["rank", "--category", "llm", "--cache", str(empty)])
    assert (done.exit_code, "no table with scores" in done.stderr) == (1, True)


def test_models_that_nothing_compares_are_named(ranked):
    done = ranked(SCORES + "t2,Alone,5\n", "--method", "mean-z")
    assert "left out, for no table compares them with others: Alone" in done.stderr
    assert "Alone" not in done.stdout
    assert ranked(SCORES, "--min-boards", "9").stdout == "no model is found in so many benchmarks\n"


def test_boards_that_share_no_model_are_ranked_by_percentile_within_each(tmp_path):
    store = Store(tmp_path)
    for name, models in (("walk", "ABC"), ("draw", "XY")):
        rows = [(model, float(place), None) for place, model in enumerate(models)]
        id = LeaderboardId("alpha", name, "2026-01")
        store.publish([dataclasses.replace(board(rows), id=id)], seen())
    asked = ["rank", "--category", "llm", "--cache", str(tmp_path)]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0
    assert "no two benchmarks share models" in done.stderr
    assert "ranked by percentile within each board" in done.stdout
    assert done.stdout.count("100.0") == 2
    rows = json.loads(CliRunner().invoke(app, [*asked, "--json"]).stdout)
    assert rows[0] == {"rank": 1, "model": "C", "percentile": 100.0, "tables": ["alpha/walk/2026-01"]}
