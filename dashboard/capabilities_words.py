"""What Capabilities says around its chart, without Streamlit: for the page and for exports."""

from __future__ import annotations

from datetime import date

from dashboard import as_of
from dashboard.capabilities_all import RECENT, TABLED, Across, Drawn
from dashboard.capabilities_asked import Asked
from dashboard.capabilities_view import Map
from dashboard.catalog.categories import category_label
from dashboard.figures.heat_map import Row
from dashboard.figures.palette import Theme
from dashboard.freshness import edition_label
from dashboard.rankings_asked import label, labels_of_boards
from dashboard.words import Lang, counted, t


def notes(shown: Map, asked: Asked, lang: Lang, theme: Theme | None = None) -> list[str]:
    """`theme`: None where either may be meant."""
    what = t("capabilities.what_abs" if asked.absolute else "capabilities.what_col", lang)
    said = [
        t("capabilities.rows_total" if shown.has_total else "capabilities.rows_mean", lang),
        t(f"capabilities.deeper_{theme or 'any'}", lang, what=what),
    ]
    if any(cell is None for row in shown.rows for cell in row.cells):
        said.append(t("capabilities.missing", lang))
    if shown.lower:
        said.append(t("capabilities.lower", lang, metrics=t("app.list", lang).join(shown.lower)))
    if shown.people:
        said.append(counted("capabilities.people", lang, shown.people))
    return said


def deeper(what: str, theme: Theme, lang: Lang) -> dict[str, str]:
    """What a deeper shade means where either ground may be, and on this one."""
    either, here = (t(f"capabilities.deeper_{ground}", lang, what=what) for ground in ("any", theme))
    return {either: here}


def cut(rows: tuple[Row, ...], top: int, total: int, lang: Lang) -> str:
    """What of the rows is drawn; empty where all are."""
    if len(rows) == total:
        return ""
    if len(rows) > top:
        return t("figure.top_and_picked_of", lang, top=top, picked=len(rows) - top, total=total)
    return t("figure.top_of", lang, top=top, total=total)


def notes_across(found: Across, shown: Drawn, lang: Lang, theme: Theme | None = None) -> list[str]:
    said = [
        t("capabilities.all_rows", lang),
        t("capabilities.all_composite" if found.by_composite else "capabilities.all_mean", lang),
        t(f"capabilities.deeper_{theme or 'any'}", lang, what=t("capabilities.what_all", lang)),
        t("capabilities.all_absent", lang),
    ]
    if found.older:
        said.append(counted("capabilities.all_older", lang, found.older, months=RECENT))
    total = len(found.boards) + found.left_out
    if len(shown.boards) < total:
        words = {"n": len(shown.boards), "tabled": min(TABLED, total), "total": total}
        said.append(t("capabilities.all_boards", lang, **words))
    return said


def heads(shown: Drawn, lang: Lang, *, compact: bool) -> list[str]:
    """Of the columns: the boards' names, on a phone numbers, which the line of sources tells."""
    names = labels_of_boards(shown.boards, lang)
    return [str(at) for at, _ in enumerate(names, start=1)] if compact else list(names.values())


def alt(shown: Map, asked: Asked, lang: Lang) -> str:
    assert asked.board is not None
    assert asked.revision is not None
    return t(
        "capabilities.alt",
        lang,
        board=label(asked.board, lang),
        edition=edition_label(asked.revision.id.edition, lang),
        rows=len(shown.rows),
        columns=len(shown.columns),
        top=best(shown.rows, lang),
    )


def alt_across(shown: Drawn, asked: Asked, lang: Lang) -> str:
    return t(
        "capabilities.alt_all",
        lang,
        category=category_label(asked.member, lang),
        rows=len(shown.rows),
        columns=len(shown.boards),
        top=best(shown.rows, lang),
    )


def nothing_across(found: Across, day: date | None, lang: Lang) -> str:
    """Why no model stands on several boards: that of a day none had an edition comes first."""
    return t("capabilities.nothing_across", lang) if found.editions or not day else as_of.nothing(day, lang)


def best(rows: tuple[Row, ...], lang: Lang) -> str:
    """The first three with the figure of the first column they have."""
    told = []
    for row in rows[:3]:
        cell = next(filter(None, row.cells), None)
        told.append(f"{row.name} {cell.text}" if cell else row.name)
    return t("app.list", lang).join(told)
