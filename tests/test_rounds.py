"""A round: alone in its store, visible while it runs, ended after the page in hand."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cache.leaderboard import Category
from cache.running import PROGRESS, Progress
from cache.store import Store
from scrapers import rounds
from scrapers.__main__ import app
from scrapers.boards import Board, BoardSource
from scrapers.refresh import Step, refresh
from scrapers.rounds import round_of
from scrapers.source import Page

EXAMPLES = Path(__file__).parent / "examples"
OCTOBER = datetime(2026, 10, 10, tzinfo=UTC)


class Monthly(BoardSource):
    """Three pages; what the test wants done while one is fetched is done then."""

    name = "monthly"
    title = "Monthly"
    homepage = "https://example.org"
    urls = tuple(f"https://example.org/2026-0{month}.md" for month in (1, 2, 3))
    boards = (Board("overall", r"榜", Category.LLM),)

    def __init__(self, meanwhile: Callable[[str], None] = lambda url: None) -> None:
        self.meanwhile = meanwhile
        self.asked: list[str] = []

    def pages(self, fetch: Callable[[str], Page]) -> Iterator[Page]:
        for url in self.urls:
            self.asked.append(url)
            self.meanwhile(url)
            month = url[-4]
            text = f"## 榜（2026年{month}月）\n\n| 模型 | 总分 |\n|---|---|\n| 青松-7B | 7{month} |\n"
            yield Page(url, text.encode(), OCTOBER)


def through(source: Monthly, store: Store) -> list[Step]:
    with round_of([source], store) as at:
        return [
            step
            for each in at.sources()
            for step in at.watched(each, refresh(each, lambda url: Page(url, b"", OCTOBER), store, at.stop))
        ]


def refreshed(cache: Path, *more: str) -> list[str]:
    pages = str(EXAMPLES / "math24o/pages")
    return ["refresh", "math24o", "--mirror", pages, "--cache", str(cache), *more]


def test_while_a_round_runs_everybody_can_see_how_far_it_is(tmp_path: Path) -> None:
    found: list[Progress | None] = []
    source = Monthly(lambda url: found.append(Store(tmp_path).running.progress()))
    assert len(through(source, Store(tmp_path))) == 3
    told = [at and (at.source, at.sources_done, at.sources, at.pages_done, at.pages, at.page) for at in found]
    assert told == [
        ("monthly", 0, 1, 0, 3, ""),
        ("monthly", 0, 1, 1, 3, source.urls[0]),
        ("monthly", 0, 1, 2, 3, source.urls[1]),
    ]
    assert Store(tmp_path).running.progress() is None
    assert not (tmp_path / PROGRESS).exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_round_after_the_page_in_hand(
    tmp_path: Path, number: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    def ask(url: str) -> None:
        if url == source.urls[1]:
            os.kill(os.getpid(), number)

    source = Monthly(ask)
    before = signal.getsignal(number)
    store = Store(tmp_path)
    assert [step.what for step in through(source, store)] == [
        "monthly/overall/2026-01",
        "monthly/overall/2026-02",
    ]
    assert source.asked == list(source.urls[:2])
    assert [at.outcome for at in store.outcomes()] == ["added", "added", "stopped"]
    assert len(store.current()) == 2
    assert signal.getsignal(number) is before
    assert "stopping after the page in hand" in capfd.readouterr().err


def test_a_second_interrupt_breaks_off_and_leaves_the_store_whole(tmp_path: Path) -> None:
    def ask(url: str) -> None:
        if url == source.urls[1]:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGINT)

    source, store = Monthly(ask), Store(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        through(source, store)
    assert len(store.current()) == 1
    assert store.verify() == []
    assert store.outcomes() == []
    assert not store.running.is_held()


def test_a_second_refresh_says_who_has_the_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "WAIT_SECONDS", 0.05)
    now = datetime.now(UTC)
    with Store(tmp_path).running.turn(0) as note:
        note(Progress(now, now, 17, 2, "clue", "https://example.org/", 3, 12))
        result = CliRunner().invoke(app, refreshed(tmp_path))
    assert result.exit_code == 3
    assert result.stderr == (
        f"error: another refresh is running: process {os.getpid()} on {os.uname().nodename},"
        f" since {now:%H:%M} UTC, at clue (source 3 of 17), 3 of 12 pages\n"
    )
    assert Store(tmp_path).current() == {}
    assert CliRunner().invoke(app, refreshed(tmp_path)).exit_code == 0


def test_refreshes_started_at_once_wait_for_each_other_and_lose_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scrapers", *refreshed(tmp_path, "--log", "json")]
    together = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)
    ]
    said = [process.communicate(timeout=120)[1].decode() for process in together]
    assert [process.returncode for process in together] == [0, 0], said
    events = [[json.loads(line)["event"] for line in text.splitlines()] for text in said]
    assert sorted(told[1] for told in events) == ["table.added", "table.unchanged"]
    assert all((told[0], told[-1]) == ("refresh.started", "refresh.done") for told in events)
    assert Store(tmp_path).verify() == []


def test_a_killed_round_leaves_no_outcome_and_no_lock(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:

        def die(url: str) -> None:
            if url == Monthly.urls[2]:
                os.kill(os.getpid(), signal.SIGKILL)

        through(Monthly(die), Store(tmp_path))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    store = Store(tmp_path)
    assert (tmp_path / PROGRESS).exists()
    assert store.running.progress() is None
    assert store.outcomes() == []
    assert len(store.current()) == 2
    assert [step.result for step in through(Monthly(), store)] == ["unchanged", "unchanged", "added"]
    assert not (tmp_path / PROGRESS).exists()


def test_a_full_disk_is_said_in_one_line_and_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "manifest.csv")

    monkeypatch.setattr(Store, "publish", full)
    result = CliRunner().invoke(app, refreshed(tmp_path))
    assert result.exit_code == 2
    sentence = "the store cannot be written: No space left on device (manifest.csv)"
    assert result.stderr == f"error: {sentence}\n"
    [outcome] = Store(tmp_path).outcomes()
    assert (outcome.source, outcome.outcome, outcome.sentence) == ("math24o", "failed", sentence)


@pytest.mark.parametrize("harm", [b"", b"{", b"[]", b"\xff\x00", b'{"pid": "x"}', b"null", b"{}\n{}"])
def test_damaged_notes_read_as_if_they_were_not_there(tmp_path: Path, harm: bytes) -> None:
    store = Store(tmp_path)
    for name in ("progress.json", "schedule.json", "outcomes.jsonl", "seen.json"):
        (store.state / name).write_bytes(harm)
    with store.running.turn(0):
        (store.state / "progress.json").write_bytes(harm)
        assert Store(tmp_path).running.is_held()
        assert Store(tmp_path).running.progress() is None
    assert store.running.schedule() is None
    assert store.outcomes() == []
    assert len(through(Monthly(), store)) == 3
