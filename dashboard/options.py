"""Streamlit's options, set in code: an ASGI server reads neither the environment nor other config files."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from streamlit import config
from streamlit.config_option import ConfigOption

CONFIG = Path(__file__).resolve().parents[1] / ".streamlit" / "config.toml"

SERVICE: Mapping[str, Any] = {
    # The watcher walks every loaded module at the start of each session: 180 ms of CPU.
    "server.fileWatcherType": "none",
    # A full collection after each rerun costs 45-75 ms.
    "runner.postScriptGC": False,
    # Bytes from which a browser keeps a message and is sent its hash: a third less goes over the line.
    "global.minCachedMessageSize": 1000.0,
    "server.headless": True,
    # A traceback names paths of the server; it stands in the server's log.
    "client.showErrorDetails": "none",
    # Else an error offers itself to a search engine and a chat of others.
    "client.showErrorLinks": False,
    "secrets.files": [],
}


def flattened(section: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """`{"theme": {"light": {"textColor": x}}}` as `("theme.light.textColor", x)`."""
    for name, value in section.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def apply_options() -> None:
    """Forget what config files elsewhere and the environment said, then set the product's own values."""
    for key, option in config.get_config_options().items():
        if option.where_defined != ConfigOption.DEFAULT_DEFINITION:
            config.set_option(key, option.default_val, ConfigOption.DEFAULT_DEFINITION)
    for key, value in flattened(tomllib.loads(CONFIG.read_text(encoding="utf-8"))):
        config.set_option(key, value, str(CONFIG))
    for key, value in SERVICE.items():
        config.set_option(key, value, __name__)
