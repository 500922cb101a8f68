"""How far a long command is: a bar on a terminal; elsewhere, as in a log, a line now and then."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer

EVERY = 10.0  # seconds between two lines
Told = Callable[[str, int, int], None]  # what, how far, of how much


@contextmanager
def progress(unit: str) -> Iterator[Told]:
    """`unit`: what is counted. All of it goes to standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Lines(unit)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, whole: bar.update(task, description=what, completed=done, total=whole)


@dataclass(slots=True)
class Lines:
    """Nothing for what is soon done."""

    unit: str
    every: float = EVERY
    clock: Callable[[], float] = time.monotonic
    began: float | None = None
    told: float = 0.0

    def __call__(self, what: str, done: int, whole: int) -> None:
        now = self.clock()
        if self.began is None:
            self.began = self.told = now
        if now - self.told < self.every:
            return
        self.told, took = now, now - self.began
        left = f", about {_duration(took / done * (whole - done))} left" if done else ""
        where = f": {what}" if what else ""
        typer.echo(f"bangdan: {done:,} of {whole:,} {self.unit} in {_duration(took)}{left}{where}", err=True)


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
