"""What one view shows, in full: what a page draws, an export writes, the API answers and a site publishes.

Each kind of page makes its exhibits from the parameters of its URL, without Streamlit: see `exhibits/`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from difflib import get_close_matches

import pandas as pd
import plotly.graph_objects as go

from cache.leaderboard import LeaderboardId
from dashboard.figures.palette import Theme
from dashboard.words import Lang

LISTED = 12  # options an error names, the nearest first
COLUMN = 564  # px of a chart in the column of a report


@dataclass(frozen=True, slots=True)
class Origin:
    """Where some of an exhibit's numbers are from: one edition of one board."""

    id: LeaderboardId
    board: str  # in the reader's language
    url: str  # what a reader can open
    retrieved_at: datetime  # aware UTC
    revision: int
    page_sha256: str
    licence: str  # as found at the source; says so where none was found


Writing = str | Callable[[object], str]
# By column: how a page writes its numbers, or each of them.
Printed = Mapping[str, Writing | tuple[Writing, ...]]


def written(writing: Writing, value: object) -> str:
    """A number as a page writes it."""
    return writing.format(value) if isinstance(writing, str) else writing(value)


@dataclass(frozen=True, slots=True, eq=False)
class Exhibit:
    """One view of one page in one language.

    `table` is exactly what the view lists: typed columns under the labels a reader sees, missing as NA.
    `figure` draws the same numbers, without a title, for a theme and (True) for a phone; None where there is
    no chart. `worded` gives notes that read otherwise on one ground and (True) where nothing opens over a
    mark.
    """

    page: str  # the URL's path: "rankings", "composite", …
    params: Mapping[str, str]  # of the URL, those by default left out, `lang` too
    lang: Lang
    title: str
    subtitle: str  # metric, filters; may be empty
    origins: tuple[Origin, ...]
    table: pd.DataFrame
    figure: Callable[[Theme, bool], go.Figure] | None
    stem: str  # of file names: what is shown, without the day and the ending
    alt: str  # for those who cannot see the chart
    legend: Callable[[Theme], list[tuple[str, str]]] | None = None  # colour and its meaning
    column: Callable[[Theme], go.Figure] | None = None  # `figure` at COLUMN, where that is not as on a phone
    wide: Callable[[Theme, int], go.Figure] | None = None  # `figure` for so many px, where it depends on them
    column_notes: tuple[str, ...] = ()  # in the place of `notes`, where it draws less
    notes: tuple[str, ...] = field(default=())  # how it was made, what is left out
    pinned: Mapping[str, str] = field(default_factory=dict)  # keep its address to it when newer editions come
    settled: Mapping[str, str] = field(default_factory=dict)  # every parameter, with those by default
    notices: tuple[str, ...] = ()  # of the notes, those a reader has to know first
    caveats: tuple[str, ...] = ()  # of the notes, how the figures came here: they go wherever these go
    of_chart: tuple[str, ...] = ()  # of the notes, those that are true of the chart alone
    of_table: tuple[str, ...] = ()  # and those of the table alone
    charted: tuple[Origin, ...] = ()  # of the origins, those of the chart, where the table has more
    printed: Callable[[], Printed] | None = None  # its table
    ours: bool = False  # its figures are computed here, of all its tables together
    beyond: int = 0  # boards whose figures the notes count
    shorter: Callable[[int], Exhibit] | None = None  # with its chart so many px lower, and that said
    worded: Callable[[Theme, bool], Mapping[str, str]] | None = None  # note by note
    charted_rows: tuple[int, ...] | None = None  # of the table, those of the chart, by place; None for all
    part: str = ""  # in file names: which of its rows the table has, "" for all

    def with_charted_rows(self) -> Exhibit:
        """With the rows of its chart alone in its table."""
        if self.charted_rows is None:
            return self
        table = self.table.iloc[list(self.charted_rows)].reset_index(drop=True)
        return replace(self, table=table, charted_rows=None, of_chart=(), part=f"{len(table)}-rows")

    def as_drawn(self, theme: Theme, *, column: bool = False, still: bool = False) -> Exhibit:
        """As a file of the chart says it: on a ground of `theme`, in a `column`, `still` as in a picture."""
        notes = self.column_notes if column and self.column_notes else self.notes
        worded = self.worded(theme, still) if self.worded else {}
        origins = self.charted if still and self.charted else self.origins
        kept = tuple(worded.get(note, note) for note in notes if not still or note not in self.of_table)
        return replace(self, notes=kept, origins=origins)

    def as_table(self) -> Exhibit:
        """As a file of the table says it, which leaves nothing out and where nothing opens over a mark."""
        worded = self.worded("light", True) if self.worded else {}
        return replace(
            self, notes=tuple(worded.get(note, note) for note in self.notes if note not in self.of_chart)
        )

    def warning(self, *said: str) -> Exhibit:
        """With how its figures came here, before its notes."""
        column = (*said, *self.column_notes) if self.column_notes else ()
        shorter = self._shortened(lambda shown: shown.warning(*said))
        return replace(self, notes=(*said, *self.notes), caveats=said, column_notes=column, shorter=shorter)

    def noting(self, *said: str) -> Exhibit:
        """With what a reader has to know first; nothing is added for an empty text."""
        first = tuple(filter(None, said))
        column = (*first, *self.column_notes) if self.column_notes else ()
        notes, notices = (*first, *self.notes), (*first, *self.notices)
        shorter = self._shortened(lambda shown: shown.noting(*said))
        return replace(self, notes=notes, notices=notices, column_notes=column, shorter=shorter)

    def _shortened(self, also: Callable[[Exhibit], Exhibit]) -> Callable[[int], Exhibit] | None:
        """`shorter`, with what is said of this one said of that."""
        shorter = self.shorter
        return None if shorter is None else lambda less: also(shorter(less))


class UnknownChoice(LookupError):
    """A parameter of a view names something that is not there, or nothing where something is needed; the
    message says what there is."""

    def __init__(self, parameter: str, value: str, options: tuple[str, ...] = ()) -> None:
        self.parameter, self.value, self.options = parameter, value, options
        near = get_close_matches(value, options, n=LISTED, cutoff=0.5)
        listed = [*near, *(option for option in options if option not in near)]
        known = (
            f"; known: {', '.join(listed[:LISTED])}{' …' if len(options) > LISTED else ''}" if options else ""
        )
        super().__init__(f"{self._named()} is {'not known' if value else 'missing'}{known}")

    def _named(self) -> str:
        return f"{self.parameter}={self.value}" if self.value else self.parameter


class WrongValue(UnknownChoice):
    """A value that a parameter does not take; `why` says what is wrong with it."""

    def __init__(self, parameter: str, value: str, why: str) -> None:
        super().__init__(parameter, value)
        self.args = (f"{parameter}: {why}",)


class UnknownParameter(UnknownChoice):
    """There is no such parameter; `parameter` is what was asked for."""

    def __init__(self, name: str, options: tuple[str, ...]) -> None:
        super().__init__(name, name, options)

    def _named(self) -> str:
        return f"parameter {self.parameter}"


class NothingToShow(LookupError):
    """What was asked for holds nothing; the message, in the reader's language, says what to do."""
