"""How a refresh shows itself: a bar per source on a terminal, plain lines elsewhere; at the end a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from scrapers.refresh import Result, Step
from scrapers.source import Source

PLAIN_WIDTH = 240  # columns, where no terminal sets a width
UNEVENTFUL = (Result.UNCHANGED,)


def console() -> Console:
    """Standard output; wide and without colour where it is no terminal, so that no line is cut."""
    out = Console(highlight=False)
    return out if out.is_terminal else Console(width=PLAIN_WIDTH, highlight=False, no_color=True)


def show_progress(out: Console, source: Source, steps: Iterator[Step]) -> list[Step]:
    """Runs the steps of one source to their end and shows how far they are."""
    if not out.is_terminal:
        done = list(steps)
        out.print(f"{source.name}: {tally(done)}", markup=False)
        return done
    done = []
    columns = (TextColumn("{task.description:<18}"), BarColumn(), TextColumn("{task.fields[tally]}"))
    with Progress(*columns, console=out) as progress:
        task = progress.add_task(source.name, total=None, tally="")
        for step in steps:
            done.append(step)
            pages = len({step.url for step in done})
            progress.update(task, completed=pages, total=max(pages, len(source.urls)), tally=tally(done))
        pages = len({step.url for step in done})
        progress.update(task, completed=pages, total=pages)
    return done


def tally(steps: Sequence[Step]) -> str:
    """`3 added, 1 refused`"""
    counts = Counter(step.result for step in steps)
    return ", ".join(f"{counts[result]} {result}" for result in Result if counts[result]) or "nothing"


def show_outcomes(out: Console, steps: Sequence[Step]) -> None:
    """One line for each page and table that is not simply unchanged, then the sums of each source."""
    eventful = [step for step in steps if step.result not in UNEVENTFUL]
    for step in eventful:
        why = f": {step.sentence.removeprefix(f'{step.what}: ')}" if step.why else ""
        out.print(f"{step.result:<9} {step.source:<16} {step.what}{why}", markup=False, soft_wrap=True)
    if eventful:
        out.print()
    sums = Table("source", *Result, box=None, pad_edge=False)
    for name in dict.fromkeys(step.source for step in steps):
        counts = Counter(step.result for step in steps if step.source == name)
        sums.add_row(name, *(str(counts[result]) for result in Result))
    out.print(sums)


def show_sources(out: Console, sources: Sequence[Source]) -> None:
    table = Table("source", "title", "pages", "homepage", box=None, pad_edge=False)
    for source in sources:
        table.add_row(source.name, escape(source.title), str(len(source.urls)), source.homepage)
    out.print(table)
