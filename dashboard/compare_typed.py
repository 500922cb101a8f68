"""A model that a reader types into the box of Compare: what it is taken for, and what else it may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard import appearances, controls, search_data
from dashboard.asking import LONGEST_TEXT
from dashboard.compare_asked import Asked
from dashboard.compare_data import Models
from dashboard.data import Key
from dashboard.id_lists import MOST, places_of, write_ids
from dashboard.links import href
from dashboard.markup import hypertext, plain
from dashboard.search import ABOUT
from dashboard.words import Lang, t

OTHERS = 5
_TAKEN = "compare_taken"


@dataclass(frozen=True, slots=True)
class Taken:
    """`model`: "" where no model's name is like it. `others`: what it may mean too, likeliest first."""

    typed: str
    model: str
    others: Models
    added: bool = False  # not chosen before


def read(key: Key, typed: str, chosen: Sequence[str], lang: Lang) -> Taken:
    """By the search of the Overview, among all models with a score."""
    known = appearances.models(key)
    if typed in known:
        return Taken(typed, typed, (), added=typed not in chosen)
    said = plain(typed)[:LONGEST_TEXT]
    hits = search_data.index(key, lang).find(said, None).get("model", [])
    found = [hit for hit in hits if hit.found.id in known]
    named = found[0].found.id if found and found[0].score > ABOUT else ""
    others = [hit.found.id for hit in found if hit.found.id not in (named, *chosen)]
    return Taken(said, named, tuple(others[:OTHERS]), added=named not in ("", *chosen))


def take(key: Key, lang: Lang) -> None:
    """What the box calls when its choice changes: what was typed gives way to the model it is taken for."""
    known, chosen, told = appearances.models(key), [], []
    for text in st.session_state["m"]:
        if text in known:
            chosen.append(text)
            continue
        taken = read(key, text, chosen, lang)
        told.append(taken)
        chosen += [taken.model] if taken.added else []
    st.session_state[_TAKEN] = (tuple(told), tuple(chosen))
    controls.change("m", chosen)


def told(key: Key, asked: Asked, lang: Lang) -> str:
    """HTML of what the last texts typed were taken for, while the models are those it led to; else empty."""
    found, chosen = st.session_state.get(_TAKEN, ((), ()))
    if not found or set(chosen) != set(asked.models):
        return ""
    lines = "".join(_line(key, taken, asked, lang) for taken in found)
    return f'<div class="bd-typed" role="status" aria-live="polite">{lines}</div>'


def _line(key: Key, taken: Taken, asked: Asked, lang: Lang) -> str:
    word = "taken" if taken.added else "taken_already" if taken.model else "unlike"
    name = appearances.labels(key, lang).get(taken.model, "")
    said = f"<p>{hypertext(t(f'compare.{word}', lang, typed=taken.typed, model=name))}</p>"
    links = [_link(key, taken, other, asked, lang) for other in taken.others]
    if not any(links):
        return said
    offered = "".join(f"<li>{link}</li>" for link in links if link)
    return f'{said}<ul class="bd-offer"><li class="bd-quiet">{t("compare.or", lang)}</li>{offered}</ul>'


def _link(key: Key, taken: Taken, other: str, asked: Asked, lang: Lang) -> str:
    """The same view with another model in the place of the one that was taken; empty where it is full."""
    places = dict(asked.places)
    place = places.pop(taken.model, None) if taken.added else None
    if place is None:
        place = next((free for free in range(MOST) if free not in places.values()), None)
    if place is None:
        return ""
    ids = [""] * MOST
    for id, at in {**places, other: place}.items():
        ids[at] = id
    address = href("compare", lang, **controls.view() | {"m": write_ids(places_of(ids))})
    return (
        f'<a class="bd-go" href="{hypertext(address)}">{hypertext(appearances.short(key, other, lang))}</a>'
    )
