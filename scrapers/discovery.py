"""Editions nobody has listed: looked for politely, where a publisher is known to put them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from scrapers.errors import AbsentError, FetchError, MismatchError
from scrapers.source import Discovery, Page

GIVE_UP = 3  # failures in a row after which the site is left alone


class Candidate(NamedTuple):
    url: str
    is_guess: bool = False  # nobody has seen it: its absence is no failure


def candidates(
    fetch: Callable[[str], Page], folder: str, suffix: str, listed: Iterable[str], look_back: int
) -> Iterator[Candidate]:
    """The pages `<folder><edition><suffix>` to try: those a mirror holds; on the web the latest months, then
    the listed editions, which stand newest first."""
    known = [Candidate(f"{folder}{quote(edition)}{suffix}") for edition in listed]
    if not isinstance(fetch, Discovery):
        yield from known
    elif (held := fetch.held(folder)) is not None:
        yield from (Candidate(url) for url in held if url.endswith(suffix))
    else:
        for edition in months_before(fetch.retrieved_at, look_back):
            guess = Candidate(f"{folder}{quote(edition)}{suffix}", is_guess=True)
            if Candidate(guess.url) in known:
                break
            yield guess
        yield from known


def months_before(day: datetime, count: int) -> Iterator[str]:
    """2026年10月, 2026年9月, … from the month of `day` on backwards."""
    last = day.year * 12 + day.month - 1
    for month in range(last, last - count, -1):
        yield f"{month // 12}年{month % 12 + 1}月"


def fetch_candidates(
    fetch: Callable[[str], Page], tried: Iterable[Candidate], objection: Callable[[Page], FetchError | None]
) -> Iterator[Page]:
    """The pages that are there, then one ExceptionGroup of what failed.

    `objection` says what is wrong with a page as served: sites answer 200 to addresses they do not know.
    """
    failures: list[FetchError] = []
    unreachable = 0
    for candidate in tried:
        try:
            page = fetch(candidate.url)
            error = objection(page)
            if error is None:
                yield page
        except (AbsentError, MismatchError) as absent:
            error = absent
        except FetchError as failure:
            failures.append(failure)
            unreachable += 1
            if unreachable == GIVE_UP:
                break
            continue
        unreachable = 0
        if error is not None and not candidate.is_guess:
            failures.append(error)
    if failures:
        raise ExceptionGroup(f"{len(failures)} pages could not be fetched", failures)
