"""Which models of a composite are listed: filters by what the catalog and the boards know of them."""

import dataclasses

import pytest
from page_store import leaderboard
from sample_boards import seen
from test_composite_page import html, opened, said
from test_pages import url

from cache.leaderboard import LeaderboardId, Role
from cache.store import Store
from dashboard import data, exhibits

HEADER = ("模型", "机构", "开/闭源", "总分")
ROLES = (Role.MODEL, Role.ATTRIBUTE, Role.ATTRIBUTE, Role.SCORE)
MODELS = (
    ("gpt-5", "OpenAI", "闭源", 80),
    ("xyzzy-7B", "百度", "开源", 70),
    ("xyzzy-70B", "百度", "闭源", 75),
    ("豆包", "字节跳动", "", 60),
    ("Claude 3 Opus", "Anthropic", "闭源", 65),
)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    for place in range(3):
        lines = [(*texts, str(score + (place * score) % 7)) for *texts, score in MODELS]
        id = LeaderboardId("alpha", f"board-{place}", "2026-01")
        board = leaderboard(id, lines, header=HEADER, roles=ROLES)
        Store(tmp_path).publish([dataclasses.replace(board, id=id)], seen())
    return tmp_path


def names(at):
    return at.dataframe[0].value["name"].tolist()


@pytest.mark.parametrize(
    ("params", "shown"),
    [
        ({"org": "baidu"}, {"xyzzy-7B", "xyzzy-70B"}),
        ({"region": "intl"}, {"gpt-5", "Claude 3 Opus"}),
        ({"weights": "open"}, {"xyzzy-7B"}),
        ({"family": "gpt-5"}, {"gpt-5"}),
        ({"org": "baidu", "weights": "closed"}, {"xyzzy-70B"}),
    ],
)
def test_a_link_lists_some_models_with_the_ranks_among_all(store, params, shown):
    everyone = exhibits.of("composite", data.key(), {}, "en").table.set_index("Model")["Composite rank"]
    at = opened(**params)
    assert url(at) == {"lang": "en"} | params
    assert set(names(at)) == shown
    ranks = at.dataframe[0].value.set_index("name")["rank"]
    assert ranks.to_dict() == everyone[ranks.index].to_dict()
    assert f"{len(shown)} of 5 models are listed" in html(at)


def test_the_filters_are_written_into_the_link_by_id(store):
    at = opened()
    at.selectbox(key="org").select("baidu").run()
    assert url(at) == {"lang": "en", "org": "baidu"}
    at.selectbox(key="org").select("").run()
    assert url(at) == {"lang": "en"}
    assert len(names(at)) == 5


def test_filters_that_nobody_fits_say_so(store):
    at = opened(org="baidu", region="intl")
    assert "No model fits the filters" in said(at)[-1]
    assert not at.exception


@pytest.mark.parametrize("name", ["org", "region", "weights", "family"])
def test_an_unknown_id_is_told(store, name):
    at = opened(**{name: "*moon*"})
    assert "\\*moon\\*" in at.warning[0].value
    assert url(at) == {"lang": "en"}
