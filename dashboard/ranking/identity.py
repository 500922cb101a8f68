"""Under which id the composite joins what boards print. The one place to ask, so that it can be changed."""

from __future__ import annotations

from dashboard.catalog.resolve import resolve


def identity(raw: str, source: str = "", organization: str = "", *, per_family: bool = False) -> str | None:
    """None for what is no model: people, chance, a blank name. `per_family`: the family's id, which a model
    of no known family is by itself."""
    found = resolve(raw, source, organization)
    if found.kind != "model" or not found.model_id:
        return None
    return (found.family if per_family else "") or found.model_id
