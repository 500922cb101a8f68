"""The addresses that both README files name are answered."""

import re

import pytest
from serving import ROOT
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard import exhibits
from dashboard.api.application import application
from dashboard.api.gate import Gate


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_address_for_programs_is_answered(name, monkeypatch):
    monkeypatch.delenv("BANGDAN_CACHE", raising=False)  # the store that comes with the program
    asking = TestClient(Gate(Starlette(), application()))
    text = (ROOT / name).read_text("utf-8")
    found = re.findall(r"(?<![^\s(`])(/(?:api/v1|feeds)/[^\s`（）…]*)(?![^\s`]*…)", text)
    assert len(found) > 8
    for address in found:
        if "/charts/" in address:  # drawn elsewhere
            page, _, query = address.partition("/charts/")[2].partition("?")
            assert page.partition(".")[0] in exhibits.pages()
            assert "board=superclue/overall" in query
        else:
            assert asking.get(address).status_code == 200, address
