"""The API as a program meets it."""

import asyncio
import contextlib
import csv
import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import schemathesis
from api_client import client
from fastapi import FastAPI
from hypothesis import HealthCheck, settings
from page_store import leaderboard, publish
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.responses import PlainTextResponse

import dashboard.api.application
from cache.leaderboard import LeaderboardId, Role
from cache.store import Store
from dashboard import data, exhibits, exports, trends_data
from dashboard.api import closed
from dashboard.api.application import ROOT, application
from dashboard.api.documented import documented
from dashboard.api.gate import Gate
from dashboard.api.problems import MEDIA_TYPE
from dashboard.asking import Given
from dashboard.exhibit import UnknownChoice
from dashboard.feeds import TAGS

schema = schemathesis.openapi.from_asgi(f"{ROOT}/openapi.json", application()).exclude(method="HEAD")


@pytest.fixture
def newest(store: Path) -> LeaderboardId:
    return max(Store(store).current(), key=lambda id: (id.edition != "undated", id.edition))


def board_of(id: LeaderboardId) -> str:
    return f"{ROOT}/leaderboards/{id.source}/{id.leaderboard}"


@schema.parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_the_openapi_file_says(case, store):
    # Which boards and metrics there are is in the store, not in the OpenAPI file: a string may name none.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def test_the_openapi_file_has_what_is_sent_and_nothing_else():
    file = application().openapi()
    assert "HTTPValidationError" not in json.dumps(file)
    for path, methods in file["paths"].items():
        answers = methods["get"]["responses"]
        assert {"200", "304", "400", "405", "503"} <= set(answers)
        assert "ETag" in answers["200"]["headers"]
        assert (
            ("429" in answers) == ("Content-Disposition" in answers["200"]["headers"]) == ("charts" in path)
        )
        for status, answer in answers.items():
            if status >= "400":
                [kind] = answer["content"].items()
                assert kind == (MEDIA_TYPE, {"schema": {"$ref": "#/components/schemas/Problem"}})
        assert set(methods["head"]["responses"]) == set(answers)
    ids = [one["operationId"] for methods in file["paths"].values() for one in methods.values()]
    assert len(ids) == len(set(ids))


def test_whoever_asks_for_the_openapi_file_while_it_is_made_gets_it_whole(monkeypatch):
    api, entered, go_on = application(), threading.Event(), threading.Event()

    def slowly(file):
        entered.set()
        go_on.wait(5)
        return documented(file)

    def is_whole() -> bool:
        return "304" in api.openapi()["paths"][f"{ROOT}/models"]["get"]["responses"]

    monkeypatch.setattr(dashboard.api.application, "documented", slowly)
    with ThreadPoolExecutor() as pool:
        first = pool.submit(is_whole)
        assert entered.wait(5)
        second = pool.submit(is_whole)
        with contextlib.suppress(TimeoutError):
            second.result(0.2)
        go_on.set()
        assert (first.result(), second.result()) == (True, True)


def test_documenting_leaves_what_it_was_given():
    file = FastAPI.openapi(application())
    assert documented(file) == documented(file)


def test_the_shapes_and_grounds_of_charts_are_those_of_exports():
    asked = application().openapi()["paths"][f"{ROOT}/charts/{{page}}.{{picture}}"]["get"]["parameters"]
    offered = {one["name"]: one["schema"].get("enum") for one in asked}
    assert (offered["theme"], offered["size"]) == ([*exports.GROUNDS], [*exports.SIZES])


def test_a_view_has_the_notes_of_its_table_as_a_file_has_them(monkeypatch):
    monkeypatch.delenv("BANGDAN_CACHE", raising=False)
    asked = {"board": "livebench/overall", "view": "chart"}
    shown = exhibits.of("rankings", data.key(), asked, "en")
    assert shown.as_table().notes != shown.notes
    said = client().get(f"{ROOT}/views/rankings", params=asked | {"lang": "en"}).json()
    assert said["notes"] == [*shown.as_table().notes]


def test_head_is_answered_where_get_is(store):
    asking = client()
    for path in ("leaderboards", "composite", "views/rankings", "models"):
        got, told = asking.get(f"{ROOT}/{path}"), asking.head(f"{ROOT}/{path}")
        assert (told.status_code, told.headers["etag"]) == (got.status_code, got.headers["etag"])


