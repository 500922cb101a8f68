"""The bytes of a page → its tables as published, and the text between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from cache.leaderboard import Table
from scrapers.delimited import read_delimited
from scrapers.errors import LayoutError
from scrapers.html import parse, read_html
from scrapers.markdown import read_markdown
from scrapers.records import read_records
from scrapers.workbook import read_workbook

SUFFIXES = {
    **dict.fromkeys([".md", ".markdown", ".mkd", ".mdown", ".txt", ".rst"], "markdown"),
    **dict.fromkeys([".html", ".htm", ".xhtml", ".php", ".jsp", ".aspx"], "html"),
    **dict.fromkeys([".xlsx", ".xlsm"], "xlsx"),
    **dict.fromkeys([".csv", ".tsv", ".tab"], "csv"),
    **dict.fromkeys([".json", ".jsonl", ".ndjson", ".geojson"], "json"),
}
_UNREAD = frozenset(
    [".yml", ".yaml", ".xls", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".zip", ".parquet"]
)
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True, slots=True)
class Document:
    """What a page holds: its tables in order, and its lines of text, which may state the edition."""

    tables: tuple[Table, ...]
    lines: tuple[str, ...] = ()


def media_type(name: str, content: bytes = b"") -> str:
    """markdown, html, xlsx, csv or json: by the ending of an address or file name, or by the first bytes."""
    path = urlsplit(name).path if "://" in name else name
    suffix = PurePosixPath(unquote(path)).suffix.lower()
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix in _UNREAD:
        raise LayoutError(f"no reader for {suffix} files")
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(b"pk"):
        return "xlsx"
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body", b"<table")):
        return "html"
    return "json" if start.startswith((b"{", b"[{", b'["', b"[[", b"[\n")) else "markdown"


def read_tables(content: bytes, media_type: str, name: str = "") -> list[Table]:
    """Every table of a page; `name` stands in errors. Raises LayoutError for bytes that cannot be read."""
    return list(read_document(content, media_type, name).tables)


def read_document(content: bytes, media_type: str, name: str = "") -> Document:
    """Every table of a page and its text."""
    try:
        return _READERS[media_type](content)
    except LayoutError as error:
        raise LayoutError(f"{name}: {error}" if name else str(error)) from error
    except RecursionError as error:
        raise LayoutError(f"{name}: nested too deeply to read") from error


def decode(content: bytes) -> str:
    """UTF-8, UTF-16 with its mark, what the page declares, or GBK; anything else is no text."""
    marked = next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)
    declared = _CHARSET.search(content[:2048])
    named = [declared[1].decode("ascii", "replace")] if declared else []
    for encoding in [marked] if marked else ["utf-8", *named, "gb18030"]:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in text:
            return text
    raise LayoutError("the bytes are no text in a known encoding")


def _markdown(content: bytes) -> Document:
    text = decode(content)
    return Document(read_markdown(text), tuple(text.splitlines()))


def _html(content: bytes) -> Document:
    soup = parse(decode(content))
    return Document(read_html(soup), tuple(soup.get_text("\n").splitlines()))


def _records(content: bytes) -> Document:
    return Document(read_records(decode(content)))


_READERS = {
    "markdown": _markdown,
    "html": _html,
    "xlsx": lambda content: Document(read_workbook(content)),
    "csv": lambda content: Document(read_delimited(decode(content))),
    "json": _records,
}
