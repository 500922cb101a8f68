"""Where files are damaged: what is wrong, in each language, and the newest edition that can be read."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from page_store import DECEMBER, NOVEMBER, leaderboard, publish, small_store
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest
from test_pages import PAGES, html, opened, table_of, url
from typer.testing import CliRunner

import cache
from cache.errors import DamagedFile, ManifestError
from cache.leaderboard import Category, LeaderboardId
from cache.manifest import FORMAT_VERSION, loads
from cache.metrics import Metrics
from cache.store import Store
from dashboard import damage, data, embedded, exhibits, models_data, overview_parts, readable, upkeep
from dashboard.__main__ import app
from dashboard.api import model_scores
from dashboard.api.application import ROOT, application
from dashboard.publication import model_pages
from dashboard.publication.pages import Site
from dashboard.publication.site import Publication
from dashboard.ranking.choosing import Choice
from dashboard.ranking.entering import enter
from dashboard.words import LANGS, words

OVERALL = "superclue-github/overall"
NEWEST, BEFORE = (LeaderboardId("superclue-github", "overall", edition) for edition in ("2023-12", "2023-11"))
ENGLISH = re.compile(r"damaged|is missing|manifest lists|cannot be|stands in", re.IGNORECASE)
PAIR = "ernie-bot-4.0,yi-34b-chat"


def file_of(store: Path, id: LeaderboardId, kind: str = "tables") -> Path:
    return store / kind / id.source / id.leaderboard / f"{id.edition}.csv"


def harm(store: Path, id: LeaderboardId = NEWEST, kind: str = "tables") -> None:
    file_of(store, id, kind).write_text("nonsense")


def test_every_reason_has_a_sentence_in_both_languages():
    code = "".join(path.read_text("utf-8") for path in Path(cache.__file__).parent.glob("*.py"))
    kinds = set(re.findall(r'(?:Reason|of_system)\(\s*"(\w+)"', code))
    assert len(kinds) > 10
    for lang in LANGS:
        assert {f"damage.{kind}" for kind in kinds} <= words(lang).keys()


@pytest.mark.parametrize("place", PAGES)
def test_a_chinese_page_tells_of_a_damaged_file_in_chinese(store, place):
    harm(store)
    at = opened(place, lang="zh", **({"m": PAIR} if place == "compare" else {}))
    told = [line.value for line in (*at.warning, *at.error, *at.info)]
    assert "2023-12.csv 的内容与清单所列的不符" in "".join(told).replace("\\", "")
    assert not [line for line in told if ENGLISH.search(line)]
    assert not ENGLISH.search(re.sub(r"<script>.*?</script>", "", html(at), flags=re.DOTALL))


@pytest.mark.parametrize(
    ("spoil", "zh", "en"),
    [
        (lambda path: path.unlink(), "不见了", "is missing"),
        (lambda path: path.write_text("x"), "的内容与清单所列的不符", "is not what the manifest lists"),
        (lambda path: (path.unlink(), path.mkdir()), "读不了（EISDIR）", "cannot be read (EISDIR)"),
    ],
)
def test_what_is_wrong_is_named_in_each_language(store, spoil, zh, en):
    spoil(file_of(store, NEWEST))
    found = readable.damage(data.key(), NEWEST)
    assert damage.said(found, "zh").endswith(zh)
    assert damage.said(found, "en").endswith(en)


def test_a_file_that_does_not_fit_its_line_says_in_what(store):
    revision = Store(store).current()[NEWEST]
    reader = Store(store)
    with pytest.raises(DamagedFile) as error:
        reader.read(replace(revision, rows=3))
    assert damage.said(error.value, "zh").endswith("有 7 行，清单写的是 3 行")
    with pytest.raises(DamagedFile) as error:
        reader.read(replace(revision, roles=revision.roles[:-1]))
    assert damage.said(error.value, "en").endswith("6 columns in row 0 where the manifest lists 5")


@pytest.mark.parametrize(
    ("place", "params", "kind"),
    [
        ("rankings", {}, "tables"),
        ("rankings", {}, "raw"),
        ("capabilities", {}, "tables"),
        ("compare", {"m": PAIR}, "raw"),
    ],
)
def test_the_newest_edition_that_can_be_read_stands_for_a_damaged_one(store, place, params, kind):
    harm(store, kind=kind)
    at = opened(place, board=OVERALL, **params)
    assert not at.error
    assert at.selectbox(key="edition").value == "2023-11"
    assert "edition" not in url(at)
    text = html(at)
    assert "The newest edition, 2023-12, cannot be used: " in text
    assert f"{kind}/superclue-github/overall/2023-12.csv is not what the manifest lists" in text
    assert 'href="sources?lang=en&amp;source=superclue-github"' in text


@pytest.mark.parametrize("place", ["rankings", "capabilities", "compare"])
def test_a_damaged_edition_asked_for_by_name_is_told_with_the_ways_out(store, place):
    harm(store)
    at = opened(place, board=OVERALL, edition="2023-12", m=PAIR)
    assert "2023-12.csv is not what the manifest lists" in at.error[0].value.replace("\\", "")
    assert url(at)["edition"] == "2023-12"
    text = html(at)
    assert "Show 2023-11, the newest that can be read" in text
    assert re.search(rf'href="{place}\?lang=en[^"]*edition=2023-11', text)
    assert at.code[0].value == "./run refresh superclue-github"
    at.selectbox(key="edition").set_value("2023-11").run()
    assert not at.error
    assert "edition" not in url(at)


def test_a_board_of_which_nothing_can_be_read_shows_the_newest_and_what_is_wrong(store):
    harm(store, BEFORE)
    harm(store)
    at = opened("rankings", board=OVERALL)
    assert "2023-12.csv" in at.error[0].value.replace("\\", "")
    assert "the newest that can be read" not in html(at)


def test_a_damaged_edition_before_is_passed_over_in_the_changes(store):
    october = leaderboard(LeaderboardId("superclue-github", "overall", "2023-10"), NOVEMBER[:4])
    publish(store, [october], as_of=datetime(2023, 10, 28, tzinfo=UTC))
    harm(store, BEFORE)
    at = opened("rankings", board=OVERALL)
    assert "2023-12" in html(at)
    assert table_of(at)["change"].notna().any()


def test_damage_that_nobody_has_met_yet_is_met_where_the_default_is_chosen(store):
    key = data.key()
    shelf = data.shelf(key)
    harm(store)
    assert readable.newest(key, shelf.boards[OVERALL]).id == BEFORE
    assert NEWEST in readable.broken(key)


def test_the_overview_shows_who_led_the_edition_before_and_says_so(store):
    harm(store)
    key = data.key()
    conditions, day = upkeep.conditions(key), date(2026, 11, 22)
    text = overview_parts.card(key, conditions, Category.LLM, "en", day)
    assert "The newest edition, 2023-12, cannot be used; " in text
    assert "74.20" in text  # of 2023-11
    assert "90.63" not in text
    assert "sources?lang=en" in text


def test_trends_say_that_the_newest_edition_is_damaged(store):
    october = leaderboard(LeaderboardId("superclue-github", "overall", "2023-10"), NOVEMBER[:4])
    publish(store, [october])
    harm(store)
    text = html(opened("trends", board=OVERALL))
    assert "The newest edition, 2023-12, cannot be used: " in text
    assert "their files cannot be used: 2023-12" in text


def test_trends_without_a_second_edition_that_can_be_read_say_which_is_damaged(store):
    harm(store)
    at = opened("trends", board=OVERALL)
    assert "Too few editions" in at.info[0].value
    assert "The newest edition, 2023-12, cannot be used: " in html(at)


def test_a_composite_takes_the_edition_before_and_leaves_out_what_has_none(store):
    other = LeaderboardId("superclue", "open", "2023-12")
    publish(store, [leaderboard(other, DECEMBER)])
    harm(store)
    (store / "tables" / "zeroclue" / "overall" / "undated.csv").unlink()
    at = opened("composite")
    text = html(at)
    assert "SuperCLUE Overall, 2023-12: the file cannot be used (" in text
    assert "; 2023-11 enters in its place." in text
    assert "the board is left out." in text
    shown = exhibits.of("composite", data.key(), {}, "zh")
    assert "改用 2023-11。" in shown.notes[0]
    assert BEFORE in [origin.id for origin in shown.origins]


def test_the_rank_command_says_what_enters_for_a_damaged_edition(store):
    harm(store)
    done = CliRunner().invoke(app, ["rank", "--category", "llm", "--json", "--cache", str(store)])
    assert done.exit_code == 0
    assert f"{BEFORE} enters for {NEWEST}" in done.stderr


def test_a_composite_reads_an_older_sound_revision_of_the_same_edition(store):
    corrected = leaderboard(NEWEST, [*DECEMBER[:-1], ("6", "Newcomer", "", "60.00", "60.00", "60.00")])
    publish(store, [corrected], as_of=datetime(2024, 1, 5, tzinfo=UTC))
    (store / "tables" / "superclue-github" / "overall" / "2023-12.r2.csv").unlink()
    entered = enter(Store(store), Metrics.load(), Choice(Category.LLM))
    assert (NEWEST, 1) in [(table.revision.id, table.revision.revision) for table in entered.tables]
    assert not entered.replaced


def test_a_window_that_the_edition_before_is_outside_of_leaves_the_board_out(store):
    late = LeaderboardId("superclue-github", "overall", "2026-10")
    publish(store, [leaderboard(late, DECEMBER)])
    harm(store, late)
    entered = enter(Store(store), Metrics.load(), Choice(Category.LLM, window=6))
    (found,) = entered.replaced
    assert (found.wanted.id, found.taken) == (late, None)


@pytest.mark.parametrize("place", ["rankings", "capabilities", "compare"])
def test_latest_is_the_newest_that_can_be_read_and_the_exhibit_notes_it_first(store, place):
    harm(store)
    asked = {"board": OVERALL} | ({"m": PAIR} if place == "compare" else {})
    shown = exhibits.of(place, data.key(), asked | {"edition": "latest"}, "zh")
    assert [origin.id for origin in shown.origins] == [BEFORE]
    assert shown.notes[0].startswith("最新一期 2023-12 的文件无法使用：")
    with pytest.raises(DamagedFile):
        exhibits.of(place, data.key(), asked | {"edition": "2023-12"}, "zh")


def test_the_export_command_writes_the_newest_that_can_be_read(store, tmp_path):
    harm(store)
    options = ("--board", OVERALL, "--edition", "latest", "--format", "json", "--out", str(tmp_path / "out"))
    done = CliRunner().invoke(app, ["export", *options])
    assert done.exit_code == 0, done.stderr
    (file,) = (tmp_path / "out").iterdir()
    assert "superclue-github-overall_2023-11" in file.name
    assert "最新一期 2023-12 的文件无法使用" in done.stderr
    assert json.loads(file.read_bytes())["notes"][0] in done.stderr


def test_the_api_answers_latest_with_the_newest_that_can_be_read_and_a_notice(store):
    harm(store)
    address = f"{ROOT}/leaderboards/{OVERALL}/editions"
    client = TestClient(application())
    answer = client.get(f"{address}/latest").json()
    assert answer["edition"] == "2023-11"
    assert "2023-12" in answer["notices"][0]["zh"]
    assert "2023-12" in answer["notices"][0]["en"]
    assert client.get(f"{address}/2023-12").status_code == 503
    view = client.get(f"{ROOT}/views/rankings?lang=en&board={OVERALL}&edition=latest").json()
    assert view["notes"][0].startswith("The newest edition, 2023-12, cannot be used: ")


def test_a_view_in_somebody_elses_page_says_what_it_stands_for(store, monkeypatch):
    monkeypatch.setattr(embedded, "is_wanted", lambda page: page == "rankings")
    harm(store)
    at = AppTest.from_file("../dashboard/app.py", default_timeout=60)
    at.query_params.update({"lang": "en"})
    at.run()
    at.query_params.update({"lang": "en", "board": OVERALL})
    at.switch_page("app_pages/rankings.py").run()
    assert not at.exception
    assert "The newest edition, 2023-12, cannot be used: " in html(at)


def test_a_whole_edition_has_no_notice(store):
    answer = TestClient(application()).get(f"{ROOT}/leaderboards/{OVERALL}/editions/latest").json()
    assert (answer["edition"], answer["notices"]) == ("2023-12", [])


def test_the_published_page_of_a_board_stands_on_the_newest_that_can_be_read(store, tmp_path):
    harm(store)
    site = Site("https://example.org", "https://live.example.org")
    told = Publication(data.key(), tmp_path / "site", site, draws=False).publish()
    assert told.left_out == [str(NEWEST)] * 2
    pages = [page.read_text("utf-8") for page in (tmp_path / "site").rglob("*.html")]
    assert any("最新一期 2023-12 的文件无法使用" in page and "2023-11" in page for page in pages)
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "SuperCLUE 总排行榜" in home


def newer(content: str) -> str:
    return content.replace("format 1", f"format {FORMAT_VERSION + 1}", 1)


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (newer, "manifest_newer"),
        (lambda content: "nonsense", "manifest_line"),
        (lambda content: content.replace("zeroclue", "zeroclub"), "manifest_altered"),
        (lambda content: content.replace("source,leaderboard", "a,b", 1), "manifest_line"),
    ],
)
def test_what_is_wrong_with_a_manifest_has_a_name(store, spoil, kind):
    spoiled = spoil((store / "manifest.csv").read_text("utf-8")).encode()
    with pytest.raises(ManifestError) as error:
        loads(spoiled)
    assert error.value.reason.kind == kind
    assert not ENGLISH.search(damage.of_manifest(error.value, "zh"))


@pytest.mark.parametrize(("spoil", "backup"), [(newer, False), (lambda content: "nonsense", True)])
def test_a_broken_manifest_is_told_in_both_languages_with_what_to_run(store, spoil, backup):
    path = store / "manifest.csv"
    path.write_text(spoil(path.read_text("utf-8")), "utf-8")
    (store / "state" / "manifest.copy.csv").unlink()
    chinese, english = opened("rankings", lang="zh"), opened("rankings")
    assert "在它修好之前，所有页面都没有内容" in chinese.error[0].value
    assert not ENGLISH.search(chinese.error[0].value)
    assert "数据暂时读不了" in html(chinese)
    assert "no page has anything to show" in english.error[0].value
    commands = [code.value for code in english.code]
    assert commands[0] == "./run status"
    assert ("./run --cache restored" in "\n".join(commands)) == backup
    assert len(english.markdown) >= len(commands)  # each command under what it is for
    english.button_group(key="lang").set_value("zh").run()
    assert english.error[0].value == chinese.error[0].value


def test_files_without_their_list_are_told_and_a_refresh_may_still_publish(store):
    (store / "manifest.csv").unlink()
    (store / "state" / "manifest.copy.csv").unlink()
    chinese, english = opened("rankings", lang="zh"), opened("sources")
    assert "却没有列出它们的清单" in chinese.error[0].value
    assert "files stand in the store without their list" in english.error[0].value
    small_store(store)
    assert not opened("rankings").error


def test_a_manifest_with_a_copy_is_told_in_the_readers_language(store):
    path = store / "manifest.csv"
    path.write_text("nonsense", "utf-8")
    at = opened("rankings", lang="zh")
    assert "manifest.csv 第 1 行读不懂，暂用上次发布时留下的副本" in at.warning[0].value.replace("\\", "")


@pytest.fixture
def corrected(store):
    """The newest edition in a second revision, from another page; whose row of Yi is another."""
    rows = [*DECEMBER[1:5], ("-", "Newcomer", "", "60.00", "60.00", "60.00"), DECEMBER[5]]
    later = replace(leaderboard(NEWEST, rows), url="https://pages.example/later.md")
    publish(store, [later], as_of=datetime(2024, 1, 5, tzinfo=UTC))
    return store


@pytest.mark.parametrize(
    ("place", "params"),
    [
        ("rankings", {"board": OVERALL}),
        ("capabilities", {"board": OVERALL}),
        ("compare", {"board": OVERALL, "m": PAIR}),
        ("trends", {"board": OVERALL}),
        ("models", {"model": "yi-34b-chat"}),
    ],
)
def test_figures_of_an_older_revision_come_with_its_provenance_and_say_so(corrected, place, params):
    (corrected / "tables" / "superclue-github" / "overall" / "2023-12.r2.csv").unlink()
    shown = exhibits.of(place, data.key(), params, "en")
    assert [at.revision for at in shown.origins if at.id == NEWEST] == [1]
    assert "revision 1 of the same edition stands in for it" in shown.notices[0]
    assert "later.md" not in str(shown.table.to_dict())


def test_models_of_an_organization_a_cell_a_model_page_and_the_api_name_the_revision_shown(corrected):
    (corrected / "tables" / "superclue-github" / "overall" / "2023-12.r2.csv").unlink()
    key = data.key()
    maker = exhibits.of("models", key, {"org": "01-ai"}, "en")
    assert [at.revision for at in maker.origins if at.id == NEWEST] == [1]
    at = opened("compare", m=PAIR, board=OVERALL)
    assert "cell=superclue-github%2Foverall%2F2023-12.r1%2F" in html(at)
    rows = model_pages.stands(key, "yi-34b-chat", "en")
    assert [row.origin.revision for row in rows if row.origin.id == NEWEST] == [1]
    told = model_scores.as_frame(key, model_scores.in_full(key, "yi-34b-chat"))
    assert not told["source_url"].str.contains("later.md").any()
    answer = TestClient(application()).get(f"{ROOT}/leaderboards/{OVERALL}/editions/2023-12").json()
    assert answer["revision"] == 1
    assert "revision 1 of the same edition stands in for it" in answer["notices"][0]["en"]


def test_scores_that_were_gathered_from_a_revision_name_it_where_only_another_can_be_read(corrected):
    (corrected / "raw" / "superclue-github" / "overall" / "2023-12.r2.csv").unlink()  # the table is sound
    key = data.key()
    assert data.edition(key, NEWEST)[0].revision == 1
    shown = exhibits.of("models", key, {"model": "yi-34b-chat"}, "en")
    assert [at.revision for at in shown.origins if at.id == NEWEST] == [2]
    ranks = [at.rank for at in models_data.scores(key, "yi-34b-chat") if at.id == NEWEST and at.leads]
    assert ranks == [None]
