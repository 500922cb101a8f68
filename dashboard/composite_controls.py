"""The controls of Composite: what a reader asks of a category, settled first and drawn afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from cache.leaderboard import Category
from dashboard import controls, data
from dashboard.catalog.boards import board_label
from dashboard.data import Key
from dashboard.markup import markdown
from dashboard.ranking.composite import Composite
from dashboard.ranking.entering import Choice, Entered
from dashboard.ranking.errors import NotEnoughBoards, NothingToCompare
from dashboard.ranking.methods import HEADLINE, METHODS
from dashboard.words import Lang, t

WINDOWS = ("", "6", "12", "24", "36")  # months; "" for any time
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)  # of "as of"
MINIMUM = 2  # benchmarks by default
LONGEST_WEIGHTS = 600
STEPS = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """Every field is valid. `weights` by family, of those that differ from 1."""

    choice: Choice
    method: str
    weights: tuple[tuple[str, float], ...]
    unknown: tuple[str, ...]  # weights of the link that belong to nothing here
    min_boards: int
    benchmarks: int  # that the main part has; 0 where there is nothing to combine


def word(method: str) -> str:
    return f"composite.method_{method.replace('-', '_')}"


def settle(key: Key, category: Category, lang: Lang) -> Asked:
    window = controls.settle("window", WINDOWS, "", lambda id: window_label(id, lang))
    every = controls.settle_flag("editions", default=False)
    day = controls.settle_day("asof", EARLIEST, LATEST)
    choice = Choice(category, day, int(window) if window else None, every)
    families = set(data.entered(key, choice).long["family"])
    asked = parse_weights(controls.settle_text("w", LONGEST_WEIGHTS))
    weights = tuple(
        sorted((name, weight) for name, weight in asked.items() if name in families and weight != 1)
    )
    method = controls.settle("method", list(METHODS), HEADLINE, lambda id: t(word(id), lang))
    every_model = found(key, Asked(choice, HEADLINE, weights, (), 1, 0))
    benchmarks = every_model.benchmarks if every_model else 0
    options = [str(n) for n in range(1, max(benchmarks, 1) + 1)]
    least = controls.settle("mincov", options, str(min(MINIMUM, len(options))))
    unknown = tuple(sorted(asked.keys() - families))
    return Asked(choice, method, weights, unknown, int(least), benchmarks)


def parse_weights(text: str) -> dict[str, float]:
    """`superclue:2,math24o:0`; what is no weight is passed over."""
    found = {}
    for part in text.split(","):
        name, mark, number = part.strip().rpartition(":")
        try:
            weight = float(number)
        except ValueError:
            continue
        if mark and name and 0 <= weight <= 100:
            found[name] = weight
    return found


def written(weights: Mapping[str, float]) -> str:
    return ",".join(f"{name}:{weight:g}" for name, weight in sorted(weights.items()) if weight != 1)


def window_label(id: str, lang: Lang) -> str:
    return t("composite.window_months", lang, n=id) if id else t("composite.window_all", lang)


def as_of_said(asked: Asked, lang: Lang) -> str:
    """What an "as of" leaves out; empty without one."""
    day = asked.choice.as_of
    return t("composite.as_of_said", lang, day=day.isoformat()) if day else ""


def draw(asked: Asked, lang: Lang) -> None:
    """Method and minimum, and why the method differs; nothing where there is nothing to combine."""
    for name in asked.unknown:
        st.warning(t("composite.weight_unknown", lang, name=markdown(name)), icon=":material/link_off:")
    if not asked.benchmarks:
        return
    whole = controls.compact()
    first, second = (st.container(), st.container()) if whole else st.columns([3, 2], gap="large")
    with first:
        st.segmented_control(
            t("composite.method", lang),
            list(METHODS),
            format_func=lambda id: t(word(id), lang),
            required=True,
            **controls.widget("method"),
        )
        st.caption(t(f"composite.why_{asked.method.replace('-', '_')}", lang))
    with second:
        st.select_slider(
            t("composite.minimum", lang, n=asked.benchmarks),
            [str(n) for n in range(1, asked.benchmarks + 1)],
            **controls.widget("mincov"),
        )


def draw_settings(lang: Lang) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            t("composite.window", lang),
            WINDOWS,
            format_func=lambda id: window_label(id, lang),
            width=220,
            **controls.widget("window"),
        )
        st.date_input(
            t("composite.as_of", lang),
            value=None,
            min_value=EARLIEST,
            max_value=LATEST,
            format="YYYY-MM-DD",
            width=220,
            **controls.widget("asof"),
        )
        st.toggle(t("composite.editions", lang), **controls.widget("editions"))


def draw_weights(asked: Asked, entered: Entered, lang: Lang) -> None:
    """A number a benchmark; any change is written into the link."""
    labels = family_labels(entered, lang)
    weights = dict(asked.weights)
    with st.container(horizontal=True, key="weights"):
        for family, label in labels.items():
            name = f"weight_{family}"
            if st.session_state.get(name) != weights.get(family, 1.0):
                st.session_state[name] = weights.get(family, 1.0)
            st.number_input(
                markdown(label),
                min_value=0.0,
                max_value=100.0,
                step=STEPS,
                width=170,
                key=name,
                on_change=_weigh,
                args=(tuple(labels),),
            )
    if weights:
        st.button(
            t("composite.weights_reset", lang),
            on_click=controls.change,
            args=("w", ""),
            icon=":material/undo:",
        )


def _weigh(families: tuple[str, ...]) -> None:
    controls.change("w", written({name: st.session_state[f"weight_{name}"] for name in families}))


def family_labels(entered: Entered, lang: Lang) -> dict[str, str]:
    """By family, in its order: the label of its board, or of the first and how many more."""
    boards: dict[str, list[str]] = {}
    for table in sorted(entered.tables, key=lambda table: (table.family, table.name)):
        id = table.revision.id
        label = board_label(id.source, id.leaderboard, lang, table.revision.heading)
        known = boards.setdefault(table.family, [])
        if label not in known:
            known.append(label)
    return {
        family: known[0] if len(known) == 1 else f"{family} ({len(known)})"
        for family, known in boards.items()
    }


def found(key: Key, asked: Asked) -> Composite | None:
    """None where no two benchmarks share models."""
    try:
        return data.composite(key, asked.choice, asked.method, asked.weights, asked.min_boards)
    except (NotEnoughBoards, NothingToCompare):
        return None
