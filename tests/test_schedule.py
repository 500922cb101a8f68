"""The scheduler: when it refreshes, that it never does so twice at once, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from cache.running import Schedule
from cache.store import Store
from scrapers.__main__ import app
from scrapers.log import LogForm
from scrapers.schedule import ScheduleError, refresh_command, trigger

PAGES = Path(__file__).parent / "examples/math24o/pages"
SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = datetime(2026, 11, 21, 12, 0, tzinfo=SHANGHAI)
NEVER = "0 0 1 1 *"


def times(cron: str, number: int = 3) -> list[str]:
    when, found, last = trigger(cron, "Asia/Shanghai", 0), [], SATURDAY
    for _ in range(number):
        last = when.get_next_fire_time(None, last + timedelta(seconds=1))
        found.append(f"{last:%a %m-%d %H:%M}")
    return found


def test_a_crontab_line_means_what_it_means_to_cron() -> None:
    assert times("30 6 * * *", 2) == ["Sun 11-22 06:30", "Mon 11-23 06:30"]
    assert times("0 */6 * * *", 2) == ["Sat 11-21 18:00", "Sun 11-22 00:00"]
    assert times("15 3 1,15 * *", 2) == ["Tue 12-01 03:15", "Tue 12-15 03:15"]


@pytest.mark.parametrize(
    ("weekdays", "found"),
    [
        ("1", ["Mon", "Mon", "Mon"]),
        ("0", ["Sun", "Sun", "Sun"]),
        ("7", ["Sun", "Sun", "Sun"]),
        ("1-5", ["Mon", "Tue", "Wed"]),
        ("5-7", ["Sat", "Sun", "Fri"]),
        ("fri-mon", ["Sat", "Sun", "Mon"]),
        ("2,thu", ["Tue", "Thu", "Tue"]),
        ("*/3", ["Sat", "Sun", "Wed"]),
        ("1-5/2", ["Mon", "Wed", "Fri"]),
    ],
)
def test_weekdays_are_counted_from_sunday(weekdays: str, found: list[str]) -> None:
    assert [text[:3] for text in times(f"0 23 * * {weekdays}")] == found


def test_jitter_begins_later_never_earlier() -> None:
    when = trigger("30 6 * * *", "Asia/Shanghai", 300)
    due = datetime(2026, 11, 22, 6, 30, tzinfo=SHANGHAI)
    found = [when.get_next_fire_time(None, SATURDAY) - due for _ in range(50)]
    assert timedelta(0) <= min(found) < max(found) <= timedelta(seconds=300)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--cron", "30 6 * *"], "--cron '30 6 * *': 4 fields, not minute, hour"),
        (["--cron", "61 6 * * *"], "--cron '61 6 * * *': "),
        (["--cron", "0 6 * * someday"], "'someday' is no weekday"),
        (["--cron", "0 6 * * */0"], "'0' is no number of days"),
        (["--cron", "0 6 1 * 1"], "names both a day of the month and a weekday"),
        (["--cron", "0 6 30 2 *"], "this day never comes"),
        (["--timezone", "Mars/Olympus"], "--timezone Mars/Olympus: no time zone is called so"),
        (["--timezone", ".."], "--timezone ..: no time zone"),
        (["no-such-source"], "no source is called no-such-source"),
    ],
)
def test_a_schedule_that_cannot_be_is_said_in_one_line(
    tmp_path: Path, options: list[str], sentence: str
) -> None:
    result = CliRunner().invoke(app, ["schedule", "--cache", str(tmp_path), *options])
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert result.stderr.count("\n") == 1
    assert sentence in result.stderr
    assert not (tmp_path / "state").exists()


def test_an_unknown_time_zone_is_a_schedule_error() -> None:
    with pytest.raises(ScheduleError):
        trigger(NEVER, "", 0)


# Running


class Scheduled:
    """`python -m scrapers schedule` over a store, with its log."""

    def __init__(self, root: Path, *options: str) -> None:
        self.store, self.log = Store(root), root.parent / "log"
        command = [sys.executable, "-m", "scrapers", "schedule", "math24o", "--mirror", str(PAGES)]
        command += ["--cron", NEVER, "--jitter", "0", "--cache", str(root), "--log", "json", *options]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(command, stderr=log)

    def events(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{")]

    def happened(self, event: str) -> dict[str, Any]:
        found: list[dict[str, Any]] = []
        until(lambda: found.extend(at for at in self.events() if at["event"] == event) or bool(found))
        return found[0]

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


def until(is_so: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def scheduled(tmp_path: Path) -> Iterator[Callable[..., Scheduled]]:
    started: list[Scheduled] = []

    def start(*options: str) -> Scheduled:
        started.append(Scheduled(tmp_path / "store", *options))
        return started[-1]

    yield start
    for each in started:
        each.process.kill()
        each.process.wait()


def test_it_refreshes_says_when_it_does_so_next_and_ends_on_sigterm(
    scheduled: Callable[..., Scheduled],
) -> None:
    at = scheduled("--now")
    assert at.happened("schedule.refreshed")["status"] == 0
    assert [outcome.outcome for outcome in at.store.outcomes()] == ["added"]
    signed = at.store.running.schedule()
    now = datetime.now(UTC)
    assert signed is not None
    assert signed.is_alive(now)
    assert (signed.pid, signed.cron, signed.timezone) == (at.process.pid, NEVER, "Asia/Shanghai")
    assert signed.next_run == datetime(now.astimezone(SHANGHAI).year + 1, 1, 1, tzinfo=SHANGHAI)
    second = CliRunner().invoke(app, ["schedule", "--cron", NEVER, "--cache", str(at.store.root)])
    assert second.exit_code == 3
    assert f"another scheduler serves this store: process {at.process.pid} on " in second.stderr
    assert at.end() == 0
    left = at.store.running.schedule()
    assert left is not None
    assert not left.is_alive(datetime.now(UTC))
    assert left.next_run == signed.next_run
    assert [event["event"] for event in at.events()][-1] == "schedule.stopped"


def test_a_refresh_that_was_due_while_no_scheduler_ran_is_made_up_for_once(
    scheduled: Callable[..., Scheduled], tmp_path: Path
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=3)
    Store(tmp_path / "store").running.note_schedule(Schedule(long_ago, long_ago, NEVER, "UTC"))
    at = scheduled()
    at.happened("schedule.refreshed")
    assert at.happened("schedule.missed")["level"] == "warning"
    assert len(at.store.outcomes()) == 1
    assert at.end() == 0
    left = at.store.running.schedule()
    assert left is not None
    assert left.next_run is not None
    assert left.next_run > datetime.now(UTC)


def test_a_failing_source_does_not_end_it(scheduled: Callable[..., Scheduled], tmp_path: Path) -> None:
    page = tmp_path / "mirror/raw.githubusercontent.com/CLUEbenchmark/ZeroCLUE/main/README.md"
    page.parent.mkdir(parents=True)
    page.write_text("nothing here")
    at = scheduled("--now", "--mirror", str(tmp_path / "mirror"), "zeroclue")
    assert at.happened("schedule.refreshed")["status"] == 1
    assert {outcome.source: outcome.outcome for outcome in at.store.outcomes()} == {
        "math24o": "added",
        "zeroclue": "refused",
    }
    assert at.process.poll() is None
    assert at.end() == 0


SLOW = """
import signal, sys, time
from datetime import UTC, datetime
from pathlib import Path
from apscheduler.triggers.cron import CronTrigger
from cache.store import Store
from scrapers import log
from scrapers.schedule import Scheduler