@pytest.mark.parametrize("page", exhibits.pages())
def test_the_lists_of_the_openapi_file_are_those_of_the_pages(page, store, monkeypatch):
    offered: dict[str, set[str]] = {}
    settle = Given.settle

    def noted(self, name, options, *rest, **more):
        offered.setdefault(name, set()).update(filter(None, options))
        return settle(self, name, options, *rest, **more)

    monkeypatch.setattr(Given, "settle", noted)
    for params in ({}, {"group": "scenario"}, {"view": "scatter"}, {"model": "yi-34b-chat"}):
        with contextlib.suppress(UnknownChoice, *exhibits.UNAVAILABLE):
            exhibits.of(page, data.key(), params, "en")
    for name, values in closed.lists(page).items():
        assert offered.get(name, set()) <= set(values)
    assert not any(values == {"0", "1"} for name, values in offered.items() if name not in closed.lists(page))


@pytest.mark.parametrize(
    "query", ["group=moon&scenario=finance", "cat=", "method=worst", "window=7", "best=yes"]
)
def test_a_value_of_no_list_is_told_also_where_it_would_be_passed_over(store, query):
    answer = client().get(f"{ROOT}/composite?{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["parameter"] == query.partition("=")[0]


def test_the_list_can_be_paged_to_its_end(store):
    found, address = [], "?limit=2"
    while address:
        answer = client().get(f"{ROOT}/leaderboards{address}").json()
        found += [board["id"] for board in answer["data"]]
        address = answer["next"]
    boards = {f"{id.source}/{id.leaderboard}" for id in Store(store).current()}
    assert sorted(found) == sorted(boards)


def test_the_history_of_a_model_that_is_not_on_the_board_is_a_problem_that_names_it(store, newest):
    asking, address = client(), f"{board_of(newest)}/history"
    there = asking.get(address).json()["data"][0]["model_id"]
    told = asking.get(address, params={"m": f"{there},nonsense"})
    assert (told.status_code, told.json()["errors"][0]["parameter"]) == (400, "m")
    assert "m=nonsense is not known" in told.json()["detail"]
    assert asking.get(address, params={"m": there}).json()["total"] == 1


def test_an_edition_says_each_published_figure_and_where_it_is_from(store, newest):
    table = Store(store).read(newest)
    said = client().get(f"{board_of(newest)}/editions/{newest.edition}").json()
    assert {(one["row"], one["model"]) for one in said["entries"]} == {
        (row, entry.model) for row, entry in enumerate(table.entries, start=1)
    }
    for one in said["entries"]:
        assert one["scores"] == dict(table.entries[one["row"] - 1].scores)
    assert said["origin"]["table_sha256"] == Store(store).current()[newest].table_sha256


def test_latest_is_the_newest_edition(store, newest):
    assert client().get(f"{board_of(newest)}/editions/latest").json()["edition"] == newest.edition


def test_csv_carries_the_same_figures_and_no_formula(store, newest):
    address = f"{board_of(newest)}/editions/latest"
    answer = client().get(address, params={"format": "csv"})
    assert answer.content.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    entries = client().get(address).json()["entries"]
    assert [int(row["row"]) for row in rows] == [entry["row"] for entry in entries]
    assert not any(
        text.startswith(tuple("=+-@")) for row in rows for text in (row["model"], row["source_url"])
    )


def test_history_leaves_out_the_editions_a_model_is_missing_from(store, newest):
    said = client().get(f"{board_of(newest)}/history").json()
    editions = {id.edition for id in Store(store).current() if id[:2] == newest[:2]}
    assert set(said["metric"]) == editions
    for thread in said["data"]:
        named = [one["edition"] for one in thread["editions"]]
        assert named == sorted(named)
        assert set(named) <= editions


def test_history_follows_what_the_newest_edition_is_ranked_by_as_trends_does(store):
    roles = (Role.RANK, Role.MODEL, Role.SCORE, Role.SCORE)
    rows = {
        "2023-11": [("1", "Yi-34B-Chat", "90", "10"), ("2", "Qwen-7B-Chat", "80", "20")],
        "2023-12": [("1", "Yi-34B-Chat", "70", "40"), ("2", "Qwen-7B-Chat", "75", "30")],
    }
    for edition, lines in rows.items():
        id = LeaderboardId("superclue-github", "abilities", edition)
        publish(store, [leaderboard(id, lines, header=("排名", "模型", "计算", "代码"), roles=roles)])
    said = client().get(f"{ROOT}/leaderboards/superclue-github/abilities/history").json()
    assert said["metric"] == {"2023-11": "代码", "2023-12": "代码"}
    trend = trends_data.of(data.key(), "superclue-github/abilities", "代码", "model")
    followed = {track.id: [(at.position, at.score) for at in track.points.values()] for track in trend.tracks}
    assert followed == {
        one["model_id"]: [(at["position"], at["score"]) for at in one["editions"]] for one in said["data"]
    }


@pytest.mark.parametrize(
    ("path", "status", "named"),
    [
        ("leaderboards/none/none", 404, "none/none"),
        ("leaderboards?limit=0", 400, "limit"),
        ("leaderboards?catt=llm", 400, "catt"),
        ("leaderboards?cat=zz", 400, "cat"),
        ("leaderboards?limit=5&limit=6", 400, "limit: stands in the address more than once"),
        ("views/rankings?board=a&board=b", 400, "board: stands in the address more than once"),
        ("views?format=csv", 400, "format"),
        ("models?q=%00", 400, "q: holds a control character"),
        ("views/none", 404, "none"),
        ("views/rankings?board=none", 400, "none"),
        ("views/rankings?bord=x", 400, "bord"),
        ("nowhere", 404, "Not Found"),
        ("models?org=nope", 400, "org=nope is not known; known: "),
        ("views/compare?m=yi-34b-chat", 409, "Choose at least two models."),
        ("views/compare?m=yi-34b-chat&lang=zh", 409, "Choose at least two models."),
        ("charts/rankings.png?q=nothing-is-called-so", 409, "nothing matches the filters"),
    ],
)
def test_errors_are_problems_that_name_what_is_wrong(store, path, status, named):
    answer = client().get(f"{ROOT}/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert named in answer.json()["detail"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("w", "said"),
    [
        ("garbage", "garbage is no weight"),
        ("nope=5", "nope=5 is no weight"),
        ("llm=-1", "llm=-1 is no weight"),
        ("9e999", "9e999 is no weight"),
        ("clue:many", "many, the weight of clue, is not a number"),
        ("clue:nan", "nan, the weight of clue, is not a number"),
        ("clue:", "nothing, the weight of clue, is not a number"),
        ("clue:9e999", "9e999, the weight of clue, is out of range: 0 to 100"),
        ("clue:-1", "-1, the weight of clue, is out of range: 0 to 100"),
        ("nope:5", "w=nope is not known; known: "),
        ("nope:1", "w=nope is not known; known: "),
    ],
)
def test_a_weight_that_is_none_is_told(store, w, said):
    answer = client().get(f"{ROOT}/composite", params={"w": w})
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert said in answer.json()["detail"]
    assert answer.json()["errors"][0]["parameter"] == "w"


def test_a_view_that_needs_a_model_says_that_it_is_missing(store):
    said = client().get(f"{ROOT}/views/models").json()["detail"]
    assert said.startswith("model is missing; known: ")


@pytest.mark.parametrize("address", ["views/rankings?view=table", "composite?mincov=1"])
def test_csv_of_a_view_is_paged_as_its_json_is(store, address):
    asking, found, rest = client(), [], f"{ROOT}/{address}&limit=1&format=csv"
    while rest:
        answer = asking.get(rest)
        [row] = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))[1:]
        found.append(row)
        rest = answer.links.get("next", {}).get("url")
        rest = rest and f"{ROOT}/{address.partition('?')[0]}{rest}"
    whole = asking.get(f"{ROOT}/{address}&format=csv")
    assert found == list(csv.reader(io.StringIO(whole.content.decode("utf-8-sig"))))[1:]
    assert len(found) == asking.get(f"{ROOT}/{address}").json()["total"] > 1


