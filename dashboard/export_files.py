"""Views as files in a folder: one, or every main view of a page or of all pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import typer

from dashboard import data, exhibits, exports
from dashboard.command_line import FAILED, WRONG, fail, tell
from dashboard.data import Key
from dashboard.drawing.errors import NoBrowser
from dashboard.exhibit import Exhibit, NothingToShow, UnknownChoice, UnknownParameter
from dashboard.exports import ExportError, Format, Look
from dashboard.exports.address import lasting
from dashboard.exports.names import name_of
from dashboard.progress import progress
from dashboard.words import Lang

INTERRUPTED = 130  # as a shell says it
OF = (
    "cat",
    "group",
    "scenario",
    "board",
    "model",
)  # what a main view is of; whatever else is asked holds for each of them


@dataclass(frozen=True, slots=True)
class Order:
    """What to make of each view, and where to put it."""

    formats: tuple[Format, ...]
    look: Look
    lang: Lang
    folder: Path
    site: str
    full: bool
    written: set[Path] = field(default_factory=set)  # names that are taken, so far
    finished: list[Path] = field(default_factory=list)
    replaced: list[Path] = field(default_factory=list)  # of the finished, what had other content before
    missed: list[ExportError] = field(default_factory=list)  # why files are not there


def export_one(page: str, params: Mapping[str, str], order: Order) -> bool:
    """Whether every format could be made; what could not is told, and the others are made."""
    try:
        shown = exhibits.of(page, data.key(), params, order.lang, full=order.full)
        for notice in shown.notices:
            tell(notice)
        left = left_out(shown, order)
        if len(left) == len(order.formats):
            raise exports.no_chart(shown)
        for path in _written(shown, order):
            typer.echo(path)
    except UnknownChoice as error:
        fail(error, WRONG)
    except (*exhibits.UNAVAILABLE, ExportError) as error:
        fail(error, FAILED)
    for path in order.replaced:
        tell(f"{path} was there with other content, and was replaced")
    if left:
        tell(f"this view has no chart, so no {', '.join(left)} of it")
    return not left and not order.missed


def export_all(page: str, params: Mapping[str, str], order: Order) -> bool:
    """Whether all went well. A view that cannot be made is told and does not stop the others."""
    key, failed, charts = data.key(), 0, 0
    done, found = 0, list[tuple[str, dict[str, str]]]()
    try:
        with progress("views") as show:
            show("", 0, 0)
            found = _views(page, key, params)
            for done, (name, view) in enumerate(found):
                show(" ".join((name, *view.values())), done, len(found))
                try:
                    shown = exhibits.of(name, key, view, order.lang, full=order.full)
                    charts += bool(left_out(shown, order))
                    _all_written(shown, order)
                except NothingToShow:
                    pass
                except (UnknownChoice, *exhibits.UNAVAILABLE, ExportError) as error:
                    failed += 1
                    tell(f"{name} {dict(view)}: {error}")
    except KeyboardInterrupt:
        fail(
            f"interrupted after {done:,} of {len(found):,} views: {len(order.finished):,} files in"
            f" {order.folder}; running this again writes all of them anew",
            INTERRUPTED,
        )
    typer.echo(f"{len(order.finished):,} files in {order.folder}")
    if order.replaced:
        tell(f"{len(order.replaced):,} of them were there with other content, and were replaced")
    if charts:
        tell(f"{charts:,} {'view has' if charts == 1 else 'views have'} no chart, so no picture")
    return not failed and not order.missed


def _views(page: str, key: Key, params: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Of the pages that know all of `params`, the main views that these fit."""
    try:
        asked = {
            name: value for name, value in params.items() if (name, value) != ("edition", exhibits.NEWEST)
        }
        found = [
            (name, {**view, **asked})
            for name in _pages(page, asked)
            for view in exhibits.every(name, key)
            if all(view.get(part) == asked[part] for part in OF if part in asked)
        ]
    except (UnknownChoice, *exhibits.UNAVAILABLE) as error:
        fail(error, WRONG)
    if not found:
        asked_for = " ".join(f"--{name} {value}" for name, value in asked.items())
        fail(f"nothing to export: no view{f' of {page}' if page else ''} fits {asked_for}".rstrip(), WRONG)
    return found


def _pages(page: str, asked: Mapping[str, str]) -> list[str]:
    pages = [page] if page else list(exhibits.pages())
    known = {name: exhibits.parameters(name) for name in pages}
    for name in asked:
        if not any(name in names for names in known.values()):
            raise UnknownParameter(name, tuple(sorted({each for names in known.values() for each in names})))
    return [name for name in pages if asked.keys() <= set(known[name])]


def left_out(shown: Exhibit, order: Order) -> list[Format]:
    """The pictures asked for of a view that has no chart."""
    return [format for format in order.formats if shown.figure is None and format in exports.PICTURES]


def _written(shown: Exhibit, order: Order) -> Iterator[Path]:
    url = lasting(shown, f"{order.site}/{shown.page}?lang={order.lang}")
    without = left_out(shown, order)
    for format in order.formats:
        if format in without or (format in exports.IMAGE_FORMATS and _no_browser(order)):
            continue
        try:
            content = exports.made(shown, format, order.look, url)
        except ExportError as error:
            tell(error if isinstance(error, NoBrowser) else f"{shown.title}, {format}: {error}")
            order.missed.append(error)
            continue
        path = _free(order.folder / name_of(shown, format, order.look), order.written)
        if path.is_file() and path.read_bytes() != content:
            order.replaced.append(path)
        path.write_bytes(content)
        order.finished.append(path)
        yield path


def _all_written(shown: Exhibit, order: Order) -> None:
    for _ in _written(shown, order):
        pass


def _no_browser(order: Order) -> bool:
    """Told once: it would fail for every picture that is left."""
    return any(isinstance(error, NoBrowser) for error in order.missed)


def _free(path: Path, taken: set[Path]) -> Path:
    """Two views of one run never share a file."""
    number, free = 1, path
    while free in taken:
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    taken.add(free)
    return free
