"""Links to the pages of models and organizations."""

from __future__ import annotations

from dashboard import links
from dashboard.words import Lang


def model_link(id: str, lang: Lang, name: str) -> str:
    """HTML of a link to the profile of the model `id`, under `name`."""
    return links.within("models", lang, name, model=id)


def organization_link(id: str, lang: Lang, name: str) -> str:
    return links.within("models", lang, name, org=id)
