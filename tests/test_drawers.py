"""Controls that a phone folds away: sent to who opens them, and in force all the same."""

import pytest
from page_store import small_store
from streamlit.testing.v1 import AppTest
from test_pages import opened, url

from dashboard import controls

OVERALL = "superclue-github/overall"
PAGES = {
    "rankings": ("filters", {"edition", "metric", "q", "org", "region"}),
    "capabilities": ("filters", {"edition", "colour", "m"}),
    "trends": ("trends_more", {"metric", "by"}),
}


@pytest.fixture
def phone(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    monkeypatch.setattr(controls, "compact", lambda: True)
    return small_store(tmp_path)


def drawn(at: AppTest) -> set[str]:
    kinds = ("selectbox", "text_input", "multiselect", "segmented_control", "toggle")
    return {widget.key for kind in kinds for widget in at.get(kind)}


def unfolded(at: AppTest, name: str) -> AppTest:
    at.session_state[f"{name}_open"] = True  # what its callback keeps
    at.run()
    assert not at.exception, at.exception[0].stack_trace
    return at


@pytest.mark.parametrize("page", PAGES)
def test_a_closed_drawer_sends_nothing_of_what_is_in_it(phone, page):
    name, inside = PAGES[page]
    at = opened(page, board=OVERALL)
    assert not inside & drawn(at)
    assert inside <= drawn(unfolded(at, name))


def test_what_is_folded_away_is_in_force_and_in_the_link(phone):
    at = opened("rankings", board=OVERALL, edition="2023-11", metric="OPEN", q="moon")
    assert any(part.label.endswith(" · filters · 1") for part in at.expander)
    assert url(at) == {"lang": "en", "edition": "2023-11", "metric": "OPEN", "q": "moon"}
    at = unfolded(at, "filters")
    assert at.selectbox(key="edition").value == "2023-11"
    assert at.text_input(key="q").value == "moon"
    at.session_state["filters_open"] = False
    at.run()
    assert url(at)["q"] == "moon"
    assert "edition" not in drawn(at)


def test_a_drawer_stays_open_while_its_label_tells_of_another_choice(phone):
    at = unfolded(opened("rankings", board=OVERALL), "filters")
    at.selectbox(key="metric").select("OPT").run()
    assert url(at)["metric"] == "OPT"
    assert "metric" in drawn(at)


def test_a_drawer_is_closed_on_the_next_page(phone):
    at = unfolded(opened("rankings", board=OVERALL), "filters")
    at.switch_page("app_pages/capabilities.py").run()
    assert "colour" not in drawn(at)
