"""What was served, held against what the address promises."""

from __future__ import annotations

import re
from email.message import Message
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

PROMISES = {
    ".xlsx": "a workbook",
    ".xlsm": "a workbook",
    ".md": "Markdown",
    ".markdown": "Markdown",
    ".csv": "a CSV file",
    ".tsv": "a TSV file",
    ".json": "JSON",
}
_DOCUMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html)\b", re.I | re.S
)


def mismatch(url: str, content: bytes, content_type: str) -> str | None:
    """What stands in the page's place, in words; None where it may be the page."""
    if not content:
        return "the site answered with an empty page"
    promised = PROMISES.get(PurePosixPath(unquote(urlsplit(url).path)).suffix.lower())
    if promised is None or (promised == "a workbook" and content.startswith(b"PK")):
        return None
    if _DOCUMENT.match(content[:4096]):
        return f"the site's HTML was served, not {promised}"
    if promised == "a workbook":
        said = media_type(content_type)
        return f"what was served is no workbook (it begins with {content[:8]!r}{', ' + said if said else ''})"
    return None


def media_type(content_type: str) -> str:
    """`text/html` of `text/html; charset=GBK`"""
    return content_type.partition(";")[0].strip().lower()


def charset(content_type: str) -> str:
    """`GBK` of `text/html; charset=GBK`, empty where none is declared."""
    header = Message()
    header["Content-Type"] = content_type
    return str(header.get_param("charset", "") or "").strip(" \"'")
