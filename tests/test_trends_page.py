"""The page Trends and its exhibit over small stores."""

from datetime import UTC, datetime

import pytest
from page_store import DECEMBER, NASTY, NOVEMBER, leaderboard, publish
from test_pages import OVERALL, html, opened, url

from cache.leaderboard import LeaderboardId
from dashboard import data, exhibits, trends_data, trends_history, trends_parts
from dashboard.exhibit import NothingToShow, UnknownChoice


def test_the_first_board_with_several_editions_is_drawn(store):
    at = opened("trends")
    assert len(at.get("plotly_chart")) == 1
    assert "SuperCLUE Overall · 2 editions, 2023-11 to 2023-12" in html(at)
    assert at.selectbox(key="board").options[0] == "SuperCLUE Overall · 2 editions"
    assert url(at) == {"lang": "en"}


def test_the_board_with_most_editions_is_drawn_first(store):
    months = (f"2026-0{month}" for month in (1, 2, 3))
    publish(store, [leaderboard(LeaderboardId("zeroclue", "overall", month), NOVEMBER) for month in months])
    at = opened("trends")
    assert "3 editions, 2026-01 to 2026-03" in html(at)
    assert url(at) == {"lang": "en"}


def test_the_newest_editions_that_share_models_are_drawn_before_the_most_editions(store):
    boards = {"overall": ("2021", "2022", "2023"), "hard": ("2024-01", "2024-02")}
    for name, editions in boards.items():
        publish(store, [leaderboard(LeaderboardId("zeroclue", name, at), NOVEMBER) for at in editions])
    assert "2 editions, 2024-01 to 2024-02" in html(opened("trends"))


def test_old_editions_are_said_to_be_old(store):
    assert "edition 2023-12" in html(opened("trends"))
    assert "unchanged upstream" in html(opened("trends"))
    months = ("2024-01", f"{datetime.now(UTC):%Y-%m}")
    publish(store, [leaderboard(LeaderboardId("zeroclue", "overall", at), NOVEMBER) for at in months])
    assert "unchanged upstream" not in html(opened("trends", board="zeroclue/overall"))


def test_a_board_whose_editions_share_no_model_says_why_there_is_no_line(store):
    halves = zip(("2024-01", "2024-02"), (NOVEMBER[:3], NOVEMBER[3:]), strict=True)
    publish(store, [leaderboard(LeaderboardId("zeroclue", "overall", at), rows) for at, rows in halves])
    assert "share a model: the chart has points and no line" in html(
        opened("trends", board="zeroclue/overall")
    )
    assert "points and no line" not in html(opened("trends"))
    given = {"board": "zeroclue/overall"}
    assert "points and no line" in exhibits.of("trends", data.key(), given, "en").notes[0]


def test_highlights_without_a_line_are_told(store):
    newcomer = trends_data.of(data.key(), OVERALL, "总分", "model").tracks
    alone = next(track.id for track in newcomer if len(track.points) == 1)
    assert "None of the highlighted models is in more than one edition" in html(opened("trends", m=alone))


def test_the_table_has_every_model_and_edition_and_leaves_gaps(store):
    table = opened("trends", parts="table").dataframe[0].value.set_index("Model")
    assert list(table.columns)[-4:-1] == ["2023-11", "2023-12", "Note"]
    assert table.loc["Moonshot(KimiChat)", ["2023-11", "2023-12"]].tolist() == [1, 4]
    assert table.loc["GPT4-Turbo", ["2023-11", "2023-12"]].isna().all()
    assert table["Note"][lambda notes: notes != ""].to_dict() == {"GPT4-Turbo": "reference, not ranked"}
    assert table.loc["通义千问2.0", ["2023-11", "2023-12"]].isna().tolist() == [True, False]
    assert "人类" not in table.index
    assert NASTY in table["whole Model"].tolist()


def test_scores_are_a_choice_of_the_link(store):
    at = opened("trends", y="score", metric="OPT", parts="table")
    table = at.dataframe[0].value.set_index("Model")
    assert table.loc["文心一言4.0(API)", "2023-12"] == 88.38
    assert url(at) == {"lang": "en", "y": "score", "metric": "OPT", "parts": "table"}


def test_what_came_and_went_is_told_with_links_to_the_models(store):
    text = html(opened("trends", parts="changes"))
    assert "New (2)" in text
    assert "Gone (1)" in text
    assert '<a class="bd-go" href="models?lang=en&amp;model=' in text
    assert "<b>x</b>" not in text


def test_what_is_folded_is_not_sent_and_what_is_open_is_in_the_link(store, monkeypatch):
    asked = []
    for part, draws in (("table", trends_parts), ("changes", trends_history), ("editions", trends_history)):
        monkeypatch.setattr(draws, part, lambda *_, part=part: asked.append(part))
    at = opened("trends")
    assert asked == []
    at = opened("trends", parts="editions,table")
    assert asked == ["table", "editions"]
    assert url(at) == {"lang": "en", "parts": "table,editions"}


def test_chosen_models_are_in_the_link_and_keep_their_colours(store):
    at = opened("trends", m="moonshot,yi-34b-chat")
    assert at.multiselect(key="m").value == ["moonshot", "yi-34b-chat"]
    at.multiselect(key="m").set_value(["yi-34b-chat"]).run()
    assert not at.exception
    assert url(at)["m"] == ",yi-34b-chat"


