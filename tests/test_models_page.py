"""The pages of models and organizations, their exhibit and their chart, over small stores."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

import plotly.graph_objects as go
import pytest
from page_store import DECEMBER, NASTY, leaderboard, publish, small_store
from test_pages import html, opened, url

from cache.leaderboard import Leaderboard, LeaderboardId, Role
from dashboard import (
    data,
    exhibits,
    export_menu,
    exports,
    models_asked,
    models_data,
    models_kin,
    models_lists,
    models_makers,
    models_organization,
    models_profile,
    models_words,
    pager,
)
from dashboard.catalog.organizations import by_id
from dashboard.exhibit import NothingToShow, UnknownChoice
from dashboard.figures.ability_profile import Row, ability_profile, ordered

PARTS = ("计算", "代码", "对话", "安全")
MODELS = ("Yi-34B-Chat", "Claude-2", "Qwen-7B-Chat", "Qwen-14B-Chat", "Baichuan2-13B-Chat", "Nobody-77B")


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    small_store(tmp_path)
    rows = [
        (str(place), name, *(f"{90 - 10 * ((place * (at + 2)) % 7)}" for at in range(len(PARTS))))
        for place, name in enumerate(MODELS, start=1)
    ]
    roles = (Role.RANK, Role.MODEL, *[Role.SCORE] * len(PARTS))
    id = LeaderboardId("superclue-github", "abilities", "2023-12")
    publish(tmp_path, [leaderboard(id, rows, header=("排名", "模型", *PARTS), roles=roles)])
    return tmp_path


def test_the_list_has_models_and_organizations_with_links(store):
    text = html(opened("models"))
    assert 'href="models?lang=en&amp;model=yi-34b-chat"' in text
    assert "1 to 30 of" in text
    assert NASTY not in text
    assert "*Evil*_&lt;b&gt;x&lt;/b&gt;" in text


def test_organizations_are_the_other_list(store):
    at = opened("models", list="organizations")
    assert 'href="models?lang=en&amp;org=alibaba"' in html(at)
    assert url(at) == {"lang": "en", "list": "organizations"}


def test_every_model_is_on_some_page_those_with_a_score_first(store):
    every = models_lists.every(data.key(), "models")
    assert set(every) == set(models_data.known_ids(data.key()))
    scored = models_data.summaries(data.key())
    assert [id in scored for id in every] == sorted((id in scored for id in every), reverse=True)
    last = -(-len(every) // pager.SIZE)
    at = opened("models", page=str(last))
    assert f'model={quote(every[-1])}"' in html(at)
    assert at.pagination[0].value == last


def test_a_search_finds_a_spelling_and_an_organization(store):
    at = opened("models", q="QWEN 7b")
    assert "Qwen-7B-Chat" in html(at)
    assert url(at) == {"lang": "en", "q": "QWEN 7b"}
    assert "org=alibaba" in html(opened("models", q="阿里巴巴"))
    assert "Nothing is called" in html(opened("models", q="zzzzzzzz"))


def test_every_model_that_a_search_finds_is_on_one_of_its_pages(store, monkeypatch):
    monkeypatch.setattr(pager, "SIZE", 1)
    first, second = (html(opened("models", q="qwen", page=page)) for page in ("", "2"))
    assert "2 to 2 of" in second
    assert set(re.findall(r"model=([^\"]+)", first)).isdisjoint(re.findall(r"model=([^\"]+)", second))


def test_another_search_begins_at_its_first_page(store, monkeypatch):
    monkeypatch.setattr(pager, "SIZE", 1)
    at = opened("models", q="qwen", page="2")
    at.text_input(key=models_asked.SEARCH).input("claude").run()
    assert "page" not in url(at)
    assert not at.warning


def test_beside_an_organization_a_search_leads_to_all_that_it_finds(store, monkeypatch):
    monkeypatch.setattr(pager, "SIZE", 1)
    assert 'href="models?lang=en&amp;q=qwen"' in html(opened("models", q="qwen", org="alibaba"))


def test_a_profile_has_places_shares_ranks_and_where_from(store):
    at = opened("models", model="moonshot")
    text = html(at)
    table = at.dataframe[0].value
    assert "<h1>Moonshot" in text
    assert table["edition"].tolist()[:2] == ["2023-12", "2023-11"]
    assert table["position"].tolist()[:2] == table["rank"].tolist()[:2] == [4, 1]
    assert table["rank"].tolist()[:2] == [4, 1]
    assert table["beaten"].tolist()[0] == pytest.approx(25.0)
    assert table["printed"].tolist()[0] == "Moonshot(KimiChat)"
    assert table["source"].tolist()[0].startswith("https://pages.example/")
    assert "of 5 ranked, SuperCLUE Overall 2023-12" in text
    assert 'href="trends?lang=en&amp;board=superclue-github%2Foverall&amp;m=moonshot"' in text
    assert url(at) == {"lang": "en", "model": "moonshot"}


def test_each_fact_of_a_profile_says_where_it_is_from(store):
    told = html(opened("models", model="ernie-bot-4.0"))
    assert ">SuperCLUE: the columns of organization, place and open or closed</a> (Organization, " in told
    assert "publicly known, on none of the stored pages (Released)" in told


def test_every_metric_is_behind_the_leading_ones_without_a_rank_of_its_own(store):
    whole = opened("models", model="moonshot", parts="every").dataframe[1].value
    assert set(whole["metric"]) >= {"Total", "OPEN multi-turn questions"}
    parts = whole[whole["metric"] == "OPEN multi-turn questions"]
    assert parts["rank"].isna().all()


def test_a_chart_of_abilities_is_drawn_where_a_board_has_parts(store):
    at = opened("models", model="yi-34b-chat")
    assert len(at.get("plotly_chart")) == 1
    assert at.selectbox(key="profile_board").value == "superclue-github/abilities"
    assert "Strongest" in html(at)
    assert "compare?lang=en&amp;m=yi-34b-chat%2C" in html(at)
    assert not opened("models", model="moonshot").get("plotly_chart")


def test_a_provisional_model_has_a_page_and_says_so(store):
    text = html(
        opened("models", model=next(id for id in models_data.known_ids(data.key()) if "nobody" in id))
    )
    assert "not in the catalog" in text


def test_a_model_without_a_score_says_so_with_its_category(store):
    at = opened("models", model="alphago")
    assert "No public score" in html(at)
    assert "Large decision models" in html(at)
    assert not at.dataframe


def test_an_organization_lists_its_models_and_its_best_place(store):
    text = html(opened("models", org="alibaba"))
    assert "Qwen-14B-Chat" in text
    assert "Best place in each category" in text
    assert "no public score" not in text
    assert "No model" not in text
    models = text[text.index("Best place in each category") :]
    assert "<th>Organization</th>" not in models  # every row would say the same


def ranking(source: str, edition: str, names: Sequence[str], reference: str = "") -> Leaderboard:
    """The names best first; a reference above all of them."""
    ranked = [(str(place), name, f"{90 - place}") for place, name in enumerate(names, start=1)]
    head = [("-", reference, "95")] if reference else []
    roles = (Role.RANK, Role.MODEL, Role.SCORE)
    id = LeaderboardId(source, "overall", edition)
    return leaderboard(id, [*head, *ranked], header=("排名", "模型", "总分"), roles=roles)


def best_place(model: str) -> str:
    at = models_data.summaries(data.key())[model].best
    return "" if at is None else models_words.place(models_data.score_at(data.key(), at), "en")


def test_the_best_place_is_the_largest_share_of_others_beaten(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    others = [f"Nobody-{n}" for n in range(9)]
    small = ranking("superclue", "2026-01", ["GPT-4", *others[:4]])
    large = ranking("superclue", "2026-02", [*others, "GPT-4"])
    same = ranking("superclue", "2026-03", ["Claude-2", *others])
    publish(tmp_path, [small, large, same, ranking("superclue", "2026-04", ["Claude-2", *others[:5]])])
    assert best_place("gpt-4") == "1 / 5"
    assert best_place("claude-2") == "1 / 10"  # of equal shares the larger field


def test_a_ranked_place_is_better_than_being_a_reference(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    others = [f"Nobody-{n}" for n in range(5)]
    publish(
        tmp_path,
        [
            ranking("superclue", "2025-12", [*others, "GPT-4"]),
            ranking("superclue", "2026-03", others, "GPT-4"),
        ],
    )
    assert best_place("gpt-4") == "6 / 6"
    assert '<span class="bd-whole">6 / 6</span>' in models_organization.above(data.key(), "openai", "en")


def test_models_without_a_score_are_sent_to_who_unfolds_them(store):
    at = opened("models", org="alibaba", parts="without")
    boards, without = (part.label for part in at.expander)
    assert boards.startswith("Boards · ")
    assert without.startswith("Models without a public score · ")
    assert "no public score" in html(at)


def test_the_boards_of_an_organization_are_sent_to_who_unfolds_them(store):
    link = '">SuperCLUE Overall</a> 1 model'
    assert link not in html(opened("models", org="alibaba"))
    assert link in html(opened("models", org="alibaba", parts="boards"))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_organization_can_be_taken_away_as_its_page_lists_it(store, lang):
    key = data.key()
    shown = exhibits.of("models", key, {"org": "alibaba"}, lang)
    ids = models_makers.scored_of(key, "alibaba")
    assert list(shown.table.iloc[:, 0]) == [models_words.name(key, id, lang) for id in ids]
    assert shown.figure is None
    assert {f"{at.id.source}/{at.id.leaderboard}" for at in shown.origins} == set(
        models_organization.boards(key, "alibaba")
    )
    for format in ("csv", "xlsx", "md", "json", "zip"):
        assert exports.made(shown, format)


def test_the_page_of_an_organization_offers_its_export(store, monkeypatch):
    offered = []
    monkeypatch.setattr(export_menu, "draw", lambda place, key, page, params, lang: offered.append(params))
    opened("models", org="alibaba")
    opened("models")
    assert [one["org"] for one in offered] == ["alibaba"]


def test_an_organization_without_a_score_says_so(store):
    key = data.key()
    bare = next(id for id in by_id() if not models_makers.scored_of(key, id))
    with pytest.raises(NothingToShow):
        exhibits.of("models", key, {"org": bare}, "en")


def test_the_two_counts_of_a_profile_say_what_they_count(store):
    one = ("1", "Yi-34B-Chat", "零一万物", "80", "", "")
    other = ("2", "Yi-34B-Chat", "零一万物", "70", "", "")
    rest = [(str(n), f"Rest-{n}B", "", str(60 - n), "", "") for n in range(3, 7)]
    publish(store, [leaderboard(LeaderboardId("zeroclue", "overall", "2026-01"), [one, other, *rest])])
    text = html(opened("models", model="yi-34b-chat"))
    scores = models_data.leading(data.key(), "yi-34b-chat")
    editions = models_data.of_editions(scores)
    assert len(editions) < len(scores)
    assert f"over {len(editions)} editions, the best row of each" in text
    assert f"{len(scores)} rows from {len({at.id for at in scores})} editions" in text
    summary = models_data.summaries(data.key())["yi-34b-chat"]
    assert models_data.median_beaten(scores) == summary.median


def test_a_long_table_says_that_it_scrolls(store):
    months = [f"{year}-{month:02}" for year in (2024, 2025) for month in range(1, 13)]
    publish(store, [leaderboard(LeaderboardId("zeroclue", "overall", at), DECEMBER) for at in months])
    text = html(opened("models", model="yi-34b-chat"))
    assert "scroll inside the table" in text
    assert "scroll inside the table" not in html(opened("models", model="qwen-7b-chat"))


def test_the_nasty_name_has_a_page_where_it_is_inert(store):
    id = next(at.id for at in models_data.summaries(data.key()).values() if "evil" in at.id)
    at = opened("models", model=id)
    assert "<b>x</b>" not in html(at)
    assert at.dataframe[0].value["printed"].tolist() == [NASTY]


def test_a_model_or_organization_that_is_not_there_gives_the_list_and_a_line(store):
    at = opened("models", model="<b>x</b>")
    assert r"\<b\>x" in at.warning[0].value
    assert url(at) == {"lang": "en"}
    assert opened("models", org="nobody-inc").warning


def test_a_model_opened_here_is_no_filter_elsewhere(store):
    at = opened("models", model="moonshot")
    at.query_params.clear()
    at.switch_page("app_pages/rankings.py").run()
    assert not at.exception
    assert "model" not in url(at)


def test_strengths_and_weaknesses_share_nothing(store):
    best, worst = models_profile.strengths(data.key(), "yi-34b-chat")
    assert best
    assert worst
    assert best[0].beaten >= best[-1].beaten >= worst[-1].beaten >= worst[0].beaten
    assert not set(best) & set(worst)


def test_what_is_as_good_as_the_rest_is_no_weakness(monkeypatch, store):
    _, worst = models_profile.strengths(data.key(), "yi-34b-chat")
    alike = [
        replace(at, beaten=0.92 - n / 100)
        for n, at in enumerate(models_profile.newest(data.key(), "yi-34b-chat"))
    ]
    monkeypatch.setattr(models_profile, "newest", lambda *_: tuple(alike))
    models_profile.strengths.cache_clear()
    assert models_profile.strengths(data.key(), "yi-34b-chat")[1] == ()
    models_profile.strengths.cache_clear()
    assert worst


def test_rivals_are_of_other_families_and_the_nearest_first(store):
    found = models_profile.rivals(data.key(), "qwen-7b-chat")
    assert "qwen-14b-chat" not in [at.id for at in found]
    assert [at.apart for at in found] == sorted(at.apart for at in found)
    assert all(at.apart <= models_profile.NEAR for at in found)


def test_members_of_a_family_know_each_other_and_their_settings():
    assert models_kin.is_setting_of("gpt-5-high", "gpt-5-low")
    assert not models_kin.is_setting_of("gpt-5-high", "gpt-5-mini-high")


def test_its_exhibit_is_every_score_and_where_from(store):
    shown = exhibits.of("models", data.key(), {"model": "yi-34b-chat"}, "zh")
    assert shown.title == "Yi-34B-Chat"
    assert len(shown.origins) == 3
    assert len(shown.table) == 3 + 3 + 4
    assert shown.figure is not None
    for compact in (False, True):
        go.Figure(shown.figure("light", compact).to_dict())
    with pytest.raises(NothingToShow):
        exhibits.of("models", data.key(), {"model": "alphago"}, "zh")
    with pytest.raises(UnknownChoice):
        exhibits.of("models", data.key(), {}, "zh")


FIELD = (10.0, 20.0, 30.0, 40.0, 50.0)
ROWS = [
    Row("甲", 20, FIELD, "4 / 5"),
    Row("<b>乙</b>", 50, FIELD, "1 / 5"),
    Row("丙", 10, FIELD, "1 / 5", better_up=False),
]


def test_abilities_are_ordered_by_how_far_above_the_median():
    assert [row.name for row in ordered(ROWS)] == ["<b>乙</b>", "丙", "甲"]


def test_a_picture_has_room_for_the_whole_name_of_an_ability():
    name = "3-4 Prison term without the article"
    rows = [replace(ROWS[0], name=name), *ROWS[1:]]
    found = {
        alone: [
            note.text
            for note in ability_profile(rows, "M", theme="light", lang="en", alone=alone).layout.annotations
        ]
        for alone in (True, False)
    }
    assert name in found[True]
    assert name not in found[False]


def test_one_axis_serves_one_unit_and_else_each_row_its_own_range():
    one = ability_profile(ROWS, "M", theme="light", lang="zh")
    assert list(one.data[3].x) == [50, 10, 20]
    assert "&lt;b&gt;" in one.layout.annotations[0].text
    mixed = [*ROWS, Row("丁", 3, (1, 2, 3), "1 / 3", unit="%")]
    other = ability_profile(mixed, "M", theme="dark", lang="en", compact=True)
    assert sorted(other.data[3].x) == [0, 25, 100, 100]
    assert other.layout.xaxis.showticklabels is False


def test_a_profile_prints_the_decimals_of_rankings(store):
    board, shown = "superclue-github/abilities", LeaderboardId("superclue-github", "abilities", "2024-01")
    roles = (Role.RANK, Role.MODEL, *[Role.SCORE] * len(PARTS))
    rows = [(str(at), name, *(f"{90 - at}.50" for _ in PARTS)) for at, name in enumerate(MODELS, start=1)]
    publish(store, [leaderboard(shown, rows, header=("排名", "模型", *PARTS), roles=roles)])
    key = data.key()
    profile = models_words.rows(key, models_profile.profiled(key, "yi-34b-chat")[board], "zh")
    assert [row.printed for row in profile] == ["89.50"] * len(PARTS)
    rankings = exhibits.of("rankings", key, {"board": board, "edition": "2024-01"}, "zh")
    assert set(rankings.printed().values()) == {"{:.2f}"}
