"""The Overview: who leads, what changed, how fresh; and its search."""

from page_store import NASTY, NOVEMBER, leaderboard, publish
from test_pages import html, opened, url

from cache.leaderboard import LeaderboardId
from dashboard import data, overview_data


def test_a_leader_leads_to_its_profile_and_a_tie_shows(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    lines = [(rank, *rest) for rank, (_, *rest) in zip("1123", NOVEMBER[1:], strict=True)]
    publish(tmp_path, [leaderboard(LeaderboardId("superclue-github", "overall", "2023-12"), lines)])
    text = html(opened())
    assert '<span class="rank">=1</span>' in text
    assert '<span class="rank">2</span>' in text
    assert 'href="models?lang=en&amp;model=yi-34b-chat"' in text


def test_ranks_that_do_not_follow_the_scores_beside_them_are_explained(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    lines = [(rank, *rest) for rank, (_, *rest) in zip("1324", NOVEMBER[1:], strict=True)]
    publish(tmp_path, [leaderboard(LeaderboardId("superclue-github", "overall", "2023-12"), lines)])
    assert "Ranks are the source&#x27;s and do not follow Total" in html(opened())
    assert "it ranks by something else" in html(opened("rankings"))


def test_where_intervals_allow_the_composite_leads_the_card_and_shares_its_ranks(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    names = ("GPT4-Turbo", "Moonshot(KimiChat)", "Yi-34B-Chat")
    for n, source in enumerate(("zeroclue", "fewclue", "math24o", "superclue-auto", "superclue-open")):
        lines = [
            ("1", name, "", str(90 - 10 * place + n * (-1) ** place), "", "")
            for place, name in enumerate(names)
        ]
        publish(tmp_path, [leaderboard(LeaderboardId(source, "overall", "2023-12"), lines)])
    text = html(opened())
    found = "Composite</a> · models found in at least 2 of 5 benchmarks"
    assert f'href="composite?lang=en&amp;cat=llm">{found}' in text
    assert "cannot tell the leaders apart" not in text


def test_of_a_large_tie_three_are_named_and_the_rest_counted(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    names = ("GPT4-Turbo", "Moonshot(KimiChat)", "Yi-34B-Chat", "GPT-4", "文心一言4.0")
    for n, source in enumerate(("zeroclue", "fewclue", "math24o", "superclue-auto", "superclue-open")):
        lines = [("1", names[(n + place) % 5], "", str(90 - 10 * place), "", "") for place in range(5)]
        publish(tmp_path, [leaderboard(LeaderboardId(source, "overall", "2023-12"), lines)])
    text = html(opened())
    assert "2 more of 5 models share the lead" in text
    card = text[: text.index("2 more of 5 models")]
    assert card[card.rindex("Composite</a>") :].count('<span class="rank">=1</span>') == 3


def test_the_newest_editions_tell_who_leads_and_what_moved(store):
    text = html(opened())
    newest = text[text.index("Newest editions") :]
    assert newest.index("SuperCLUE-Image") < newest.index("SuperCLUE Overall")
    assert "ZeroCLUE" not in newest
    assert "1 up, 2 down, 2 new, 1 gone" in newest
    assert "first edition here" in newest


def test_by_scenario_each_board_stands_where_it_is_put_to_work(store):
    at = opened(group="scenario")
    assert url(at)["group"] == "scenario"
    assert "Health care" in html(at)
    assert "No source carries a ranking of this scenario yet." in html(at)
    at.button_group(key="group").set_value("category").run()
    assert "group" not in url(at)


def test_a_search_leads_to_models_boards_and_makers(store):
    at = opened(q="moonshot")
    assert 'href="models?lang=en&amp;model=' in html(at)
    assert url(at)["q"] == "moonshot"
    assert "nearest are" in html(opened(q="monshoot"))
    assert 'href="rankings?lang=en&amp;board=zeroclue%2Foverall"' in html(opened(q="zeroclue"))


def test_a_search_that_finds_nothing_says_so_inertly(store):
    text = html(opened(q="<b>zzzzzz</b>"))
    assert "Nothing is called “&lt;b&gt;zzzzzz&lt;/b&gt;”" in text


def test_a_name_found_is_text(store):
    assert "<b>x</b>" not in html(opened(q="evil"))
    assert "*Evil*_&lt;b&gt;" in html(opened(q="evil"))
    assert NASTY not in html(opened(q="evil"))


def test_the_search_of_the_overview_is_not_the_filter_of_rankings(store):
    at = opened(q="moonshot")
    at.query_params.clear()
    at.switch_page("app_pages/rankings.py").run()
    assert "q" not in url(at)


def test_a_link_takes_the_search_along_to_the_models(store):
    at = opened(q="moonshot")
    at.switch_page("app_pages/models.py").run()  # with the query as it is, as the link has it
    assert at.text_input(key="profile_q").value == "moonshot"
    assert url(at)["q"] == "moonshot"


def test_a_category_and_a_scenario_are_found_with_their_boards(store):
    text = html(opened(q="large language"))
    assert 'href="rankings?lang=en&amp;cat=llm"' in text
    assert "zeroclue" in text[: text.index("Large vision models")]


def test_references_do_not_push_the_ranked_out_of_a_card(store):
    rows = [("-", f"Reference-{n}", "", "99", "8", "7") for n in range(6)]
    rows += [("1", "Yi-34B-Chat", "", "70", "8", "7"), ("2", "Moonshot", "", "60", "8", "7")]
    id = LeaderboardId("superclue-github", "overall", "2024-05")
    publish(store, [leaderboard(id, rows)])
    found = overview_data.led(data.key(), id, 4)
    assert [leader.model for leader in found.leaders] == ["Yi-34B-Chat", "Moonshot"]
    assert found.above == 6
    assert "6 reference models above" in html(opened())


def renewed(store):
    """A board of whose field one model stayed."""
    rows = [
        (str(n), name, "", str(90 - n), "8", "7")
        for n, name in enumerate(("Yi-34B-Chat", "New-1", "New-2"), 1)
    ]
    publish(store, [leaderboard(LeaderboardId("superclue-github", "overall", "2024-05"), rows)])


def test_what_is_left_of_a_field_tells_of_no_move(store):
    renewed(store)
    text = html(opened())
    card = text[text.index("Large language models") : text.index("Large vision models")]
    assert "too few stayed to tell who moved" in card
    assert "bd-up" not in card
    assert "bd-down" not in card


def test_beside_a_field_that_was_renewed_the_newest_board_where_one_rose_is_told(store):
    renewed(store)
    risen = [("1", "讯飞星火V3.0", "科大讯飞", "88.20", "85.00", "85.67"), *NOVEMBER[1:4]]
    editions = {"2024-01": NOVEMBER, "2024-02": risen}
    publish(
        store, [leaderboard(LeaderboardId("zeroclue", "hard", at), rows) for at, rows in editions.items()]
    )
    lasting = overview_data.latest_lasting(data.key())
    assert lasting
    assert lasting.board.id == "zeroclue/hard"
    assert "讯飞星火V3.0" in html(opened())


def test_a_long_search_says_how_much_of_it_counts(store):
    at = opened(q="moonshot" + "x" * 500)
    assert any("first 80 characters" in line.value for line in at.warning)


def test_without_boards_no_hint_speaks_of_cards(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    at = opened()
    assert "Each card is a category" not in html(at)
    assert any("the same --cache" in line.value for line in at.caption)
