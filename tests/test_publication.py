"""The static site, as a reader without JavaScript, a crawler and an operator meet it."""

import json
import re
import struct
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urldefrag, urlsplit

import pandas as pd
import pytest
from page_store import NASTY, small_store
from playwright.sync_api import Browser
from typer.testing import CliRunner

from cache.leaderboard import Category, Scenario
from cache.store import Store
from dashboard import data, exhibits, tally
from dashboard.__main__ import app
from dashboard.drawing.renderer import browser_path
from dashboard.publication import model_pages, paths, pictures, sitemap
from dashboard.publication.pages import Place, Site
from dashboard.publication.plan import Plan
from dashboard.publication.site import Publication, Published
from dashboard.publication.tables import table
from dashboard.words import LANGS

SITE = Site("https://example.org/lists", "https://live.example.org")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    small_store(tmp_path / "store")
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path / "store"))
    return Store(tmp_path / "store")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of such a store, made once: no test changes it."""
    folder = tmp_path_factory.mktemp("published")
    small_store(folder / "store")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BANGDAN_CACHE", str(folder / "store"))
        publish(folder / "site")
    return folder / "site"


def publish(root: Path, *, draws: bool = False, site: Site = SITE) -> Published:
    return Publication(data.key(), root, site, draws=draws).publish()


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.found += [value for name, value in attributes if name in ("href", "src", "srcset") and value]


def read(page: Path) -> Links:
    links = Links()
    links.feed(page.read_text("utf-8"))
    return links


def test_every_link_within_the_site_leads_to_a_file(site):
    assert len(list(site.rglob("*.html"))) > 20
    assert dead_links(site) == []


def dead_links(site: Path) -> list[str]:
    dead = []
    for page in sorted(site.rglob("*.html")):
        for link in read(page).found:
            address = urldefrag(link).url
            target = (page.parent / unquote(address)).resolve()
            within = address and not urlsplit(address).scheme
            if within and not (target.is_file() and target.is_relative_to(site.resolve())):
                dead.append(f"{page.relative_to(site)} → {link}")
    return dead


def test_no_page_needs_a_script_or_another_host(site):
    for page in site.rglob("*.html"):
        assert not read(page).tags & {"script", "iframe", "object"}
    assert "url(" not in (site / paths.STYLE).read_text("utf-8")


def test_every_table_scrolls_in_a_box_that_the_keyboard_reaches_and_names_its_rows(site):
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        tables = text.count("<table>")
        assert text.count('<div class="wide" role="region" tabindex="0" aria-label="') == tables
        assert text.count('<th scope="col" class="name') == tables
        assert text.count('<th scope="row" class="name">') == text.count("<tr>") - tables


def test_the_first_page_counts_what_there_is_and_leads_to_it_as_json(site, store):
    page = site / paths.home("en")
    assert tally.said(data.key(), "en") in page.read_text("utf-8")
    assert {"../data/boards.json", "../data/models.json"} <= set(read(page).found)


def test_names_with_markup_are_text(site):
    shown = [page for page in site.rglob("*.html") if "&lt;b&gt;x&lt;/b&gt;" in page.read_text("utf-8")]
    assert shown
    assert not any("<b>x</b>" in page.read_text("utf-8") for page in site.rglob("*.html"))
    assert "<b>" in NASTY


def test_each_edition_has_its_figures_beside_it(site, store):
    for id in store.current():
        said = json.loads((site / paths.figures(id, "json")).read_text("utf-8"))
        scores = {entry["row"]: entry["scores"] for entry in said["entries"]}
        table = store.read(id)
        assert scores == {row: dict(entry.scores) for row, entry in enumerate(table.entries, start=1)}
        assert (site / paths.figures(id, "csv")).read_bytes().startswith("\ufeff".encode())


def test_the_sitemap_names_every_page_once(site):
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [one.text or "" for one in ET.parse(site / paths.SITEMAP).findall(".//s:loc", names)]
    assert len(found) == len(set(found))
    files = {page.relative_to(site).as_posix() for page in site.rglob("*.html")} - {paths.NOT_FOUND}
    assert {unquote(address) for address in found} == {
        f"{SITE.url}/{path.removesuffix('index.html')}" for path in files
    }


def test_the_sitemap_dates_each_page_by_the_newest_of_its_figures(site, store):
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    dated = {
        line.findtext("s:loc", "", names): line.findtext("s:lastmod", "", names)
        for line in ET.parse(site / paths.SITEMAP).findall("s:url", names)
    }
    retrieved = {id: at.provenance.retrieved_at.date() for id, at in store.current().items()}
    assert dated[paths.absolute(paths.home("en"), SITE.url)] == max(retrieved.values()).isoformat()
    assert dated[paths.absolute(paths.models("zh"), SITE.url)] == max(retrieved.values()).isoformat()
    for id, day in retrieved.items():
        assert dated[paths.absolute(paths.edition(id, "en"), SITE.url)] == day.isoformat()
    assert all(dated.values())


def test_the_sitemap_names_both_languages_of_a_page_whatever_the_site_is_called(store, tmp_path):
    publish(tmp_path / "site", site=Site("https://example.org/en/lists", SITE.live))
    lines = (tmp_path / "site" / paths.SITEMAP).read_text("utf-8").splitlines()
    assert any(
        "<loc>https://example.org/en/lists/</loc>" in line
        and 'hreflang="zh-CN" href="https://example.org/en/lists/"' in line
        and 'hreflang="en" href="https://example.org/en/lists/en/"' in line
        for line in lines
    )


def test_more_pages_than_a_sitemap_may_hold_are_listed_in_several(monkeypatch):
    monkeypatch.setattr(sitemap, "MOST", 2)
    pages = [(f"boards/{number}.html", f"en/boards/{number}.html", "2026-01-01") for number in range(5)]
    made = dict(sitemap.files(pages, SITE.url))
    index = ET.fromstring(made[paths.SITEMAP])
    places = [one.text or "" for one in index.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert [place.removeprefix(f"{SITE.url}/") for place in places] == list(made)[:3]
    assert sum(content.count(b"<url>") for content in made.values()) == len(pages)


def test_every_model_of_the_api_has_a_page_and_a_feed_that_lead_to_each_other(site):
    models = json.loads((site / paths.listing("models")).read_text("utf-8"))["data"]
    assert not all(one["in_catalog"] for one in models)
    for one in models:
        page, feed = paths.model(one["model_id"], "en"), paths.feed("model", one["model_id"], "en")
        assert paths.relative(feed, page) in read(site / page).found
        links = ET.parse(site / feed).findall("{*}link")
        assert {link.get("href") for link in links} == {
            paths.absolute(path, SITE.url) for path in (page, feed)
        }


def test_rows_lead_to_the_pages_of_their_models(site, store):
    for id in store.current():
        page = paths.edition(id, "en")
        ids = {one.model_id for one in data.facts(data.key(), id)} & set(model_pages.listed(data.key()))
        assert {paths.relative(paths.model(one, "en"), page) for one in ids} <= set(read(site / page).found)


def test_a_composite_has_its_figures_beside_it_and_leads_to_its_models(site):
    models: set[str] = set()
    for page in (site / "en" / "composite").glob("*.html"):
        found, stem = read(page).found, page.stem
        for ext in ("csv", "json"):
            assert f"../../data/composite/en/{stem}.{ext}" in found
        said = json.loads((site / f"data/composite/en/{stem}.json").read_text("utf-8"))
        assert said["rows"]
        models |= {link for link in found if link.startswith("../models/")}
    assert len(models) > 1, "more than the list of all"


def test_the_page_of_what_is_missing_works_at_any_address(site):
    found = read(site / paths.NOT_FOUND).found
    assert all(urlsplit(link).scheme or link.startswith("#") for link in found)


def test_a_page_names_the_feed_of_what_it_shows(site, store):
    id = next(iter(store.current()))
    found = read(site / paths.edition(id, "en")).found
    names = [link.rpartition("feeds/en/")[2] for link in found if link.endswith(".atom")]
    assert names[:2] == [f"board/{id.source}/{id.leaderboard}.atom", "all.atom"]


def test_the_pages_announced_are_the_pages_made(store, tmp_path):
    id = max(store.current(), key=lambda id: id.edition != "undated")
    for number, breaks in enumerate((False, True)):
        if breaks:
            (store.root / store.current()[id].table_name).write_text("torn")
        plans: list[Plan] = []
        folder = tmp_path / str(number)
        made = Publication(data.key(), folder, SITE, draws=False, announce=plans.append).publish()
        assert [(plan.pages, plan.pictures) for plan in plans] == [(made.pages, 0)]
        addresses = (folder / paths.SITEMAP).read_text("utf-8").count("<loc>")
        assert addresses == made.pages


def test_a_damaged_edition_is_left_out_and_told(store, tmp_path):
    id = max(store.current(), key=lambda id: id.edition != "undated")
    (store.root / store.current()[id].table_name).write_text("torn")
    shown = publish(tmp_path / "site")
    assert str(id) in shown.left_out
    assert shown.pages > 10
    assert dead_links(tmp_path / "site") == []


def test_the_command_says_what_is_missing(store, tmp_path):
    result = CliRunner().invoke(app, ["publish", str(tmp_path / "out"), "--no-charts"])
    assert result.exit_code == 0
    assert "--site-url" in result.output
    assert re.search(r"[0-9]+ pages", result.output)
    wrong = CliRunner().invoke(app, ["publish", str(tmp_path / "out"), "--site-url", "example.org"])
    assert (wrong.exit_code, "--site-url" in wrong.output) == (1, True)


def test_a_composite_is_cited_as_itself_with_all_its_boards(store, site):
    asked = next(one for one in exhibits.every("composite", data.key()) if "cat" in one)
    shown = exhibits.of("composite", data.key(), asked, "en")
    assert len(shown.origins) > 1
    page = site / paths.composite(Category(asked["cat"]), "en")
    cited = page.read_text("utf-8").partition(">How to cite<")[2]
    assert f"<p>Bangdan: {shown.title}" in cited
    assert "{Bangdan: Composite" in cited
    assert cited.count("@misc{") == 1 + len(shown.origins)
    assert "figures retrieved until 20" in cited
    assert paths.absolute(page.relative_to(site).as_posix(), SITE.url) in cited
    found = read(page).found
    for origin in shown.origins:
        assert origin.url in found
        assert any(link.endswith(f"{origin.id.leaderboard}/{origin.id.edition}.html") for link in found)


def test_composites_by_scenario_stand_beside_those_by_category(store, tmp_path):
    """Of computer vision, which has the id of a category."""
    for id, revision in store.current().items():
        board = replace(store.read(id), scenarios=(Scenario.VISION,))
        store.publish([board], replace(revision.provenance, retrieved_at=datetime.now(UTC)))
    site = tmp_path / "site"
    publish(site)
    for lang in LANGS:
        path = paths.composite(Scenario.VISION, lang)
        assert path != paths.composite(Category.VISION, lang)
        assert "group=scenario&scenario=vision" in unescape((site / path).read_text("utf-8"))
        assert paths.relative(path, paths.home(lang)) in read(site / paths.home(lang)).found
        assert f"<loc>{SITE.url}/{path}</loc>" in (site / paths.SITEMAP).read_text("utf-8")


def test_a_page_of_a_model_says_of_each_number_when_and_where_it_was_read(store, site):
    id = model_pages.listed(data.key())[0]
    page = site / paths.model(id, "en")
    text, found = page.read_text("utf-8"), read(page).found
    rows = model_pages.stands(data.key(), id, "en")
    assert rows
    for row in rows:
        assert row.origin.url in found
        assert paths.relative(row.path, paths.model(id, "en")) in found
        assert f">{row.retrieved}<" in text
    assert ">Licences<" in text
    assert "@misc{bangdan-model-" in text.partition(">How to cite<")[2]


def test_a_citation_names_no_address_that_others_cannot_open(store, tmp_path):
    id = model_pages.listed(data.key())[0]
    for live, is_cited in (("http://localhost:8501", False), ("https://live.example.org", True)):
        place = Place(paths.model(id, "en"), paths.model(id, "zh"), "en")
        said = model_pages.model(
            Site("", live), place, data.key(), id, model_pages.stands(data.key(), id, "en")
        ).decode()
        cited = said.partition(">How to cite<")[2].partition("</section>")[0]
        assert (live in cited) is is_cited
        assert ("url = " in cited) is is_cited


def test_a_composite_is_printed_as_its_chart_has_it():
    frame = pd.DataFrame(
        {"Rank": [1, 1, 3, None, None], "Model": [*"abcde"], "Low": [35.5047, 90.0, None, None, None]}
    )
    printed = {"Low": "{:.1f}"}
    exhibit = SimpleNamespace(table=frame.astype({"Rank": "Int64"}), printed=lambda: printed)
    shown = table(exhibit, ranks="Rank")  # type: ignore[arg-type]
    assert shown.rows[:3] == (("=1", "a", "35.5"), ("=1", "b", "90.0"), ("3", "c", "–"))
    assert [row[0] for row in shown.rows[3:]] == ["–", "–"]
    assert shown.numeric == (True, False, True)


@pytest.mark.browser
def test_charts_are_drawn_once_and_shown_from_a_file_without_scripts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser
):
    small_store(tmp_path / "store")
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path / "store"))
    assert browser_path(), "no Chromium"
    root = tmp_path / "site"
    plans: list[Plan] = []
    made = Publication(data.key(), root, SITE, announce=plans.append).publish()
    assert made.without_chart == ""
    pictures_made = [path for path in (root / "images").rglob("*") if path.is_file()]
    assert (plans[0].pages, plans[0].pictures) == (made.pages, len(pictures_made))
    drawn = {path: path.stat().st_mtime_ns for path in root.rglob("*.svg")}
    assert len(drawn) > 2
    for preview in root.rglob("*-social.png"):
        assert struct.unpack(">II", preview.read_bytes()[16:24]) == pictures.SOCIAL
    assert "social.png" in (root / paths.home("en")).read_text("utf-8")
    assert publish(root, draws=True).written == 0
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*.svg")} == drawn
    id = next(iter(data.shelf(data.key()).boards))
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto((root / paths.board(id, "en")).as_uri())
    assert page.locator("main img").evaluate("image => image.naturalWidth") > 300
    assert page.locator("tbody tr").count() > 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box, name = page.locator(".wide"), page.locator("tbody .name").first
    assert box.evaluate("box => { box.scrollLeft = 1000; return box.scrollLeft }") > 0
    assert name.bounding_box()["x"] == box.bounding_box()["x"], "the name has left its place"
    context.close()


def test_the_list_of_models_leads_to_each_letter_under_which_it_has_some(site, store):
    text = (site / paths.models("en")).read_text("utf-8")
    jumps = re.findall(r'<a href="#(list-\d+)">', text)
    assert jumps
    assert jumps == re.findall(r'<section id="(list-\d+)">', text)
    listed = [link for link in read(site / paths.models("en")).found if "/" not in link and ".html" in link]
    assert {
        paths.relative(paths.model(id, "en"), paths.models("en")) for id in model_pages.listed(data.key())
    } <= set(listed)
