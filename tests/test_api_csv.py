"""What the API says as CSV, by the address or by what the asker accepts."""

import csv
import io
from pathlib import Path

import pytest
from api_client import client
from page_store import HEADER, NOVEMBER, ROLES, leaderboard, publish

from cache.leaderboard import LeaderboardId, Role
from cache.store import Store
from dashboard.api.application import ROOT, application
from dashboard.api.format import Format, preferred

AS_CSV = "text/csv; charset=utf-8"


@pytest.fixture
def newest(store: Path) -> LeaderboardId:
    return max(Store(store).current(), key=lambda id: (id.edition != "undated", id.edition))


def rows(address: str, **headers: str) -> list[dict[str, str]]:
    answer = client().get(f"{ROOT}/{address}", headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, AS_CSV)
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def said(address: str) -> dict:
    return client().get(f"{ROOT}/{address}").json()


def test_every_address_with_a_table_has_it_as_csv_by_format_and_by_accept(store, newest):
    files = application().openapi()["paths"]
    paths = [path for path in files if path.startswith(ROOT) and "/charts/" not in path]
    for path in paths:
        kinds = files[path]["get"]["responses"]["200"]["content"]
        assert ("text/csv" in kinds) == (path != f"{ROOT}/views")
        names = {"source": newest.source, "leaderboard": newest.leaderboard, "edition": newest.edition}
        address = path.format(**names, page="rankings", id="yi-34b-chat").removeprefix(f"{ROOT}/")
        if "text/csv" in kinds:
            assert rows(f"{address}?format=csv") == rows(address, Accept="text/csv") != []


def test_the_boards_as_csv_are_the_boards_as_json(store):
    for line, board in zip(rows("leaderboards?format=csv"), said("leaderboards")["data"], strict=True):
        assert (line["id"], line["name_en"]) == (board["id"], board["name"]["en"])
        assert line["newest_origin_url"] == board["newest"]["origin"]["url"]
        assert line["newest_origin_retrieved_at"].endswith("Z")


def test_a_board_as_csv_is_its_editions(store, newest):
    address = f"leaderboards/{newest.source}/{newest.leaderboard}"
    listed = [one["edition"] for one in said(address)["all_editions"]]
    assert [line["edition"] for line in rows(f"{address}?format=csv")] == listed


def test_models_as_csv_are_paged_as_their_json_and_keep_their_header_where_there_are_none(store):
    asking = client()
    answer = asking.get(f"{ROOT}/models?limit=1", headers={"Accept": "text/csv"})
    after = answer.links["next"]["url"]
    second = rows(f"models{after}&format=csv")
    assert second[0]["model_id"] == said("models")["data"][1]["model_id"]
    none = asking.get(f"{ROOT}/models?q=nobodyknows&format=csv").text
    assert none.lstrip("\ufeff").startswith("model_id,name_zh,name_en,")


def test_an_edition_keeps_its_header_whichever_entries_are_asked_for(store):
    header = (*HEADER[:3], "日期", *HEADER[3:])
    roles, lines = (
        (*ROLES[:3], Role.ATTRIBUTE, *ROLES[3:]),
        [(*line[:3], "3月", *line[3:]) for line in NOVEMBER],
    )
    board = leaderboard(LeaderboardId("zeroclue", "dated", "2024-01"), lines, header=header, roles=roles)
    publish(store, [board])
    address = f"{ROOT}/leaderboards/zeroclue/dated/editions/latest?format=csv"
    found = [client().get(address + more).text.splitlines()[0] for more in ("", "&q=nobodyknows", "&limit=1")]
    assert "日期" in found[0]
    assert found == found[:1] * 3


def test_a_model_as_csv_has_every_score_with_its_page(store):
    model = said("models")["data"][0]["model_id"]
    found = {
        (one["board"], one["edition"], one["model"], name): score
        for one in said(f"models/{model}")["appearances"]
        for name, score in one["scores"].items()
    }
    lines = rows(f"models/{model}?format=csv")
    assert {
        (line["board"], line["edition"], line["model"], line["metric"]): float(line["score"])
        for line in lines
    } == found
    assert all(line["source_url"] and line["retrieved_at"] for line in lines)


@pytest.mark.parametrize(
    ("accept", "format"),
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        ("text/html,application/xml;q=0.9,*/*;q=0.8", "json"),
        ("application/json, text/csv", "json"),
        ("text/csv", "csv"),
        ("Text/CSV; charset=utf-8", "csv"),
        ("text/csv, */*", "csv"),
        ("application/json;q=0.5, text/csv;q=0.9", "csv"),
        ("application/json, text/csv;q=0.9", "json"),
        ("text/csv;q=x", "json"),
        (",;,", "json"),
    ],
)
def test_the_form_an_asker_likes_better_is_taken(accept, format):
    assert preferred(accept) is Format(format)


def test_a_kept_answer_is_for_those_who_accept_its_form(store):
    asking, address = client(), f"{ROOT}/leaderboards"
    tagged = asking.get(address, headers={"Accept": "text/csv"})
    assert tagged.headers["vary"] == "accept, accept-encoding"
    known = {"If-None-Match": tagged.headers["etag"]}
    assert asking.get(address, headers=known | {"Accept": "text/csv"}).status_code == 304
    assert asking.get(address, headers=known).headers["content-type"] == "application/json"
    asked = asking.get(f"{address}?format=json", headers={"Accept": "text/csv"})
    assert asked.headers["content-type"] == "application/json"
    assert asked.headers["vary"] == "accept-encoding"
