"""The status of every source: fresh or stale, well or failing, in words and as JSON, for a monitor too."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sample_boards import ID, A, B, seen
from typer.testing import CliRunner, Result

from cache.running import Progress, Schedule
from cache.state import Outcome
from cache.store import Store
from scrapers.__main__ import app
from scrapers.boards import BoardSource
from scrapers.status import SourceStatus, age, duration, status_of

PAGES = Path(__file__).parent / "examples/math24o/pages"
NOW = datetime(2026, 8, 20, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
URL = "https://example.org/a"


class Alpha(BoardSource):
    name = "alpha"
    title = "Alpha"
    homepage = "https://example.org"
    urls = (URL,)
    boards = ()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.publish([A], seen(19))
    return store


def alpha(store: Store, now: datetime = NOW) -> SourceStatus:
    (found,) = status_of([Alpha()], store, now, WEEK).sources
    return found


def note(store: Store, day: int, outcome: str, sentence: str = "", *, expected: bool = False) -> None:
    moment = datetime(2026, 8, day, 6, 30, tzinfo=UTC)
    store.record_outcome(Outcome(moment, "alpha", URL, outcome, sentence, expected))


def status(cache: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["status", "math24o", "--cache", str(cache), *options])


def refreshed(cache: Path) -> Result:
    return CliRunner().invoke(app, ["refresh", "math24o", "--mirror", str(PAGES), "--cache", str(cache)])


# Verdicts


def test_a_success_noted_by_a_clock_that_was_wrong_hides_no_failure(store: Store) -> None:
    store.record_outcome(Outcome(datetime(2099, 1, 1, tzinfo=UTC), "alpha", URL, "unchanged", ""))
    note(store, 20, "failed", "no connection")
    assert alpha(store).is_failing


def test_without_any_remembered_refresh_figures_are_as_fresh_as_they_were_seen(store: Store) -> None:
    found = alpha(store)
    assert (found.boards, found.editions, found.newest, found.verdict) == (1, 1, "2026-07", "ok")
    assert found.succeeded_at == found.retrieved_at == seen(19).retrieved_at
    assert alpha(store, NOW + WEEK).verdict == "stale"


def test_a_source_that_nothing_is_held_of_is_stale(tmp_path: Path) -> None:
    found = alpha(Store(tmp_path))
    assert (found.newest, found.retrieved_at, found.verdict) == ("-", None, "stale")


def test_a_refresh_that_found_nothing_new_is_a_success(store: Store) -> None:
    note(store, 20, "unchanged")
    assert alpha(store, NOW + timedelta(days=6)).verdict == "ok"


@pytest.mark.parametrize("outcome", ["failed", "refused", "stale", "stopped"])
def test_a_bad_refresh_is_told_in_its_own_words_and_is_no_success(store: Store, outcome: str) -> None:
    note(store, 18, "unchanged")
    note(store, 20, "unchanged")
    note(store, 20, outcome, "the site did not answer in time")
    found = alpha(store)
    assert found.verdict == "failing"
    assert found.errors == (f"{outcome}: {URL}: the site did not answer in time",)
    assert found.succeeded_at == datetime(2026, 8, 18, 6, 30, tzinfo=UTC)
    note(store, 21, "unchanged")
    assert alpha(store).verdict == "ok"


def test_what_a_source_declares_as_faulty_is_no_failure(store: Store) -> None:
    note(store, 20, "unchanged")
    note(store, 20, "refused", "never had a score (declared by the source)", expected=True)
    assert alpha(store).verdict == "ok"


def test_a_refresh_that_found_no_page_is_no_success(store: Store) -> None:
    note(store, 1, "unchanged")
    note(store, 20, "absent", "the site has no such page")
    found = alpha(store)
    assert (found.is_failing, found.is_stale) == (False, True)


def test_a_warning_is_told_but_fails_nothing(store: Store) -> None:
    note(store, 20, "revised")
    note(store, 20, "warned", "1 row fewer")
    assert (alpha(store).verdict, alpha(store).warnings) == ("ok", ("1 row fewer",))


@pytest.mark.parametrize(
    ("text", "meant"),
    [("90m", timedelta(minutes=90)), ("36h", timedelta(hours=36)), ("7d", WEEK), ("2W", 2 * WEEK)],
)
def test_ages_are_given_in_minutes_hours_days_or_weeks(text: str, meant: timedelta) -> None:
    assert duration(text) == meant


@pytest.mark.parametrize("text", ["", "7", "d", "0d", "-1d", "1.5d", "7 years", "9999999d"])
def test_an_age_that_is_none_is_said(tmp_path: Path, text: str) -> None:
    result = status(tmp_path, f"--max-age={text}")
    assert result.exit_code == 2
    assert result.stderr == f"error: --max-age {text}: not an age such as 90m, 36h, 7d or 2w\n"


def test_ages_are_told_in_the_largest_unit_that_fills() -> None:
    told = [age(NOW - ago, NOW) for ago in (timedelta(seconds=59), timedelta(hours=5), 9 * WEEK)]
    assert told == ["0 min ago", "5 h ago", "63 d ago"]
    assert age(None, NOW) == "never"


# The command


def test_the_exit_status_says_whether_all_is_well(tmp_path: Path) -> None:
    assert status(tmp_path).exit_code == 1
    assert refreshed(tmp_path).exit_code == 0
    well = status(tmp_path)
    assert well.exit_code == 0, well.output
    assert "next refresh: none is scheduled here" in well.output
    (tmp_path / "tables/math24o/overall/2025-03.csv").write_text("damaged")
    harmed = status(tmp_path)
    assert harmed.exit_code == 1
    assert "damaged  tables/math24o/overall/2025-03.csv is damaged: " in harmed.output


def test_a_failure_is_told_in_words(tmp_path: Path) -> None:
    refreshed(tmp_path)
    now = datetime.now(UTC)
    Store(tmp_path).record_outcome(
        Outcome(now, "math24o", URL, "failed", "the site did not answer [in time]")
    )
    result = status(tmp_path)
    assert result.exit_code == 1
    assert f"failing  math24o: failed: {URL}: the site did not answer [in time]\n" in result.output


def test_json_tells_all_of_it(tmp_path: Path) -> None:
    refreshed(tmp_path)
    store, now = Store(tmp_path), datetime.now(UTC)
    due = datetime(2030, 1, 1, tzinfo=UTC)
    store.running.note_schedule(Schedule(now, due, "30 6 * * *", "Asia/Shanghai"))
    with store.running.turn(0) as noted:
        noted(Progress(now, now, 3, 1, "math24o", URL, 2, 5))
        told = json.loads(status(tmp_path, "--json").output)
    assert (told["ok"], told["max_age_seconds"], told["next_run"]) == (True, 604800, "2030-01-01T00:00:00Z")
    assert told["schedule"]["alive"] is True
    assert (told["refreshing"]["source"], told["refreshing"]["pages_done"]) == ("math24o", 2)
    [source] = told["sources"]
    assert (source["verdict"], source["outcomes"], source["newest"]) == ("ok", {"added": 1}, "2025-03")
    assert datetime.fromisoformat(source["succeeded_at"]) <= now


def test_a_scheduler_that_fell_silent_or_was_stopped_is_not_counted_on(tmp_path: Path) -> None:
    refreshed(tmp_path)
    running, now = Store(tmp_path).running, datetime.now(UTC)
    long_ago = now - timedelta(hours=2)
    running.note_schedule(Schedule(long_ago, now, "30 6 * * *", "UTC"))
    assert "next refresh: none, the scheduler is silent since " in status(tmp_path).output
    running.note_schedule(Schedule(now, now, "30 6 * * *", "UTC", stopped_at=now))
    assert "next refresh: none, the scheduler was stopped at " in status(tmp_path).output
    assert json.loads(status(tmp_path, "--json").output)["next_run"] is None


STATE = ("outcomes.jsonl", "seen.json", "progress.json", "schedule.json", "scores.index", "publishing.json")


@pytest.mark.parametrize(
    "harm", [b"", b"\x00" * 64, b"{", b"[[]]", b'{"time": 3}', b"null", b"[1]\n", b'"\\ud800"', b"[" * 99_999]
)
def test_no_damage_to_the_state_stops_a_reader_or_the_next_refresh(tmp_path: Path, harm: bytes) -> None:
    store = Store(tmp_path)
    store.publish([A], seen(1))
    for name in STATE:
        (store.state / name).write_bytes(harm)
    reader = Store(tmp_path)
    assert reader.read(ID) == A
    assert len(reader.scores()) == 2
    assert reader.outcomes() == []
    assert reader.running.schedule() is reader.running.progress() is None
    assert status(tmp_path).exit_code == 1
    assert refreshed(tmp_path).exit_code == 0
    assert status(tmp_path).exit_code == 0


def test_losing_the_state_loses_no_figures(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for day, board in ((1, A), (2, B)):
        store.publish([board], seen(day))
    shutil.rmtree(tmp_path / "state")
    again = Store(tmp_path)
    assert again.read(ID) == B
    assert [again.read(at) for at in again.revisions(ID)] == [A, B]
    assert again.verify() == []


@pytest.mark.parametrize("command", ["status", "refresh", "refused"])
def test_a_file_in_the_place_of_the_store_is_named(command: str, tmp_path: Path) -> None:
    file = tmp_path / "store"
    file.write_text("x")
    told = CliRunner().invoke(app, [command, "--cache", str(file)])
    assert (told.exit_code, told.stderr) == (2, f"error: {file} is a file: a store is a folder\n")
