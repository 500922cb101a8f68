"""`python -m dashboard publish`: the figures as a static site."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.progress import progress

if TYPE_CHECKING:
    from dashboard.publication.plan import Plan

LIVE = "http://localhost:8501"


def publish(
    folder: Annotated[Path, typer.Argument(help="Where to write: empty, or published into before.")],
    site_url: Annotated[
        str, typer.Option(help="Where the site will stand; for sitemap, previews and feeds.")
    ] = "",
    live_url: Annotated[
        str, typer.Option(help="The dashboard that links lead back to.", envvar="BANGDAN_PUBLIC_URL")
    ] = LIVE,
    charts: Annotated[bool, typer.Option(help="Draw the charts; needs a Chromium.")] = True,
    cache: Annotated[
        Path | None,
        typer.Option(help="Folder of the store.", exists=True, file_okay=False, resolve_path=True),
    ] = None,
) -> None:
    """Write pages, charts, files and feeds that any web server or object storage can hold."""
    if cache is not None:
        os.environ["BANGDAN_CACHE"] = str(cache)
    from cache.errors import CacheError
    from dashboard import data
    from dashboard.publication.folder import NotOurs
    from dashboard.publication.pages import Site
    from dashboard.publication.site import Publication
    from dashboard.service.settings import SettingError, checked_address

    try:
        site = Site(checked_address("--site-url", site_url), checked_address("--live-url", live_url or LIVE))
        with progress("pages") as tell:
            publication = Publication(data.key(), folder, site, draws=charts, tell=tell, announce=_announce)
            result = publication.publish()
    except (CacheError, NotOurs, SettingError, OSError) as error:
        typer.echo(f"bangdan: {_told(error, folder)}", err=True)
        raise typer.Exit(1) from None
    for path in result.theirs:
        typer.echo(f"bangdan: {folder / path} is somebody else's and stays; ours is not written", err=True)
    for edition in dict.fromkeys(result.left_out):
        typer.echo(f"bangdan: {edition} cannot be read and is left out", err=True)
    if result.without_chart:
        typer.echo(f"bangdan: without charts: {result.without_chart}", err=True)
    if not site.url:
        typer.echo("bangdan: without a sitemap: name the site's address with --site-url", err=True)
    if site.live == LIVE:
        typer.echo(f"bangdan: links lead back to {LIVE}: name the dashboard with --live-url", err=True)
    typer.echo(
        f"{folder}: {result.pages:,} pages; {result.written:,} files written, {result.removed:,} removed"
    )


def _announce(plan: Plan) -> None:
    said = f"{plan.pages:,} pages"
    if plan.pictures:
        said += (
            f" with up to {plan.pictures:,} pictures, drawn a second or more each where they are not there "
            "yet; --no-charts leaves them out"
        )
    typer.echo(f"bangdan: {said}", err=True)


def _told(error: Exception, folder: Path) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or folder} cannot be written: {error.strerror}"
    return str(error)
