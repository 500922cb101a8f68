"""Under which id the composite joins what boards print. The one place to ask, so that it can be changed."""

from __future__ import annotations

from dashboard.catalog.resolve import resolve


def identity(raw: str, source: str = "", organization: str = "") -> str | None:
    """None for what is no model: people, chance, a blank name."""
    found = resolve(raw, source, organization)
    return found.model_id if found.kind == "model" and found.model_id else None
