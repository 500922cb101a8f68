"""Several ids in one parameter of the URL: each keeps its place, and so its colour, while it is chosen."""

import pytest
from streamlit.testing.v1 import AppTest
from test_controls import url

from dashboard.id_lists import places_of, read_ids, seated, write_ids

IDS = ("a", "b", "c", "d", "e", "f", "g")


def script() -> None:
    import streamlit as st

    from dashboard import controls

    controls.arrive()
    controls.language()
    options = st.session_state.get("options", ("a", "b", "c", "d", "e", "f", "g"))
    chosen = controls.settle_list("m", options, st.session_state.get("by_default", ()))
    controls.notices()
    st.multiselect("models", options, format_func=str.upper, max_selections=6, **controls.widget("m"))
    st.text(" ".join(f"{id}{place}" for id, place in chosen.items()))
    controls.depart()


def opened(by_default: tuple[str, ...] = (), **params: str) -> AppTest:
    at = AppTest.from_function(script, default_timeout=60)
    at.session_state["by_default"] = by_default
    for name, value in params.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def test_a_link_names_models_and_their_places():
    at = opened(lang="en", m="b,,a")
    assert at.text[0].value == "b0 a2"
    assert at.multiselect(key="m").value == ["b", "a"]
    assert url(at) == {"lang": "en", "m": "b,,a"}


def test_leaving_one_keeps_the_places_of_the_others_and_the_next_takes_the_free_one():
    at = opened(lang="en")
    for id in "abc":
        at.multiselect(key="m").select(id).run()
    at.multiselect(key="m").unselect("a").run()
    assert at.text[0].value == "b1 c2"
    assert url(at)["m"] == ",b,c"
    at.multiselect(key="m").select("d").run()
    assert at.text[0].value == "d0 b1 c2"


def test_a_model_that_is_gone_and_one_too_many_are_told_and_left_out():
    at = opened(lang="en", m="a,*x*,b")
    assert at.text[0].value == "a0 b2"
    assert r"model \*x\* is not here" in at.warning[0].value
    at = opened(lang="en", m=",".join(IDS))
    assert at.text[0].value == "a0 b1 c2 d3 e4 f5"
    assert "longer than 6" in at.warning[0].value


def test_what_never_was_leaves_no_empty_place_before_the_first():
    at = opened(lang="en", m="<script>,b,a")
    assert at.text[0].value == "b0 a1"
    assert url(at)["m"] == "b,a"


def test_a_default_is_not_written_and_emptying_it_is():
    at = opened(("a", "b"), lang="en")
    assert at.text[0].value == "a0 b1"
    assert url(at) == {"lang": "en"}
    at.multiselect(key="m").set_value([]).run()
    assert url(at) == {"lang": "en", "m": ""}
    assert opened(("a", "b"), lang="en", m="").text[0].value == ""
    assert opened(("a", "b"), lang="en", m="x").text[0].value == "a0 b1"


def test_a_default_nobody_chose_gives_way_to_another():
    at = opened(("a", "b"), lang="en")
    at.session_state["by_default"] = ("c",)
    at.run()
    assert at.text[0].value == "c0"
    at.multiselect(key="m").select("d").run()
    at.session_state["by_default"] = ("e",)
    at.run()
    assert at.text[0].value == "c0 d1"


@pytest.mark.parametrize("ids", [[], ["a"], ["", "a"], ["a,b", "50%", "%2C"], ["", "", "x", "", "y"]])
def test_a_list_is_read_as_it_was_written(ids):
    assert read_ids(write_ids(places_of(ids))) == ids


def test_an_id_has_one_place_and_no_place_two_ids():
    assert places_of(["a", "b", "a"]) == {"a": 0, "b": 1}
    assert places_of([*[""] * 9, "a"]) == {"a": 0}
    assert seated("abc", kept={"a": 1, "b": 1, "c": 99}) == {"b": 0, "a": 1, "c": 2}
    assert read_ids(",,,") == []
