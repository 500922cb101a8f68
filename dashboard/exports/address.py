"""The address of a view as it is written into a file: the same numbers, also when a newer edition is out."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from dashboard.exhibit import Exhibit

CHOSEN = ("board", "edition")  # what a page chooses by itself where its address does not say
PAGES = ("rankings", "compare")  # whose first origin is the edition that is shown


def lasting(exhibit: Exhibit, url: str) -> str:
    """`url` with the view's parameters; board and edition too where the view is of a single one."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | dict(exhibit.params)
    if exhibit.page in PAGES and exhibit.origins:
        shown = exhibit.origins[0].id
        named = (f"{shown.source}/{shown.leaderboard}", shown.edition)
        query = {name: query[name] for name in query if name not in CHOSEN} | dict(
            zip(CHOSEN, named, strict=True)
        )
    return urlunsplit(parts._replace(query=urlencode(query)))
