"""A file's history, walked through a stand-in for GitHub on this machine."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import github_stand_in
import pytest
from github_stand_in import StandIn
from typer.testing import CliRunner, Result

from cache.leaderboard import Category, LeaderboardId
from cache.store import Store
from scrapers import backfill, commits
from scrapers.__main__ import app
from scrapers.backfill import Backfill
from scrapers.boards import Board
from scrapers.commits import GithubApi
from scrapers.fetch import Web
from scrapers.github import GithubSource
from scrapers.mirror import Mirrors
from scrapers.refresh import Result as Became
from scrapers.refresh import Step, refresh
from scrapers.settings import Limits, Settings
from scrapers.source import all_sources

SHARED = Path(__file__).parents[2] / "shared"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
FAST = Limits(interval=0, retries=0, backoff=0.01)
MONTHLY = LeaderboardId("monthly", "overall", "2023-05")
SHAS = [f"{number:040x}" for number in range(1, 8)]


class Monthly(GithubSource):
    name = "monthly"
    title = "Monthly"
    repository = "somebody/something"
    boards = (Board("overall", r"总榜", Category.LLM),)
    dated_files = ("README_2304.md",)


def readme(edition: str, rows: int, best: float = 90.0, column: str = "总分") -> str:
    lines = [f"## 总榜（{edition}）", "", f"| 模型 | {column} |", "|---|---|"]
    return "\n".join([*lines, *(f"| 青松-{row}B | {best - row} |" for row in range(1, rows + 1))]) + "\n"


VERSIONS = {  # oldest first: what each commit left
    SHAS[0]: ("2023-05-04T01:36:10Z", "# 说明\n\n没有榜单\n"),
    SHAS[1]: ("2023-05-05T01:00:00Z", readme("2023年5月", 4)),
    SHAS[2]: ("2023-05-06T01:00:00Z", readme("2023年5月", 4)),  # only words changed
    SHAS[3]: ("2023-05-20T01:00:00+08:00", readme("2023年5月", 7, 0.9, "得分")),
    SHAS[4]: ("2023-06-19T01:00:00Z", readme("2023年6月", 8)),
    SHAS[5]: ("2023-06-20T01:00:00Z", None),  # the file was away for a while
    SHAS[6]: ("2023-06-21T01:00:00Z", readme("2023年6月", 9)),
}


def content(_: str, sha: str, path: str) -> bytes | None:
    if path == "README_2304.md":
        return readme("2023年4月", 3).encode() if sha == SHAS[4] else None
    text = VERSIONS.get(sha, ("", None))[1]
    return None if text is None else text.encode()


@pytest.fixture
def github() -> Iterator[StandIn]:
    listed = [(sha, date) for sha, (date, _) in VERSIONS.items()][::-1]
    known = {
        ("somebody/something", "README.md"): listed,
        ("somebody/something", "README_2304.md"): [listed[2]],
    }
    with github_stand_in.running(StandIn(known, content, per_page=3)) as running:
        yield running


def settings(github: StandIn) -> Settings:
    return Settings(allow_private=True, github_api=github.url, github_raw=github.url, limits=FAST)


def walked(
    github: StandIn,
    store: Store,
    source: GithubSource | None = None,
    since: datetime | None = None,
    stop: Callable[[], bool] = lambda: False,
    **clock: Callable[..., float],
) -> list[Step]:
    with Web(NOW, settings=settings(github), state=store.state) as fetch:
        api = GithubApi(fetch, **clock)
        return list(Backfill(source or Monthly(), fetch, api, store, stop).steps(since))


def raw_asked(github: StandIn) -> list[str]:
    return [target.split("/")[3] for target in github.asked if not target.startswith("/repos/")]


def test_every_edition_and_revision_of_the_history_is_added_oldest_first(
    github: StandIn, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    steps = walked(github, store)
    assert [step.what for step in steps if step.result in (Became.ADDED, Became.REVISED)] == [
        "monthly/overall/2023-05",
        "monthly/overall/2023-05 r2",
        "monthly/overall/2023-04",
        "monthly/overall/2023-06",
        "monthly/overall/2023-06 r2",
    ]
    assert not any(step.is_failure for step in steps)
    first, second = store.revisions(MONTHLY)
    assert first.provenance.as_of == datetime(2023, 5, 6, 1, tzinfo=UTC)  # the last commit that left it so
    assert second.provenance.as_of == datetime(2023, 5, 19, 17, tzinfo=UTC)
    assert first.provenance.retrieved_at == NOW
    raw = "https://raw.githubusercontent.com/somebody/something"
    assert first.provenance.url == f"{raw}/{SHAS[1]}/README.md"
    assert store.current()[MONTHLY].revision == 2


def test_the_list_of_commits_is_read_page_by_page(github: StandIn, tmp_path: Path) -> None:
    walked(github, Store(tmp_path))
    lists = [target for target in github.asked if "path=README.md" in target]
    assert [target.partition("&page=")[2] for target in lists] == ["", "2", "3"]


def test_a_version_of_a_file_named_after_an_edition_is_dated_by_its_name(
    github: StandIn, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    walked(github, store)
    april = store.current()[MONTHLY._replace(edition="2023-04")]
    assert april.provenance.dated_by_name
    assert april.provenance.as_of == datetime(2023, 6, 19, 1, tzinfo=UTC)


def test_differences_within_an_edition_are_accepted_with_a_warning(github: StandIn, tmp_path: Path) -> None:
    warned = [step.why for step in walked(github, Store(tmp_path)) if step.result is Became.WARNED]
    assert any("1 metric column gone (总分)" in why for why in warned)


def test_a_version_that_holds_no_table_or_is_not_there_fails_nothing(github: StandIn, tmp_path: Path) -> None:
    steps = {step.url.split("/")[-2]: step for step in walked(github, Store(tmp_path))}
    assert (steps[SHAS[0]].result, steps[SHAS[5]].result) == (Became.WARNED, Became.ABSENT)
    assert "left out" in steps[SHAS[0]].why
    assert "no ranking table found" in steps[SHAS[0]].why


def test_a_second_run_fetches_no_version_again(github: StandIn, tmp_path: Path) -> None:
    walked(github, Store(tmp_path))
    assert len(raw_asked(github)) == 8
    github.asked.clear()
    assert walked(github, Store(tmp_path)) == []
    assert raw_asked(github) == []


def test_a_run_that_was_stopped_goes_on_where_it_was(github: StandIn, tmp_path: Path) -> None:
    store = Store(tmp_path)
    walked(github, store, stop=lambda: len(raw_asked(github)) == 4)
    assert raw_asked(github) == SHAS[:4]
    github.asked.clear()
    walked(github, store)
    assert raw_asked(github) == [SHAS[4], SHAS[4], *SHAS[5:]]
    assert len(store.current()) == 3


def test_without_its_note_a_run_reads_again_only_what_gave_no_revision(
    github: StandIn, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    walked(github, store)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.csv")}
    shutil.rmtree(store.state)
    github.asked.clear()
    walked(github, store)
    assert raw_asked(github) == [SHAS[0], SHAS[2], SHAS[5]]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.csv")} == before


def test_a_note_that_cannot_be_read_or_is_of_another_parser_is_passed_over(
    github: StandIn, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    for text in ("[]", "{", json.dumps({"parser": "0", "read": {"monthly": ["x"]}})):
        (store.state / "backfill.json").write_text(text)
        assert backfill._read(store, Monthly()) == set()


def test_since_leaves_out_what_is_older(github: StandIn, tmp_path: Path) -> None:
    walked(github, Store(tmp_path), since=datetime(2023, 6, 1, tzinfo=UTC))
    assert set(raw_asked(github)) == set(SHAS[4:])
    assert any("since=2023-06-01T00%3A00%3A00Z" in target for target in github.asked)


def test_a_site_that_is_down_is_left_alone_and_asked_again_the_next_time(
    github: StandIn, tmp_path: Path
) -> None:
    whole = github.reply

    def down(target: str, token: str) -> github_stand_in.Reply:
        return whole(target, token) if target.startswith("/repos/") else (503, {}, b"down")

    github.reply = down  # type: ignore[method-assign]
    steps = walked(github, Store(tmp_path))
    assert [step.result for step in steps] == [Became.FAILED] * backfill.GIVE_UP
    github.reply = whole  # type: ignore[method-assign]
    walked(github, Store(tmp_path))
    assert len(Store(tmp_path).current()) == 3


# GitHub's limits


class Clock:
    def __init__(self) -> None:
        self.now, self.slept = 1_000_000.0, list[float]()

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.mark.parametrize(
    ("refusal", "seconds"),
    [
        ((403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1000120"}, b"{}"), 121),
        ((403, {"Retry-After": "30"}, b"{}"), 30),
        ((429, {"Retry-After": "7"}, b"{}"), 7),
        ((429, {}, b"{}"), 60),
    ],
    ids=["used up", "asked to wait", "too many", "too many, no time named"],
)
def test_the_limit_is_waited_for(
    refusal: github_stand_in.Reply, seconds: float, github: StandIn, tmp_path: Path
) -> None:
    clock = Clock()
    github.refusals.append(refusal)
    steps = walked(github, Store(tmp_path), now=clock.time, sleep=clock.sleep)  # type: ignore[arg-type]
    assert clock.slept == [seconds]
    assert not any(step.is_failure for step in steps)


def test_the_last_request_of_an_hour_is_used_and_the_next_one_waits(github: StandIn, tmp_path: Path) -> None:
    clock = Clock()
    github.headers = {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000010"}
    walked(github, Store(tmp_path), now=clock.time, sleep=clock.sleep)  # type: ignore[arg-type]
    assert clock.slept == [11]


def test_a_limit_that_lasts_too_long_ends_the_run_with_when_to_come_back(
    github: StandIn, tmp_path: Path
) -> None:
    clock = Clock()
    reset = str(int(clock.now) + 3000)
    github.refusals.append((403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}, b"{}"))
    (step,) = walked(github, Store(tmp_path), now=clock.time, sleep=clock.sleep)  # type: ignore[arg-type]
    assert step.result is Became.FAILED
    assert "GitHub's limit is used up until 14:36 UTC" in step.why
    assert "GITHUB_TOKEN" in step.why
    assert clock.slept == []


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        ((401, {}, b"{}"), "does not accept the token in GITHUB_TOKEN"),
        ((422, {}, b"{}"), "GitHub answered HTTP 422"),
        ((200, {}, b'{"message": "hello"}'), "is no list of commits"),
        (
            (200, {}, b'[{"sha": "../x", "commit": {"committer": {"date": "2023-05-04"}}}]'),
            "no list of commits",
        ),
        ((200, {}, b"<html>"), "is no list of commits"),
    ],
)
def test_what_the_api_should_not_say_is_a_failure_in_words(
    reply: github_stand_in.Reply, sentence: str, github: StandIn, tmp_path: Path
) -> None:
    github.refusals.append(reply)
    (step,) = walked(github, Store(tmp_path))
    assert step.result is Became.FAILED
    assert sentence in step.why


def test_a_list_without_an_end_is_given_up(
    github: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(commits, "MOST_PAGES", 3)
    monkeypatch.setattr(github, "per_page", 1)
    (step,) = walked(github, Store(tmp_path))
    assert "does not end after 3 pages" in step.why


# The command


def run(github: StandIn, *arguments: object) -> Result:
    environment = {
        "BANGDAN_GITHUB_RAW": github.url,
        "BANGDAN_ALLOW_PRIVATE": "1",
        "GITHUB_TOKEN": "secret-token",
    }
    return CliRunner().invoke(app, ["backfill", *map(str, arguments), "--api", github.url], env=environment)


def test_the_command_adds_the_history_and_notes_the_outcomes(
    github: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrapers.source.all_sources", lambda: (Monthly(),))
    result = run(github, "monthly", "--since", "2023-06-01", "--cache", tmp_path)
    assert result.exit_code == 0, result.output
    assert "monthly/overall/2023-06 r2" in result.output
    assert {id.edition for id in Store(tmp_path).current()} == {"2023-06", "2023-04"}
    assert {outcome.source for outcome in Store(tmp_path).outcomes()} == {"monthly"}
    assert "secret-token" not in "".join(github.tokens)  # only GitHub itself is told


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("superclue",), "superclue is read from no GitHub repository"),
        (("nobody",), "no source is called nobody"),
        (("clue", "--since", "once"), "--since once: not a date"),
    ],
)
def test_what_cannot_be_meant_is_an_error_in_words(
    arguments: tuple[str, ...], sentence: str, github: StandIn, tmp_path: Path
) -> None:
    result = run(github, *arguments, "--cache", tmp_path)
    assert result.exit_code == 2
    assert sentence in result.stderr


# The stored history


@pytest.mark.stored_pages
@pytest.mark.skipif(not (SHARED / "pages/HISTORY.json").is_file(), reason="no ../shared/pages/HISTORY.json")
@pytest.mark.parametrize(
    "name", ["superclue-github", "superclue-agent", "clue", "superclue-safety", "fewclue"]
)
def test_the_stored_versions_come_out_of_the_listed_history(name: str, tmp_path: Path) -> None:
    """Those of the listed commits that are stored become revisions as of their commit."""
    (source,) = (source for source in all_sources() if source.name == name)
    assert isinstance(source, GithubSource)
    pages = SHARED / "pages/raw.githubusercontent.com"
    history = json.loads((SHARED / "pages/HISTORY.json").read_bytes())[source.repository.split("/")[1]]
    listed = [(change["commit"], change["date"]) for change in history["changes"]][::-1]

    def stored(repository: str, sha: str, path: str) -> bytes | None:
        file = pages / repository / sha / path
        return file.read_bytes() if file.is_file() else None

    known = {(source.repository, history["path"]): listed}
    with github_stand_in.running(StandIn(known, stored, per_page=30)) as github:
        steps = walked(github, Store(tmp_path / "walked"), source)
    assert not any(step.is_failure for step in steps)
    absent = [step for step in steps if step.result is Became.ABSENT]
    assert len(absent) == len(listed) - len(
        {sha for sha, _ in listed if stored(source.repository, sha, "README.md")}
    )

    pinned = replace_urls(source)
    list(refresh(pinned, Mirrors((SHARED / "pages",), NOW), Store(tmp_path / "pinned")))
    assert revisions(Store(tmp_path / "walked"), source) >= revisions(Store(tmp_path / "pinned"), source)
    assert revisions(Store(tmp_path / "pinned"), source)


def replace_urls(source: GithubSource) -> GithubSource:
    """The source with its pinned versions only."""
    pinned = type(source)()
    pinned.urls = tuple(url for url in source.urls if source.is_pinned(url))  # type: ignore[misc]
    return pinned


def revisions(store: Store, source: GithubSource) -> set[tuple[str, str, str, str]]:
    """The tables with what dates them."""
    found = [at for id in store.current() for at in store.revisions(id) if id.source == source.name]
    return {(str(at.id), at.table_sha256, at.provenance.url, str(at.provenance.as_of)) for at in found}
