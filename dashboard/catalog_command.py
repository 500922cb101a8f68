"""`python -m dashboard catalog`: what the hand-kept files say, and what they do not say yet."""

from __future__ import annotations

import csv
import sys
from io import TextIOWrapper

import typer

from dashboard.catalog.lines import CatalogError
from dashboard.command_line import FAILED, StoreFolder, fail, tell

catalog = typer.Typer(help="Look after the hand-kept catalog of models and names.", no_args_is_help=True)


@catalog.command()
def check(cache: StoreFolder = None) -> None:
    """Say whether the files of the catalog are sound, or where they are not."""
    from cache.errors import ManifestError
    from cache.store import Store
    from dashboard.catalog import aliases, boards, categories, models, organizations, product_lines, review

    try:
        boards.cards()
        categories.groups()
        counts = {
            "models": len(models.models()),
            "aliases": len(aliases.aliases()),
            "organizations": len(organizations.by_id()),
            "product lines": len(product_lines.product_lines().by_name),
        }
        review.check(Store(cache).current())
    except (CatalogError, ManifestError) as error:
        fail(error, FAILED)
    typer.echo("sound: " + ", ".join(f"{count} {what}" for what, count in counts.items()))


@catalog.command()
def review(cache: StoreFolder = None) -> None:
    """List the store's names that are not resolved, as lines for aliases.csv.

    Each wants its model checked and a reason; above it stands where it occurs and what looks like it.
    """
    from cache.errors import DamagedFile, ManifestError
    from cache.store import Store
    from dashboard.catalog.review import unresolved
    from dashboard.ranking.board import organization_column

    try:
        store = Store(cache)
        boards = []
        for id in store.current():
            try:
                boards.append(store.read(id))
            except DamagedFile as damage:
                tell(damage)
        found = unresolved(
            (board.id, entry.model, entry.attributes.get(organization_column(board) or "", ""))
            for board in boards
            for entry in board.entries
        )
    except (CatalogError, ManifestError) as error:
        fail(error, FAILED)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for name in found:
        places = ", ".join(map(str, name.where[:5])) + (" …" if len(name.where) > 5 else "")
        suggested = name.suggestions
        alike = ", ".join(suggested) or "nothing in the catalog"
        print(f"# {places}: stands as {name.provisional_id}; looks like {alike}")
        writer.writerow([name.raw, "", suggested[0] if suggested else "", "", "", ""])
    if not found:
        print("# every name is resolved")
