"""Tables that were refused: kept as they came, shown to a person, published only as they were shown."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner, Result

import scrapers.__main__ as command_line
from cache.leaderboard import Category, Leaderboard, LeaderboardId
from cache.store import Store
from scrapers import refused
from scrapers.boards import Board, BoardSource
from scrapers.errors import DriftError, ScrapeError
from scrapers.mirror import Mirrors
from scrapers.refresh import Result as Became
from scrapers.refresh import Step, accept, refresh, refresh_page
from scrapers.source import Page, Source
from scrapers.sources.superclue import SuperClue

SHARED = Path(__file__).parents[2] / "shared"
URL = "https://example.org/README.md"
JULY = datetime(2026, 7, 31, tzinfo=UTC)
ID = LeaderboardId("weekly", "overall", "2026-07")


class Weekly(BoardSource):
    name = "weekly"
    title = "Weekly"
    homepage = "https://example.org"
    urls = (URL,)
    boards = (Board("overall", r"总榜", Category.LLM), Board("tools", r"工具榜", Category.DECISION))
    shift: ClassVar[float] = 0.0  # what another version of the parser would add

    def parse(self, page: Page) -> Iterator[Leaderboard]:
        for board in super().parse(page):
            entries = tuple(
                replace(entry, scores={name: score + self.shift for name, score in entry.scores.items()})
                for entry in board.entries
            )
            yield replace(board, entries=entries)


def page(text: str, day: int = 0, url: str = URL) -> Page:
    return Page(url, text.encode(), JULY + timedelta(days=day), note="存档 / a stored copy")


def table(rows: int, heading: str = "总榜（2026年7月）", columns: int = 3) -> str:
    names = [f"能力{column}" for column in range(columns)]
    lines = [f"## {heading}", "", "| 模型 | " + " | ".join(names) + " |", "|---" * (columns + 1) + "|"]
    lines += [
        f"| 青松-{row}B | " + " | ".join(f"{90 - 3 * row - column}" for column in range(columns)) + " |"
        for row in range(rows)
    ]
    return "\n".join(lines) + "\n\n"


def steps(store: Store, *pages: Page) -> list[Step]:
    return [step for each in pages for step in refresh_page(Weekly(), each, store)]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Whose board of July has ten rows and three columns, and of which a page with one column was refused."""
    made = Store(tmp_path)
    steps(made, page(table(10)), page(table(10, columns=1), day=1))
    return made


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command_line.app, [str(argument) for argument in arguments])


