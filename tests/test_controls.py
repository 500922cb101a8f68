"""The view in the URL: what a link says is shown, what is shown is in the link."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.controls import notice

OPTIONS = ("red", "green", "blue")


def script() -> None:
    import streamlit as st

    from dashboard import controls

    controls.arrive()
    controls.language()
    size = controls.settle("view", st.session_state.get("sizes", ("s", "m", "l")), "s")
    colour = controls.settle("metric", st.session_state.get("options", ("red", "green", "blue")), "red")
    controls.settle_text("q")
    controls.settle_flag("ref", default=True)
    controls.notices()
    st.selectbox("colour", ("red", "green", "blue"), format_func=str.upper, **controls.widget("metric"))
    st.text_input("search", **controls.widget("q"))
    st.toggle("reference", **controls.widget("ref"))
    st.segmented_control("language", ("zh", "en"), **controls.widget("lang"))
    st.text(f"{colour} {size}")
    controls.depart()


def opened(**params: str) -> AppTest:
    at = AppTest.from_function(script, default_timeout=60)
    for name, value in params.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def url(at: AppTest) -> dict[str, str]:
    return {
        name: values[0] if isinstance(values, list) else values for name, values in at.query_params.items()
    }


def test_only_the_language_is_written_by_default():
    assert url(opened()) == {"lang": "zh"}


def test_a_choice_is_written_by_its_id_and_goes_when_it_is_the_default_again():
    at = opened(lang="en")
    at.selectbox(key="metric").select("blue").run()
    assert url(at) == {"lang": "en", "metric": "blue"}
    at.selectbox(key="metric").select("red").run()
    assert url(at) == {"lang": "en"}


def test_a_link_is_the_view():
    at = opened(lang="en", metric="green", q="qwen", ref="0")
    assert at.selectbox(key="metric").value == "green"
    assert at.text_input(key="q").value == "qwen"
    assert at.toggle(key="ref").value is False
    assert url(at) == {"lang": "en", "metric": "green", "q": "qwen", "ref": "0"}


def test_an_unknown_id_gives_one_line_and_the_default():
    at = opened(lang="en", metric="*pink*", ref="7")
    assert at.text[0].value == "red s"
    assert len(at.warning) == 1
    assert r"\*pink\*" in at.warning[0].value
    assert url(at) == {"lang": "en"}


def test_the_line_is_gone_with_the_next_run():
    at = opened(lang="en", metric="pink")
    at.selectbox(key="metric").select("blue").run()
    assert not at.warning


def test_going_back_restores_what_the_url_says_and_defaults_the_rest():
    at = opened(lang="en")
    at.selectbox(key="metric").select("blue").run()
    at.toggle(key="ref").set_value(False).run()
    at.query_params.clear()
    at.query_params["lang"] = "en"
    at.query_params["metric"] = "blue"
    at.run()
    assert at.selectbox(key="metric").value == "blue"
    assert at.toggle(key="ref").value is True


def test_a_url_without_a_language_comes_from_the_menu_and_keeps_the_view():
    at = opened(lang="en", metric="green")
    at.query_params.clear()
    at.run()
    assert url(at) == {"lang": "en", "metric": "green"}


def test_a_widget_is_newer_than_the_url_its_run_was_sent_from():
    at = opened(lang="en", metric="green")
    at.query_params["metric"] = "green"
    at.query_params["q"] = "stale"
    at.selectbox(key="metric").select("blue").run()
    assert url(at) == {"lang": "en", "metric": "blue"}


def test_a_stored_value_that_is_no_option_any_more_gives_way_without_a_word():
    at = opened(lang="en", metric="green")
    at.session_state["options"] = ("red", "blue")
    at.run()
    assert at.text[0].value == "red s"
    assert not at.warning


def test_a_default_nobody_chose_is_not_carried_to_other_options():
    at = opened(lang="en")
    at.session_state["sizes"] = ("l", "s")
    at.run()
    assert "view" not in url(at)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_changing_the_language_keeps_the_view(language):
    at = opened(lang="en", metric="blue")
    at.segmented_control(key="lang").set_value(language).run()
    at.toggle(key="ref").set_value(False).run()
    assert url(at) == {"lang": language, "metric": "blue", "ref": "0"}


def test_a_search_from_a_link_is_one_short_line():
    at = opened(lang="en", q="a\nb\u202ec" + "x" * 500)
    assert at.text_input(key="q").value.startswith("a bcxxx")
    assert len(at.text_input(key="q").value) == 80


def test_a_notice_shows_markup_as_text_and_cuts_it():
    line = notice("board", "<script>" + "x" * 900, "**bold**", "zh")
    assert r"\<script\>" in line
    assert r"\*\*bold\*\*" in line
    assert len(line) < 120


def test_pages_and_controls_name_the_same_parameters():
    pages = Path(__file__).parents[1] / "dashboard"
    text = "".join(path.read_text("utf-8") for path in [*pages.glob("*.py"), *pages.glob("app_pages/*.py")])
    assert "bind=" not in text


def unfolding() -> None:
    import streamlit as st

    from dashboard import controls

    controls.arrive()
    controls.language()
    controls.settle("metric", ("red", "green", "blue"), "green")
    if st.session_state.get("unfolded"):
        st.selectbox("colour", ("red", "green", "blue"), **controls.widget("metric"))
    controls.depart()


def test_a_widget_that_comes_later_than_its_value_tells_the_browser_of_it():
    at = AppTest.from_function(unfolding, default_timeout=60)
    at.query_params["metric"] = "blue"
    at.run()
    at.session_state["unfolded"] = True
    assert at.run().selectbox(key="metric").proto.set_value
    assert at.selectbox(key="metric").value == "blue"
    assert not at.run().selectbox(key="metric").proto.set_value  # what the reader does meanwhile is newer
