"""The address of a view as it is written into a file: the same numbers, also when a newer edition is out."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dashboard.exhibit import Exhibit


def lasting(exhibit: Exhibit, url: str) -> str:
    """`url` with the parameters of the view, and with what its page chose by itself: board, edition, day."""
    parts = urlsplit(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True)) | dict(exhibit.params)
    query = {name: value for name, value in asked.items() if name not in exhibit.pinned}
    return urlunsplit(parts._replace(query=urlencode(query | dict(exhibit.pinned))))