@pytest.fixture
def weekly(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line knows the one source."""
    monkeypatch.setattr("scrapers.source.all_sources", lambda: (Weekly(),))


def test_the_last_good_table_stays_and_the_reason_is_a_sentence(store: Store) -> None:
    (step,) = steps(store, page(table(10, columns=1), day=2))
    assert step.result is Became.REFUSED
    assert step.is_failure
    assert "2 metric columns gone (能力1, 能力2)" in step.why
    assert f"(compared with {ID} revision 1)" in step.why
    assert len(store.revisions(ID)) == 1
    assert len(store.read(ID).metrics) == 3


def test_other_tables_of_the_page_go_on(store: Store) -> None:
    both = table(10, columns=1) + table(4, "工具榜（2026年7月）")
    refused_step, added = steps(store, page(both, day=3))
    assert (refused_step.result, added.result) == (Became.REFUSED, Became.ADDED)


def test_a_refused_page_is_kept_with_its_bytes_its_provenance_and_the_difference(store: Store) -> None:
    (kept,) = refused.kept(store)
    assert kept.page == page(table(10, columns=1), day=1)
    assert kept.source == "weekly"
    assert "metric columns gone: 能力1, 能力2" in kept.tables[0].lines
    written = json.loads((store.state / "refused" / kept.key / "refused.json").read_bytes())
    assert (written["source"], written["page"]["url"]) == ("weekly", URL)
    assert written["tables"][0]["id"] == list(ID)


def test_a_page_refused_day_after_day_is_kept_once_with_the_first_day_and_the_last(store: Store) -> None:
    steps(store, page(table(10, columns=1), day=5))
    (kept,) = refused.kept(store)
    assert (kept.first_refused, kept.page.retrieved_at) == (
        JULY + timedelta(days=1),
        JULY + timedelta(days=5),
    )


def test_the_same_bytes_at_two_addresses_are_two_refusals(store: Store) -> None:
    steps(store, page(table(10, columns=1), url=f"{URL}?other"))
    assert len(refused.kept(store)) == 2


def test_losing_the_state_loses_no_figures(store: Store) -> None:
    before = store.read(ID)
    shutil.rmtree(store.state)
    assert refused.kept(store) == []
    assert Store(store.root).read(ID) == before


def test_a_damaged_refusal_is_passed_over(store: Store) -> None:
    (kept,) = refused.kept(store)
    folder = store.state / "refused" / kept.key
    (folder / "page").write_bytes(b"something else")
    assert refused.kept(store) == []
    (folder / "refused.json").write_text("{")
    assert refused.kept(store) == []


def test_no_more_than_fifty_pages_are_kept_and_the_latest_stay(store: Store) -> None:
    for day in range(2, 60):
        steps(store, page(table(10, columns=1) + "." * day, day=day))
    kept = refused.kept(store)
    assert len(kept) == refused.MOST_PAGES
    assert kept[0].page.retrieved_at == JULY + timedelta(days=59)
    assert kept[-1].page.retrieved_at == JULY + timedelta(days=10)


def test_the_bytes_that_are_kept_are_bounded_but_for_the_newest(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refused, "MOST_BYTES", 100)
    steps(store, page(table(10, columns=1) + "." * 500, day=2))
    assert [kept.page.retrieved_at for kept in refused.kept(store)] == [JULY + timedelta(days=2)]


def test_where_nothing_can_be_written_the_refusal_is_still_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cache.files.Folder.write", full)
    (step,) = steps(store, page(table(10, columns=1), day=2))
    assert step.result is Became.REFUSED
    assert "could not be kept for a person to look at (No space left on device)" in step.why


# Accepting


def test_what_a_person_looked_at_is_published_and_then_forgotten(store: Store) -> None:
    (kept,) = refused.kept(store)
    (step,) = accept(Weekly(), kept, store)
    assert (step.result, step.what, step.why) == (Became.REVISED, f"{ID} r2", "accepted by a person")
    current = store.current()[ID]
    assert current.revision == 2
    assert current.provenance.page_sha256 == refused.hashlib.sha256(kept.page.content).hexdigest()
    assert (current.provenance.retrieved_at, current.provenance.note) == (
        JULY + timedelta(days=1),
        "存档 / a stored copy",
    )
    assert refused.kept(store) == []
    assert not (store.state / "refused" / kept.key).exists()


def test_the_table_that_a_person_let_in_is_what_the_next_one_is_compared_with(store: Store) -> None:
    (kept,) = refused.kept(store)
    list(accept(Weekly(), kept, store))
    (step,) = steps(store, page(table(10, columns=1) + "\n", day=4))
    assert step.result is Became.UNCHANGED


def test_only_the_refused_tables_of_a_page_are_published(store: Store) -> None:
    both = table(10, columns=1) + table(4, "工具榜（2026年7月）")
    steps(store, page(both, day=3))
    newest = refused.kept(store)[0]
    assert [table.id for table in newest.tables] == [ID]
    assert [step.what for step in accept(Weekly(), newest, store)] == [f"{ID} r2"]


def test_figures_that_other_rules_would_read_are_not_published(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = refused.kept(store)
    monkeypatch.setattr(Weekly, "shift", 1.0)
    with pytest.raises(DriftError, match="weekly/overall/2026-07 would not be what was refused and shown"):
        list(accept(Weekly(), kept, store))
    assert len(store.revisions(ID)) == 1
    assert refused.kept(store) == [kept]


@pytest.mark.parametrize(
    ("prefix", "sentence"), [("ab", "at least 4"), ("zzzz", "no refused page is called")]
)
def test_a_key_that_names_no_page_is_an_error(prefix: str, sentence: str, store: Store) -> None:
    with pytest.raises(ScrapeError, match=sentence):
        refused.find(store, prefix)


def test_a_key_that_names_two_pages_is_an_error_that_lists_them(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    (kept,) = refused.kept(store)
    twins = [kept, replace(kept, key=kept.key[:20] + "f" * 44)]
    monkeypatch.setattr(refused, "kept", lambda _: twins)
    with pytest.raises(ScrapeError, match=f"stands for 2 refused pages: {kept.key[:12]}"):
        refused.find(store, kept.key[:8])


# The commands


def test_refused_lists_the_pages_and_shows_one_with_its_difference(store: Store) -> None:
    (kept,) = refused.kept(store)
    listed = run("refused", "--cache", store.root)
    assert listed.exit_code == 0
    assert kept.key[:12] in listed.output
    assert "2 metric columns gone" in listed.output
    assert "rows 10 → 10" not in listed.output
    assert "rows 10 → 10, columns 4 → 2" in run("refused", kept.key[:8], "--cache", store.root).output
    assert run("refused", "0000000", "--cache", store.root).exit_code == 2


def test_a_page_that_nobody_wants_can_be_forgotten(store: Store) -> None:
    (kept,) = refused.kept(store)
    assert run("refused", "--forget", "--cache", store.root).exit_code == 2
    assert run("refused", kept.key[:8], "--forget", "--cache", store.root).exit_code == 0
    assert refused.kept(store) == []
    assert len(store.revisions(ID)) == 1


@pytest.mark.usefixtures("weekly")
def test_accept_needs_no_network_and_notes_the_outcome(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr("scrapers.fetch.fetch_from", no_network)
    (kept,) = refused.kept(store)
    result = run("refresh", "--accept", kept.key[:8], "--cache", store.root)
    assert result.exit_code == 0, result.output
    assert f"{ID} r2: accepted by a person" in result.output
    assert store.current()[ID].revision == 2
    (outcome,) = store.outcomes()
    assert (outcome.source, outcome.outcome) == ("weekly", "revised")


@pytest.mark.usefixtures("weekly")
def test_accept_of_nothing_or_for_another_source_is_an_error(store: Store) -> None:
    (kept,) = refused.kept(store)
    wrong = run("refresh", "elsewhere", "--accept", kept.key[:8], "--cache", store.root)
    assert (wrong.exit_code, wrong.stderr) == (2, f"error: the page {kept.key[:8]} was refused for weekly\n")
    nothing = run("refresh", "--accept", "00000000", "--cache", store.root)
    assert nothing.exit_code == 2
    assert "no refused page is called" in nothing.stderr


# The real page


@pytest.mark.stored_pages
@pytest.mark.skipif(not (SHARED / "reconstructed").is_dir(), reason="no ../shared beside the checkout")
def test_the_july_board_without_nine_of_its_columns_and_with_models_renamed_is_refused(
    tmp_path: Path,
) -> None:
    store, source = Store(tmp_path), SuperClue()
    for folder, day in (("reconstructed", JULY), ("reconstructed-2026-10-10", JULY + timedelta(days=71))):
        found = list(refresh(source, Mirrors((SHARED / folder,), day), store))
    (step,) = found
    assert step.result is Became.REFUSED
    for part in (
        "6 metric columns gone (数学推理, 幻觉控制, 科学推理, 精确指令遵循, 智能体编程, 智能体任务规划)",
        "those of DeepSeek-V4-Pro(max) under DeepSeek-V4-Pro-0813(max)",
        "DeepSeek-V4-Pro(max) 预览版 → DeepSeek-V4-Pro(max)",
        "4 other columns gone (开/闭源, 使用方式, 是否推理, 发布日期)",
    ):
        assert part in step.why
    (kept,) = refused.kept(store)
    (shown,) = kept.tables
    assert shown.lines[0] == "rows 13 → 18, columns 13 → 4"
    assert any("DeepSeek-V4-Pro(max), 总分: 70.1002 → 64.4" in line for line in shown.lines)
    chosen: Source = source
    assert [each.result for each in accept(chosen, kept, store)] == [Became.REVISED]
