"""Under which id the composite joins what boards print. The one place to ask, so that it can be changed."""

from __future__ import annotations

from cache.names import normal_form


def identity(raw: str, source: str = "", organization: str = "") -> str:  # noqa: ARG001 - a catalog needs both
    return normal_form(raw)
