"""What unfolds and what has pages: in the link, drawn for who opens it, and each page's own."""

from streamlit.testing.v1 import AppTest
from test_pages import html, opened, url


def script() -> None:
    import streamlit as st

    from dashboard import controls, folds, pager

    controls.arrive()
    lang = controls.language()
    which = controls.settle("list", ("long", "short"), "long")
    folds.settle(("one", "two", "three"), ("two",), scope="test")
    ids = tuple(str(n) for n in range(100 if which == "long" else 5))
    shown, first, pages = pager.settle(ids, which)
    controls.notices()
    for name in ("one", "two", "three"):
        part = folds.fold(name, name, ":material/table:")
        if part.open:
            part.text(f"inside {name}")
    st.selectbox("list", ("long", "short"), **controls.widget("list"))
    pager.draw(pages, which, lang)
    st.text(f"{first}: {','.join(shown)}")
    controls.depart()


def ran(**params: str) -> AppTest:
    at = AppTest.from_function(script, default_timeout=60)
    at.query_params.update({"lang": "en"} | params)
    at.run()
    assert not at.exception
    return at


def texts(at: AppTest) -> list[str]:
    return [text.value for text in at.text][:-1]


def test_what_is_open_by_default_is_not_in_the_link():
    at = ran()
    assert texts(at) == ["inside two"]
    assert url(at) == {"lang": "en"}


def test_a_link_opens_its_parts_in_any_order():
    at = ran(parts="three,one")
    assert texts(at) == ["inside one", "inside three"]
    assert url(at) == {"lang": "en", "parts": "one,three"}


def test_nothing_open_is_a_choice_too():
    at = ran(parts="")
    assert texts(at) == []
    assert url(at) == {"lang": "en", "parts": ""}


def test_a_part_that_is_not_there_gives_a_line_and_the_default():
    at = ran(parts="four")
    assert "four" in at.warning[0].value
    assert texts(at) == ["inside two"]


def test_unfolding_by_hand_is_written_into_the_link():
    at = ran()
    at.session_state["fold_one"] = True
    at.session_state["parts_test"] = "one,two"  # what the fold's callback notes
    at.run()
    assert texts(at) == ["inside one", "inside two"]
    assert url(at)["parts"] == "one,two"


def test_a_page_of_the_link_is_shown_and_the_pager_writes_it():
    at = ran(page="4")
    assert at.text[-1].value == f"91: {','.join(str(n) for n in range(90, 100))}"
    at.pagination[0].set_value(2).run()
    assert at.text[-1].value.startswith("31: 30,31")
    assert url(at) == {"lang": "en", "page": "2"}


def test_a_page_that_is_not_there_gives_a_line_and_the_first():
    at = ran(page="5")
    assert "5" in at.warning[0].value
    assert at.text[-1].value.startswith("1: 0,1")


def test_each_list_has_a_page_of_its_own_and_a_short_one_has_no_pager():
    at = ran(page="3")
    at.selectbox(key="list").set_value("short").run()
    assert at.text[-1].value == "1: 0,1,2,3,4"
    assert not at.pagination
    assert url(at) == {"lang": "en", "list": "short"}
    at.selectbox(key="list").set_value("long").run()
    assert url(at) == {"lang": "en", "page": "3"}


def test_sources_sends_its_parts_to_who_unfolds_them(store):
    folded = opened("sources")
    assert "Last success" not in html(folded)
    assert [at.label.split(" · ")[0] for at in folded.expander] == [
        "How each source was refreshed",
        "Revisions and corrections",
        "Integrity checks",
        "Data quality",
    ]
    assert "Totals computed again" in html(opened("sources", parts="checks"))
    assert "Last success" in html(opened("sources", parts="refreshes"))


def test_a_link_to_one_source_opens_how_it_was_refreshed(store):
    at = opened("sources", source="zeroclue")
    assert "Last success" in html(at)
    assert url(at) == {"lang": "en", "source": "zeroclue"}


def test_a_link_to_the_log_opens_it(store):
    at = opened("sources", log="all")
    assert "first collected" in html(at)
    assert url(at) == {"lang": "en", "log": "all", "parts": "log"}


def test_a_part_stays_open_while_its_label_counts_anew(store):
    at = opened("sources", parts="log")
    (label,) = (part.label for part in at.expander if part.label.startswith("Revisions"))
    at.segmented_control(key="log").set_value("all").run()
    assert label not in [part.label for part in at.expander]
    assert "first collected" in html(at)
    assert url(at) == {"lang": "en", "log": "all", "parts": "log"}


def test_about_leads_into_the_log(store):
    assert 'href="sources?lang=en&amp;parts=log"' in html(opened("about", parts="reporting"))
