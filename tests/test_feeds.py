"""Feeds, as a reader's program gets them."""

import re
import uuid
import xml.etree.ElementTree as ET
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

import pytest
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from cache.leaderboard import Category, LeaderboardId
from cache.store import Store
from dashboard import (
    appearances,
    changes_asked,
    data,
    feed_links,
    feed_of_model,
    feed_words,
    frontend,
    links,
    revision_log,
)
from dashboard.api.application import application
from dashboard.api.gate import Gate
from dashboard.catalog.resolve import resolve
from dashboard.publication import subscriptions
from dashboard.publication.pages import Site
from dashboard.words import LANGS, t

ATOM = "{http://www.w3.org/2005/Atom}"


def feed(path: str, **headers: str) -> ET.Element:
    page = PlainTextResponse("page")
    answer = TestClient(Gate(page, application())).get(f"/feeds/{path}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(feed_links.MEDIA_TYPE)
    return ET.fromstring(answer.content)


def ids(found: ET.Element) -> list[str]:
    return [entry.findtext(f"{ATOM}id") or "" for entry in found.iter(f"{ATOM}entry")]


def test_everything_that_happened_is_in_the_feed_of_everything(store):
    found = ids(feed("all.atom"))
    assert len(found) == len(set(found)) == len(revision_log.events(data.key()))


@pytest.mark.parametrize("lang", LANGS)
def test_an_entry_keeps_its_id_in_both_languages(store, lang):
    assert ids(feed(f"all.atom?lang={lang}")) == ids(feed("all.atom"))


def test_the_feeds_of_all_categories_make_up_the_whole(store):
    parts = [id for category in Category for id in ids(feed(f"category/{category.value}.atom"))]
    assert sorted(parts) == sorted(ids(feed("all.atom")))


def test_entries_lead_to_the_board_and_its_edition_wherever_it_is_served(store, monkeypatch):
    id = next(iter(Store(store).current()))
    path = f"board/{id.source}/{id.leaderboard}.atom"
    entry = next(feed(path, host="a.example").iter(f"{ATOM}entry"))
    link = entry.find(f"{ATOM}link").attrib["href"]
    assert link.startswith("http://a.example/rankings?")
    assert f"board={id.source}%2F{id.leaderboard}" in link
    monkeypatch.setenv("BANGDAN_PUBLIC_URL", "https://example.org/bangdan/")
    entry = next(feed(path, host="b.example").iter(f"{ATOM}entry"))
    assert entry.find(f"{ATOM}link").attrib["href"].startswith("https://example.org/bangdan/rankings?")


def test_who_asks_under_another_name_gets_links_to_that_name(store):
    door = TestClient(Gate(PlainTextResponse("page"), application()))
    for host in ("a.example", "b.example"):
        assert f"http://{host}/" in door.get("/feeds/all.atom", headers={"host": host}).text


def test_a_model_has_a_feed_of_what_happened_to_it(store):
    model = next(iter(appearances.models(data.key())))
    assert set(ids(feed(f"model/{model}.atom"))) <= set(ids(feed("all.atom")))
    asking = TestClient(Gate(PlainTextResponse("page"), application()))
    assert asking.get("/feeds/model/no-such-model.atom").status_code == 404
    assert asking.get("/feeds/board/no/board.atom").status_code == 404


@pytest.mark.parametrize(("lang", "mark"), [("zh", "本模型"), ("en", "this model")])
def test_an_entry_of_a_models_feed_says_what_happened_to_it(store, lang, mark):
    event = next(one for one in revision_log.events(data.key()) if one.entered)
    id = resolve(event.entered[0], event.board).model_id
    titles = [
        one.findtext(f"{ATOM}title") or ""
        for one in feed(f"model/{id}.atom?lang={lang}").iter(f"{ATOM}entry")
    ]
    assert titles
    assert all(" · " in title and mark in title for title in titles)
    assert any(t("feed.model_entered", lang) in title for title in titles)
    assert mark not in (feed(f"all.atom?lang={lang}").findtext(f"{ATOM}entry/{ATOM}title") or "")


@pytest.mark.parametrize(
    ("lang", "title", "sentence"),
    [
        (
            "en",
            "place 1 → 4",
            "Moonshot (KimiChat): place 1 → 4 by Total, among those the source ranks; score 71.92",
        ),
        (
            "zh",
            "位次 1 → 4",
            "Moonshot (KimiChat)：按总分在来源排名的模型中位次 1 → 4，分数 71.92（此前 74.2）",
        ),
    ],
)
def test_an_entry_of_a_models_feed_tells_its_places_and_scores_as_rankings_does(store, lang, title, sentence):
    entry = next(
        one
        for one in feed(f"model/moonshot.atom?lang={lang}").iter(f"{ATOM}entry")
        if "2023-12" in (one.findtext(f"{ATOM}title") or "")
    )
    assert title in (entry.findtext(f"{ATOM}title") or "")
    assert (entry.findtext(f"{ATOM}content") or "").startswith(sentence)
    id = LeaderboardId("superclue-github", "overall", "2023-12")
    told = changes_asked.compared(data.key(), "superclue-github/overall", id, "2023-11", "总分")
    moonshot = told.set_index("model").loc["Moonshot(KimiChat)"]
    assert (moonshot["before"], moonshot["after"]) == (1, 4)


def test_what_came_and_went_has_its_place_and_a_reference_has_none(store):
    event = next(
        one for one in revision_log.events(data.key()) if one.revision.id.edition == "2023-12" and one.moved
    )

    def place(printed: str) -> str:
        return feed_of_model.place(event, resolve(printed, event.board).model_id, "en")

    assert place("通义千问2.0").startswith("Tongyi Qianwen 2.0: new, place 2 by Total")
    assert place("讯飞星火V3.0").endswith("place 4 by Total, among those the source ranks, score 61.2.")
    assert "without a place" in place("GPT4-Turbo")
    turbo = resolve("GPT4-Turbo", event.board).model_id
    assert "→" not in feed_of_model.happened(event, turbo, "en")


def test_a_board_tells_the_same_moves_as_rankings(store):
    content = feed("board/superclue-github/overall.atom?lang=en").findtext(f"{ATOM}entry/{ATOM}content") or ""
    assert "3 models changed position: Moonshot (KimiChat) 1 → 4" in content


def addresses(found: ET.Element) -> dict[str, str]:
    """Of the feed's own links, by what they lead to."""
    return {link.attrib["rel"]: link.attrib["href"] for link in found.findall(f"{ATOM}link")}


@pytest.mark.parametrize("kind", ["all", "category/llm", "board", "model"])
def test_a_feed_names_itself_and_its_page_with_whole_addresses(store, kind):
    id, model = next(iter(Store(store).current())), next(iter(appearances.models(data.key())))
    path = {"board": f"board/{id.source}/{id.leaderboard}", "model": f"model/{model}"}.get(kind, kind)
    found = feed(f"{path}.atom?lang=en", host="a.example")
    own = addresses(found)
    assert own["self"] == f"http://a.example/feeds/{path}.atom?lang=en"
    assert own["alternate"].startswith("http://a.example/")
    assert all(link.attrib["href"].startswith("http") for link in found.iter(f"{ATOM}link"))
    for element in found.iter(f"{ATOM}id"):
        assert uuid.UUID(element.text).urn == element.text


def test_a_feed_keeps_its_id_wherever_it_stands(store, monkeypatch):
    def own_ids() -> list[str | None]:
        names = ("all.atom", "all.atom?lang=en", "category/llm.atom")
        return [feed(name).findtext(f"{ATOM}id") for name in names]

    before = own_ids()
    assert len(set(before)) == len(before)
    monkeypatch.setenv("BANGDAN_PUBLIC_URL", "https://example.org/bangdan")
    assert own_ids() == before
    site = Site("https://example.org/lists", "https://live.example.org")
    for path, content in subscriptions.files(data.key(), site, {}, "zh"):
        published, live = ET.fromstring(content), feed(path.removeprefix("feeds/zh/"))
        assert published.findtext(f"{ATOM}id") == live.findtext(f"{ATOM}id")
        assert ids(published) == ids(live)
        assert addresses(published)["self"] == f"https://example.org/lists/{path}"


@pytest.mark.parametrize("lang", LANGS)
def test_a_feed_leads_to_the_page_of_what_it_tells_of(store, lang):
    id, model = next(iter(Store(store).current())), next(iter(appearances.models(data.key())))
    board = f"{id.source}/{id.leaderboard}"
    for path, page, query in (
        (f"board/{board}", "rankings", {"board": board}),
        ("category/vision", "rankings", {"cat": "vision"}),
        (f"model/{model}", "models", {"model": model}),
    ):
        leads = urlsplit(addresses(feed(f"{path}.atom?lang={lang}"))["alternate"])
        assert (leads.path, dict(parse_qsl(leads.query))) == (f"/{page}", {"lang": lang, **query})
    site = Site("https://example.org/lists", "https://live.example.org")
    published = dict(subscriptions.files(data.key(), site, {}, lang))
    leads = addresses(ET.fromstring(published[f"feeds/{lang}/category/vision.atom"]))["alternate"]
    assert leads == f"https://example.org/lists/{'' if lang == 'zh' else 'en/'}#vision"


def test_models_are_called_as_the_catalog_does_and_without_the_arrow_of_a_link():
    printed = ["GPT-4 ↗", "GPT_4", "Nobody's own ↗", "Mengzi↗"]
    assert feed_words.spoken(printed[:3], "superclue-github/overall", "en") == ["GPT4", "Nobody's own"]
    assert not any("↗" in name for name in feed_words.spoken(printed, "superclue-github/overall", "zh"))


@pytest.mark.parametrize(
    ("path", "query", "named"),
    [
        ("/", "", ("", "")),
        ("/rankings", "board=superclue/overall&cat=llm", ("board", "superclue/overall")),
        ("/composite", "cat=vision", ("category", "vision")),
        ("/models", "model=gpt-4", ("model", "gpt-4")),
        ("/rankings", "model=gpt-4", ("", "")),
        ("/rankings", 'board="><script>&cat=x', ("", "")),
    ],
)
def test_the_head_of_a_page_names_the_feed_of_what_it_shows(path, query, named):
    assert feed_links.of_page(path, parse_qs(query)) == named
    head = frontend.document("en", "identity", *named).body.decode()
    links = re.findall(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="([^"]*)"', head)
    first = [f"./feeds/{named[0]}/{named[1]}.atom?lang=en"] if named[0] else []
    assert links == [*first, "./feeds/all.atom?lang=en"]


def test_names_with_markup_are_text_in_a_feed(store):
    told = feed("all.atom")
    texts = [entry.findtext(f"{ATOM}content") or "" for entry in told.iter(f"{ATOM}entry")]
    assert any("<b>x</b>" in text for text in texts)
    assert all(element.tag.startswith(ATOM) for element in told.iter())


@pytest.mark.parametrize("model", sorted({"gpt-4", "a/b c", "文心一言"}))
def test_a_page_leads_to_the_feed_of_what_it_shows(model):
    line = links.subscription("model", model, "zh")
    address = line.partition('href="')[2].partition('"')[0]
    assert unquote(urlsplit(address).path) == f"feeds/model/{model}.atom"
    assert urlsplit(address).query == "lang=zh"
