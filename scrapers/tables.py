"""The bytes of a page → its tables as published, and the text between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from cache.leaderboard import Table
from scrapers.decoding import decode
from scrapers.delimited import read_delimited
from scrapers.errors import LayoutError
from scrapers.html import parse, read_html
from scrapers.markdown import read_markdown
from scrapers.records import read_records, read_yaml
from scrapers.workbook import read_workbook

SUFFIXES = {
    **dict.fromkeys([".md", ".markdown", ".mkd", ".mdown", ".txt", ".rst"], "markdown"),
    **dict.fromkeys([".html", ".htm", ".xhtml", ".php", ".jsp", ".aspx"], "html"),
    **dict.fromkeys([".xlsx", ".xlsm"], "xlsx"),
    **dict.fromkeys([".csv", ".tsv", ".tab"], "csv"),
    **dict.fromkeys([".json", ".jsonl", ".ndjson", ".geojson"], "json"),
    **dict.fromkeys([".yml", ".yaml"], "yaml"),
}
_UNREAD = frozenset([".xls", ".pdf", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".zip", ".parquet"])


@dataclass(frozen=True, slots=True)
class Document:
    """What a page holds: its tables in order, and its lines of text, which may state the edition."""

    tables: tuple[Table, ...]
    lines: tuple[str, ...] = ()


def media_type(name: str, content: bytes = b"") -> str:
    """markdown, html, xlsx, csv, json or yaml: by the ending of an address or name, or the first bytes."""
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


def read_document(content: bytes, media_type: str, name: str = "", charset: str = "") -> Document:
    """Every table of a page and its text; `charset` is the one that the site declares."""
    try:
        if media_type == "xlsx":
            return Document(read_workbook(content))
        return _READERS[media_type](decode(content, charset))
    except LayoutError as error:
        raise LayoutError(f"{name}: {error}" if name else str(error)) from error
    except RecursionError as error:
        raise LayoutError(f"{name}: nested too deeply to read") from error


def _markdown(text: str) -> Document:
    return Document(read_markdown(text), tuple(text.splitlines()))


def _html(text: str) -> Document:
    soup = parse(text)
    return Document(read_html(soup), tuple(soup.get_text("\n").splitlines()))


_READERS: dict[str, Callable[[str], Document]] = {
    "markdown": _markdown,
    "html": _html,
    "csv": lambda text: Document(read_delimited(text)),
    "json": lambda text: Document(read_records(text)),
    "yaml": lambda text: Document(read_yaml(text)),
}
