"""Every fault of tests/misbehaving.py, met by a refresh whose store holds good tables: the figures stay, the
trouble is one sentence that names the page, and it is over in time."""

from __future__ import annotations

import gzip
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import brotli
import misbehaving
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cache.leaderboard import Category, Leaderboard, LeaderboardId
from cache.store import Store
from scrapers.boards import Board, BoardSource
from scrapers.errors import FetchError
from scrapers.fetch import Web
from scrapers.refresh import Result, Step, refresh
from scrapers.settings import Limits, Settings

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
LIMITS = Limits(
    connect=1, read=0.4, deadline=0.8, body=400_000, retries=1, backoff=0.01, longest_wait=1.2, interval=0
)
HERE = Settings(allow_private=True, limits=LIMITS)
BOARD = LeaderboardId("faulty", "overall", "2026-07")


class Faulty(BoardSource):
    name = "faulty"
    title = "Faulty"
    homepage = "https://example.org"
    boards = (Board("overall", r"榜", Category.LLM),)


class Met(NamedTuple):
    """What a refresh makes of a fault: with a copy of the page at hand, and without."""

    with_copy: Result
    without: Result
    sentence: str
    page: str = "README.md"


def down(sentence: str) -> Met:
    return Met(Result.STALE, Result.FAILED, sentence)


def failed(sentence: str, page: str = "README.md") -> Met:
    return Met(Result.FAILED, Result.FAILED, sentence, page)


def refused(sentence: str, page: str = "README.md") -> Met:
    return Met(Result.REFUSED, Result.REFUSED, sentence, page)


BOOK = "2026年7月.xlsx"
FINE = Met(Result.UNCHANGED, Result.UNCHANGED, "")
MET = {
    "good": FINE,
    "reset": down("broke off"),
    "reset_once": FINE,
    "hang_up": down("broke off the connection"),
    "busy_once": down("did not arrive|429"),
    "busy_for_long": down("429 Too Many Requests, and asks to wait 86400 s"),
    "broken_once": FINE,
    "broken": down("HTTP 503 Service Unavailable"),
    "forbidden": failed("HTTP 403 Forbidden"),
    "not_found": Met(Result.ABSENT, Result.ABSENT, r"no such page \(HTTP 404\)"),
    "error_page": failed("the site's HTML was served, not Markdown"),
    "empty_page": failed("an empty page"),
    "says_gbk_sends_utf8": FINE,
    "says_utf8_sends_gbk": FINE,
    "says_latin_sends_gbk": FINE,
    "no_text": refused("no text in a known encoding|no ranking table"),
    "too_short": down("broke off before the page was whole"),
    "too_long_for_its_length": down("sent more than it had announced"),
    "bad_length": FINE,
    "truncated_gzip": down("the packed body ends too early"),
    "damaged_gzip": down("the packed body is damaged"),
    "truncated_brotli": down("the packed body ends too early"),
    "gzip_bomb": failed("unpacks to more than 400,000 bytes"),
    "brotli_bomb": failed("unpacks to more than 400,000 bytes"),
    "unknown_packing": failed("packed as 'rot13'"),
    "endless": failed("longer than 400,000 bytes"),
    "endless_chunks": failed("longer than 400,000 bytes"),
    "bad_chunks": down("broke off before the page was whole"),
    "drip": down("did not arrive within 0.8 seconds"),
    "drip_chunks": down("did not arrive within 0.8 seconds"),
    "drip_headers": down("did not arrive within 0.8 seconds"),
    "silence": down("did not answer in time|did not arrive within"),
    "odd_headers": FINE,
    "no_http": down("does not speak HTTP"),
    "redirect_loop": failed("more than 5 redirects"),
    "redirect_to_file": failed(r"only http and https can be fetched \(asked for at file:///etc/hostname\)"),
    "redirect_to_nothing": failed("no address"),
    "redirect_with_bomb": failed("unpacks to more than 400,000 bytes"),
    "html_for_a_workbook": failed("the site's HTML was served, not a workbook", BOOK),
    "truncated_workbook": refused("a damaged workbook", BOOK),
    "workbook_bomb": refused("unpack to 6[0-9],[0-9]{3},[0-9]{3}: more than a board has", BOOK),
    "half_the_rows": refused("rows"),
    "doubled_rows": refused("10 rows with the model and attributes of another"),
    "shuffled_columns": refused(""),
    "empty_table": refused(""),
}


@pytest.fixture(scope="module")
def site() -> Iterator[misbehaving.Site]:
    with misbehaving.running() as running:
        running.faults["html_for_a_workbook"] = misbehaving.error_page
        misbehaving.zip_bomb()  # made before anybody waits for it
        for encoding in ("gzip", "br"):
            misbehaving.packed_bomb(encoding)
        yield running


def refreshed(url: str, store: Store, day: datetime, *, copies: bool) -> list[Step]:
    Faulty.urls = (url,)
    with Web(day, settings=HERE, state=store.state if copies else None) as fetch:
        return list(refresh(Faulty(), fetch, store))


