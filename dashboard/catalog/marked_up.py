"""What a reader sees of a name that was copied with its markup: HTML, or a link or emphasis of Markdown.

The sources' readers do so with whole pages; the names of the store are never changed.
"""

from __future__ import annotations

import html
import re

_TAGS = "a|abbr|b|big|code|del|div|em|font|i|ins|kbd|mark|p|s|small|span|strike|strong|sub|sup|td|th|u"
_BREAK = re.compile(r"<\s*/?\s*br\s*/?\s*>", re.I)
# To a footnote: no part of a version.
_REFERENCE = re.compile(r"(?<=\d)<sup>\s*(?:\[?\d{1,3}\]?|[*†‡])\s*</sup>", re.I)
_PICTURE = re.compile(r"<img\b[^<>]*>|!\[[^\[\]]*\]\([^()\s]*\)", re.I)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.I)
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*{1,3}|`|~~)(?=\S)([^*`~]+)(?<=\S)\1")
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,6}|#x[\da-f]{1,5});", re.I)


def seen(name: str) -> str:
    """The name without its markup; a name that has none as it stands. ``<br>`` is a line break."""
    text = name
    if "<" in text:
        for pattern, shown in ((_BREAK, "\n"), (_REFERENCE, ""), (_PICTURE, ""), (_TAG, "")):
            text = pattern.sub(shown, text)
    if "](" in text:
        text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    if "*" in text or "`" in text or "~~" in text:
        text = _EMPHASIS.sub(r"\2", text)
    return html.unescape(text) if _ENTITY.search(text) else text
