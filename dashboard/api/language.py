"""Which language an answer is in: that of the address, else the asker's, else Chinese; as on the pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Query
from starlette.datastructures import Headers
from starlette.types import Scope

from dashboard.api.headers import decides
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
    asked = Headers(scope=scope).get("accept-language")
    return preferred(asked) if decides(scope, "lang", SPOKEN) else None
