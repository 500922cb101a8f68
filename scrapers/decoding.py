"""The bytes of a page → its text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from charset_normalizer import from_bytes

from scrapers.errors import LayoutError

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_HEAD = 2048  # bytes in which a page may declare its charset
_SAMPLE = 1 << 16  # bytes by which one is guessed
_TELLING = 64  # bytes beyond ASCII below which a guess is a gamble
_FEW = 16  # bytes beyond ASCII that may be UTF-8 by accident
_NO_CHARSETS = frozenset(["unicode-escape", "raw-unicode-escape", "punycode", "idna", "utf-7"])
_GUESSES = ["gb18030", "big5", "cp1252"]


def decode(content: bytes, declared: str = "") -> str:
    """By the mark at its start, as UTF-8, by the charset that the site declares, by the one that the page
    declares, by the look of it: the first that fits. Raises LayoutError for what is no text.

    UTF-8 first although another may be declared: beyond a few characters no text of another charset reads as
    UTF-8 by accident, while servers that declare one charset for all their pages are common.
    """
    for encoding in _candidates(content, declared):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
        if "\0" not in text:
            return text
    raise LayoutError("the bytes are no text in a known encoding")


def _candidates(content: bytes, declared: str) -> Iterator[str]:
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            yield encoding
            return
    found = _CHARSET.search(content[:_HEAD])
    named = [_known(name) for name in (declared, found[1].decode("ascii", "replace") if found else "")]
    strong = [name for name in named if name and not _fits_anything(name)]
    if _beyond_ascii(content) < _FEW:  # none at all: hz and iso-2022 write Chinese in ASCII
        yield from strong
    yield "utf-8"
    yield from strong
    yield from _guessed(content)
    yield from filter(None, named)


def _known(name: str) -> str:
    """Python's name for a charset, empty for one it does not know; GB18030 holds GB2312 and GBK."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return ""
    if found in _NO_CHARSETS:
        return ""
    return "gb18030" if found in ("gb2312", "gbk") else found


def _fits_anything(name: str) -> bool:
    """Whether nearly any bytes are text in this charset, so that its declaration proves little."""
    return name.startswith(("iso8859", "cp125", "latin", "mac-", "koi8"))


def _beyond_ascii(content: bytes) -> int:
    return len(content.translate(None, bytes(range(128))))


def _guessed(content: bytes) -> Iterator[str]:
    """What the pages of this field are most likely in, the likeliest first."""
    sample = content[:_SAMPLE]
    if len(sample) == _SAMPLE:  # no character cut in two
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    if _beyond_ascii(sample) >= _TELLING:
        best = from_bytes(sample, cp_isolation=_GUESSES).best()
        if best is not None:
            yield best.encoding
    yield "gb18030"
