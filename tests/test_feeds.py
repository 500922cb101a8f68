"""Feeds, as a reader's program gets them."""

import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from page_store import small_store
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from cache.leaderboard import Category
from cache.store import Store
from dashboard import appearances, data, feeds, links, revision_log
from dashboard.api.application import application
from dashboard.api.gate import Gate
from dashboard.words import LANGS

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    small_store(tmp_path)
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    return Store(tmp_path)


def feed(path: str, **headers: str) -> ET.Element:
    page = PlainTextResponse("page")
    answer = TestClient(Gate(page, application())).get(f"/feeds/{path}", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(feeds.MEDIA_TYPE)
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
    id = next(iter(store.current()))
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


def test_names_with_markup_are_text_in_a_feed(store):
    told = feed("all.atom")
    texts = [entry.findtext(f"{ATOM}content") or "" for entry in told.iter(f"{ATOM}entry")]
    assert any("<b>x</b>" in text for text in texts)
    assert all(element.tag.startswith(ATOM) for element in told.iter())


@pytest.mark.parametrize("model", sorted({"gpt-4", "a/b c", "文心一言"}))
def test_a_page_leads_to_the_feed_of_what_it_shows(model):
    line = links.subscription(f"model/{model}", "zh")
    address = line.partition('href="')[2].partition('"')[0]
    assert unquote(urlsplit(address).path) == f"feeds/model/{model}.atom"
    assert urlsplit(address).query == "lang=zh"