def test_models_chosen_elsewhere_stay_chosen_and_are_said_to_be_absent(store):
    at = opened("trends", m="gpt-5,moonshot")
    assert "gpt-5: not on this board" in html(at)
    assert url(at)["m"] == "gpt-5,moonshot"
    at = opened("trends", m="<b>x</b>")
    assert r"\<b\>x" in at.warning[0].value


def test_a_model_becomes_its_family_and_back(store):
    at = opened("trends", m="yi-34b-chat")
    at.segmented_control(key="by").set_value("line").run()
    assert not at.exception
    assert url(at) == {"lang": "en", "by": "line", "m": "yi"}
    at.segmented_control(key="by").set_value("model").run()
    assert url(at) == {"lang": "en", "m": "yi-34b-chat"}


def test_a_model_that_gave_its_family_the_name_stays_itself(store):
    plain = ("6", "GPT4", "OpenAI", "60.10", "54.00", "70.20")
    months = ("2024-01", "2024-02")
    publish(store, [leaderboard(LeaderboardId("zeroclue", "hard", at), (*NOVEMBER, plain)) for at in months])
    assert trends_data.kinships(data.key(), "zeroclue/hard")[1]["gpt-4"] == "gpt-4-turbo"
    assert url(opened("trends", board="zeroclue/hard", m="gpt-4"))["m"] == "gpt-4"


def by_menu(at):
    """To Trends: the menu drops the query."""
    at.query_params.clear()
    return at.switch_page("app_pages/trends.py").run()


def test_the_board_of_the_page_before_is_gone_on_with(store):
    months = ("2026-01", "2026-02")
    others = [(rank, f"Other {rank}", *figures) for rank, _, *figures in (*NOVEMBER[1:], *DECEMBER[2:6])]
    publish(store, [leaderboard(LeaderboardId("zeroclue", "new", at), others) for at in months])
    assert trends_data.first_board(data.key()) == "zeroclue/new"
    assert url(by_menu(opened("rankings", board=OVERALL)))["board"] == OVERALL
    alone = opened("compare", m="gpt-4-turbo,moonshot", board="zeroclue/new")
    assert url(by_menu(alone))["board"] == OVERALL  # neither stands on the other
    assert "board" not in url(opened("trends"))


def test_one_edition_offers_rankings(store):
    at = opened("trends", board="zeroclue/overall")
    assert "one edition" in at.info[0].value or "one dated edition" in at.info[0].value
    assert not at.get("plotly_chart")
    assert at.get("page_link")[0].proto.query_string == "lang=en&board=zeroclue%2Foverall"


def test_a_damaged_edition_is_left_out_and_two_that_remain_are_drawn(store):
    october = leaderboard(LeaderboardId("superclue-github", "overall", "2023-10"), NOVEMBER[:4])
    publish(store, [october])
    (store / "tables" / "superclue-github" / "overall" / "2023-11.csv").write_text("nonsense")
    at = opened("trends", board=OVERALL, parts="table")
    assert "their files cannot be used: 2023-11" in html(at)
    assert list(at.dataframe[0].value.columns)[-4:-2] == ["2023-10", "2023-12"]


def test_one_edition_that_can_be_read_is_too_few(store):
    (store / "tables" / "superclue-github" / "overall" / "2023-11.csv").write_text("nonsense")
    assert "Too few editions" in opened("trends", board=OVERALL).info[0].value


def test_its_exhibit_is_the_view(store):
    shown = exhibits.of("trends", data.key(), {"y": "score", "m": "moonshot"}, "zh")
    assert shown.params == {"y": "score", "m": "moonshot"}
    assert shown.title == "SuperCLUE 总排行榜 · 历期分数"
    assert [origin.id.edition for origin in shown.origins] == ["2023-12", "2023-11"]
    assert len(shown.table) == len(DECEMBER) - 1 + 1
    assert "Moonshot(KimiChat) 74.20 → 71.92" in shown.alt
    assert shown.legend is not None
    assert len(shown.legend("light")) == 1
    for compact in (False, True):
        shown.figure("dark", compact)


def test_its_exhibit_tells_what_is_not_there(store):
    with pytest.raises(UnknownChoice):
        exhibits.of("trends", data.key(), {"m": "nobody-at-all"}, "en")
    with pytest.raises(NothingToShow):
        exhibits.of("trends", data.key(), {"board": "zeroclue/overall"}, "en")


def test_release_dates_are_in_the_chart_its_words_and_its_picture(store):
    days = trends_data.released(data.key(), OVERALL)
    assert days
    for lang in ("zh", "en"):
        shown = exhibits.of("trends", data.key(), {"m": ",".join(days)}, lang)
        assert shown.figure is not None
        assert shown.legend is not None
        for day in days.values():
            assert day in shown.alt
            assert any(day in note for note in shown.notes)
            assert any(day in words for _, words in shown.legend("light"))


def test_a_family_has_no_release_date(store):
    shown = exhibits.of("trends", data.key(), {"by": "line"}, "en")
    assert "Released" not in shown.alt
    assert not any("Released" in note for note in shown.notes)


def test_models_in_editions_older_than_they_are_are_told(store):
    for month in ("2022-01", "2022-02"):
        publish(store, [leaderboard(LeaderboardId("zeroclue", "overall", month), NOVEMBER)])
    given = {"board": "zeroclue/overall", "m": ",".join(trends_data.released(data.key(), "zeroclue/overall"))}
    said = exhibits.of("trends", data.key(), given, "en").notes
    assert any(note.startswith("* Later than an edition that lists it") for note in said)
    assert any("*" in note for note in said if note.startswith("Released"))
