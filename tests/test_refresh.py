"""Refreshing: what is published, what is left alone, and what the command says and returns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner, Result

from cache.leaderboard import Category, LeaderboardId
from cache.store import Store
from scrapers.__main__ import app
from scrapers.boards import Board, BoardSource
from scrapers.faults import Fault
from scrapers.mirror import Mirrors
from scrapers.refresh import Result as Became
from scrapers.refresh import Step, accept, refresh, unless_held
from scrapers.refused import kept
from scrapers.source import Page, Source, all_sources
from scrapers.sources.superclue import SuperClue

EXAMPLES = Path(__file__).parent / "examples"
SHARED = Path(__file__).parents[2] / "shared"
JULY = LeaderboardId("superclue", "overall", "2026-07")
OCTOBER = datetime(2026, 10, 10, tzinfo=UTC)
stored = pytest.mark.skipif(
    not (SHARED / "reconstructed").is_dir(), reason="no ../shared beside the checkout"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def refreshed(*names: str, cache: Path, mirror: Path | None = None) -> Result:
    folders = [mirror] if mirror else [EXAMPLES / name / "pages" for name in names]
    mirrors = [argument for folder in folders for argument in ("--mirror", folder)]
    return run("refresh", *names, *mirrors, "--cache", cache, "--retrieved", "2026-01-01")


def published(cache: Path) -> dict[str, bytes]:
    """Every published file with its content; the state beside them does not count."""
    found = {path.relative_to(cache): path for path in cache.rglob("*") if path.is_file()}
    return {str(at): path.read_bytes() for at, path in found.items() if at.parts[0] != "state"}


# The command


def test_a_refresh_publishes_and_says_what_it_added(tmp_path: Path) -> None:
    result = refreshed("math24o", cache=tmp_path)
    assert result.exit_code == 0
    assert "added" in result.output
    assert "math24o/overall/2025-03" in result.output
    assert {"manifest.csv", "tables/math24o/overall/2025-03.csv"} <= published(tmp_path).keys()


def test_an_unchanged_page_rewrites_nothing(tmp_path: Path) -> None:
    refreshed("superclue-github", "clue", cache=tmp_path)
    before = published(tmp_path)
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.csv") if "state" not in path.parts}
    result = refreshed("superclue-github", "clue", cache=tmp_path)
    assert published(tmp_path) == before
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert "\nadded" not in result.output


def test_provenance_says_when_and_whence(tmp_path: Path) -> None:
    pages = EXAMPLES / "math24o/pages"
    arguments = ("--retrieved", "2026-04-30", "--note", "a stored copy")
    run("refresh", "math24o", "--mirror", pages, "--cache", tmp_path, *arguments)
    (revision,) = Store(tmp_path).current().values()
    assert revision.provenance.retrieved_at == datetime(2026, 4, 30, tzinfo=UTC)
    assert revision.provenance.as_of == revision.provenance.retrieved_at
    assert revision.provenance.note == "a stored copy"
    assert revision.provenance.url.startswith("https://raw.githubusercontent.com/CLUEbenchmark/Math24o/")


def test_a_page_no_mirror_holds_is_absent_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = refreshed("math24o", "superclue", cache=tmp_path / "cache", mirror=tmp_path / "empty")
    assert result.exit_code == 0
    assert result.output.count("\nabsent") == 2


def test_a_source_that_fails_leaves_the_others_and_the_cached_tables_alone(tmp_path: Path) -> None:
    cache, mirror = tmp_path / "cache", tmp_path / "mirror"
    refreshed("superclue", cache=cache)
    before = published(cache)
    workbook = mirror / "www.superclueai.com/data/generalboard/2026年3月.xlsx"
    workbook.parent.mkdir(parents=True)
    workbook.write_bytes(b"<!doctype html>")
    pages = ("--mirror", mirror, "--mirror", EXAMPLES / "math24o/pages")
    result = run("refresh", "superclue", "math24o", *pages, "--cache", cache)
    assert result.exit_code == 1
    assert "the site's HTML was served" in result.output
    after = published(cache)
    assert {name: after[name] for name in before if name != "manifest.csv"} == {
        name: content for name, content in before.items() if name != "manifest.csv"
    }
    assert "tables/math24o/overall/2025-03.csv" in after


def test_a_refused_table_is_named_and_is_a_failure(tmp_path: Path) -> None:
    readme = tmp_path / "mirror/raw.githubusercontent.com/CLUEbenchmark/Math24o/main/README.md"
    readme.parent.mkdir(parents=True)
    rows = "| 青松-7B | 66 |\n| 小溪-7B | 108M |\n| 北溟-7B | 5 |\n"
    readme.write_text(f"## 主要成绩 Main Result\n\n| 模型 | 总分 |\n|---|---|\n{rows}")
    result = refreshed("math24o", cache=tmp_path / "cache", mirror=tmp_path / "mirror")
    assert result.exit_code == 1
    (line,) = [line for line in result.output.splitlines() if line.startswith("refused")]
    for part in ("Math24o/main/README.md", "Main Result", "row 2", "'总分'", "'108M'"):
        assert part in line


def test_a_table_its_source_declares_faulty_is_refused_without_failing(tmp_path: Path) -> None:
    result = refreshed("superclue-github", cache=tmp_path)
    (line,) = [line for line in result.output.splitlines() if line.startswith("refused")]
    assert "header 5, rows 4" in line
    assert "declared by the source" in line
    assert result.exit_code == 0


def test_an_unknown_source_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    result = run("refresh", "superklue", "--cache", tmp_path)
    assert result.exit_code == 2
    assert "no source is called superklue" in result.stderr
    assert "superclue-github" in result.stderr
    assert published(tmp_path) == {}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--retrieved", "yesterday"), "not a date such as"),
        (("--retrieved", "9999-12-31"), "lies in the future"),
        (("--mirror", "nowhere/at/all"), "is no folder"),
    ],
)
def test_wrong_arguments_are_an_error_in_one_line(
    arguments: tuple[str, str], sentence: str, tmp_path: Path
) -> None:
    result = run("refresh", "math24o", "--cache", tmp_path, *arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_manifest_of_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("# bangdan manifest, format 99\n")
    result = refreshed("math24o", cache=tmp_path)
    assert result.exit_code == 2
    assert "update Bangdan" in result.stderr
    assert published(tmp_path) == {"manifest.csv": b"# bangdan manifest, format 99\n"}


def test_outcomes_are_kept_beside_the_tables(tmp_path: Path) -> None:
    refreshed("math24o", cache=tmp_path)
    (outcome,) = Store(tmp_path).outcomes()
    assert (outcome.source, outcome.outcome, outcome.sentence) == (
        "math24o",
        "added",
        "math24o/overall/2025-03",
    )


def test_list_and_status_name_every_source(tmp_path: Path) -> None:
    refreshed("math24o", cache=tmp_path)
    listed, status = run("list"), run("status", "--cache", tmp_path)
    for source in all_sources():
        assert source.name in listed.output
        assert source.name in status.output
    (line,) = [line for line in status.output.splitlines() if line.startswith("math24o")]
    assert line.split()[1:5] == ["1", "1", "2025-03", "2026-01-01"]


# Revisions


class Weekly(BoardSource):
    """One board, whose page the test sets."""

    name = "weekly"
    title = "Weekly"
    homepage = "https://example.org"
    urls = ("https://example.org/README.md",)
    boards = (Board("overall", r"榜", Category.LLM),)
    irregular = (Fault("example.org", r"坏榜", "always so"),)
    text: ClassVar[str] = ""

    def pages(self, fetch: Callable[[str], Page]) -> Iterator[Page]:
        yield replace(fetch(self.urls[0]), content=self.text.encode())


def steps(text: str, as_of: datetime, store: Store, source: type[Weekly] = Weekly) -> list[Step]:
    source.text = text
    return list(refresh(source(), lambda url: Page(url, b"", as_of), store))


def board(score: float) -> str:
    return f"## 榜（2026年7月）\n\n| 模型 | 总分 |\n|---|---|\n| 青松-7B | {score} |\n| 小溪-7B | 40 |\n"


def test_an_older_page_adds_a_revision_but_never_becomes_current(tmp_path: Path) -> None:
    store = Store(tmp_path)
    steps(board(70.1), OCTOBER, store)
    (revised,) = steps(board(64.4), datetime(2026, 9, 1, tzinfo=UTC), store)
    assert revised.result is Became.REVISED
    (current,) = store.current().values()
    assert current.revision == 1
    assert len(store.revisions(current.id)) == 2


def test_a_bug_in_a_source_is_an_outcome_and_not_a_crash(tmp_path: Path) -> None:
    class Broken(Weekly):
        def parse(self, page: Page) -> Iterator[object]:  # type: ignore[override]
            yield from super().parse(page)
            raise KeyError("模型")

    added, failed = steps(board(1), OCTOBER, Store(tmp_path), Broken)
    assert {added.result, failed.result} == {Became.ADDED, Became.FAILED}
    assert "KeyError" in (added.why + failed.why)


def test_a_table_without_any_score_is_not_published(tmp_path: Path) -> None:
    empty = "## 榜\n\n| 模型 | 总分 |\n|---|---|\n| 青松-7B | - |\n"
    (step,) = steps(empty, OCTOBER, Store(tmp_path))
    assert step.result is Became.REFUSED
    assert Store(tmp_path).current() == {}


def test_pinned_pages_that_are_held_are_not_fetched_again(tmp_path: Path) -> None:
    source = next(source for source in all_sources() if source.name == "superclue-github")
    store, mirror = Store(tmp_path), Mirrors((EXAMPLES / source.name / "pages",), OCTOBER)
    asked: list[str] = []

    def counted(url: str) -> Page:
        asked.append(url)
        return mirror(url)

    list(refresh(source, unless_held(source, counted, store), store))
    assert any("938821c5" in url for url in asked)
    asked.clear()
    again = list(refresh(source, unless_held(source, counted, store), store))
    assert not any("938821c5" in url for url in asked)
    assert any(url.endswith("main/README.md") for url in asked)
    assert not any(step.is_failure for step in again)


def test_a_damaged_table_of_a_pinned_page_is_read_again_and_restored(tmp_path: Path) -> None:
    source = next(source for source in all_sources() if source.name == "superclue-github")
    store, mirror = Store(tmp_path), Mirrors((EXAMPLES / source.name / "pages",), OCTOBER)
    list(refresh(source, unless_held(source, mirror, store), store))
    known = [at for id in store.current() for at in store.revisions(id)]
    pinned = next(at for at in known if source.is_pinned(at.provenance.url))
    path = tmp_path / pinned.table_name
    whole = path.read_bytes()
    path.write_bytes(whole[:-3])
    assert store.verify() != []
    list(refresh(source, unless_held(source, mirror, store), store))
    assert path.read_bytes() == whole
    assert store.verify() == []


def test_a_source_that_looks_for_editions_keeps_the_fetch_that_can_tell_the_day(tmp_path: Path) -> None:
    refreshed("superclue", cache=tmp_path)
    fetch = Mirrors((tmp_path,), OCTOBER)
    assert unless_held(SuperClue(), fetch, Store(tmp_path)) is fetch


@stored
@pytest.mark.stored_pages
def test_an_edition_that_lost_columns_is_a_new_revision_beside_the_old_once_a_person_accepts_it(
    tmp_path: Path,
) -> None:
    store = Store(tmp_path)
    source: Source = SuperClue()
    september = Mirrors((SHARED / "reconstructed",), datetime(2026, 9, 3, tzinfo=UTC))
    october = Mirrors((SHARED / "reconstructed-2026-10-10",), OCTOBER)
    list(refresh(source, september, store))
    first = store.read(JULY)
    (step,) = refresh(source, october, store)
    assert step.result is Became.REFUSED
    assert len(store.revisions(JULY)) == 1
    (refused,) = kept(store)
    (accepted,) = accept(source, refused, store)
    assert (accepted.result, accepted.what) == (Became.REVISED, f"{JULY} r2")
    current = store.current()[JULY]
    assert current.revision == 2
    assert current.provenance.as_of == OCTOBER
    assert len(store.read(JULY).entries) == 18
    assert store.read(store.revisions(JULY)[0]) == first
    list(refresh(source, september, store))
    assert store.current()[JULY].revision == 2
