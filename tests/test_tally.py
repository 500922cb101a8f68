"""Every page, the API and a publication count alike, and say what they count."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from page_store import leaderboard, publish, small_store
from starlette.testclient import TestClient
from test_pages import html, opened

from cache.leaderboard import LeaderboardId, Role
from dashboard import data, models_lists, models_makers, search_data, tally
from dashboard.api.application import ROOT, application
from dashboard.publication.pages import Site
from dashboard.publication.site import Publication
from dashboard.tally import Tally

SAID = "3 sources · 3 boards · 4 editions · {n} models with a score"


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    return small_store(tmp_path)


def number(pattern: str, text: str) -> int:
    return int(re.search(pattern, text)[1].replace(",", ""))


def test_overview_models_api_and_publication_count_the_same(store, tmp_path_factory):
    n = tally.tally(data.key()).scored
    said = SAID.format(n=n)
    assert tally.said(data.key(), "en") == said
    assert said in html(opened("overview"))
    listed = html(opened("models"))
    assert number(r"of [\d,]+: ([\d,]+) with a score", listed) == n
    rest = number(r"then ([\d,]+) that the catalog knows", listed)
    assert number(r"of ([\d,]+): ", listed) == n + rest == len(models_lists.every(data.key(), "models"))
    client = TestClient(application())
    assert client.get(f"{ROOT}/models").json()["total"] == n
    assert client.get(f"{ROOT}/leaderboards").json()["total"] == tally.tally(data.key()).boards
    assert said in client.get(f"{ROOT}/").text
    site = tmp_path_factory.mktemp("site")
    Publication(data.key(), site, Site("", "https://live.example.org"), draws=False).publish()
    assert said in (site / "en" / "index.html").read_text("utf-8")
    assert f"All {n} models with a score" in (site / "en" / "models" / "index.html").read_text("utf-8")


def test_an_organization_has_as_many_models_in_the_search_as_on_its_page(store):
    key = data.key()
    found = search_data.index(key, "en").find("baidu")["organization"][0].found
    n = len(models_makers.scored_of(key, "baidu"))
    assert (found.id, found.weight) == ("baidu", n)
    assert f"<b>{n}</b>" in html(opened("models", org="baidu"))


def test_a_model_without_a_score_by_the_leading_metric_counts_and_has_a_profile(store):
    roles = (Role.RANK, Role.MODEL, Role.SCORE, Role.SCORE)
    lines = [("1", "Sole-1", "9", "8"), ("2", "Partly-1", "", "7")]
    id = LeaderboardId("superclue", "overall", "2026-03")
    publish(store, [leaderboard(id, lines, header=("排名", "模型", "总分", "别的"), roles=roles)])
    assert "partly-1" in models_lists.every(data.key(), "models")[: tally.tally(data.key()).scored]
    assert "<h1>Partly-1" in html(opened("models", model="partly-1"))


@pytest.mark.parametrize(
    ("readme", "said"),
    [
        ("README.md", "{0.boards} boards in {0.editions} editions"),
        ("README.zh-CN.md", "{0.boards} 个榜单、{0.editions} 期"),
    ],
)
def test_the_readme_counts_what_ships(readme, said, monkeypatch):
    monkeypatch.delenv("BANGDAN_CACHE", raising=False)
    shelf = data.shelf(data.key())
    ships = Tally(len(shelf.sources), len(shelf.boards), shelf.editions, 0)
    assert said.format(ships) in Path(readme).read_text("utf-8")