def test_an_unreadable_store_is_503(store):
    text = (store / "manifest.csv").read_text("utf-8")
    (store / "manifest.csv").write_text(text.replace("format 1", "format 99", 1), "utf-8")
    assert client().get(f"{ROOT}/leaderboards").status_code == 503


def test_an_unchanged_answer_is_304_until_the_store_changes(store, newest):
    asking = client()
    first = asking.get(f"{ROOT}/leaderboards")
    tag = {"If-None-Match": first.headers["etag"]}
    assert asking.get(f"{ROOT}/leaderboards", headers=tag).status_code == 304
    other = Store(store).read(newest)
    smaller = type(other)(**{**_fields(other), "id": newest._replace(edition="2099-01")})
    Store(store).publish([smaller], Store(store).current()[newest].provenance)
    assert asking.get(f"{ROOT}/leaderboards", headers=tag).status_code == 200


def _fields(board):
    return {name: getattr(board, name) for name in board.__dataclass_fields__}


def test_other_sites_may_read_and_only_read(store):
    asking = client()
    shared = asking.get(f"{ROOT}/leaderboards", headers={"Origin": "https://example.org"})
    assert shared.headers["access-control-allow-origin"] == "*"
    assert asking.options(f"{ROOT}/leaderboards").status_code == 204
    assert asking.post(f"{ROOT}/leaderboards").status_code == 405
    assert asking.get("/rankings").text == "a page"