root, seconds = Path(sys.argv[1]), sys.argv[2]
work = f'''
import signal, sys, time
asked = []
signal.signal(signal.SIGTERM, lambda *_: asked.append(1))
log = open("{root}/runs", "a", buffering=1)
log.write("begin\\\\n")
time.sleep({seconds})
log.write("end asked\\\\n" if asked else "end\\\\n")
'''
log.configure(log.LogForm.TEXT)
when = CronTrigger(second="*", timezone="UTC")
Scheduler(Store(root), when, [sys.executable, "-c", work], "* * * * *", "UTC").run()
"""


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Callable[[float], subprocess.Popen[bytes]]]:
    """Starts a scheduler that strikes every second, with a refresh that takes so many."""
    started: list[subprocess.Popen[bytes]] = []

    def start(seconds: float) -> subprocess.Popen[bytes]:
        started.append(subprocess.Popen([sys.executable, "-c", SLOW, str(tmp_path), str(seconds)]))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def runs(root: Path) -> list[str]:
    path = root / "runs"
    return path.read_text().splitlines() if path.exists() else []


def test_runs_never_overlap_and_those_missed_meanwhile_are_made_up_for_by_one(
    slow: Callable[[float], subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    process = slow(2.5)
    until(lambda: len(runs(tmp_path)) >= 5)
    process.terminate()
    assert process.wait(timeout=60) == 0
    assert runs(tmp_path)[:5] == ["begin", "end", "begin", "end", "begin"]


def test_sigterm_lets_the_refresh_end_by_itself_first(
    slow: Callable[[float], subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    process = slow(3)
    until(lambda: runs(tmp_path) == ["begin"])
    process.terminate()
    assert process.wait(timeout=60) == 0
    assert runs(tmp_path) == ["begin", "end asked"]


def test_asked_twice_it_breaks_off(slow: Callable[[float], subprocess.Popen[bytes]], tmp_path: Path) -> None:
    process = slow(60)
    until(lambda: runs(tmp_path) == ["begin"])
    process.terminate()
    time.sleep(0.3)
    process.terminate()
    assert process.wait(timeout=30) == 0
    assert runs(tmp_path) == ["begin"]


def test_it_starts_the_command_that_a_person_would_type(tmp_path: Path) -> None:
    os.makedirs(tmp_path / "m")
    assert refresh_command(tmp_path, ["clue"], [tmp_path / "m"], LogForm.TEXT)[1:] == [
        *("-m", "scrapers", "refresh", "--cache", str(tmp_path), "--log", "text"),
        *("--mirror", str(tmp_path / "m"), "clue"),
    ]


def test_a_jitter_beyond_a_day_is_refused(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from scrapers.__main__ import app

    done = CliRunner().invoke(app, ["schedule", "--jitter", "99999999999999", "--cache", str(tmp_path)])
    assert done.exit_code == 2
    assert "86400" in done.output
