"""Whether an answer hangs on a header of its request: where the address leaves the choice to it."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.types import Scope


def decides(scope: Scope, parameter: str, paths: tuple[str, ...]) -> bool:
    """Whether the address is below one of `paths` and has no `parameter` of its own."""
    query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    return parameter not in query and scope["path"].startswith(paths)
