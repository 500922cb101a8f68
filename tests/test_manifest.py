"""The manifest: one line a revision, strict on reading, and an error names line and column."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sample_boards import ID, URL, A, seen

from cache import manifest
from cache.arrivals import arrivals
from cache.errors import ManifestError
from cache.files import Folder
from cache.leaderboard import Category, LeaderboardId, Scenario
from cache.manifest import Provenance, Revision


def revision(number: int = 1, id: LeaderboardId = ID) -> Revision:
    [arrival] = arrivals([replace(A, id=id)], seen())
    return arrival.numbered(number).revision


FULL = replace(
    revision(),
    category=Category.DECISION,
    scenarios=(Scenario.HEALTH, Scenario.IOT),
    heading='总排行榜\n"（2026年7月）", 一',
    edition_day=date(2026, 7, 24),
    provenance=Provenance(
        url=URL,
        retrieved_at=datetime(2026, 8, 1, 9, 30, 1, 250, tzinfo=UTC),
        page_sha256="ab" * 32,
        parser="3",
        as_of=datetime(2026, 7, 30, tzinfo=UTC),
        dated_by_name=True,
        note="rebuilt from a capture of 2026-08-01, columns left out",
    ),
    checked_at=datetime(2026, 8, 1, 9, 30, 1, 250, tzinfo=UTC),
    reference_rows=(2,),
    baseline_rows=(1,),
)


def changed(column: str, text: str) -> bytes:
    """A manifest of one line with another text in one column."""
    first, header, line = manifest.dumps([revision()]).decode().splitlines()
    fields = line.split(",")
    fields[manifest.COLUMNS.index(column)] = text
    return "\n".join([first, header, ",".join(fields), ""]).encode()


def test_every_field_of_a_revision_comes_back() -> None:
    assert manifest.loads(manifest.dumps([FULL, revision(2)])) == [FULL, revision(2)]


def test_the_time_of_the_last_check_is_not_in_the_manifest() -> None:
    later = replace(FULL, checked_at=FULL.checked_at + timedelta(days=3))
    assert manifest.dumps([later]) == manifest.dumps([FULL])


def test_lines_are_sorted_and_the_first_states_the_format() -> None:
    other = revision(id=LeaderboardId("aaa", "overall", "undated"))
    revisions = [revision(10), revision(2), other]
    assert manifest.loads(manifest.dumps(revisions)) == [other, revision(2), revision(10)]
    first, header = manifest.dumps(revisions).decode().splitlines()[:2]
    assert re.fullmatch("# bangdan manifest, format 1, sha256 [0-9a-f]{64}", first)
    assert header.startswith("source,leaderboard,edition,")


def test_times_are_written_in_utc() -> None:
    there = timezone(timedelta(hours=8))
    moment = datetime(2026, 8, 1, 17, 30, tzinfo=there)
    assert manifest.time_text(moment) == "2026-08-01T09:30:00Z"
    assert manifest.aware_time("2026-08-01T17:30:00+08:00") == moment


def test_a_spreadsheet_may_add_a_mark_and_other_line_ends() -> None:
    content = b"\xef\xbb\xbf" + manifest.dumps([revision()]).replace(b"\n", b"\r\n")
    assert manifest.loads(content) == [revision()]


@pytest.mark.parametrize(
    "harm",
    [
        lambda content: b"".join(content.splitlines(keepends=True)[:-1]),
        lambda content: content.replace("总排行榜".encode(), "总排行".encode()),
        lambda content: content.replace(b"example.org/alpha", b"example.org/alphb"),
        lambda content: content + content.splitlines(keepends=True)[-1].replace(b",2,llm", b",3,llm"),
    ],
)
def test_a_manifest_that_is_not_what_was_published_is_noticed_by_its_hash(harm) -> None:
    content = manifest.dumps([revision(), revision(2)])
    with pytest.raises(ManifestError, match=r"manifest.csv is damaged: it is not what was published"):
        manifest.loads(harm(content))
    edited = re.sub(b", sha256 [0-9a-f]{64}", b"", harm(content), count=1)
    assert manifest.loads(edited)


def test_a_missing_manifest_lists_nothing_but_an_empty_file_is_an_error(tmp_path: Path) -> None:
    assert manifest.loads(manifest.read(Folder(tmp_path))) == []
    with pytest.raises(ManifestError, match="line 1: expected '# bangdan manifest, format 1'"):
        manifest.loads(b"")
    with pytest.raises(ManifestError, match="line 2: missing column 'source'"):
        manifest.loads(b"# bangdan manifest, format 1\n")


def test_a_newer_format_is_refused_with_what_to_do() -> None:
    content = manifest.dumps([revision()]).replace(b"format 1,", b"format 12,") + b"what,ever\n"
    with pytest.raises(ManifestError) as error:
        manifest.loads(content)
    assert str(error.value) == "manifest.csv has format 12, this Bangdan reads format 1: update Bangdan"


@pytest.mark.parametrize(
    ("column", "text", "sentence"),
    [
        ("source", "../up", "'../up' is not an id"),
        ("source", "", "'' is not an id"),
        ("leaderboard", "a/b", "'a/b' is not an id"),
        ("edition", "2026-13", "'2026-13' is not YYYY-MM, YYYY or undated"),
        ("edition", "..", "'..' is not YYYY-MM"),
        ("revision", "0", "'0' is not a whole number from 1"),
        ("revision", "../2", "'../2' is not a whole number"),
        ("category", "audio", "'audio' is none of llm, vision"),
        ("scenarios", "health x", "'health x' is none of language"),
        ("edition_day", "2026-7-1", "'2026-7-1' is not a day"),
        ("retrieved_at", "yesterday", "'yesterday' is not a time"),
        ("as_of", "2026-08-01T00:00:00", "has no time zone"),
        ("dated_by_name", "yes", "'yes' is neither true nor false"),
        ("roles", "rank score", "are not one model column"),
        ("roles", "model price", "is none of rank, model, score, attribute"),
        ("reference_rows", "2 1", "'2 1' are not ascending row numbers up to 2"),
        ("baseline_rows", "3", "'3' are not ascending row numbers up to 2"),
        ("rows", "-1", "'-1' is not a whole number from 1"),
        ("table_sha256", "abc", "'abc' is not a SHA-256"),
        ("raw_sha256", "", "'' is not a SHA-256"),
    ],
)
def test_a_malformed_field_is_an_error_naming_line_and_column(column: str, text: str, sentence: str) -> None:
    with pytest.raises(ManifestError, match=f"^manifest.csv line 3, column {column}: ") as error:
        manifest.loads(changed(column, text))
    assert sentence in str(error.value)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (
            lambda text: text + text.splitlines()[2] + "\n",
            "line 4: alpha/overall/2026-07 revision 1 stands twice",
        ),
        (lambda text: text + "a,b\n", "line 4: 2 fields where the header has 21"),
        (lambda text: text.replace(",llm,", ',"llm,'), "line 3: not CSV"),
        (lambda text: text.replace(",heading,", ",title,"), "line 2: unknown column 'title'"),
        (lambda text: text.replace(",heading,", ",edition,"), "line 2: repeated column 'edition'"),
        (lambda text: text.replace(",heading,", ","), "line 2: missing column 'heading'"),
        (lambda text: text[text.index("\n") + 1 :], "line 1: expected '# bangdan manifest, format 1'"),
        (lambda text: text.encode().replace("榜".encode(), b"\xff"), "is not UTF-8"),
    ],
)
def test_a_malformed_manifest_is_an_error_naming_the_line(harm, sentence: str) -> None:
    content = harm(manifest.dumps([revision()]).decode())
    with pytest.raises(ManifestError, match=r"^manifest\.csv") as error:
        manifest.loads(content if isinstance(content, bytes) else content.encode())
    assert sentence in str(error.value)


def test_a_line_after_a_heading_of_two_lines_is_named_by_its_own_number() -> None:
    content = manifest.dumps([FULL]) + b"a,b\n"
    with pytest.raises(ManifestError, match="line 5: 2 fields"):
        manifest.loads(content)
