"""Parts of a page that unfold: which are open is in the link; the rest is neither worked out nor sent.

And the drawer that a phone folds controls into.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain, combinations

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from dashboard import controls, loading
from dashboard.words import Lang

PARTS = "parts"  # the parameter: names with commas, in the order of the page
_KEY = "fold_"


def settle(names: Sequence[str], opened: Sequence[str] = (), *, scope: str) -> None:
    """Before any `fold` of a page. `opened`: those that are by default; `scope`: whose parts they are, since
    another page has others."""
    asked = controls.linked(PARTS)
    if asked is not None and set(asked.split(",")) <= {*names, ""}:
        controls.imply(PARTS, _written(names, asked.split(",")))
    choices = chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))
    kept_as = f"{PARTS}_{scope}"
    text = controls.settle(
        PARTS, [",".join(choice) for choice in choices], _written(names, opened), kept_as=kept_as
    )
    for name in names:  # in every run: a fold whose label changes is another widget, and folded by default
        st.session_state[_KEY + name] = name in text.split(",")
    st.session_state[PARTS] = (tuple(names), kept_as)


def fold(name: str, label: str, icon: str) -> ExpanderContainer:
    """Its `open` says whether to draw what is in it."""
    return st.expander(label, icon=icon, key=_KEY + name, on_change=_note)


def draw(name: str, label: str, icon: str, inside: Callable[[], object], lang: Lang) -> None:
    """A fold, and where it is open what `inside` draws."""
    part = fold(name, label, icon)
    if part.open:
        with part, loading.working(lang):
            inside()


def _note() -> None:
    names, kept_as = st.session_state[PARTS]
    controls.change(kept_as, _written(names, [name for name in names if st.session_state[_KEY + name]]))


def drawer(name: str, label: str) -> ExpanderContainer:
    """What a phone folds controls into, sent to who opens it; the link says what they are set to, not that it
    is open. It stays so while its label tells of another choice, and is closed on another page."""
    kept = f"{name}_open"
    if controls.moved():
        st.session_state.pop(kept, None)
    st.session_state[name] = bool(st.session_state.get(kept))
    return st.expander(label, icon=":material/tune:", key=name, on_change=_keep, args=(name, kept))


def _keep(name: str, kept: str) -> None:
    st.session_state[kept] = st.session_state[name]


def _written(names: Sequence[str], opened: Sequence[str]) -> str:
    return ",".join(name for name in names if name in opened)
