"""What an address asks for means the same to a page and to whoever else is asked: exhibit, file, API."""

from urllib.parse import parse_qs, urlsplit

import pytest
from api_client import client
from test_pages import OVERALL, opened, url
from typer.testing import CliRunner

from dashboard import data, exhibits
from dashboard.__main__ import app
from dashboard.api.application import ROOT
from dashboard.asking import LONGEST_TEXT
from dashboard.exhibit import UnknownParameter
from dashboard.exports.address import lasting
from dashboard.models_makers import makers

NOBODY = {"board": OVERALL, "m": ""}


def test_a_chart_with_nothing_highlighted_is_so_wherever_it_is_drawn(store):
    at = opened("trends", m="")
    assert (at.multiselect(key="m").value, url(at).get("m")) == ([], "")
    shown = exhibits.of("trends", data.key(), NOBODY, "en")
    assert shown.legend
    assert len(exhibits.of("trends", data.key(), {}, "en").legend("light")) > len(shown.legend("light"))
    assert shown.params["m"] == ""
    lasts = lasting(shown, "https://bangdan.example/trends?lang=en&m=")
    assert parse_qs(urlsplit(lasts).query, keep_blank_values=True)["m"] == [""]
    assert client().get(f"{ROOT}/views/trends?lang=en&m=").json()["params"]["m"] == ""


@pytest.mark.parametrize("asked", ["", ",", ",,"])
def test_a_list_of_nothing_is_an_empty_list(key, asked):
    assert exhibits.of("trends", key, {"m": asked}, "en").params["m"] == ""


def test_a_list_that_is_empty_anyway_leaves_no_trace(key):
    params = {"board": OVERALL, "metrics": ""}
    shown, plain = exhibits.of("rankings", key, params, "en"), exhibits.of("rankings", key, {}, "en")
    assert "metrics" not in shown.params
    assert shown.table.equals(plain.table)


def test_an_empty_text_of_anything_else_asks_for_nothing(key):
    given = dict.fromkeys(("board", "edition", "metric", "view", "q", "org", "ref"), "")
    assert exhibits.of("rankings", key, given, "en").params == {}


def test_a_search_that_is_too_long_is_told_where_no_page_can_say_that_it_was_cut(store):
    longest = "x" * LONGEST_TEXT
    assert exhibits.of("rankings", data.key(), {"q": f" {longest} "}, "en").params["q"] == longest
    told = client().get(f"{ROOT}/views/rankings?q={longest}x")
    assert (told.status_code, told.json()["detail"]) == (400, "q: 81 characters; 80 at most")
    cut = opened("rankings", q=f"{longest}x")
    assert any("Only the first 80 characters" in said.value for said in cut.warning)


def test_an_empty_list_can_be_asked_for_in_a_shell(store, tmp_path):
    options = ["export", "--page", "trends", "--m=", "--format", "json", "--out", str(tmp_path / "out")]
    done = CliRunner().invoke(app, options)
    assert done.exit_code == 0, done.output
    assert '"m": ""' in next((tmp_path / "out").iterdir()).read_text("utf-8")


def test_the_page_of_a_long_list_changes_nothing_in_its_view(store):
    maker = makers(data.key())[0]
    one, other = (
        client().get(f"{ROOT}/views/models?lang=en&org={maker}{more}") for more in ("", "&page=2&list=models")
    )
    assert other.status_code == 200, other.text
    assert one.json() == other.json()


def test_what_stands_beside_one_view_is_unknown_to_another(key):
    with pytest.raises(UnknownParameter):
        exhibits.of("rankings", key, {"page": "2"}, "en")
