"""Which tables are rankings, and how they lie: a column or a row of models, and at least one score."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cache.leaderboard import Cell, Role, Table
from scrapers import columns
from scrapers.cells import is_blank, is_figure, rank
from scrapers.errors import CellError

IN_ROWS = "models_in_rows"
IN_COLUMNS = "models_in_columns"
BY_TASK = "a_row_a_model_and_task"  # each row is one model on one task


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table lies. `roles`: one a column of `upright(table, layout)`, empty where it is no ranking."""

    ranking: bool
    orientation: str
    model_column: str | None
    rank_column: str | None
    roles: tuple[Role, ...]
    why: str  # a sentence: what makes it a ranking, or what it lacks


def layout(table: Table) -> Layout:
    """Recognised by the words of the header and by what stands below them, never by the page."""
    if _models_stand_in_columns(table):
        turned = transpose(table)
        roles = _roles(turned, describes=columns.takes)  # a task may well be called Organization
        if Role.SCORE in roles:
            return Layout(True, IN_COLUMNS, None, None, roles, "its columns are models")
    model = _model_column(table)
    if model is None:
        return Layout(False, IN_ROWS, None, None, (), "no column names models")
    roles = _roles(table, model)
    rank_column = table.header[roles.index(Role.RANK)] if Role.RANK in roles else None
    if Role.SCORE not in roles:
        why = "no column holds scores"
        return Layout(False, IN_ROWS, table.header[model], rank_column, (), why)
    if _task_column(table, model, roles) is not None:
        wide = unstack(table, model, roles)
        roles = (Role.MODEL, *[Role.SCORE] * (len(wide.header) - 1))
        return Layout(True, BY_TASK, table.header[model], None, roles, "each row is a model on one task")
    return Layout(True, IN_ROWS, table.header[model], rank_column, roles, "a column of models and scores")


def upright(table: Table, found: Layout) -> Table:
    """The table with one model a row."""
    if found.orientation == BY_TASK:
        model = _model_column(table) or 0
        return unstack(table, model, _roles(table, model))
    return transpose(table) if found.orientation == IN_COLUMNS else table


def unstack(table: Table, model: int, roles: Sequence[Role]) -> Table:
    """One row a model and one column a task, in the order in which they first stand; the first score fills
    the cells, a model without a row for a task has an empty one."""
    task, score = _task_column(table, model, roles), roles.index(Role.SCORE)
    if task is None:
        raise ValueError(f"table {table.heading!r} has no column of tasks")
    cells = {(row[model].text, row[task].text): row[score] for row in table.rows}
    names = {row[model].text: row[model] for row in reversed(table.rows)}
    models = [names[text] for text in dict.fromkeys(row[model].text for row in table.rows)]
    tasks = list(dict.fromkeys(row[task].text for row in table.rows))
    rows = tuple((name, *(cells.get((name.text, each), Cell("")) for each in tasks)) for name in models)
    return replace(table, header=(table.header[model], *tasks), rows=rows)


def _task_column(table: Table, model: int, roles: Sequence[Role]) -> int | None:
    """The column that, with the model, tells every row from the others, where models have several rows."""
    if table.problem or Role.SCORE not in roles:
        return None
    names = {row[model].text for row in table.rows}
    for at, name in enumerate(table.header):
        if roles[at] is not Role.ATTRIBUTE or not columns.TASKS.fullmatch(columns.key(name)):
            continue
        places = {(row[model].text, row[at].text) for row in table.rows if row[at].text}
        several = len({task for _, task in places}) > 1 and len(table.rows) >= 2 * len(names)
        if several and len(places) == len(table.rows):
            return at
    return None


def transpose(table: Table) -> Table:
    """Columns as rows, the first column's cells as header. An uneven table is turned by its shortest row."""
    width = min([len(table.header), *map(len, table.rows)])
    title = (
        "模型" if any("\u4e00" <= character <= "\u9fff" for character in "".join(_firsts(table))) else "model"
    )
    header = (title, *(row[0].text for row in table.rows if row))
    rows = tuple(
        (Cell(table.header[column]), *(row[column] for row in table.rows if row))
        for column in range(1, width)
    )
    return replace(table, header=header, rows=rows)


def _firsts(table: Table) -> list[str]:
    return [table.heading, *table.header, *(row[0].text for row in table.rows if row)]


def _models_stand_in_columns(table: Table) -> bool:
    names = [name for name in table.header[1:] if name]
    sideways = [columns.looks_like_a_model(name) for name in names]
    if len(names) < 2 or sum(sideways) < 2 or sum(sideways) < len(names) / 2:
        return False
    downwards = [columns.looks_like_a_model(cell.text) for cell in _column(table, 0)]
    if not downwards or sum(downwards) / len(downwards) >= sum(sideways) / len(names):
        return False
    figures = [is_figure(cell.text) for row in table.rows for cell in row[1:] if not is_blank(cell.text)]
    return bool(figures) and sum(figures) >= len(figures) / 2


def _model_column(table: Table) -> int | None:
    """The first column under one of the words for models, the surest words first."""
    keys = list(enumerate(map(columns.key, table.header)))
    for choice in (
        (at for at, key in keys if columns.MODELS.fullmatch(key)),
        (at for at, _ in keys if columns.names_models(table.header[at])),
        (at for at, key in keys if columns.METHODS.fullmatch(key)),
        (at for at, key in keys if columns.NAMES.fullmatch(key) and _holds_models(table, at)),
        (at for at, key in keys[:1] if not key and _holds_models(table, at)),
    ):
        for at in choice:
            if not _holds_figures(table, at):
                return at
    return None


def _roles(
    table: Table, model: int = 0, describes: Callable[[str], bool] = columns.describes
) -> tuple[Role, ...]:
    ranks = [at for at, name in enumerate(table.header) if at != model and _ranks(table, at, name)]
    roles = []
    for at, name in enumerate(table.header):
        if at == model:
            roles.append(Role.MODEL)
        elif ranks and at == ranks[0]:
            roles.append(Role.RANK)
        elif name and not describes(name) and at not in ranks and _holds_figures(table, at):
            roles.append(Role.SCORE)
        else:
            roles.append(Role.ATTRIBUTE)
    return tuple(roles)


def _ranks(table: Table, at: int, name: str) -> bool:
    if not columns.RANKS.fullmatch(columns.key(name)):
        return False
    cells = _column(table, at)
    return bool(cells) and 2 * sum(map(_is_rank, cells)) >= len(cells)


def _is_rank(cell: Cell) -> bool:
    try:
        return bool(rank(cell.text))
    except CellError:
        return False


def _holds_figures(table: Table, at: int) -> bool:
    """Whether at least half of the cells that hold anything hold a figure."""
    printed = [cell.text for cell in _column(table, at) if not is_blank(cell.text)]
    return bool(printed) and 2 * sum(map(is_figure, printed)) >= len(printed)


def _holds_models(table: Table, at: int) -> bool:
    return any(columns.looks_like_a_model(cell.text) for cell in _column(table, at))


def _column(table: Table, at: int) -> Sequence[Cell]:
    return [row[at] for row in table.rows if at < len(row)]
