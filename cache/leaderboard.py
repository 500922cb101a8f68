"""One published table in the source's own words.

A *leaderboard* is one ranked table of one *source*; it appears in *editions*. An *entry* is one row: a model
under the name the publisher printed, its *scores* by metric, its *attributes* and the *published rank*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Category(StrEnum):
    """The five kinds of large model that group the leaderboards; the order is the order of display."""

    LLM = "llm"
    VISION = "vision"
    MULTIMODAL = "multimodal"
    DECISION = "decision"
    INDUSTRY = "industry"


class Scenario(StrEnum):
    """Where a model is put to work: the second way to group leaderboards, several or none for each."""

    LANGUAGE = "language"  # 自然语言处理
    VISION = "vision"  # 计算机视觉
    RECOMMENDATION = "recommendation"  # 推荐系统
    HEALTH = "health"  # 医疗健康
    FINANCE = "finance"  # 金融
    TRANSPORT = "transport"  # 智能交通
    IOT = "iot"  # 物联网


class Role(StrEnum):
    """What a column of a published table holds."""

    RANK = "rank"
    MODEL = "model"
    SCORE = "score"
    ATTRIBUTE = "attribute"


class Standing(StrEnum):
    """How an entry takes part in the publisher's ranking."""

    ENTRANT = "entrant"  # ranked, or on a table without ranks
    REFERENCE = "reference"  # scored, but left unranked on purpose ("-" in the rank column)
    BASELINE = "baseline"  # people or chance, not a model


_SLUG = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*", re.ASCII)
_EDITION = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?|undated")


class LeaderboardId(NamedTuple):
    """ASCII ids, stable over editions: ("superclue-github", "overall", "2023-12")."""

    source: str
    leaderboard: str
    edition: str  # YYYY-MM, YYYY for an annual board, or "undated"

    def __str__(self) -> str:
        return "/".join(self)

    def validated(self) -> LeaderboardId:
        """Raises ValueError unless the parts are safe as names of folders and files and in a URL."""
        for name, text, check in (
            ("source", self.source, self.checked_slug),
            ("leaderboard", self.leaderboard, self.checked_slug),
            ("edition", self.edition, self.checked_edition),
        ):
            try:
                check(text)
            except ValueError as error:
                raise ValueError(f"{name} {text!r} {error}") from None
        return self

    @staticmethod
    def checked_slug(text: str) -> str:
        if len(text) > 100 or not _SLUG.fullmatch(text):
            raise ValueError("is not an id: a-z, 0-9 and single - . _ between them")
        return text

    @staticmethod
    def checked_edition(text: str) -> str:
        if not _EDITION.fullmatch(text):
            raise ValueError("is not YYYY-MM, YYYY or undated")
        return text


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as a reader of the page sees it: text without markup (a line break stays one), and its links."""

    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as published. Every row has as many cells as the header unless `problem` says otherwise, or it
    is a single text that heads a section."""

    heading: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    problem: str | None = None  # why it may not be read as a leaderboard, e.g. "header 10, rows 9"
    lead: str = ""  # the paragraph between heading and table, often naming the edition


@dataclass(frozen=True, slots=True)
class Entry:
    """One row. `scores` holds only the metrics that have a figure; `rank` is None where none is printed."""

    model: str
    scores: Mapping[str, float]
    rank: int | None
    attributes: Mapping[str, str] = field(default_factory=dict)
    standing: Standing = Standing.ENTRANT


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """One edition of one leaderboard: entries in published order, and the cells they were read from.

    `published` has one row an entry and the columns of `roles`; where one printed cell holds two figures
    (``F1:92.30 EM:86.60``) the column stands twice, each time with the whole text as evidence.
    """

    id: LeaderboardId
    category: Category
    entries: tuple[Entry, ...]
    published: Table
    url: str
    roles: tuple[Role, ...]  # one a column of `published`
    scenarios: tuple[Scenario, ...] = ()
    edition_day: date | None = None  # where the publisher names a day

    @property
    def metrics(self) -> tuple[str, ...]:
        """The score columns, in published order."""
        return tuple(
            name for name, role in zip(self.published.header, self.roles, strict=True) if role is Role.SCORE
        )
