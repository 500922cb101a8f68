"""Bytes to text: what the page is in, whatever is said of it."""

from __future__ import annotations

import pytest

from scrapers.decoding import decode
from scrapers.errors import LayoutError

ROWS = "".join(f"<tr><td>{rank}</td><td>青松大模型{rank}</td><td>70.5</td></tr>" for rank in range(1, 9))
SIMPLE = f"<h1>中文大模型总排行榜（2026年7月）</h1><table><tr><th>排名</th><th>模型</th></tr>{ROWS}</table>"
TRADITIONAL = SIMPLE.replace("总", "總").replace("青松", "測試").replace("大模型", "語言模型體系")


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (SIMPLE, "utf-8", "utf-8"),
        (SIMPLE, "utf-8", ""),
        (SIMPLE, "utf-8", "gb2312"),
        (SIMPLE, "utf-8", "iso-8859-1"),
        (SIMPLE, "gbk", "gbk"),
        (SIMPLE, "gbk", "GB2312"),
        (SIMPLE, "gbk", ""),
        (SIMPLE, "gbk", "utf-8"),
        (SIMPLE, "gbk", "iso-8859-1"),
        (SIMPLE, "gbk", "no-such-charset"),
        (SIMPLE + "㐀🏅", "gb18030", "gb2312"),
        (SIMPLE + "㐀🏅", "gb18030", ""),
        (SIMPLE, "hz", "hz-gb-2312"),
        (SIMPLE, "utf-16", ""),
        (SIMPLE, "utf-16-le", "utf-16le"),
        (SIMPLE, "utf-8-sig", "gbk"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "big5", ""),
        ("Modèle évalué, café, naïveté : résumé général " * 3, "cp1252", "windows-1252"),
    ],
)
def test_text_comes_out_as_it_was_written(text: str, encoding: str, declared: str) -> None:
    assert decode(text.encode(encoding), declared) == text


@pytest.mark.parametrize(
    "meta", ['<meta charset="gbk">', '<meta http-equiv=a content="text/html; charset=gb2312">']
)
def test_what_the_page_declares_counts_after_what_the_site_declares(meta: str) -> None:
    assert decode(f"{meta}模".encode("gbk")) == f"{meta}模"
    assert decode(f"{meta}測試".encode("big5"), "big5") == f"{meta}測試"


@pytest.mark.parametrize(
    "declared", ["unicode_escape", "punycode", "utf-7", "idna", "hex", "rot13", "undefined", "\0"]
)
def test_a_charset_that_is_none_is_not_used(declared: str) -> None:
    assert decode(rb"a\u0041 +AGE- caf", declared) == r"a\u0041 +AGE- caf"


@pytest.mark.parametrize("declared", ["", "utf-8", "gbk"])
def test_bytes_that_are_no_text_are_refused(declared: str) -> None:
    with pytest.raises(LayoutError, match="no text"):
        decode(bytes(range(256)) * 20, declared)
