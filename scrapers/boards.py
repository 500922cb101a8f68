"""Sources whose pages hold tables under headings: declare which heading is which leaderboard."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import unquote

from cache.leaderboard import Category, Leaderboard, LeaderboardId, Role, Scenario, Table
from scrapers.board_columns import declared_scores, group_of, take_columns, take_scored
from scrapers.cells import found
from scrapers.editions import Edition, newest_row, page_edition, table_edition
from scrapers.entries import ERROR, entries
from scrapers.errors import AbsentError, IrregularError, LayoutError
from scrapers.faults import Fault, spare_rows
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
    orders by a metric of another board. `scores` (searched likewise) says which columns are scores where the
    table is full of other figures, which are then attributes; those kept by `metrics` are kept either way.
    `pairs` names the figures of cells such as `71.48/90.35`.
    """

    id: str
    heading: str
    category: Category
    scenarios: tuple[Scenario, ...] = (Scenario.LANGUAGE,)
    lead: str = ""
    page: str = ""
    metrics: str = ""
    scores: str = ""
    ranked: bool = True
    pairs: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (column, names)

    def matches(self, table: Table, url: str) -> bool:
        return (
            found(self.heading, table.heading)
            and found(self.lead, table.lead)
            and found(self.page, unquote(url))
        )

    def takes(self, column: str, role: Role, groups: Collection[str] = ()) -> bool:
        """Whether a column of the published table belongs to this board.

        `groups`: the groups of its score columns, `validation` of `validation.overall`. What else stands in
        a group, and the error of a score, goes with the scores.
        """
        if role is Role.SCORE or column.endswith(f" {ERROR}") or group_of(column) in groups:
            return found(self.metrics, column)
        return self.ranked or role is not Role.RANK


class BoardSource(Source):
    """A source that is a list of boards. Tables that rank nothing are passed over."""

    boards: ClassVar[tuple[Board, ...]]
    editions: ClassVar[tuple[tuple[str, str], ...]] = ()  # (in the heading, its edition)
    irregular: ClassVar[tuple[Fault, ...]] = ()
    dated_by: ClassVar[str] = ""  # the column with a day a row: the table is of the newest of them

    def parse(self, page: Page) -> Iterator[Leaderboard]:
        boards_found: dict[LeaderboardId, Leaderboard] = {}
        failures: list[LayoutError] = []
        kind = page.media_type or media_type(page.url, page.content)
        document = read_document(page.content, kind, page.url, page.charset)
        stated = self.page_edition(document, page)
        shapes = [(table, layout(table)) for table in document.tables]
        rankings = [(table, shape) for table, shape in shapes if shape.ranking]
        for printed, shape in rankings:
            table, spared = spare_rows(printed, shape, page.url, self.irregular)
            failures += spared
            try:
                boards = self.boards_for(table, page, is_only=len(rankings) == 1)
                for board in self._read(table, shape, page, boards, self._edition(table, stated, page)):
                    _add(boards_found, board)
            except LayoutError as error:
                failures.append(self._declared(error, table, page))
        yield from boards_found.values()
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

    def _edition(self, table: Table, stated: Edition | None, page: Page) -> Edition:
        for pattern, named in self.editions:
            if found(pattern, table.heading):
                return Edition(named)
        if self.dated_by and (newest := newest_row(table, self.dated_by, page.retrieved_at.date())):
            return newest
        return table_edition(table, stated) or UNDATED

    def _read(
        self, table: Table, shape: Layout, page: Page, boards: tuple[Board, ...], edition: Edition
    ) -> Iterator[Leaderboard]:
        pairs = dict(pair for board in boards for pair in board.pairs)
        shape = declared_scores(table, shape, (board.scores for board in boards))
        published, roles, rows = entries(table, shape, page.url, pairs)
        named = list(zip(published.header, roles, strict=True))
        groups = {group_of(column) for column, role in named if role is Role.SCORE} - {""}
        for board in boards:
            taken = [board.takes(column, role, groups) for column, role in named]
            cut, cut_roles, cut_rows = take_columns(published, roles, rows, taken)
            if board.metrics:
                cut, cut_rows = take_scored(cut, cut_roles, cut_rows, (published, roles))
            if Role.SCORE not in cut_roles:
                where = f"{page.url}, table {table.heading!r}"
                raise LayoutError(f"{where}: no score column matches {board.metrics!r}")
            dated = newest_row(cut, self.dated_by, page.retrieved_at.date()) if board.metrics else None
            newest = dated or edition
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

    def _declared(self, error: LayoutError, table: Table, page: Page) -> LayoutError:
        for fault in self.irregular:
            if not fault.row and fault.concerns(table, page.url):
                return IrregularError(f"{error} (known: {fault.reason})")
        return error


def _add(found: dict[LeaderboardId, Leaderboard], board: Leaderboard) -> None:
    """A page may print a table twice. The first stands; another one under the same name is an error."""
    first = found.setdefault(board.id, board)
    if first.published.header != board.published.header or first.published.rows != board.published.rows:
        raise LayoutError(
            f"{board.url}, table {board.published.heading!r}: a second table for {board.id} differs from"
            f" the first, {first.published.heading!r}"
        )
