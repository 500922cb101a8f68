"""Pages that a person saved: the same parse, checks and provenance as pages that were fetched."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from cache.leaderboard import Category, LeaderboardId, Role
from cache.metrics import Metrics
from cache.store import Store
from scrapers.__main__ import app
from scrapers.saved import by_hand
from scrapers.source import Page
from scrapers.sources.superclue import SuperClue

EXAMPLES = Path(__file__).parent / "examples"
SHARED = Path(__file__).parents[2] / "shared"
CAPTURES = "raw.githubusercontent.com/xiaoout2023-pixel/aixfutureapi/f6de1030a3f82315af5fbc346f1ed5f951743a70"
ROWS = [
    {
        "rank": rank,
        "median": 1300.5 - 100 * rank,
        "ciLow": 1250.5 - 100 * rank,
        "ciHigh": 1350 - 100 * rank,
        "battles": 2000 + rank,
        "organization": maker,
        "model_name": model,
        "release_date": day,
    }
    for rank, (maker, model, day) in enumerate(
        [("青松", "松鼠", 2026.02), ("小溪", "鲤鱼", 2025.1), ("青松", "松鼠", "2025.10*")], start=1
    )
]
ARENA = {"key": "multimodal_t2v", "name": "SuperCLUE-T2V 文生视频", "source": "arena", "rows": ROWS}


def taken_in(file: Path, *arguments: object, cache: Path, source: str = "superclue") -> Result:
    options = [str(argument) for argument in arguments]
    return CliRunner().invoke(app, ["import", str(file), "--source", source, "--cache", str(cache), *options])


@pytest.fixture
def capture(tmp_path: Path) -> Path:
    file = tmp_path / "multimodal_t2v.json"
    file.write_text(json.dumps(ARENA, ensure_ascii=False), encoding="utf-8")
    return file


def test_a_saved_readme_becomes_the_tables_that_a_fetched_one_would(tmp_path: Path) -> None:
    readme = next((EXAMPLES / "math24o/pages").rglob("README.md"))
    url = "https://raw.githubusercontent.com/CLUEbenchmark/Math24o/main/README.md"
    arguments = ("--url", url, "--retrieved", "2026-04-30", "--note", "邮件附件 / an attachment")
    result = taken_in(readme, *arguments, cache=tmp_path, source="math24o")
    assert result.exit_code == 0, result.output
    store = Store(tmp_path)
    (revision,) = store.current().values()
    assert str(revision.id) == "math24o/overall/2025-03"
    assert revision.provenance.url == url
    assert revision.provenance.retrieved_at == datetime(2026, 4, 30, tzinfo=UTC)
    assert revision.provenance.note == "手工导入：邮件附件 / imported by hand: an attachment"
    expected = EXAMPLES / "math24o/expected" / revision.table_name
    assert (tmp_path / revision.table_name).read_text("utf-8") == expected.read_text("utf-8")
    (outcome,) = store.outcomes()
    assert (outcome.source, outcome.url, outcome.outcome) == ("math24o", url, "added")


def test_a_workbook_saved_under_any_name_is_read_by_the_address_it_came_from(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "总榜"
    for row in (["排名", "模型名称", "总分"], [1, "松鼠-Edit", 81.2], [2, "鲤鱼-Edit", 70]):
        sheet.append(row)
    file = tmp_path / "download (3).xlsx"
    workbook.save(file)
    url = "https://www.superclueai.com/data/multimodal_list/Edit/2026%E5%B9%B49%E6%9C%88.xlsx"
    assert taken_in(file, "--url", url, cache=tmp_path / "cache").exit_code == 0
    assert [str(id) for id in Store(tmp_path / "cache").current()] == ["superclue/edit/2026-09"]


def test_without_a_date_the_page_was_saved_when_its_file_was_last_changed(
    capture: Path, tmp_path: Path
) -> None:
    moment = datetime(2026, 4, 30, 5, 31, tzinfo=UTC)
    os.utime(capture, (moment.timestamp(), moment.timestamp()))
    taken_in(capture, "--edition", "2026-04", cache=tmp_path / "cache")
    (revision,) = Store(tmp_path / "cache").current().values()
    assert revision.provenance.retrieved_at == moment
    assert revision.provenance.url == SuperClue.homepage
    assert revision.provenance.note == "手工导入 / imported by hand"


@pytest.mark.parametrize(
    ("note", "both"),
    [
        ("", "手工导入 / imported by hand"),
        ("网页存档", "手工导入：网页存档 / imported by hand: 网页存档"),
        ("网页存档 / a saved page", "手工导入：网页存档 / imported by hand: a saved page"),
    ],
)
def test_the_note_says_in_both_languages_that_a_person_did_it(note: str, both: str) -> None:
    assert by_hand(note) == both


def test_the_edition_a_person_gives_is_that_of_tables_that_state_none(capture: Path, tmp_path: Path) -> None:
    assert taken_in(capture, "--edition", "2026年4月", cache=tmp_path / "cache").exit_code == 0
    assert [id.edition for id in Store(tmp_path / "cache").current()] == ["2026-04"]


def test_an_edition_that_contradicts_the_page_is_an_error(tmp_path: Path) -> None:
    readme = next((EXAMPLES / "math24o/pages").rglob("README.md"))
    result = taken_in(readme, "--edition", "2024-01", cache=tmp_path, source="math24o")
    assert result.exit_code == 2
    assert "the page states edition 2025-03 itself, not 2024-01" in result.stderr
    assert Store(tmp_path).current() == {}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--edition", "spring"), "'spring' is no edition such as 2026-04"),
        (("--retrieved", "yesterday"), "not a date"),
        (("--source", "superklue"), "no source is called superklue"),
    ],
)
def test_what_cannot_be_meant_is_an_error_in_words(
    arguments: tuple[str, ...], sentence: str, capture: Path, tmp_path: Path
) -> None:
    result = taken_in(capture, *arguments, cache=tmp_path / "cache")
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_file_that_is_not_there_or_holds_no_ranking_is_told(tmp_path: Path) -> None:
    absent = taken_in(tmp_path / "nothing.xlsx", cache=tmp_path / "cache")
    assert (absent.exit_code, "no such file" in absent.stderr) == (2, True)
    (tmp_path / "page.html").write_text("<p>没有表格</p>", encoding="utf-8")
    empty = taken_in(tmp_path / "page.html", cache=tmp_path / "cache")
    assert empty.exit_code == 1
    assert "no ranking table found" in empty.output


def test_an_imported_page_is_refused_like_any_other(capture: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    taken_in(capture, "--edition", "2026-04", cache=cache)
    worse = {**ARENA, "rows": [{**row, "model_name": f"别名{row['rank']}"} for row in ROWS]}
    capture.write_text(json.dumps(worse, ensure_ascii=False), encoding="utf-8")
    result = taken_in(capture, "--edition", "2026-04", cache=cache)
    assert result.exit_code == 1
    assert "only 0 models in common" in result.output
    key = next((cache / "state/refused").iterdir()).name
    accepted = CliRunner().invoke(app, ["refresh", "--accept", key[:8], "--cache", str(cache)])
    assert accepted.exit_code == 0, accepted.output
    (revision,) = Store(cache).current().values()
    assert (revision.revision, revision.id.edition) == (2, "2026-04")


# The arenas


def test_a_capture_of_an_arena_is_a_board_with_its_interval_and_its_battles(capture: Path) -> None:
    page = Page("https://example.org/t2v.json", capture.read_bytes(), datetime.now(UTC), edition="2026-04")
    (board,) = SuperClue().read(page)
    assert board.id == LeaderboardId("superclue", "arena-t2v", "2026-04")
    assert board.category is Category.VISION
    assert board.metrics == ("median", "ciLow", "ciHigh", "battles")
    assert board.roles[0] is Role.RANK
    assert [entry.model for entry in board.entries] == ["松鼠", "鲤鱼", "松鼠"]
    assert board.entries[0].scores == {"median": 1200.5, "ciLow": 1150.5, "ciHigh": 1250, "battles": 2001}
    assert [entry.attributes["release_date"] for entry in board.entries] == ["2026.02", "2025.1", "2025.10*"]
    metrics = Metrics.load()
    described = [metrics.of(board.id, name) for name in board.metrics]
    assert [metric.kind for metric in described] == ["total", "other", "other", "other"]
    assert (described[0].unit, described[0].low, described[0].high) == ("Elo", None, None)


@pytest.mark.parametrize(
    ("name", "board", "category"),
    [
        ("SuperCLUE-I2V 图生视频模型", "arena-i2v", Category.VISION),
        ("SuperCLUE-R2V 参考生视频", "arena-r2v", Category.VISION),
        ("SuperCLUE-TTS 语音合成", "arena-tts", Category.MULTIMODAL),
    ],
)
def test_the_arenas_are_told_apart_by_their_names(name: str, board: str, category: Category) -> None:
    content = json.dumps({**ARENA, "name": name}).encode()
    (found,) = SuperClue().read(Page("https://example.org/a.json", content, datetime.now(UTC)))
    assert (found.id.leaderboard, found.category) == (board, category)


def test_an_arena_nobody_named_is_refused_in_words(capture: Path, tmp_path: Path) -> None:
    capture.write_text(json.dumps({**ARENA, "name": "SuperCLUE-X"}), encoding="utf-8")
    result = taken_in(capture, "--edition", "2026-04", cache=tmp_path / "cache")
    assert result.exit_code == 1
    assert "table 'SuperCLUE-X': no board id for this arena" in result.output


@pytest.mark.stored_pages
@pytest.mark.skipif(not (SHARED / "pages").is_dir(), reason="no ../shared/pages beside the checkout")
@pytest.mark.parametrize(("arena", "rows"), [("t2v", 20), ("i2v", 19), ("r2v", 7), ("tts", 8)])
def test_the_captured_arenas_are_taken_in_without_a_doubt(arena: str, rows: int, tmp_path: Path) -> None:
    path = f"{CAPTURES}/data/leaderboard/multimodal_{arena}.json"
    arguments = ("--url", f"https://{path}", "--edition", "2026-04", "--retrieved", "2026-04-30")
    result = taken_in(SHARED / "pages" / path, *arguments, cache=tmp_path)
    assert result.exit_code == 0, result.output
    (revision,) = Store(tmp_path).current().values()
    assert (str(revision.id), revision.rows) == (f"superclue/arena-{arena}/2026-04", rows)
    assert [outcome.outcome for outcome in Store(tmp_path).outcomes()] == ["added"]


def test_an_address_that_no_reader_can_open_is_refused(tmp_path: Path) -> None:
    from scrapers.errors import FetchError
    from scrapers.saved import saved_page
    from scrapers.source import all_sources

    saved = tmp_path / "page.html"
    saved.write_text("<table></table>")
    with pytest.raises(FetchError, match="is no address"):
        saved_page(saved, next(iter(all_sources())), url="javascript:alert(1)")
