"""`refresh` over the network as a person runs it, with a stand-in for GitHub on this machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import misbehaving
import pytest
from typer.testing import CliRunner, Result

from cache.store import Store
from scrapers.__main__ import app
from scrapers.settings import Limits, Settings

EXAMPLES = Path(__file__).parent / "examples"
HOST = "raw.githubusercontent.com"
NAMES = ("lgeb", "math24o", "qbqtc")


def published(to: misbehaving.Visitor, count: int) -> None:
    """The example pages of all sources, as GitHub serves them."""
    inside = to.path.removeprefix("/raw/")
    for source in sorted(EXAMPLES.iterdir()):
        page = source / "pages" / HOST / inside
        if page.is_file():
            to.answer(page.read_bytes(), Content_Type="text/plain; charset=utf-8")
            return
    misbehaving.not_found(to, count)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[misbehaving.Site]:
    quick, chosen = Limits(retries=0, interval=0, deadline=5), Settings.chosen
    monkeypatch.setattr(Settings, "chosen", lambda **named: replace(chosen(**named), limits=quick))
    with misbehaving.running() as running:
        running.faults["raw"] = published
        yield running


@pytest.fixture
def refresh(site: misbehaving.Site, tmp_path: Path) -> Callable[..., Result]:
    def run(*arguments: str, **environment: str) -> Result:
        named = ("--cache", str(tmp_path), "--allow-private", "--github-raw", f"{site.url}/raw")
        return CliRunner().invoke(app, ["refresh", *NAMES, *named, *arguments], env=environment)

    return run


def test_pages_come_from_the_stand_in_and_bear_the_published_address(
    refresh: Callable[..., Result], tmp_path: Path
) -> None:
    result = refresh()
    assert result.exit_code == 0, result.output
    urls = {revision.provenance.url for revision in Store(tmp_path).current().values()}
    assert urls
    assert all(url.startswith(f"https://{HOST}/") for url in urls)
    assert [line.split(":")[0] for line in result.output.splitlines()[: len(NAMES)]] == sorted(NAMES)


def test_a_site_that_is_down_makes_a_stale_outcome_and_a_failed_run(
    refresh: Callable[..., Result], site: misbehaving.Site, tmp_path: Path
) -> None:
    refresh()
    before = {id: revision.checked_at for id, revision in Store(tmp_path).current().items()}
    site.faults["raw"] = lambda to, count: (misbehaving.broken if "Math24o" in to.path else published)(
        to, count
    )
    result = refresh()
    assert result.exit_code == 1
    (line,) = [line for line in result.output.splitlines() if line.startswith("stale")]
    assert re.search(
        rf"math24o +https://{HOST}/CLUEbenchmark/Math24o/main/README\.md:"
        r" the site answered HTTP 503 Service Unavailable; the copy of .+ UTC stays in use$",
        line,
    )
    after = {id: revision.checked_at for id, revision in Store(tmp_path).current().items()}
    advanced = {id.source for id in after if after[id] > before[id]}
    assert advanced == set(NAMES) - {"math24o"}
    assert [at.outcome for at in Store(tmp_path).outcomes() if at.source == "math24o"][-2:] == [
        "stale",
        "unchanged",
    ]


def test_a_host_of_one_source_that_is_down_does_not_touch_the_others(
    refresh: Callable[..., Result], site: misbehaving.Site, tmp_path: Path
) -> None:
    site.faults["raw"] = lambda to, count: (misbehaving.hang_up if "Math24o" in to.path else published)(
        to, count
    )
    result = refresh()
    assert result.exit_code == 1
    assert {id.source for id in Store(tmp_path).current()} == set(NAMES) - {"math24o"}


def test_private_addresses_are_refused_unless_allowed(site: misbehaving.Site, tmp_path: Path) -> None:
    arguments = ["refresh", "math24o", "--cache", str(tmp_path)]
    result = CliRunner().invoke(app, arguments, env={"BANGDAN_GITHUB_RAW": f"{site.url}/raw"})
    assert result.exit_code == 1
    assert "--allow-private lets it be read" in result.output
    assert site.visits == {}
    allowed = {"BANGDAN_GITHUB_RAW": f"{site.url}/raw", "BANGDAN_ALLOW_PRIVATE": "1"}
    assert CliRunner().invoke(app, arguments, env=allowed).exit_code == 0


def test_a_setting_that_is_no_address_is_an_error_in_one_line(tmp_path: Path) -> None:
    arguments = ["refresh", "math24o", "--cache", str(tmp_path), "--proxy", "7890"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert result.stderr == "error: BANGDAN_PROXY: '7890' is no address such as http://host:port\n"
