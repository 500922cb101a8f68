"""Models that are typed into the box of Compare instead of chosen from its list."""

import pytest
from page_store import NASTY, leaderboard, publish
from streamlit.testing.v1 import AppTest
from test_compare_page import ERNIE, KIMI, QWEN, YI, opened
from test_pages import html, url

from cache.leaderboard import LeaderboardId
from dashboard import appearances, compare_drawn, compare_typed, data
from dashboard.words import LANGS


def typed(at: AppTest, text: str) -> AppTest:
    box = at.multiselect(key="m")
    box.set_value([*box.value, text]).run()
    assert not at.exception, at.exception[0].stack_trace
    return at


SPELLINGS = {
    "wenxin": ERNIE,
    "文心一言4.0": ERNIE,
    "ernie bot 4": ERNIE,
    "Yi34b": YI,
    "tongyi qianwn": QWEN,
    ERNIE: ERNIE,
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_model_is_found_by_any_of_its_spellings(store, lang):
    found = {text: compare_typed.read(data.key(), text, [KIMI], lang).model for text in SPELLINGS}
    assert found == SPELLINGS


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_typed_gives_way_to_the_model_in_the_box_and_in_the_link(store, lang):
    at = typed(opened(m=KIMI, lang=lang), "wenxin")
    assert url(at)["m"] == f"{KIMI},{ERNIE}"
    assert at.multiselect(key="m").value == [KIMI, ERNIE]
    assert "“wenxin”" in html(at)


def test_the_reader_is_told_what_a_text_was_taken_for(store):
    assert "“bot 4” was taken for ERNIE Bot 4.0" in html(typed(opened(m=f"{KIMI},{YI}"), "bot 4"))


def test_what_else_was_meant_takes_the_place_and_keeps_the_view(store):
    id = LeaderboardId("zeroclue", "overall", "2024-01")
    rows = [("1", "文心一言3.5", "百度", "9", "8", "7"), ("2", "文心一言4.0", "百度", "8", "8", "7")]
    publish(store, [leaderboard(id, rows)])
    at = typed(opened(m=f"{KIMI},{YI}", kind="radar"), "wenxin")
    assert url(at)["m"] == f"{KIMI},{YI},{ERNIE}"
    told = html(at).partition("Or did you mean")[2].partition("</ul>")[0]
    assert f'href="compare?lang=en&amp;m={KIMI}%2C{YI}%2Cernie-bot-3.5&amp;kind=radar"' in told
    assert ">ERNIE Bot 3.5</a>" in told


def test_a_text_near_nothing_is_told_and_leaves_the_choice(store):
    at = typed(opened(m=f"{KIMI},{YI}"), "<b>qqzz</b>")
    assert url(at)["m"] == f"{KIMI},{YI}"
    assert "No model is called “&lt;b&gt;qqzz&lt;/b&gt;”" in html(at)
    assert at.get("plotly_chart")


def test_a_maker_is_no_model_but_leads_to_its_models(store):
    at = typed(opened(m=KIMI), "baidu")
    assert url(at)["m"] == KIMI
    assert f"m={KIMI}%2C{ERNIE}" in html(at).partition("Or did you mean")[2]


def test_a_model_that_is_chosen_already_is_not_chosen_twice(store):
    at = typed(opened(m=f"{KIMI},{ERNIE}"), "wenxin")
    assert url(at)["m"] == f"{KIMI},{ERNIE}"
    assert "which is chosen already" in html(at)


def test_what_was_told_goes_with_the_next_choice(store):
    at = typed(opened(m=KIMI), "wenxin")
    at.multiselect(key="m").unselect(KIMI).run()
    assert "was taken for" not in html(at)


def test_models_beyond_the_list_are_found_by_name(store, monkeypatch):
    monkeypatch.setattr(compare_drawn, "LISTED", 2)
    at = opened(m=KIMI)
    listed = at.multiselect(key="m").options
    assert listed == ["ERNIE Bot 4.0 · 文心一言 4.0", "Moonshot"]
    assert "any of the other 5 is found by typing its name" in at.caption[0].value
    nasty = next(id for id, known in appearances.models(data.key()).items() if known.name == NASTY)
    assert url(typed(at, "evil"))["m"] == f"{KIMI},{nasty}"


def test_every_model_of_the_shipped_store_is_found_by_its_own_label():
    key = data.key()
    for lang in LANGS:
        labels = list(appearances.labels(key, lang).items())
        wrong = []
        for id, label in labels[:: max(1, len(labels) // 60)]:
            found = compare_typed.read(key, label.partition(" · ")[0], (), lang)
            if id not in (found.model, *found.others):
                wrong.append(label)
        assert not wrong
