"""`python -m dashboard export`: the files of the buttons, and what is said of bad input."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from page_store import small_store
from typer.testing import CliRunner

from dashboard.__main__ import app

BOARD = "superclue-github/overall"


@pytest.fixture
def exported(tmp_path, monkeypatch):
    store = small_store(tmp_path / "store")
    monkeypatch.setenv("BANGDAN_CACHE", str(store))
    out = tmp_path / "out"

    def run(*options: str):
        done = CliRunner().invoke(app, ["export", "--out", str(out), *options])
        return done, sorted(out.glob("*")) if out.exists() else []

    return run


def names(files: list[Path]) -> list[str]:
    return [file.name.rpartition("_")[0] + file.suffix for file in files]


def test_a_view_is_written_in_each_format_asked_for(exported):
    done, files = exported(
        *("--board", BOARD, "--edition", "latest", "--lang", "en", "--q=Yi"),
        *("--format", "csv", "--format", "json", "--site", "https://bangdan.example/"),
    )
    assert done.exit_code == 0, done.stderr
    stem = "superclue-github-overall_2023-12_总分"
    assert names(files) == [f"{stem}.csv", f"{stem}.json"]
    assert done.stdout.split() == [str(file) for file in files]
    said = json.loads(files[1].read_bytes())
    assert [row["Model"] for row in said["rows"]] == ["Yi-34B-Chat"]
    assert said["view"] == (
        "https://bangdan.example/rankings?lang=en&q=Yi&board=superclue-github%2Foverall&edition=2023-12"
    )


def test_full_takes_the_filters_away(exported):
    _, files = exported("--param", "q=Yi", "--full", "--format", "json")
    assert len(json.loads(files[0].read_bytes())["rows"]) == 7


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("--board", "superclue-github/overal"),
            "overal is not known; known: superclue-",
        ),
        (("--bord", "x"), "parameter bord is not known; known: board"),
        (("--page", "nope"), "page=nope is not known"),
        (("--edition", "1999"), "edition=1999 is not known; known: 2023-1"),
        (("--board",), "--board needs a value"),
        (("stray",), "'stray' belongs to no option"),
        (("--param", "board"), "is not NAME=VALUE"),
    ],
)
def test_what_is_not_there_is_said_with_what_there_is(exported, options, said):
    done, files = exported("--format", "csv", *options)
    assert (done.exit_code, files) == (2, [])
    assert said in done.stderr


def test_a_category_without_boards_is_said(exported):
    done, _ = exported("--cat", "multimodal", "--format", "csv", "--lang", "en")
    assert done.exit_code == 1
    assert "no board yet" in done.stderr


def test_without_a_browser_the_other_formats_are_written_and_the_lack_is_said(exported, monkeypatch):
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/nowhere")
    done, files = exported("--board", BOARD, "--format", "png", "--format", "csv", "--format", "html")
    assert (done.exit_code, [file.suffix for file in files]) == (1, [".csv", ".html"])
    assert "BANGDAN_CHROMIUM" in done.stderr


def test_without_a_browser_images_alone_are_refused(exported, monkeypatch):
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/nowhere")
    done, files = exported("--all", "--format", "png")
    assert (done.exit_code, files) == (1, [])
    assert "BANGDAN_CHROMIUM" in done.stderr


def test_an_address_without_a_site_is_no_link(exported, monkeypatch):
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/nowhere")
    done, files = exported("--board", "zeroclue/overall", "--format", "zip")
    assert done.exit_code == 0, done.stderr
    with zipfile.ZipFile(files[0]) as archive:
        said = archive.read("README.md").decode()
    assert "`/rankings?lang=zh&board=zeroclue%2Foverall&edition=undated`" in said
    assert "</rankings" not in said


def test_all_writes_every_board_and_passes_over_what_cannot_be_combined(exported):
    done, files = exported("--all", "--format", "csv")
    assert done.exit_code == 0, done.stderr
    assert f"{len(files)} files in " in done.stdout
    assert {"superclue-image_2026-03_总分.csv", "zeroclue-overall_undated_总分.csv"} <= set(names(files))


def test_all_names_a_file_that_is_damaged_and_makes_the_others(exported, tmp_path):
    for path in (tmp_path / "store" / "tables").rglob("2026-03.csv"):
        path.write_text("x", encoding="utf-8")
    done, files = exported("--all", "--format", "csv")
    assert done.exit_code == 1
    assert "2026-03.csv" in done.stderr
    assert "zeroclue-overall_undated_总分.csv" in names(files)
