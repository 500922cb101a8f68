"""The images that the API draws: at which address, how many a minute, and what is kept."""

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from api_client import client
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient

from dashboard.api import gate, pictures
from dashboard.api.application import ROOT
from dashboard.api.gate import Gate
from dashboard.drawing.renderer import own
from dashboard.service.meters import EXPORT_FAILURES, EXPORTS


def test_images_have_a_rate_for_each_client_and_kept_ones_are_free(store, monkeypatch):
    async def draw(scope, receive, send):
        await PlainTextResponse("drawn")(scope, receive, send)

    monkeypatch.setattr(pictures, "RATE", pictures.parse("2/minute"))
    asking = TestClient(Gate(draw, draw))
    addresses = [f"{gate.DRAWN}a.svg?n={number}" for number in (1, 2, 3)]
    assert [asking.get(address).status_code for address in addresses] == [200, 200, 429]
    refused = asking.get(addresses[2])
    assert int(refused.headers["retry-after"]) >= 1
    assert json.loads(refused.text)["status"] == 429
    assert asking.get(addresses[0]).status_code == 200


def limited(monkeypatch, status: int = 200) -> tuple[TestClient, list[str]]:
    """A gate for two images a minute, and what it had made."""
    made: list[str] = []

    async def draw(scope, receive, send):
        made.append(scope["path"])
        refused = int(scope["query_string"].decode().partition("status=")[2] or status)
        await PlainTextResponse("drawn", refused)(scope, receive, send)

    monkeypatch.setattr(pictures, "RATE", pictures.parse("2/minute"))
    monkeypatch.setattr(pictures, "ASKED", pictures.parse("8/minute"))
    return TestClient(Gate(draw, draw)), made


@pytest.mark.parametrize("status", [400, 404, 409, 422, 503])
def test_a_refused_image_is_not_counted_as_drawn(monkeypatch, status):
    asking, _ = limited(monkeypatch)
    for number in range(5):
        refused = asking.get(f"{gate.DRAWN}a.svg?n={number}&status={status}")
        assert refused.status_code == status
    drawn = [asking.get(f"{gate.DRAWN}a.svg?n={number}") for number in (10, 11, 12)]
    assert [answer.status_code for answer in drawn] == [200, 200, 429]


def test_refused_images_have_a_bound_too(monkeypatch):
    asking, made = limited(monkeypatch)
    answers = [asking.get(f"{gate.DRAWN}a.svg?n={number}&status=404") for number in range(9)]
    assert [answer.status_code for answer in answers] == [404] * 8 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert len(made) == 8, "the last was not even looked at"


def test_an_image_that_could_not_be_drawn_counts(monkeypatch):
    asking, _ = limited(monkeypatch, status=500)
    addresses = [f"{gate.DRAWN}a.svg?n={number}" for number in (1, 2, 3)]
    assert [asking.get(address).status_code for address in addresses] == [500, 500, 429]


def test_images_asked_for_at_once_are_counted_before_they_are_drawn(monkeypatch):
    async def slow(scope, receive, send):
        await asyncio.sleep(0.05)
        await PlainTextResponse("drawn")(scope, receive, send)

    async def all_at_once():
        door = Gate(slow, slow)
        scopes = [
            {
                "type": "http",
                "method": "GET",
                "path": f"{gate.DRAWN}{n}.svg",
                "query_string": b"",
                "headers": [],
            }
            for n in range(6)
        ]
        found = await asyncio.gather(*map(door.response, scopes))
        return [answer.status_code for answer in found], door.pictures.under_way

    monkeypatch.setattr(pictures, "RATE", pictures.parse("2/minute"))
    with ThreadPoolExecutor(1) as thread:
        statuses, left = thread.submit(asyncio.run, all_at_once()).result()
    assert sorted(statuses) == [200, 200, 429, 429, 429, 429]
    assert not left


def test_one_picture_serves_clients_that_unpack_differently(monkeypatch):
    asking, made = limited(monkeypatch)
    for encoding in ("gzip", "br", "identity"):
        answer = asking.get(f"{gate.DRAWN}a.png", headers={"Accept-Encoding": encoding})
        assert answer.status_code == 200
    assert len(made) == 1


def test_a_picture_is_drawn_once_a_language_and_once_where_its_address_names_it(monkeypatch):
    asking, made = limited(monkeypatch)
    monkeypatch.setattr(pictures, "RATE", pictures.parse("20/minute"))
    for lang in ("en", "en-GB, zh;q=0.1", "zh", ""):
        asking.get(f"{gate.DRAWN}a.png", headers={"Accept-Language": lang})
    assert len(made) == 2
    for lang in ("en", "zh"):
        asking.get(f"{gate.DRAWN}a.png?lang=zh", headers={"Accept-Language": lang})
    assert len(made) == 3


def test_a_chart_is_drawn_by_its_address_and_kept(store):
    asking = client()
    drawn_before = EXPORTS.labels("svg")._value.get()
    address = f"{ROOT}/charts/rankings.svg?lang=zh&theme=dark&size=column"
    drawn = asking.get(address)
    assert drawn.headers["content-type"] == "image/svg+xml"
    assert "<svg" in drawn.text
    assert "Bangdan" in drawn.text
    assert "http://testserver/rankings?lang=zh&amp;" in re.sub(r"<[^>]+>", "", drawn.text)
    assert asking.get(address, headers={"If-None-Match": drawn.headers["etag"]}).status_code == 304
    light = asking.get(address.replace("dark", "light")).text
    assert light != drawn.text
    assert EXPORTS.labels("svg")._value.get() == drawn_before + 2
    own().stop()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("rankings.svg?board=none", 400),
        ("rankings.svg?theme=pink", 400),
        ("rankings.gif", 400),
        ("no.svg", 404),
    ],
)
def test_a_chart_that_cannot_be_is_a_problem(store, path, status):
    assert client().get(f"{ROOT}/charts/{path}").status_code == status


def test_without_a_browser_charts_say_so_and_the_rest_works(store, monkeypatch):
    own().stop()
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/nowhere/chromium")
    failed_before = EXPORT_FAILURES.labels("svg")._value.get()
    answer = client().get(f"{ROOT}/charts/rankings.svg")
    assert answer.status_code == 503
    assert EXPORT_FAILURES.labels("svg")._value.get() == failed_before + 1
    assert "Chromium" in answer.json()["detail"]
    assert client().get(f"{ROOT}/views/rankings").status_code == 200
