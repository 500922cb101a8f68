"""The commits that touched a file of a GitHub repository, by GitHub's API."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlencode, urlsplit

from scrapers import log
from scrapers.errors import AbsentError, DownError, FetchError
from scrapers.settings import API

if TYPE_CHECKING:
    from scrapers.web.exchange import Answer

PER_PAGE = 100
MOST_PAGES = 200  # 20,000 commits: a list that is longer than that does not end
LONGEST_WAIT = 15 * 60  # seconds; beyond, the caller goes on another time
_NEXT = re.compile(r"<([^>]*)>\s*;[^,]*\brel=\"?next\b")
_SHA = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True, slots=True)
class Commit:
    sha: str
    at: datetime  # when it was committed


class Asking(Protocol):
    """What a fetch offers beside pages: an answer with its status and headers."""

    def answer(self, url: str, headers: Mapping[str, str] | None = None) -> Answer: ...


class GithubApi:
    """`token` raises the limit from 60 requests an hour to 5,000. Time is an argument, for tests."""

    def __init__(
        self,
        fetch: Asking,
        token: str = "",
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self._fetch, self._now, self._sleep = fetch, now, sleep
        self._headers = {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"}
        if token:
            self._headers["Authorization"] = f"Bearer {token}"
        self._may_ask_at = 0.0

    def commits(self, repository: str, branch: str, path: str, since: datetime | None = None) -> list[Commit]:
        """Oldest first. Raises FetchError, AbsentError where there is no such repository or branch."""
        chosen = {"path": path, "sha": branch, "per_page": str(PER_PAGE)}
        if since is not None:
            chosen["since"] = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        base = f"{API}/repos/{repository}/commits"
        url = f"{base}?{urlencode(chosen)}"
        found: dict[str, Commit] = {}
        for _ in range(MOST_PAGES):
            answer = self._ask(url)
            found |= {commit.sha: commit for commit in _commits(answer.content, url)}
            following = _NEXT.search(_header(answer, "Link"))
            if following is None:
                oldest_first = list(found.values())[::-1]  # as listed, where several are of one second
                return sorted(oldest_first, key=lambda commit: commit.at)
            # A stand-in may name itself, or a repository by its number: only the question is taken over.
            url = f"{base}?{urlsplit(following[1]).query}"
        raise FetchError(f"{base}: the list of commits does not end after {MOST_PAGES} pages")

    def _ask(self, url: str) -> Answer:
        """Waits where the limit is used up; raises FetchError where that would take too long."""
        self._wait(url)
        answer = self._fetch.answer(url, self._headers)
        if self._limited(answer):
            self._wait(url)
            answer = self._fetch.answer(url, self._headers)
            if self._limited(answer):
                raise DownError(f"{url}: GitHub still limits requests (HTTP {answer.status})")
        if answer.status in (404, 409, 410, 451):  # 409: an empty repository
            raise AbsentError(f"{url}: GitHub has no such file, branch or repository (HTTP {answer.status})")
        if answer.status == 401:
            raise FetchError(f"{url}: GitHub does not accept the token in GITHUB_TOKEN")
        if answer.status != 200:
            raise FetchError(f"{url}: GitHub answered HTTP {answer.status}")
        return answer

    def _limited(self, answer: Answer) -> bool:
        """Whether this answer is a refusal for having asked too often; notes when to ask again."""
        remaining, reset = _header(answer, "X-RateLimit-Remaining"), _header(answer, "X-RateLimit-Reset")
        after = _header(answer, "Retry-After")
        used_up = remaining == "0" and reset.isdigit()
        if used_up:
            self._may_ask_at = float(reset) + 1
        refused = answer.status == 429 or (answer.status == 403 and (used_up or after != ""))
        if refused and after.isdigit():
            self._may_ask_at = self._now() + float(after)
        elif refused and not used_up:
            self._may_ask_at = self._now() + 60  # what GitHub asks for where it names no time
        return refused

    def _wait(self, url: str) -> None:
        seconds = self._may_ask_at - self._now()
        if seconds <= 0:
            return
        until = datetime.fromtimestamp(self._may_ask_at, UTC)
        if seconds > LONGEST_WAIT:
            raise DownError(
                f"{url}: GitHub's limit is used up until {until:%H:%M} UTC; what was read is kept, run this"
                " again then, or set GITHUB_TOKEN"
            )
        log.event("github.limited", until=until)
        self._sleep(seconds)


def _commits(content: bytes, url: str) -> Iterator[Commit]:
    try:
        listed = json.loads(content)
        for each in listed:
            at = datetime.fromisoformat(each["commit"]["committer"]["date"])
            if not _SHA.fullmatch(each["sha"]) or at.tzinfo is None:
                raise ValueError("not a commit")
            yield Commit(each["sha"], at)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise FetchError(f"{url}: what was served is no list of commits") from None


def _header(answer: Answer, name: str) -> str:
    return next((text for key, text in answer.headers.items() if key.lower() == name.lower()), "").strip()
