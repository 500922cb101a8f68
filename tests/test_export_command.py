"""`python -m dashboard export`: the files of the buttons, and what is said of bad input."""

from __future__ import annotations

import json
import zipfile
from enum import StrEnum
from pathlib import Path

import pytest
from page_store import small_store
from typer.testing import CliRunner

from dashboard import export_command, export_files, exports
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
    stem = "superclue-github-overall_2023-12_Total_q-Yi_en"
    assert names(files) == [f"{stem}.csv", f"{stem}.json"]
    assert done.stdout.split() == [str(file) for file in files]
    said = json.loads(files[1].read_bytes())
    assert [row["Model"] for row in said["rows"]] == ["Yi-34B-Chat"]
    assert said["view"] == (
        "https://bangdan.example/rankings?lang=en&q=Yi&board=superclue-github%2Foverall&edition=2023-12"
    )


def test_filtered_and_whole_are_two_files_and_what_is_replaced_is_told(exported):
    board = ("--board", BOARD, "--format", "csv")
    exported(*board, "--q", "Yi")
    done, files = exported(*board)
    stem = "superclue-github-overall_2023-12_总分"
    assert names(files) == [f"{stem}.csv", f"{stem}_q-Yi.csv"]
    assert exported(*board)[0].stderr == done.stderr == "", "the same again replaces nothing"
    files[0].write_text("mine")
    assert f"{files[0]} was there with other content" in exported(*board)[0].stderr


def test_the_command_offers_what_there_is():
    def values(named: type[StrEnum]) -> list[str]:
        return [one.value for one in named]

    assert values(export_command.Background) == [*exports.GROUNDS]
    assert values(export_command.ImageSize) == [*exports.SIZES]
    assert {*values(export_command.FileFormat)} == {*exports.FORMATS}


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


def test_a_browser_that_does_not_start_is_told_and_the_other_formats_are_written(exported, monkeypatch):
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/bin/false")
    done, files = exported("--board", BOARD, *(f"--format={name}" for name in ("png", "csv", "svg", "html")))
    assert (done.exit_code, [file.suffix for file in files]) == (1, [".csv", ".html"])
    assert done.stderr.count("does not start: /bin/false") == 1
    assert "Error" not in done.stderr


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


def test_all_writes_the_main_views_of_every_page_and_passes_over_what_cannot_be_combined(exported):
    done, files = exported("--all", "--format", "csv")
    assert done.exit_code == 0, done.stderr
    assert f"{len(files)} files in " in done.stdout
    assert set(names(files)) >= {
        "superclue-image_2026-03_总分.csv",
        "zeroclue-overall_undated_总分.csv",
        "capabilities_superclue-github-overall_2023-12.csv",
        "capabilities_llm_all.csv",
        "superclue-github-overall_2023-11-2023-12_总分.csv",
    }
    assert any(file.name.startswith("compare_superclue-github-overall_2023-12_") for file in files)
    assert any(file.name.startswith("composite-vision_") for file in files)


def test_all_of_one_page_leaves_the_others(exported):
    done, files = exported("--all", "--page", "trends", "--format", "csv")
    assert done.exit_code == 0, done.stderr
    assert names(files) == ["superclue-github-overall_2023-11-2023-12_总分.csv"], "others have one edition"


def test_all_is_narrowed_by_what_the_views_are_of(exported):
    done, files = exported("--all", "--cat", "vision", "--format", "csv")
    assert done.exit_code == 0, done.stderr
    assert {name.partition("_")[0] for name in names(files)} == {
        "superclue-image",
        "capabilities",
        "composite-vision",
    }
    assert len(files) == 3, "each view once"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--cat", "music"), "nothing to export: no view fits --cat music"),
        (("--bord", "x"), "parameter bord is not known; known: board"),
        (("--page", "trends", "--model", "x"), "parameter model is not known; known: "),
    ],
)
def test_all_of_what_is_not_there_is_told(exported, options, said):
    done, files = exported("--all", "--format", "csv", *options)
    assert (done.exit_code, files) == (2, [])
    assert said in done.stderr


CHANGES = ("--board", BOARD, "--view", "changes", "--lang", "en")


def test_a_picture_of_a_view_without_a_chart_is_missed_and_its_table_written(exported):
    done, files = exported(*CHANGES, "--format", "html", "--format", "csv")
    assert (done.exit_code, [file.suffix for file in files]) == (1, [".csv"])
    assert "this view has no chart, so no html of it" in done.stderr


@pytest.mark.skipif(exports.browser_path() is None, reason="the default formats need a Chromium")
def test_who_asked_for_no_picture_is_told_and_misses_none(exported):
    done, files = exported(*CHANGES)
    assert (done.exit_code, [file.suffix for file in files]) == (0, [".csv"])
    assert "this view has no chart, so no png of it" in done.stderr


def test_a_picture_alone_of_a_view_without_a_chart_is_refused(exported):
    done, files = exported(*CHANGES, "--format", "html")
    assert (done.exit_code, files) == (1, [])
    assert "this view has no chart" in done.stderr


def test_all_counts_the_views_without_a_chart(exported):
    done, files = exported("--all", "--page", "rankings", "--view", "changes", "--format", "html")
    assert done.exit_code == 1, "boards of one edition have no such view"
    assert "1 view has no chart, so no picture" in done.stderr
    assert files == []


def test_a_bundle_without_a_chart_says_why(exported):
    done, files = exported(*CHANGES, "--format", "zip")
    assert done.exit_code == 0, done.stderr
    with zipfile.ZipFile(files[0]) as archive:
        assert set(archive.namelist()) == {"README.md", "table.csv", "table.xlsx", "metadata.json"}
        assert "This view has no chart" in archive.read("README.md").decode()


def test_two_views_never_share_a_file(tmp_path):
    taken: set[Path] = set()
    found = [export_files._free(tmp_path / "a_2026-11-22.csv", taken).name for _ in range(3)]
    assert found == ["a_2026-11-22.csv", "a_2026-11-22-2.csv", "a_2026-11-22-3.csv"]


def test_all_names_a_file_that_is_damaged_and_makes_the_others(exported, tmp_path):
    for path in (tmp_path / "store" / "tables").rglob("2026-03.csv"):
        path.write_text("x", encoding="utf-8")
    done, files = exported("--all", "--format", "csv")
    assert done.exit_code == 1
    assert "2026-03.csv" in done.stderr
    assert "zeroclue-overall_undated_总分.csv" in names(files)


def test_all_that_is_interrupted_says_what_is_written_and_what_a_rerun_does(exported, monkeypatch):
    made, calls = exports.made, []

    def until_the_third(*asked):
        calls.append(asked)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return made(*asked)

    monkeypatch.setattr(exports, "made", until_the_third)
    done, files = exported("--all", "--page", "rankings", "--format", "csv")
    assert (done.exit_code, len(files)) == (130, 2)
    assert "interrupted after 2 of" in done.stderr
    assert "2 files in" in done.stderr
    assert "writes all of them anew" in done.stderr
