"""Pages from a real server on this machine, and from folders that stand in for the web."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import misbehaving
import pytest

from scrapers.errors import AbsentError, DownError, FetchError, MismatchError
from scrapers.fetch import Web, fetch_from, last_modified
from scrapers.mirror import Mirrors
from scrapers.settings import API, RAW, Limits, Settings

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
LIMITS = Limits(
    connect=1, read=1, deadline=1.5, body=200_000, retries=1, backoff=0.01, longest_wait=1.2, interval=0
)
HERE = Settings(allow_private=True, limits=LIMITS)


@pytest.fixture
def site() -> Iterator[misbehaving.Site]:
    with misbehaving.running() as running:
        yield running


@pytest.fixture
def web() -> Iterator[Web]:
    with Web(NOW, settings=HERE) as fetch:
        yield fetch


def with_limits(**changes: float) -> Settings:
    return replace(HERE, limits=replace(LIMITS, **changes))  # type: ignore[arg-type]


# A page that is there


def test_a_page_comes_with_the_time_it_bears_and_its_charset(site: misbehaving.Site, web: Web) -> None:
    page = web(f"{site.url}/good/README.md")
    assert page.content == misbehaving.readme()
    assert page.retrieved_at == NOW
    assert page.as_of == datetime(2026, 4, 30, 5, 34, 21, tzinfo=UTC)
    assert (page.charset, page.stale) == ("utf-8", "")


def test_requests_name_the_project_and_no_one_else(site: misbehaving.Site, web: Web) -> None:
    web(f"{site.url}/good/README.md")
    headers = dict(site.headers)["good"]
    assert headers["User-Agent"].startswith("Bangdan/")
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "raw deflate"])
def test_packed_pages_are_unpacked(site: misbehaving.Site, web: Web, encoding: str) -> None:
    import gzip
    import zlib

    import brotli

    pack: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "br": brotli.compress,
        "deflate": zlib.compress,
        "raw deflate": lambda body: zlib.compress(body)[2:-4],
    }
    body = pack[encoding](misbehaving.readme())
    name = encoding.removeprefix("raw ")
    site.faults["packed"] = lambda to, count: to.answer(body, Content_Encoding=name)
    assert web(f"{site.url}/packed/README.md").content == misbehaving.readme()


def test_last_modified_that_is_no_date_is_no_time() -> None:
    assert last_modified("yesterday") is None


# Revalidation


def test_an_unchanged_page_is_not_sent_again(site: misbehaving.Site, tmp_path: Path) -> None:
    url = f"{site.url}/good/README.md"
    with Web(NOW, settings=HERE, state=tmp_path) as fetch:
        first = fetch(url)
    with Web(LATER, settings=HERE, state=tmp_path) as fetch:
        again = fetch(url)
    asked = [headers for fault, headers in site.headers if fault == "good"][1]
    assert asked["If-None-Match"] == '"one"'
    assert asked["If-Modified-Since"] == misbehaving.MODIFIED
    assert again == replace(first, retrieved_at=LATER)


def test_a_changed_page_replaces_the_copy(site: misbehaving.Site, tmp_path: Path) -> None:
    bodies = [b"# one", b"# two"]
    site.faults["page"] = lambda to, count: to.answer(bodies[count - 1], ETag=f'"{count}"')
    for body in bodies:
        with Web(NOW, settings=HERE, state=tmp_path) as fetch:
            assert fetch(f"{site.url}/page/a.md").content == body


@pytest.mark.parametrize("harm", ["damaged", "cut off", "no folder", "gone", "damaged inside"])
def test_a_file_of_copies_that_is_of_no_use_costs_only_downloads(
    site: misbehaving.Site, tmp_path: Path, harm: str
) -> None:
    url, file = f"{site.url}/good/README.md", tmp_path / "http.sqlite"
    with Web(NOW, settings=HERE, state=tmp_path) as fetch:
        fetch(url)
    sound = file.read_bytes()
    for extra in tmp_path.glob("http.sqlite-*"):
        extra.unlink()
    if harm == "damaged":
        file.write_bytes(b"not a database" * 1000)
    elif harm == "cut off":
        file.write_bytes(sound[: len(sound) // 2])
    elif harm == "damaged inside":
        with contextlib.closing(sqlite3.connect(file)) as connection:
            connection.execute("UPDATE responses SET value = '{\"content\": 7'")
            connection.commit()
    elif harm == "gone":
        file.unlink()
    with Web(NOW, settings=HERE, state=file if harm == "no folder" else tmp_path) as fetch:
        assert fetch(url).content == misbehaving.readme()
        assert fetch(url).content == misbehaving.readme()


def test_copies_that_another_process_holds_on_to_cost_only_downloads(
    site: misbehaving.Site, tmp_path: Path
) -> None:
    url = f"{site.url}/good/README.md"
    with Web(NOW, settings=HERE, state=tmp_path) as fetch:
        fetch(url)
        with contextlib.closing(sqlite3.connect(tmp_path / "http.sqlite")) as other:
            other.execute("BEGIN EXCLUSIVE")
            began = time.monotonic()
            assert fetch(url).content == misbehaving.readme()
            assert time.monotonic() - began < 5
            with Web(NOW, settings=HERE, state=tmp_path) as another:
                assert another(url).content == misbehaving.readme()


def test_copies_go_when_they_are_old(site: misbehaving.Site, tmp_path: Path) -> None:
    url = f"{site.url}/good/README.md"
    with Web(datetime(2020, 1, 1, tzinfo=UTC), settings=HERE, state=tmp_path) as fetch:
        fetch(url)
    with Web(NOW, settings=HERE, state=tmp_path) as fetch:
        fetch(url)
    assert "If-None-Match" not in site.headers[-1][1]


# A site that is down


def test_the_copy_at_hand_stays_in_use_while_the_site_is_down(site: misbehaving.Site, tmp_path: Path) -> None:
    url = f"{site.url}/page/README.md"
    site.faults["page"] = misbehaving.good
    with Web(NOW, settings=HERE, state=tmp_path) as fetch:
        first = fetch(url)
    site.faults["page"] = misbehaving.broken
    with Web(LATER, settings=HERE, state=tmp_path) as fetch:
        page = fetch(url)
    assert replace(page, stale="") == first
    assert page.stale == (
        "the site answered HTTP 503 Service Unavailable; the copy of 2026-11-01 00:00 UTC stays in use"
    )


def test_a_page_that_is_gone_is_absent_although_a_copy_is_at_hand(
    site: misbehaving.Site, tmp_path: Path
) -> None:
    site.faults["page"] = misbehaving.good
    with Web(NOW, settings=HERE, state=tmp_path) as fetch:
        fetch(f"{site.url}/page/README.md")
        site.faults["page"] = misbehaving.not_found
        with pytest.raises(AbsentError, match="404"):
            fetch(f"{site.url}/page/README.md")


def test_an_error_page_does_not_replace_the_copy(site: misbehaving.Site, tmp_path: Path) -> None:
    url = f"{site.url}/page/README.md"
    site.faults["page"] = misbehaving.good
    with Web(NOW, settings=HERE, state=tmp_path) as fetch:
        fetch(url)
        site.faults["page"] = misbehaving.error_page
        with pytest.raises(MismatchError):
            fetch(url)
        site.faults["page"] = misbehaving.broken
        assert fetch(url).content == misbehaving.readme()


def test_a_site_that_keeps_failing_is_left_alone_for_the_rest_of_the_run(
    site: misbehaving.Site, web: Web
) -> None:
    for number in range(3):
        with pytest.raises(DownError, match="503"):
            web(f"{site.url}/broken/{number}.md")
    with pytest.raises(DownError, match="failed 3 times in a row and is left alone"):
        web(f"{site.url}/good/README.md")
    assert "good" not in site.visits


# Politeness


def test_a_busy_site_is_asked_again_when_it_says(site: misbehaving.Site, web: Web) -> None:
    assert web(f"{site.url}/busy_once/README.md").content == misbehaving.readme()
    first, second = (at for fault, at in site.times if fault == "busy_once")
    assert second - first >= 1


def test_a_site_that_asks_for_a_long_pause_is_not_asked_again(site: misbehaving.Site, web: Web) -> None:
    with pytest.raises(DownError, match="429 Too Many Requests, and asks to wait 86400 s"):
        web(f"{site.url}/busy_for_long/README.md")
    assert site.visits["busy_for_long"] == 1


def robots(text: str) -> misbehaving.Fault:
    return lambda to, count: to.answer(text.encode())


def test_robots_txt_is_read_once_and_obeyed(site: misbehaving.Site, web: Web) -> None:
    site.faults["robots"] = robots("User-agent: Bangdan\nDisallow: /*.xlsx$\n")
    for _ in range(2):
        with pytest.raises(FetchError, match=r"robots\.txt does not allow this page") as caught:
            web(f"{site.url}/good/page.xlsx")
        assert not isinstance(caught.value, DownError)
    assert web(f"{site.url}/good/README.md")
    assert site.visits == {"robots": 1, "good": 1}


def test_robots_txt_holds_after_a_redirect_too(site: misbehaving.Site, web: Web) -> None:
    site.faults["robots"] = robots("User-agent: *\nDisallow: /good\n")
    site.faults["moved"] = lambda to, count: to.answer(b"", 301, Location="/good/README.md")
    with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
        web(f"{site.url}/moved/README.md")
    assert "good" not in site.visits


@pytest.mark.parametrize("fault", [misbehaving.not_found, misbehaving.forbidden, misbehaving.error_page])
def test_a_site_without_robots_txt_allows_everything(
    site: misbehaving.Site, web: Web, fault: misbehaving.Fault
) -> None:
    site.faults["robots"] = fault
    assert web(f"{site.url}/good/README.md")


@pytest.mark.parametrize("fault", [misbehaving.broken, misbehaving.reset])
def test_a_site_whose_robots_txt_cannot_be_read_is_down(
    site: misbehaving.Site, web: Web, fault: misbehaving.Fault
) -> None:
    site.faults["robots"] = fault
    for _ in range(2):
        with pytest.raises(DownError, match=r"robots\.txt"):
            web(f"{site.url}/good/README.md")
    assert site.visits["robots"] == 2  # with one retry
    assert "good" not in site.visits


def test_requests_to_a_host_keep_their_distance(site: misbehaving.Site) -> None:
    site.faults["robots"] = robots("User-agent: *\nCrawl-delay: 0.3\n")
    with Web(NOW, settings=with_limits(interval=0.1)) as fetch:
        for _ in range(2):
            fetch(f"{site.url}/good/README.md")
    before, first, second = (at for _, at in site.times)
    assert first - before >= 0.1
    assert second - first >= 0.3


def test_one_host_is_asked_in_sequence_and_two_in_parallel(site: misbehaving.Site) -> None:
    together, most, lock = 0, 0, threading.Lock()
    met = threading.Barrier(2)

    def slow(to: misbehaving.Visitor, count: int) -> None:
        nonlocal together, most
        with lock:
            together += 1
            most = max(most, together)
        time.sleep(0.05)
        with lock:
            together -= 1
        to.answer(b"# page")

    def meeting(to: misbehaving.Visitor, count: int) -> None:
        met.wait(1)
        to.answer(b"# page")

    with misbehaving.running() as other, Web(NOW, settings=HERE) as fetch:
        site.faults.update(slow=slow, meeting=meeting)
        other.faults.update(meeting=meeting)
        urls = [f"{site.url}/slow/{number}.md" for number in range(4)]
        urls += [f"{at.url}/meeting/a.md" for at in (site, other)]
        got: list[str] = []
        threads = [threading.Thread(target=lambda url=url: got.append(fetch(url).url)) for url in urls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert most == 1
    assert sorted(got) == sorted(urls)


# Stand-ins for GitHub


def test_a_stand_in_for_github_is_asked_and_the_published_address_is_recorded(site: misbehaving.Site) -> None:
    settings = replace(HERE, github_raw=f"{site.url}/good", github_api=f"{site.url}/api")
    site.faults["api"] = lambda to, count: to.answer(b"[]", Link="<next>")
    with Web(NOW, settings=settings) as fetch:
        page = fetch(f"{RAW}/CLUEbenchmark/SuperCLUE/main/README.md")
        answer = fetch.answer(f"{API}/repos/a/b/commits", {"Authorization": "Bearer secret"})
    assert page.url == f"{RAW}/CLUEbenchmark/SuperCLUE/main/README.md"
    assert page.content == misbehaving.readme()
    assert (answer.url, answer.status, answer.headers["link"]) == (f"{API}/repos/a/b/commits", 200, "<next>")
    assert "Authorization" not in dict(site.headers)["api"]


def test_trouble_with_a_stand_in_names_both_addresses(site: misbehaving.Site) -> None:
    settings = replace(HERE, github_raw=f"{site.url}/broken")
    with Web(NOW, settings=settings) as fetch, pytest.raises(FetchError) as caught:
        fetch(f"{RAW}/a/b/main/README.md")
    assert str(caught.value).startswith(f"{RAW}/a/b/main/README.md: the site answered HTTP 503")


def test_settings_come_from_options_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BANGDAN_GITHUB_RAW", "https://mirror.example/raw/")
    monkeypatch.setenv("BANGDAN_PROXY", "http://127.0.0.1:7890")
    chosen = Settings.chosen(proxy="socks5h://localhost:1080")
    assert (chosen.github_raw, chosen.proxy) == ("https://mirror.example/raw", "socks5h://localhost:1080")
    assert chosen.address(f"{RAW}/a/b") == "https://mirror.example/raw/a/b"
    assert chosen.address(f"{RAW}.example.org/a") == f"{RAW}.example.org/a"


def test_a_setting_that_is_no_address_is_an_error_without_its_password() -> None:
    with pytest.raises(FetchError, match="BANGDAN_PROXY: 'ftp://host' is no address") as caught:
        Settings.chosen(proxy="ftp://user:secret@host")
    assert "secret" not in str(caught.value)


def test_pages_come_through_a_proxy(site: misbehaving.Site) -> None:
    site.faults["http:"] = misbehaving.good  # a proxy is asked for the whole address
    with Web(NOW, settings=replace(HERE, proxy=site.url, allow_private=False)) as fetch:
        assert fetch("http://leaderboard.example/README.md").content == misbehaving.readme()
        with pytest.raises(FetchError, match="not on the public internet"):
            fetch("http://169.254.169.254/latest/meta-data")
    assert ("http:", "leaderboard.example") in [(fault, sent["Host"]) for fault, sent in site.headers]


def test_an_answer_of_any_status_is_for_the_caller_to_judge(site: misbehaving.Site, web: Web) -> None:
    site.faults["limited"] = lambda to, count: to.answer(b"{}", 403, X_RateLimit_Remaining="0")
    answer = web.answer(f"{site.url}/limited/x", {"Accept": "application/json"})
    assert (answer.status, answer.content, answer.headers["x-ratelimit-remaining"]) == (403, b"{}", "0")
    assert dict(site.headers)["limited"]["Accept"] == "application/json"


# Folders in place of the web


def test_the_first_mirror_that_has_a_page_wins(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name / "example.org/数据").mkdir(parents=True)
        (tmp_path / name / "example.org/数据/2026年7月.xlsx").write_bytes(name.encode())
    (tmp_path / "second/example.org/index.html").write_bytes(b"front")
    fetch = Mirrors((tmp_path / "first", tmp_path / "second"), NOW, note="stored copy")
    page = fetch("https://example.org/%E6%95%B0%E6%8D%AE/2026%E5%B9%B47%E6%9C%88.xlsx")
    assert (page.content, page.note, page.as_of) == (b"first", "stored copy", None)
    assert fetch("https://example.org/").content == b"front"


def test_a_page_no_mirror_holds_is_absent(tmp_path: Path) -> None:
    with pytest.raises(AbsentError, match="no mirror holds"):
        Mirrors((tmp_path,), NOW)("https://example.org/page")


def test_a_mirror_lists_the_pages_of_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "example.org/data"
    folder.mkdir(parents=True)
    (folder / "2026年7月.xlsx").write_bytes(b"PK")
    (folder / "old").mkdir()
    held = Mirrors((tmp_path,), NOW).held("https://example.org/data/")
    assert held == ("https://example.org/data/2026%E5%B9%B47%E6%9C%88.xlsx",)


def test_a_mirror_that_is_no_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match="is no folder"):
        fetch_from((tmp_path / "nowhere",), NOW)
