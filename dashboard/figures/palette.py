"""The colours, found so that they stay apart under the common kinds of colour blindness, for both themes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cache.leaderboard import Category, Scenario

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    page: str
    ink: str
    secondary: str  # text
    reference: str  # bars of models the source does not rank
    context: str  # lines that are not looked at
    band: str
    hairline: str
    up: str
    down: str
    medals: tuple[str, str, str]  # cells of ranks 1 to 3
    heat: tuple[str, str, str, str]  # at 0, .35, .7 and 1
    highlight: tuple[str, ...]  # models the reader picks, at most six
    category: Mapping[Category, str]
    use: str  # of what is grouped by where it is put to work

    def of(self, member: Category | Scenario) -> str:
        return self.category[member] if isinstance(member, Category) else self.use


LIGHT = Palette(
    page="#FFFFFF",
    ink="#1B2029",
    secondary="#5B6472",
    reference="#8C95A3",
    context="#B4BBC6",
    band="#E3E7EC",
    hairline="#E6E9EE",
    up="#0E6B52",
    down="#9A1B22",
    medals=("#F1DC9A", "#DDE2E9", "#EBC9AE"),
    heat=("#F3F6FC", "#C6D4EF", "#6788CB", "#1A3172"),
    highlight=("#D9721A", "#00A37C", "#880C76", "#8587E2", "#644518", "#1B2029"),
    category=dict(zip(Category, ("#2948A8", "#178668", "#5C3C68", "#A46707", "#881A1F"), strict=True)),
    use="#2948A8",
)
DARK = Palette(
    page="#14171C",
    ink="#E6E9EE",
    secondary="#A9B2BF",
    reference="#6F7886",
    context="#4A515D",
    band="#2B3039",
    hairline="#2B3039",
    up="#7CE8BF",
    down="#F29A8A",
    medals=("#5C4A12", "#3F4752", "#57351F"),
    heat=("#1B2233", "#2A3F68", "#4F75BA", "#D2E0F9"),
    highlight=("#F0C825", "#6CEABC", "#B0C3FD", "#C47040", "#9F60F3", "#F2F4F7"),
    category=dict(zip(Category, ("#BCBFFE", "#7CE8BF", "#A35FF2", "#F2C643", "#C8664B"), strict=True)),
    use="#9DB4F5",
)


def palette(theme: Theme) -> Palette:
    return DARK if theme == "dark" else LIGHT
