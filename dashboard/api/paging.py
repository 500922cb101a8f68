"""A page of a long list: `limit` and `offset`, and the address of what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

from fastapi import Query, Request

LONGEST = 1000
Limit = Annotated[int, Query(ge=1, le=LONGEST, description="So many at most.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="After so many.")]
_T = TypeVar("_T")


def part(found: Sequence[_T], limit: int, offset: int) -> Sequence[_T]:
    return found[offset : offset + limit]


def following(request: Request, total: int, limit: int, offset: int) -> str | None:
    """Relative, so that it holds below any base path; None on the last page."""
    if offset + limit >= total:
        return None
    return "?" + request.url.include_query_params(limit=limit, offset=offset + limit).query


def led_on(request: Request, total: int, limit: int, offset: int) -> dict[str, str]:
    """The same for an answer that has no place for it: a header."""
    after = following(request, total, limit, offset)
    return {"link": f'<{after}>; rel="next"'} if after else {}
