"""In which form an answer is given: that of the address, else the one the asker likes better, else JSON."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from fastapi import Depends, Header, Query
from starlette.datastructures import Headers
from starlette.types import Scope

from dashboard.api.headers import decides


class Format(StrEnum):
    JSON = "json"
    CSV = "csv"


TABLES = ("/api/v1/leaderboards", "/api/v1/models", "/api/v1/views/", "/api/v1/composite")  # as CSV too
_KINDS = {
    Format.JSON: ("application/json", "application/*", "*/*"),
    Format.CSV: ("text/csv", "text/*", "*/*"),
}


def preferred(accept: str | None) -> Format:
    """What `Accept` weighs more; of equal weights, what it names more closely; else JSON."""
    weights = dict(map(_weighed, (accept or "").split(",")))

    def liked(format: Format) -> tuple[float, int]:
        kinds = _KINDS[format]
        weight, closest = next(
            ((weights[kind], -at) for at, kind in enumerate(kinds) if kind in weights), (0.0, 0)
        )
        return (weight, closest) if weight > 0 else (0.0, 0)

    return max(Format, key=liked)  # the first of equals: JSON


def _weighed(part: str) -> tuple[str, float]:
    kind, *parameters = (one.strip().lower() for one in part.split(";"))
    weight = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    try:
        return kind, float(weight)
    except ValueError:
        return kind, 0.0


def _chosen(
    format: Annotated[
        Format | None, Query(description="By default what Accept likes better, json where it likes neither.")
    ] = None,
    accept: Annotated[str | None, Header(include_in_schema=False)] = None,
) -> Format:
    return format or preferred(accept)


AskedFormat = Annotated[Format, Depends(_chosen)]


def listened_for(scope: Scope) -> Format | None:
    """The form taken from a request's headers; None where its answer does not hang on them."""
    asked = Headers(scope=scope).get("accept")
    return preferred(asked) if decides(scope, "format", TABLES) else None
