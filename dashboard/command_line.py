"""What the commands of `python -m dashboard` share: the folder of the store, and how they speak."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, NoReturn

import typer

FAILED, WRONG = 1, 2  # exit status: it could not be done; it was not asked for rightly

StoreFolder = Annotated[
    Path | None,
    typer.Option(help="Folder of the store.", exists=True, file_okay=False, resolve_path=True),
]


def use_store(folder: Path | None) -> None:
    """From here on; None leaves the one there is."""
    if folder is not None:
        os.environ["BANGDAN_CACHE"] = str(folder)


def tell(sentence: object) -> None:
    """On standard error: standard output is what was asked for."""
    typer.echo(f"bangdan: {sentence}", err=True)


def fail(sentence: object, status: int) -> NoReturn:
    tell(sentence)
    raise typer.Exit(status) from None
