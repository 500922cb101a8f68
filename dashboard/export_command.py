"""`python -m dashboard export`: the files of the export buttons, made without a browser window."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from dashboard.command_line import FAILED, WRONG, StoreFolder, fail, tell, use_store

if TYPE_CHECKING:
    from dashboard.exports import Format

ANY_OPTION = {"allow_extra_args": True, "ignore_unknown_options": True}


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
    TRANSPARENT_DARK = "transparent-dark"


OfPage = Annotated[str, typer.Option(help="The page whose view is taken: rankings, composite, …")]
Formats = Annotated[
    list[FileFormat] | None, typer.Option("--format", help="Repeatable. [default: png and csv]")
]
Words = Annotated[Language, typer.Option(help="Of labels and notes, whoever asks.")]
Ground = Annotated[Background, typer.Option(help="What a chart stands on.")]
Shape = Annotated[ImageSize, typer.Option(help="Shape of an image.")]
Scale = Annotated[int, typer.Option(min=1, max=3, help="Multiplies the pixels of a PNG.")]
Into = Annotated[Path, typer.Option(help="Folder of the files; made if absent.", file_okay=False)]
Parameters = Annotated[
    list[str] | None, typer.Option(help="NAME=VALUE of the page's URL, as --NAME VALUE is. Repeatable.")
]
Whole = Annotated[bool, typer.Option("--full", help="The whole board, without filters.")]
Every = Annotated[
    bool, typer.Option("--all", help="Each main view of all pages, or of --page: boards, models, …")
]
Address = Annotated[
    str, typer.Option(help="Address of the dashboard, for links in files.", envvar="BANGDAN_PUBLIC_URL")
]


def export(
    context: typer.Context,
    page: OfPage = "",
    formats: Formats = None,
    lang: Words = Language.ZH,
    theme: Ground = Background.LIGHT,
    size: Shape = ImageSize.SCREEN,
    scale: Scale = 2,
    out: Into = Path(),
    param: Parameters = None,
    full: Whole = False,
    every: Every = False,
    site: Address = "",
    cache: StoreFolder = None,
) -> None:
    """Write views as files. Parameters of a page's URL are options: --board superclue/overall."""
    use_store(cache)
    params = _params(context.args, param or [])
    from dashboard.export_files import Order, export_all, export_one
    from dashboard.exports import Format, Look

    named = dict.fromkeys(format.value for format in formats or [FileFormat.PNG, FileFormat.CSV])
    chosen = tuple(cast(Format, name) for name in named)
    look = Look(ground=theme.value, size=size.value, scale=scale)
    possible = _without_images_unless_drawn(chosen)
    order = Order(possible, look, lang.value, out, site.rstrip("/"), full)
    try:
        out.mkdir(parents=True, exist_ok=True)
        if every:
            well = export_all(page, params, order)
        else:  # a chart that is not there is missed by who asked for it
            well = export_one(page or "rankings", params, order) or not formats
    except OSError as error:
        fail(f"{error.filename or out}: {error.strerror}", FAILED)
    if possible != chosen or not well:
        raise typer.Exit(FAILED)


def _params(extra: Sequence[str], named: Sequence[str]) -> dict[str, str]:
    """`--board x`, `--board=x` and `--param board=x`."""
    found, waiting = {}, iter(extra)
    for text in waiting:
        name, mark, value = text.removeprefix("--").partition("=")
        if not text.startswith("--") or not name:
            fail(f"{text!r} belongs to no option; parameters are --NAME VALUE", WRONG)
        found[name] = value if mark else next(waiting, "")
        if not (found[name] or mark):  # `--m=` is an empty list; `--board $BOARD` lost its value
            fail(f"--{name} needs a value", WRONG)
    for text in named:
        name, mark, value = text.partition("=")
        if not mark or not name:
            fail(f"--param {text!r} is not NAME=VALUE", WRONG)
        found[name] = value
    return found


def _without_images_unless_drawn(formats: tuple[Format, ...]) -> tuple[Format, ...]:
    """Those that can be made here. What is missing for the others is said; nothing left is a failure."""
    from dashboard.drawing.errors import NoBrowser
    from dashboard.exports import IMAGE_FORMATS, browser_path

    others = tuple(format for format in formats if format not in IMAGE_FORMATS)
    if others == formats or browser_path() is not None:
        return formats
    if not others:
        fail(NoBrowser(), FAILED)
    tell(NoBrowser())
    return others
