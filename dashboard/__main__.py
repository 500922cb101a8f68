"""`python -m dashboard`: serve the dashboard. `serve` is what happens when no command is named."""

import os
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dashboard.catalog_command import catalog
from dashboard.command_line import FAILED, StoreFolder, fail, use_store
from dashboard.export_command import ANY_OPTION, export
from dashboard.publish_command import publish
from dashboard.rank_command import rank
from dashboard.resolve_command import resolve_names


class ServeByDefault(TyperGroup):
    """`python -m dashboard --port 8502` is `python -m dashboard serve --port 8502`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] != "--help"):
            args = ["serve", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=ServeByDefault,
    help="Bangdan 榜单: the dashboard.",
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def dashboard() -> None:
    """Bangdan 榜单: public leaderboards of large models, ranked and charted."""


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to serve on; 0.0.0.0 for every one.")] = "localhost",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8501,
    cache: StoreFolder = None,
    allow_refresh: Annotated[
        bool, typer.Option("--allow-refresh", help="Let readers start a refresh from the Sources page.")
    ] = False,
    base_path: Annotated[
        str, typer.Option(help="Serve below this path, /bangdan say; a proxy passes it on as it came.")
    ] = "",
    metrics: Annotated[
        bool, typer.Option("--metrics", help="Measurements for Prometheus at /metrics.")
    ] = False,
    workers: Annotated[
        int, typer.Option(min=0, max=64, help="Processes that serve; 0 for two where there are two cores.")
    ] = 0,
    log_requests: Annotated[
        bool, typer.Option("--log-requests", help="One line of JSON a request on standard error.")
    ] = False,
) -> None:
    """Serve the dashboard until interrupted (this is the default command)."""
    use_store(cache)
    if allow_refresh:
        os.environ["BANGDAN_ALLOW_REFRESH"] = "1"
    if base_path:
        os.environ["BANGDAN_BASE_PATH"] = base_path
    if metrics:
        os.environ["BANGDAN_METRICS"] = "1"
    if log_requests:
        os.environ["BANGDAN_LOG_REQUESTS"] = "1"
    if workers:
        os.environ["BANGDAN_WORKERS"] = str(workers)
    from dashboard.service.listening import ListenError
    from dashboard.service.processes import serve  # here, so that --help need not load the server
    from dashboard.service.settings import SettingError

    try:
        serve(host, port)
    except (ListenError, SettingError) as error:
        fail(error, FAILED)


app.command()(rank)
app.command(context_settings=ANY_OPTION)(export)
app.command()(publish)
app.command("resolve")(resolve_names)
app.add_typer(catalog, name="catalog")


if __name__ == "__main__":
    app(prog_name="python -m dashboard")
