"""The tables of Compare: the numbers of the chart, every component of a pair, the boards the models share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cache.errors import DamagedFile
from cache.manifest import Revision
from cache.metrics import Metric
from dashboard import compare_data, damage, data, decimal_places
from dashboard.cells import CellId
from dashboard.compare_asked import Asked
from dashboard.compare_data import Place, Shared
from dashboard.compare_heads import headed, whole
from dashboard.compare_parts import number, quiet, row_places, shaped, signed, standing
from dashboard.compare_view import View, rows_of
from dashboard.data import Key
from dashboard.figures.shapes import GLYPHS
from dashboard.freshness import edition_label
from dashboard.links import within
from dashboard.markup import hypertext
from dashboard.ranking.board import FINEST, apart
from dashboard.ranking.capability import Capability
from dashboard.ranking.head_to_head import Duel, Line
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import label
from dashboard.words import Lang, counted, t

LISTED = 20  # shared boards; the others unfold


def numbers(shown: View, revision: Revision, lang: Lang) -> str:
    """The figures behind every mark, and those that are not charted; the best of a row in bold, each with the
    way to what was printed."""
    models, short = sorted(shown.names.items()), headed(shown.names)
    heads = [(_head(place, name, short[place]), f"{GLYPHS[place]} {short[place]}") for place, name in models]
    heads.append((_number_head(t("figure.gap", lang)), t("figure.gap", lang)))
    lines = []
    for row in rows_of(shown):
        cells = [_value(row, place, shown, revision, lang) for place, _ in models]
        cells.append(t("app.missing", lang) if row.gap is None else f"{row.gap:.{row.places}f}")
        lines.append(_row([_metric(row.metric, lang)], cells, [words for _, words in heads]))
    return _table([t("column.capability", lang)], [html for html, _ in heads], lines)


def _metric(metric: Metric, lang: Lang) -> str:
    return hypertext(metric_label(metric, lang)) + ("" if metric.higher_is_better else " ↓")


def _value(row: Capability, place: int, shown: View, revision: Revision, lang: Lang) -> str:
    if place not in row.values:
        return t("app.missing", lang)
    said = f"{row.values[place]:.{row.places}f}".replace("-", "−")
    equal = len({round(score, FINEST) for score in row.values.values()}) == 1
    best = (max if row.metric.higher_is_better else min)(row.values.values())
    where = CellId(revision.id, shown.rows[place].row, row.metric.name, revision.revision)
    went = within("sources", lang, said, cell=str(where))
    return f"<b>{went}</b>" if not equal and round(row.values[place] - best, FINEST) == 0 else went


def lines(key: Key, duel: Duel, names: tuple[str, str], lang: Lang) -> str:
    """Every component of two models, newest first, each with the way to its edition."""
    if not duel.n:
        return quiet(t("compare.lines_none", lang))
    words: dict[str, object] = {"first": names[0], "n": duel.n, "boards": duel.boards}
    shared = len(compare_data.shared(key, (duel.first, duel.second)))
    words |= {"wins": duel.wins, "losses": duel.losses, "ties": duel.ties}
    told = headed(dict(enumerate(names)))
    heads = [*told.values(), t("compare.difference", lang), t("compare.deviations", lang)]
    body = [_line(key, line, heads, lang) for line in duel.lines]
    texts = [t("compare.board", lang), t("column.capability", lang)]
    said = quiet(t("compare.lines_caption", lang, **words))
    if shared > duel.boards:
        said += quiet(t("compare.lines_others", lang, shared=shared))
    return said + _table(texts, map(_number_head, heads), body)


def _line(key: Key, line: Line, heads: Sequence[str], lang: Lang) -> str:
    places = apart([line.first, line.second], decimal_places.places(key, line.id, line.metric.name))
    one, other = (f"{score:.{places}f}".replace("-", "−") for score in (line.first, line.second))
    bold = (f"<b>{one}</b>" if line.winner > 0 else one, f"<b>{other}</b>" if line.winner < 0 else other)
    board = data.shelf(key).boards["/".join(line.id[:2])]
    name = f"{label(board, lang)} · {edition_label(line.id.edition, lang)}"
    went = within("rankings", lang, name, board=board.id, edition=line.id.edition, metric=line.metric.name)
    cells = (*bold, signed(line.difference, places), signed(line.deviations))
    return _row([went, _metric(line.metric, lang)], cells, heads)


def shared(key: Key, asked: Asked, names: Mapping[int, str], lang: Lang) -> str:
    """The boards that have two of the models: what each of them has there."""
    short = headed(names)
    heads = [f"{GLYPHS[place]} {short[place]}" for place in asked.places.values()]
    lines = [_shared(key, at, asked, heads, lang) for at in asked.shared]
    texts = [t("compare.board", lang), t("column.capability", lang)]
    tops = [_head(place, names[place], short[place]) for place in asked.places.values()]
    first, rest = lines[:LISTED], lines[LISTED:]
    return _table(texts, tops, first) + _folded(_table(texts, tops, rest), len(rest), lang)


def _folded(table: str, boards: int, lang: Lang) -> str:
    said = hypertext(counted("compare.shared_more", lang, boards))
    return f'<details class="bd-more"><summary>{said}</summary>{table}</details>' if boards else ""


def _shared(key: Key, at: Shared, asked: Asked, heads: Sequence[str], lang: Lang) -> str:
    name = f"{label(at.board, lang)} · {edition_label(at.edition, lang)}"
    went = within("rankings", lang, name, board=at.board.id, edition=at.edition)
    try:
        places = compare_data.places(key, at.id)
    except DamagedFile as found:
        said = hypertext(damage.said(found, lang))
        why = f'<td class="bd-down" colspan="{len(heads) + 1}">{said}</td>'
        return f'<tr><td class="name">{went}</td>{why}</tr>'
    metric, shown = data.leading_metric(key, at.id), [places.get(id) for id in asked.places]
    cells = [_standing(row, row_places(key, at.id, shown), lang) for row in shown]
    return _row([went, _metric(metric, lang)], cells, heads)


def _standing(row: Place | None, places: int, lang: Lang) -> str:
    value = row.entry.scores.get(row.metric.name) if row else None
    if row is None or value is None:
        return t("app.missing", lang)
    said = [f"{t('compare.rank', lang)} {row.entry.rank}"] if row.entry.rank is not None else []
    said.append(standing(row, lang))
    return f'{number(value, places)}<span class="under">{hypertext(" · ".join(said))}</span>'


def _head(place: int, name: str, short: str) -> str:
    return f'<th class="number" scope="col"{whole(name, short)}>{shaped(place, short)}</th>'


def _number_head(text: str) -> str:
    return f'<th class="number" scope="col">{hypertext(text)}</th>'


def _row(texts: Sequence[str], cells: Sequence[str], heads: Sequence[str]) -> str:
    """On a phone the texts stand above the cells, and each cell under its head."""
    told = "".join(
        f'<td class="number" data-head="{hypertext(head)}">{cell}</td>'
        for cell, head in zip(cells, heads, strict=True)
    )
    named = "".join(f'<td class="name">{text}</td>' for text in texts)
    return f"<tr>{named}{told}</tr>"


def _table(texts: Sequence[str], heads: Iterable[str], lines: Sequence[str]) -> str:
    """`texts`: heads of the columns of words; the others and the lines are HTML."""
    first = "".join(f'<th scope="col">{hypertext(text)}</th>' for text in texts)
    table = f'<table><tr class="head">{first}{"".join(heads)}</tr>{"".join(lines)}</table>'
    return f'<div class="bd-wide bd-cards">{table}</div>'