def held(store: Store) -> Leaderboard:
    """The table as first published, read anew from the disk."""
    fresh = Store(store.root)
    return fresh.read(fresh.revisions(BOARD)[0])


def test_every_fault_is_met_here() -> None:
    assert set(MET) - {"html_for_a_workbook"} == set(misbehaving.FAULTS)
    assert len(MET) >= 20


@pytest.mark.parametrize(
    ("fault", "copies"),
    [
        (fault, copies)
        for fault, met in MET.items()
        for copies in (True, False)
        if copies or met.without != met.with_copy
    ],
)
def test_the_cached_table_survives(fault: str, copies: bool, site: misbehaving.Site, tmp_path: Path) -> None:
    met, store = MET[fault], Store(tmp_path)
    url = f"{site.url}/{fault}/{met.page}"
    now = site.faults.get(fault, misbehaving.FAULTS.get(fault))
    site.faults[fault] = misbehaving.good
    (step,) = refreshed(url, store, NOW, copies=copies)
    assert step.result is Result.ADDED
    before = held(store)
    assert now is not None
    site.faults[fault] = now
    site.visits.clear()

    began = time.monotonic()
    steps = refreshed(url, store, LATER, copies=copies)
    assert time.monotonic() - began < 3
    assert held(store) == before
    assert len(Store(tmp_path).current()) == 1
    expected = met.with_copy if copies else met.without
    met_step = next(step for step in steps if step.result is expected)
    check_sentence(met_step, met, url, store)


def test_a_site_that_refuses_connections_leaves_its_tables_in_use(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with misbehaving.running() as site:
        url = f"{site.url}/good/README.md"
        (added,) = refreshed(url, store, NOW, copies=True)
    assert added.result is Result.ADDED
    stale, unchanged = refreshed(url, store, LATER, copies=True)
    assert stale.why == (
        "no connection to the site (refused) (asked for its robots.txt); the copy of 2026-11-01 00:00 UTC"
        " stays in use"
    )
    assert unchanged.result is Result.UNCHANGED
    (failed,) = refreshed(url, store, LATER, copies=False)
    assert failed.result is Result.FAILED
    assert Store(tmp_path).current()[BOARD].checked_at == NOW


def test_a_lost_store_is_filled_from_the_copies_while_the_site_is_down(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with misbehaving.running() as site:
        url = f"{site.url}/good/README.md"
        refreshed(url, store, NOW, copies=True)
    for name in ("manifest.csv", "tables", "raw"):
        path = tmp_path / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    stale, added = refreshed(url, Store(tmp_path), LATER, copies=True)
    assert (stale.result, added.result) == (Result.STALE, Result.ADDED)
    (revision,) = Store(tmp_path).current().values()
    assert revision.provenance.retrieved_at == NOW


def answer_of(body: bytes, *headers: str) -> bytes:
    return "\r\n".join(["HTTP/1.1 200 OK", *headers, f"Content-Length: {len(body)}", "", ""]).encode() + body


ANSWERS = (
    answer_of(misbehaving.readme(), "Content-Type: text/plain; charset=utf-8", 'ETag: "one"'),
    answer_of(gzip.compress(misbehaving.readme(), mtime=0), "Content-Encoding: gzip"),
    answer_of(brotli.compress(misbehaving.readme()), "Content-Encoding: br"),
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n" + b"x" * 16 + b"\r\n0\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: /good/README.md\r\nContent-Length: 0\r\n\r\n",
)
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([b"\r\n", b"\0", b": ", b"-1", b"9" * 12, b"HTTP/1.1 100 Continue\r\n\r\n", b"\x1b[2J"]),
)


@given(
    answer=st.sampled_from(ANSWERS),
    changes=st.lists(st.tuples(st.integers(0, 300), st.integers(0, 30), PIECES), min_size=1, max_size=5),
)
@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_mangled_answer_is_a_page_or_a_named_error(
    answer: bytes, changes: list[tuple[int, int, bytes]], site: misbehaving.Site
) -> None:
    for start, gone, put in changes:
        answer = answer[:start] + put + answer[start + gone :]
    site.faults["mangled"] = lambda to, count: to.wfile.write(answer) and None
    url = f"{site.url}/mangled/README.md"
    once = replace(HERE, limits=replace(LIMITS, retries=0))
    began, said = time.monotonic(), f"{url}: "
    try:
        with Web(NOW, settings=once) as fetch:
            assert fetch(url).content
    except FetchError as error:
        said = str(error)
    assert said.startswith(f"{url}: ")
    assert said.isprintable()
    assert time.monotonic() - began < 20


def check_sentence(step: Step, met: Met, url: str, store: Store) -> None:
    if step.result is Result.UNCHANGED:
        assert not step.is_failure
        return
    assert step.is_failure == (step.result is not Result.ABSENT)
    assert step.url == url
    assert re.search(met.sentence, step.why), step.why
    assert "\n" not in step.why
    if step.result is Result.STALE:  # the last success is where it was
        assert Store(store.root).current()[BOARD].checked_at == NOW
