"""Logs: one line an event, readable by a person and by a program, and nothing secret in them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from scrapers import log
from scrapers.log import Level, LogForm, formed, redacted

MOMENT = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)


@pytest.fixture
def lines() -> Iterator[list[str]]:
    written: list[str] = []
    yield written
    log.configure(LogForm.NONE)


def test_an_event_is_one_line_of_pairs() -> None:
    line = formed(
        LogForm.TEXT,
        "page.failed",
        Level.ERROR,
        MOMENT,
        {"source": "clue", "why": 'no "总分"\nin it', "rows": 3, "stale": True, "what": None, "empty": ""},
    )
    assert line == (
        "at=2026-11-21T22:30:00Z level=error event=page.failed source=clue"
        r' why="no \"总分\"\nin it" rows=3 stale=true empty=""'
    )


def test_an_event_is_one_json_object(lines: list[str]) -> None:
    log.configure(LogForm.JSON, lines.append)
    log.event("source.done", source="clue", added=2, seconds=0.12345)
    [line] = lines
    assert line.endswith("}\n")
    told = json.loads(line)
    assert {**told, "at": ""} == {
        "at": "", "level": "info", "event": "source.done", "source": "clue", "added": 2, "seconds": 0.123
    }  # fmt: skip


def test_nothing_is_logged_unless_asked(lines: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    log.event("source.done", source="clue")
    assert capsys.readouterr() == ("", "")


def test_a_log_that_cannot_be_written_stops_nothing() -> None:
    def refuse(line: str) -> None:
        raise BrokenPipeError

    log.configure(LogForm.TEXT, refuse)
    log.event("source.done")
    log.configure(LogForm.NONE)


@pytest.mark.parametrize(
    "secret",
    [
        "no connection through http://me:hunter2hunter2@proxy.example:8080/",
        "https://api.github.com/x?access_token=hunter2hunter2&page=2",
        "https://example.org/data?X-Amz-Signature=hunter2hunter2",
        "Authorization: Bearer hunter2hunter2",
        "{'Authorization': 'token hunter2hunter2'}",
        "sent ghp_hunter2hunter2 to the site",
        "password=hunter2hunter2",
        "it echoed hunter2hunter2 of the environment",
    ],
)
def test_nothing_secret_is_logged(secret: str, lines: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    if "environment" in secret:
        monkeypatch.setenv("SOME_API_TOKEN", "hunter2hunter2")
    log.configure(LogForm.TEXT, lines.append)
    log.event("page.failed", Level.ERROR, why=secret)
    assert "hunter2" not in lines[0]
    assert "***" in lines[0]


def test_what_is_not_secret_stays() -> None:
    text = "https://raw.githubusercontent.com/CLUEbenchmark/CLUE/main/README.md?page=2#榜: 3 rows, 12 tokens"
    assert redacted(text) == text
