"""What the catalog knows, on the pages: filters, how a name was read, names that nothing resolves."""

import json

import pytest
from page_store import leaderboard, publish
from streamlit.testing.v1 import AppTest
from test_pages import html, opened, table_of, url

from cache.leaderboard import LeaderboardId
from dashboard import readings
from dashboard.catalog import review
from dashboard.catalog.resolve import NORMAL_FORM, PROVISIONAL, resolve
from dashboard.ranking.facts import Facts
from dashboard.words import words

BOARD = LeaderboardId("superclue-github", "overall", "2023-12")
NAMES = (
    "gpt-5 (high)",
    "gpt-5 (low)",
    "DeepSeek-V3.2-Exp-Think",
    "GLM-4.5-nothink",
    "xyzzy-7B",
    "豆包",
)
LINES = [(str(rank), name, "", str(100 - rank), "", "") for rank, name in enumerate(NAMES, 1)]


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    publish(tmp_path, [leaderboard(BOARD, [*LINES, ("人类", "人类", "", "50", "", "")])])
    return tmp_path


def models(at: AppTest) -> list[str]:
    return [name for table in at.dataframe for name in table.value["model"]]


@pytest.mark.parametrize(
    ("params", "shown"),
    [
        ({"region": "intl"}, NAMES[:2]),
        ({"weights": "closed", "region": "cn"}, (NAMES[5],)),
        ({"thinking": "thinking"}, (NAMES[2],)),
        ({"thinking": "non-thinking"}, (NAMES[3],)),
        ({"effort": "low"}, (NAMES[1],)),
        ({"family": "gpt-5"}, NAMES[:2]),
        ({"best": "1"}, (NAMES[0], *NAMES[2:], "人类")),
        ({"best": "1", "region": "intl"}, (NAMES[0],)),
        ({"model": "gpt-5-high"}, (NAMES[0],)),
    ],
)
def test_a_link_filters_by_what_the_catalog_knows(store, params, shown):
    at = opened("rankings", **params)
    assert url(at) == {"lang": "en"} | params
    assert not at.warning
    assert models(at) == list(shown)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_unknown_ids_give_lines_and_all_rows(store, lang):
    wrong = dict.fromkeys(("region", "weights", "thinking", "effort", "family", "model", "best"), "*moon*")
    at = opened("rankings", lang=lang, **wrong)
    assert len(at.warning) == 1
    assert at.warning[0].value.count("\\*moon\\*") == len(wrong)
    assert url(at) == {"lang": lang}
    assert len(models(at)) == 7


def test_the_controls_are_written_into_the_link_by_id(store):
    at = opened("rankings")
    at.selectbox(key="region").select("cn").run()
    at.toggle(key="best").set_value(True).run()
    assert url(at) == {"lang": "en", "region": "cn", "best": "1"}
    assert models(at) == [NAMES[2], NAMES[3], NAMES[5]]
    assert table_of(at)["position"].tolist() == [3, 4, 6]
    at.selectbox(key="region").select("").run()
    assert url(at) == {"lang": "en", "best": "1"}


def test_nothing_left_names_the_filters(store):
    at = opened("rankings", region="intl", thinking="thinking", best="1")
    assert "Region “International”, Thinking “Thinking”, one row per family" in at.info[0].value


def test_a_family_the_next_board_lacks_is_dropped_without_a_word(store):
    other = LeaderboardId("zeroclue", "overall", "undated")
    publish(store, [leaderboard(other, [("1", "Yi-34B-Chat", "", "3", "", "")])])
    at = opened("rankings", board="superclue-github/overall", family="gpt-5")
    at.selectbox(key="board").select("zeroclue/overall").run()
    assert "family" not in url(at)
    assert not at.warning
    assert html(at)


@pytest.mark.parametrize(
    ("row", "read", "why"),
    [
        (1, "gpt-5-high", "same normal form"),
        (5, "xyzzy-7b", "not in the catalog; the normal form stands for it"),
    ],
)
def test_a_row_says_what_its_name_was_read_as_and_why(store, row, read, why):
    at = opened("rankings")
    at.selectbox(key="printed_row").select(row).run()
    text = html(at)
    assert f"<dt>Name as printed</dt><dd>{NAMES[row - 1]}</dd>" in text
    assert read in text
    assert f"<dt>Why</dt><dd>{why}" in text
    assert f'href="models?lang=en&amp;model={read}"' in text  # its profile


def test_the_hover_of_the_chart_says_it_too(store):
    (chart,) = opened("rankings", view="chart", lang="zh").get("plotly_chart")
    hover = json.loads(chart.proto.spec)["data"][0]["hovertext"]
    assert "解析为：xyzzy-7b<br>理由：目录中没有，暂以规范形式代替" in hover[4]
    assert hover[0].startswith("<b>gpt-5 (high)</b>")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "kind", [PROVISIONAL, NORMAL_FORM, f"{NORMAL_FORM} of an alias", "alias", "alias for this source"]
)
def test_every_kind_of_reason_has_words(kind, lang):
    facts = Facts("x", "x", "", None, "unsaid", "", f"{kind}: nickname", resolved=True)
    said, why = readings.reason(facts, lang), {"zh": "别称", "en": "nickname"}[lang]
    assert said.endswith(why)
    assert said.removesuffix(why).strip(" :：") in words(lang).values()


def test_sources_list_names_that_nothing_resolves_and_conflicts(store):
    lines = [
        ("1", "<b>xyzzy</b>-7B", "百度", "3", "", ""),
        ("2", "gpt-5", "百度", "2", "", ""),
        ("3", "GPT 5", "", "1", "", ""),
    ]
    publish(store, [leaderboard(LeaderboardId("zeroclue", "overall", "undated"), lines)])
    text = html(opened("sources", parts="quality"))
    assert "printed names are not in the catalog" in text
    assert "<td>xyzzy-7B</td><td>xyzzy-7b</td>" in text
    assert "&lt;b&gt;xyzzy" in text
    assert "<td>gpt-5, GPT 5</td><td>2 rows of one table are read as gpt-5</td>" in text
    assert "printed organization, then the catalog&#x27;s: Baidu, OpenAI" in text.replace("&#39;", "&#x27;")
    other = html(opened("sources", source="superclue-github", parts="quality"))
    assert "No conflicts." in other
    assert "&lt;b&gt;xyzzy" not in other


def test_one_name_with_two_meanings_is_a_conflict(monkeypatch):
    ids = [LeaderboardId("a", "x", "undated"), LeaderboardId("b", "x", "undated")]
    answers = {f"{id.source}/x": resolve("gpt-5")._replace(model_id=id.source) for id in ids}
    monkeypatch.setattr(review, "resolve", lambda name, source, organization: answers[source])
    (found,) = review.conflicts([(id, "gpt-5", "") for id in ids])
    assert (found.kind, found.told, found.where) == ("meanings", ("a", "b"), tuple(ids))
