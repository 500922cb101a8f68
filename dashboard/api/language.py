"""Which language an answer is in: that of the address, else the asker's, else Chinese; as on the pages."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import parse_qs

from fastapi import Depends, Header, Query
from starlette.datastructures import Headers
from starlette.types import Scope

from dashboard.words import Lang, preferred

SPOKEN = ("/api/v1/views/", "/api/v1/charts/", "/api/v1/composite", "/feeds/")  # what has words of ours


def _chosen(
    lang: Annotated[
        Lang | None,
        Query(description="Of labels, title and notes; by default that of Accept-Language, else zh."),
    ] = None,
    accept_language: Annotated[
        str | None, Header(description="The first of these that is Chinese or English is taken.")
    ] = None,
) -> Lang:
    return lang or preferred(accept_language)


Language = Annotated[Lang, Depends(_chosen)]


def listened_for(scope: Scope) -> Lang | None:
    """The language taken from a request's headers; None where its answer does not hang on them."""
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    if "lang" in query or not scope["path"].startswith(SPOKEN):
        return None
    return preferred(Headers(scope=scope).get("accept-language"))
