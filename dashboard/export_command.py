"""`python -m dashboard export`: the files of the export buttons, made without a browser window."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

if TYPE_CHECKING:
    from dashboard.data import Key
    from dashboard.exhibit import Exhibit
    from dashboard.exports import Format, Look
    from dashboard.words import Lang

ANY_OPTION = {"allow_extra_args": True, "ignore_unknown_options": True}
WRONG, FAILED = 2, 1


class FileFormat(StrEnum):
    """As in `dashboard.exports`, which is loaded only when it is needed."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"
    PARQUET = "parquet"
    MD = "md"
    ZIP = "zip"


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


class ImageSize(StrEnum):
    SCREEN = "screen"
    SLIDE = "slide"
    COLUMN = "column"
    SQUARE = "square"


class Background(StrEnum):
    LIGHT = "light"
    DARK = "dark"
    TRANSPARENT = "transparent"


@dataclass(frozen=True, slots=True)
class Order:
    """What to make of each view, and where to put it."""

    formats: tuple[Format, ...]
    look: Look
    lang: Lang
    folder: Path
    site: str
    full: bool


def export(
    context: typer.Context,
    page: Annotated[str, typer.Option(help="The page whose view is taken: rankings, composite, …")] = "",
    formats: Annotated[
        list[FileFormat] | None, typer.Option("--format", help="Repeatable. [default: png and csv]")
    ] = None,
    lang: Annotated[Language, typer.Option(help="Of labels and notes.")] = Language.ZH,
    theme: Annotated[Background, typer.Option(help="What a chart stands on.")] = Background.LIGHT,
    size: Annotated[ImageSize, typer.Option(help="Shape of an image.")] = ImageSize.SCREEN,
    scale: Annotated[int, typer.Option(min=1, max=3, help="Multiplies the pixels of a PNG.")] = 2,
    out: Annotated[Path, typer.Option(help="Folder of the files; made if absent.", file_okay=False)] = Path(),
    param: Annotated[
        list[str] | None, typer.Option(help="NAME=VALUE of the page's URL, as --NAME VALUE is. Repeatable.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="The whole board, without filters.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every board and composite, newest edition.")] = False,
    site: Annotated[
        str,
        typer.Option(help="Address of the dashboard, for links in files.", envvar="BANGDAN_PUBLIC_URL"),
    ] = "",
    cache: Annotated[
        Path | None,
        typer.Option(help="Folder of the store.", exists=True, file_okay=False, resolve_path=True),
    ] = None,
) -> None:
    """Write views as files. Parameters of a page's URL are options: --board superclue/overall."""
    if cache is not None:
        os.environ["BANGDAN_CACHE"] = str(cache)
    params = _params(context.args, param or [])
    from dashboard.exports import Format, Look

    named = dict.fromkeys(format.value for format in formats or [FileFormat.PNG, FileFormat.CSV])
    chosen = tuple(cast(Format, name) for name in named)
    look = Look(ground=theme.value, size=size.value, scale=scale)
    possible = _without_images_unless_drawn(chosen)
    order = Order(possible, look, lang.value, out, site.rstrip("/"), full)
    try:
        out.mkdir(parents=True, exist_ok=True)
        if every:
            _export_all(page, params, order)
        else:
            _export_one(page or "rankings", params, order)
    except OSError as error:
        _fail(f"{error.filename or out}: {error.strerror}", FAILED)
    if possible != chosen:
        raise typer.Exit(FAILED)


def _params(extra: Sequence[str], named: Sequence[str]) -> dict[str, str]:
    """`--board x`, `--board=x` and `--param board=x`."""
    found, waiting = {}, iter(extra)
    for text in waiting:
        name, mark, value = text.removeprefix("--").partition("=")
        if not text.startswith("--") or not name:
            _fail(f"{text!r} belongs to no option; parameters are --NAME VALUE", WRONG)
        found[name] = value if mark else next(waiting, "")
        if not found[name]:
            _fail(f"--{name} needs a value", WRONG)
    for text in named:
        name, mark, value = text.partition("=")
        if not mark or not name:
            _fail(f"--param {text!r} is not NAME=VALUE", WRONG)
        found[name] = value
    return found


def _without_images_unless_drawn(formats: tuple[Format, ...]) -> tuple[Format, ...]:
    """Those that can be made here. What is missing for the others is said; nothing left is a failure."""
    from dashboard.exports import IMAGE_FORMATS, browser_path
    from dashboard.exports.errors import NoBrowser

    others = tuple(format for format in formats if format not in IMAGE_FORMATS)
    if others == formats or browser_path() is not None:
        return formats
    if not others:
        _fail(str(NoBrowser()), FAILED)
    typer.echo(f"bangdan: {NoBrowser()}", err=True)
    return others


def _export_one(page: str, params: Mapping[str, str], order: Order) -> None:
    from dashboard import data, exhibits
    from dashboard.exhibit import UnknownChoice
    from dashboard.exports import ExportError

    try:
        shown = exhibits.of(page, data.key(), params, order.lang, full=order.full)
        for notice in shown.notices:
            typer.echo(f"bangdan: {notice}", err=True)
        for path in _written(shown, order):
            typer.echo(path)
    except UnknownChoice as error:
        _fail(str(error), WRONG)
    except (*exhibits.UNAVAILABLE, ExportError) as error:
        _fail(str(error), FAILED)


def _export_all(page: str, params: Mapping[str, str], order: Order) -> None:
    """A view that cannot be made is told and does not stop the others."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from dashboard import data, exhibits
    from dashboard.exhibit import NothingToShow, UnknownChoice
    from dashboard.exports import ExportError

    key = data.key()
    try:
        views = list(_views(page, key, params))
    except (UnknownChoice, *exhibits.UNAVAILABLE) as error:
        _fail(str(error), WRONG)
    console, failed, files = Console(stderr=True), 0, 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=len(views))
        for name, view in views:
            progress.update(task, description=" ".join((name, *view.values())))
            try:
                shown = exhibits.of(name, key, view, order.lang, full=order.full)
                files += sum(1 for _ in _written(shown, order))
            except NothingToShow:
                pass
            except (UnknownChoice, *exhibits.UNAVAILABLE, ExportError) as error:
                failed += 1
                console.print(
                    f"bangdan: {name} {dict(view)}: {error}", style=None, markup=False, highlight=False
                )
            progress.advance(task)
    typer.echo(f"{files} files in {order.folder}")
    if failed:
        raise typer.Exit(FAILED)


def _views(page: str, key: Key, params: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    from dashboard import exhibits

    for name in (page,) if page else exhibits.pages():
        for view in exhibits.every(name, key):
            yield name, {**view, **exhibits.known(name, params)}


def _written(shown: Exhibit, order: Order) -> Iterator[Path]:
    from dashboard import exports
    from dashboard.exports.address import lasting
    from dashboard.exports.names import file_name

    today = datetime.now(UTC).date()
    url = lasting(shown, f"{order.site}/{shown.page}?lang={order.lang}")
    for format in order.formats:
        if shown.figure is None and format in exports.PICTURES and len(order.formats) > 1:
            continue  # a view without a chart has tables
        content = exports.made(shown, format, order.look, url)
        path = order.folder / file_name(shown.stem, format, today)
        path.write_bytes(content)
        yield path


def _fail(sentence: str, status: int) -> None:
    typer.echo(f"bangdan: {sentence}", err=True)
    sys.exit(status)
