"""About: which boards feed what and why, licences, citing, and what is measured nowhere."""

from test_pages import html, opened, url

from dashboard import about_citing, origins
from dashboard.markup import hypertext


def test_each_category_lists_its_boards_and_what_they_test(store):
    text = html(opened("about", cat="vision"))
    assert text.count("<details open>") == 1
    vision = text[text.index('id="about-category-vision"') : text.index('id="about-category-multimodal"')]
    assert 'href="rankings?lang=en&amp;board=superclue%2Fimage"' in vision
    assert "1 board stands here" in vision
    assert "No board stands here yet." in text[text.index('id="about-category-decision"') :]


def test_an_example_without_a_public_score_says_so_and_one_with_scores_leads_to_them(store):
    text = html(opened("about"))
    assert 'AlphaGo <span class="bd-quiet">(no public score)</span>' in text
    assert 'href="models?lang=en&amp;model=yi-34b-chat">Yi-34B-Chat</a>' in text
    assert 'href="./?lang=en&amp;q=GPT-4">GPT-4</a>' in text


def test_a_link_to_a_scenario_groups_by_scenario(store):
    at = opened("about", scenario="health")
    assert url(at) == {"lang": "en", "group": "scenario", "scenario": "health"}
    assert "about-scenario-health" in html(at)


def test_every_source_has_its_licence_and_nothing_found_is_said_in_the_readers_language(store):
    assert "未找到" in html(opened("about", lang="zh", parts="licences"))
    text = html(opened("about", parts="licences"))
    assert hypertext(origins.licences()["superclue-github"]) in text


def test_what_is_measured_nowhere_is_what_this_store_lacks(store):
    text = html(opened("about", parts="unmeasured"))
    lacking = text[text.rindex('id="about-unmeasured"') :]
    assert "Health care" in lacking
    assert "AlphaGo" in lacking
    assert "Yi-34B-Chat" not in lacking


def test_parts_are_sent_to_who_unfolds_them_and_are_in_the_link(store):
    folded = opened("about")
    assert 'id="about-methods"' not in html(folded)
    assert 'href="about?lang=en&amp;parts=methods#about-methods"' in html(folded)
    at = opened("about", parts="methods,making")
    assert 'id="about-methods"' in html(at)
    assert url(at) == {"lang": "en", "parts": "making,methods"}


def test_the_citation_names_page_day_and_version():
    entry = about_citing.bibtex("0.1.0", "https://example.org/", "2026-11-21")
    assert entry.startswith("@misc{bangdan,\n")
    assert "year         = {2026}" in entry
    assert "retrieved 2026-11-21" in entry
    assert entry.count("{") == entry.count("}")
    assert "howpublished" not in about_citing.bibtex("0.1.0", "", "2026-11-21")


def test_an_empty_store_still_explains_itself(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    text = html(opened("about"))
    assert "Where ranks and scores come from" in text
    assert "How to cite" not in text


def test_about_leads_to_the_api_and_to_the_feed_of_every_board(store):
    text = html(opened("about", parts="citing"))
    assert 'href="api/v1/"' in text
    assert 'href="feeds/all.atom?lang=en"' in text