def test_what_many_ask_at_once_is_made_once(store):
    made = 0

    async def slow(scope, receive, send):
        nonlocal made
        made += 1
        await asyncio.sleep(0.05)
        await PlainTextResponse("x")(scope, receive, send)

    async def all_at_once():
        door = Gate(slow, slow)
        scope = {"type": "http", "method": "GET", "path": f"{ROOT}/x", "query_string": b"", "headers": []}
        return await asyncio.gather(*(door.response(dict(scope)) for _ in range(20)))

    with ThreadPoolExecutor(1) as thread:  # a browser's loop may be running in this one
        answers = thread.submit(asyncio.run, all_at_once()).result()
    assert {answer.body for answer in answers} == {b"x"}
    assert made == 1


def test_the_reference_page_names_every_address(store):
    text = client().get(f"{ROOT}/").text
    for path in application().openapi()["paths"]:
        assert path in text
    assert "<script" not in text


def test_a_view_is_the_table_of_the_page(store, newest):
    said = (
        client()
        .get(
            f"{ROOT}/views/rankings", params={"board": f"{newest.source}/{newest.leaderboard}", "lang": "en"}
        )
        .json()
    )
    assert said["total"] == len(Store(store).read(newest).entries)
    assert said["origins"][0]["edition"] == newest.edition
    assert len(said["rows"][0]) == len(said["columns"])


@pytest.mark.parametrize(
    ("query", "headers", "lang"),
    [
        ("", "", "zh"),
        ("", "de, en;q=0.8, zh;q=0.2", "en"),
        ("", "zh-TW", "zh"),
        ("lang=en", "zh-CN", "en"),
        ("lang=zh", "en-GB", "zh"),
    ],
)
def test_words_are_in_the_language_of_the_address_else_of_the_asker_else_chinese(store, query, headers, lang):
    asking = client()
    asking.headers["Accept-Language"] = headers
    assert asking.get(f"{ROOT}/views/rankings?{query}").json()["lang"] == lang
    assert asking.get(f"{ROOT}/composite?{query}").json()["lang"] == lang
    assert f'xml:lang="{TAGS[lang]}"' in asking.get(f"/feeds/all.atom?{query}").text[:300]


def test_an_answer_is_kept_for_those_who_ask_in_its_language(store):
    asking, address = client(), f"{ROOT}/views/rankings"
    english, chinese = (
        asking.get(address, headers={"Accept-Language": lang}) for lang in ("en-GB, en", "zh-CN, zh")
    )
    assert english.headers["vary"] == chinese.headers["vary"] == "accept, accept-encoding, accept-language"
    known = {"If-None-Match": english.headers["etag"]}
    for lang, status in (("en-US", 304), ("zh", 200)):
        assert asking.get(address, headers=known | {"Accept-Language": lang}).status_code == status
    for fixed in (f"{address}?lang=en&format=json", f"{ROOT}/leaderboards?format=json"):
        assert asking.get(fixed).headers["vary"] == "accept-encoding"
