"""Sources whose pages hold tables under headings: declare which heading is which leaderboard."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

from cache.leaderboard import Category, Entry, Leaderboard, LeaderboardId, Role, Scenario, Table
from scrapers.editions import Edition, newest_day, page_edition, table_edition
from scrapers.entries import ERROR, entries
from scrapers.errors import AbsentError, IrregularError, LayoutError
from scrapers.rankings import Layout, layout
from scrapers.source import Page, Source
from scrapers.tables import Document, media_type, read_document

UNDATED = Edition("undated")
BROWSER_HINT = "to read it, install Chromium and the extra `browser`: pip install -e '.[browser]'"


@dataclass(frozen=True, slots=True)
class Board:
    """Which published tables are editions of one leaderboard.

    `heading`, `lead` (the paragraph above the table) and `page` (its URL) are regular expressions, searched
    without regard to white space and case; the first board that matches wins. With `metrics` (searched in
    each score column's name) the board takes the identity columns and only those scores, and the table is
    shared by all matching boards that name metrics; `ranked=False` leaves the published rank out, where it
    orders by a metric of another board. `pairs` names the figures of cells such as `71.48/90.35`.
    """

    id: str
    heading: str
    category: Category
    scenarios: tuple[Scenario, ...] = (Scenario.LANGUAGE,)
    lead: str = ""
    page: str = ""
    metrics: str = ""
    ranked: bool = True
    pairs: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (column, names)

    def matches(self, table: Table, url: str) -> bool:
        return (
            _found(self.heading, table.heading) and _found(self.lead, table.lead) and _found(self.page, url)
        )

    def takes(self, column: str, role: Role, groups: Collection[str] = ()) -> bool:
        """Whether a column of the published table belongs to this board.

        `groups`: the groups of its score columns, `validation` of `validation.overall`. What else stands in
        a group, and the error of a score, goes with the scores.
        """
        if role is Role.SCORE or column.endswith(f" {ERROR}") or group_of(column) in groups:
            return _found(self.metrics, column)
        return self.ranked or role is not Role.RANK


class Fault(NamedTuple):
    """A table of a pinned page that is known to be faulty: refused, but the run is no failure for it."""

    url: str  # part of the page's URL
    heading: str  # regular expression
    reason: str


def group_of(column: str) -> str:
    """`validation` of `validation.overall`, a field of an object inside a row; "" of a plain column."""
    return column.rpartition(".")[0]


def _found(pattern: str, text: str) -> bool:
    bare, sought = (re.sub(r"\s+", "", part) for part in (text, pattern))
    return re.search(sought, bare, re.IGNORECASE) is not None


class BoardSource(Source):
    """A source that is a list of boards. Tables that rank nothing are passed over."""

    boards: ClassVar[tuple[Board, ...]]
    editions: ClassVar[tuple[tuple[str, str], ...]] = ()  # (in the heading, its edition)
    irregular: ClassVar[tuple[Fault, ...]] = ()
    row_dates: ClassVar[str] = ""  # the column that says when each row was added; the newest is the edition

    def parse(self, page: Page) -> Iterator[Leaderboard]:
        found: dict[LeaderboardId, Leaderboard] = {}
        failures: list[LayoutError] = []
        kind = page.media_type or media_type(page.url, page.content)
        document = read_document(page.content, kind, page.url, page.charset)
        stated = self.page_edition(document, page)
        shapes = [(table, layout(table)) for table in document.tables]
        rankings = [(table, shape) for table, shape in shapes if shape.ranking]
        for table, shape in rankings:
            try:
                boards = self.boards_for(table, page, is_only=len(rankings) == 1)
                for board in self._read(table, shape, page, boards, self._edition(table, stated)):
                    _add(found, board)
            except LayoutError as error:
                failures.append(self._declared(error, table, page))
        yield from found.values()
        if not rankings and page.url in self.rendered and page.media_type is None:
            raise AbsentError(f"{page.url}: no table in the page without JavaScript; {BROWSER_HINT}")
        if not rankings:
            raise LayoutError(f"{page.url}: no ranking table found")
        if failures:
            raise ExceptionGroup(f"{page.url}: {len(failures)} tables refused", failures)

    def boards_for(self, table: Table, page: Page, is_only: bool) -> tuple[Board, ...]:  # noqa: ARG002
        """The leaderboards that a table holds: one, or several that share its metrics.

        `is_only`: it is the only ranking on its page.
        """
        matching = [board for board in self.boards if board.matches(table, page.url)]
        if not matching:
            raise LayoutError(f"{page.url}, table {table.heading!r}: no board id for this heading")
        if matching[0].metrics:
            return tuple(board for board in matching if board.metrics)
        return (matching[0],)

    def page_edition(self, document: Document, page: Page) -> Edition | None:
        """For tables whose heading states none: what the page says in its own words, else its file's name."""
        return page_edition(document.lines, page.url, document.tables)

    def _edition(self, table: Table, stated: Edition | None) -> Edition:
        for pattern, named in self.editions:
            if _found(pattern, table.heading):
                return Edition(named)
        return table_edition(table, stated) or UNDATED

    def _read(
        self, table: Table, shape: Layout, page: Page, boards: tuple[Board, ...], edition: Edition
    ) -> Iterator[Leaderboard]:
        pairs = dict(pair for board in boards for pair in board.pairs)
        published, roles, rows = entries(table, shape, page.url, pairs)
        named = list(zip(published.header, roles, strict=True))
        groups = {group_of(column) for column, role in named if role is Role.SCORE} - {""}
        for board in boards:
            taken = [board.takes(column, role, groups) for column, role in named]
            cut, cut_roles, cut_rows = take_columns(published, roles, rows, taken)
            if board.metrics:
                cut, cut_rows = take_scored(cut, cut_roles, cut_rows)
            if Role.SCORE not in cut_roles:
                where = f"{page.url}, table {table.heading!r}"
                raise LayoutError(f"{where}: no score column matches {board.metrics!r}")
            newest = self._newest(cut_rows) or edition
            yield Leaderboard(
                id=LeaderboardId(self.name, board.id, newest.id),
                category=board.category,
                entries=cut_rows,
                published=cut,
                url=page.url,
                roles=cut_roles,
                scenarios=board.scenarios,
                edition_day=newest.day,
            )

    def _newest(self, rows: Sequence[Entry]) -> Edition | None:
        """The newest day in the column that dates each row, where the source names one."""
        return newest_day([row.attributes.get(self.row_dates, "") for row in rows])

    def _declared(self, error: LayoutError, table: Table, page: Page) -> LayoutError:
        for fault in self.irregular:
            if fault.url in page.url and _found(fault.heading, table.heading):
                return IrregularError(f"{error} (known: {fault.reason})")
        return error


def take_columns(
    table: Table, roles: tuple[Role, ...], rows: tuple[Entry, ...], columns: list[bool]
) -> tuple[Table, tuple[Role, ...], tuple[Entry, ...]]:
    """The table, its roles and its entries with only the columns marked True."""
    if all(columns):
        return table, roles, rows
    kept = [index for index, taken in enumerate(columns) if taken]
    names = {table.header[index] for index in kept}
    has_rank = any(roles[index] is Role.RANK for index in kept)
    cut = replace(
        table,
        header=tuple(table.header[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
    )
    cut_rows = tuple(
        replace(
            entry,
            scores={name: score for name, score in entry.scores.items() if name in names},
            attributes={name: text for name, text in entry.attributes.items() if name in names},
            rank=entry.rank if has_rank else None,
        )
        for entry in rows
    )
    return cut, tuple(roles[index] for index in kept), cut_rows


def take_scored(
    table: Table, roles: Sequence[Role], rows: tuple[Entry, ...]
) -> tuple[Table, tuple[Entry, ...]]:
    """Without the rows that have nothing in any score column, not even a mark for "no score": they belong
    to another board of the same table."""
    scores = [at for at, role in enumerate(roles) if role is Role.SCORE]
    kept = [any(row[at].text for at in scores) for row in table.rows]
    if all(kept) or not any(kept):
        return table, rows
    cut = replace(table, rows=tuple(row for row, there in zip(table.rows, kept, strict=True) if there))
    return cut, tuple(row for row, there in zip(rows, kept, strict=True) if there)


def _add(found: dict[LeaderboardId, Leaderboard], board: Leaderboard) -> None:
    """A page may print a table twice. The first stands; another one under the same name is an error."""
    first = found.setdefault(board.id, board)
    if first.published.header != board.published.header or first.published.rows != board.published.rows:
        raise LayoutError(
            f"{board.url}, table {board.published.heading!r}: a second table for {board.id} differs from"
            f" the first, {first.published.heading!r}"
        )
