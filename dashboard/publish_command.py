"""`python -m dashboard publish`: the figures as a static site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.command_line import FAILED, StoreFolder, fail, tell, use_store
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
    cache: StoreFolder = None,
) -> None:
    """Write pages, charts, files and feeds that any web server or object storage can hold."""
    use_store(cache)
    from cache.errors import CacheError
    from dashboard import data
    from dashboard.publication.folder import NotOurs
    from dashboard.publication.pages import Site
    from dashboard.publication.site import Publication
    from dashboard.service.settings import SettingError, checked_address

    try:
        site = Site(checked_address("--site-url", site_url), checked_address("--live-url", live_url or LIVE))
        with progress("pages") as show:
            publication = Publication(data.key(), folder, site, draws=charts, tell=show, announce=_announce)
            result = publication.publish()
    except (CacheError, NotOurs, SettingError, OSError) as error:
        fail(_told(error, folder), FAILED)
    for path in result.theirs:
        tell(f"{folder / path} is somebody else's and stays; ours is not written")
    for edition in dict.fromkeys(result.left_out):
        tell(f"{edition} cannot be read and is left out")
    if result.without_chart:
        tell(f"without charts: {result.without_chart}")
    if not site.url:
        tell("without a sitemap: name the site's address with --site-url")
    if site.live == LIVE:
        tell(f"links lead back to {LIVE}: name the dashboard with --live-url")
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
    tell(said)


def _told(error: Exception, folder: Path) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or folder} cannot be written: {error.strerror}"
    return str(error)
