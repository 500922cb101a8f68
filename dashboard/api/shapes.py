"""The shapes of what the API says. None means not known or not published, never nought."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, Field


class Problem(BaseModel):
    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[Wrong] | None = None


class Wrong(BaseModel):
    parameter: str
    said: str


class Names(BaseModel):
    """In both languages of the dashboard."""

    zh: str
    en: str


class Origin(BaseModel):
    """Where figures are from."""

    url: str = Field(description="The page, for a reader to open.")
    retrieved_at: datetime
    as_of: datetime = Field(description="When the page last changed at its source, as far as it tells.")
    page_sha256: str
    table_sha256: str = Field(description="Of the CSV in the store.")
    note: str = Field(description="Where the figures come from when not from the live page; else empty.")


class EditionLine(BaseModel):
    edition: str = Field(description="YYYY-MM, YYYY, or undated.")
    revision: int
    day: date | None = Field(description="Where the publisher names a day.")
    rows: int
    origin: Origin


class Board(BaseModel):
    id: str = Field(description="source/leaderboard, the parameter `board` of the dashboard.")
    category: str
    scenarios: list[str]
    name: Names
    tests: Names = Field(description="What is tested, in a sentence; empty where nobody wrote it down.")
    newest: EditionLine
    editions: int


class Boards(BaseModel):
    total: int
    limit: int
    offset: int
    next: str | None = Field(description="Address of the next page, relative to this one.")
    data: list[Board]


class BoardInFull(Board):
    judged_by: Names
    questions: int | None
    homepage: str
    all_editions: list[EditionLine] = Field(description="Newest first, undated last.")


class Metric(BaseModel):
    name: str = Field(description="The published column.")
    label: Names
    higher_is_better: bool
    unit: str
    low: float | None
    high: float | None
    kind: str = Field(description="total, part, or other: what is no ability.")
    family: str = Field(description="Benchmarks of one family measure the same.")


class Entry(BaseModel):
    row: int = Field(description="Of the published table, from 1.")
    model: str = Field(description="As published.")
    model_id: str = Field(description="The catalog's, or a provisional one.")
    rank: int | None = Field(description="As published.")
    position: int | None = Field(
        description="Ours, by score over `metric` among the rows that the source ranks; others have none."
    )
    standing: str = Field(description="entrant, reference (scored but not ranked), or baseline.")
    organization: str = Field(description="As published; empty where the table names none.")
    scores: dict[str, float] = Field(description="By metric; what is not published is left out.")
    attributes: dict[str, str]


class Edition(BaseModel):
    board: str
    edition: str
    revision: int
    category: str
    scenarios: list[str]
    name: Names
    origin: Origin
    metric: str = Field(description="The one that orders and gives positions.")
    metrics: list[Metric]
    notices: list[Names] = Field(
        description="First of all: it stands for a newer edition, or a newer revision of it, that is damaged."
    )
    total: int
    limit: int
    offset: int
    next: str | None
    entries: list[Entry] = Field(description="Best first by `metric`; without a score last.")


class Standing(BaseModel):
    edition: str
    rank: int | None
    position: int | None
    score: float | None


class Thread(BaseModel):
    model_id: str
    model: str = Field(description="As the newest edition prints it.")
    editions: list[Standing] = Field(description="Oldest first; editions without the model are left out.")


class History(BaseModel):
    board: str
    metric: dict[str, str] = Field(description="By edition: what it was ranked by.")
    total: int
    limit: int
    offset: int
    next: str | None
    data: list[Thread] = Field(description="In the order of the newest edition each stands in.")


Value = str | int | float | bool | None


class Page(BaseModel):
    page: str
    parameters: list[str] = Field(description="Beside lang.")


class Pages(BaseModel):
    data: list[Page]


class ViewOrigin(BaseModel):
    board: str
    edition: str
    revision: int
    name: str
    url: str
    retrieved_at: datetime
    page_sha256: str
    licence: str = Field(description="As found at the source; says so where none was found.")


class View(BaseModel):
    page: str
    lang: str
    params: dict[str, str] = Field(description="Those that are not by default.")
    title: str
    subtitle: str
    notes: list[str]
    origins: list[ViewOrigin]
    columns: list[str]
    total: int
    limit: int
    offset: int
    next: str | None
    rows: list[list[Value]]


class ModelLine(BaseModel):
    model_id: str
    name: Names
    family: str = Field(description="Empty where not known, as below.")
    organization: str = Field(description="Id of the catalog.")
    region: str = Field(description="cn or intl.")
    open_weights: bool | None
    released: str = Field(description="YYYY, YYYY-MM or YYYY-MM-DD.")
    parameters: str
    in_catalog: bool = Field(description="False where the id is provisional: a form of the printed name.")
    boards: int = Field(description="With a score of it in a current edition.")


class Models(BaseModel):
    total: int
    limit: int
    offset: int
    next: str | None
    data: list[ModelLine]


class Appearance(BaseModel):
    board: str
    edition: str
    model: str = Field(description="As published.")
    rank: int | None
    metric: str = Field(description="What the board is ranked by.")
    score: float | None
    position: int | None = Field(description="Ours, by score, among the rows that the source ranks.")
    of: int = Field(description="So many have a position.")
    scores: dict[str, float]
    reason: str = Field(description="Why this name is read as this model.")


class ModelInFull(ModelLine):
    link: str
    appearances: list[Appearance] = Field(description="Newest edition first, undated last.")
