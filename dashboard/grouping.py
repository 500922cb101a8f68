"""The two ways to group boards, `group=category|scenario` in the URL: by kind of model, or by its use."""

from __future__ import annotations

from typing import Literal, cast

import streamlit as st

from cache.leaderboard import Category, Scenario
from dashboard import controls
from dashboard.words import Lang, t

Grouping = Literal["category", "scenario"]
Member = Category | Scenario
GROUPINGS: tuple[Grouping, ...] = ("category", "scenario")


def settle(lang: Lang) -> Grouping:
    found = controls.settle("group", GROUPINGS, "category", lambda id: t(f"group.{id}", lang))
    return cast("Grouping", found)


def draw(lang: Lang) -> None:
    st.segmented_control(
        t("group.label", lang),
        GROUPINGS,
        format_func=lambda id: t(f"group.{id}", lang),
        required=True,
        label_visibility="collapsed",
        **controls.widget("group"),
    )


def members(grouping: Grouping) -> tuple[Member, ...]:
    return tuple(Category) if grouping == "category" else tuple(Scenario)


def anchor(member: Member) -> str:
    """The id of its part of About."""
    return f"about-{'category' if isinstance(member, Category) else 'scenario'}-{member.value}"
