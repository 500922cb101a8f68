"""How an operator runs the dashboard: environment variables, most of them options of `serve` too."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from dashboard.service.base_path import base_path

_ON = {"1", "true", "yes", "on"}
MOST_WORKERS = 64


class SettingError(ValueError):
    """Names the variable, what it says and what it may say."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`base_path` is "" for the root. `public_url` is where readers find the dashboard, "" where not told.

    `embed_origins` are the sites that may show an embedded view in a frame: origins, `*` for any, none by
    default but our own.
    """

    base_path: str = ""
    log_requests: bool = False
    metrics: bool = False
    public_url: str = ""
    embed_origins: tuple[str, ...] = ()
    workers: int = 1  # processes that serve
    report_to: str = ""  # where a reader tells of a wrong number: mailto:… or a form's address

    @property
    def public_path(self) -> str:
        """What readers' addresses begin with after the host; "" for the root. A proxy that takes a path away
        is known by the public address only."""
        return urlsplit(self.public_url).path if self.public_url else self.base_path


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Raises SettingError."""
    said = os.environ if environment is None else environment
    try:
        base = base_path(said.get("BANGDAN_BASE_PATH", ""))
    except ValueError as error:
        raise SettingError(f"BANGDAN_BASE_PATH: {error}") from error
    return Settings(
        base,
        is_on(said.get("BANGDAN_LOG_REQUESTS", "")),
        is_on(said.get("BANGDAN_METRICS", "")),
        checked_address("BANGDAN_PUBLIC_URL", said.get("BANGDAN_PUBLIC_URL", "")),
        tuple(_origin(origin) for origin in said.get("BANGDAN_EMBED_ORIGINS", "").split()),
        _workers(said.get("BANGDAN_WORKERS", "")),
        _report_to(said.get("BANGDAN_REPORT_TO", "")),
    )


def _workers(text: str) -> int:
    """Two where there are as many cores: a further process costs 400 MB."""
    if not text.strip():
        return min(2, cores())
    if not re.fullmatch(r"\s*\d{1,3}\s*", text) or not 1 <= int(text) <= MOST_WORKERS:
        raise SettingError(f"BANGDAN_WORKERS: {text!r} is no number of processes from 1 to {MOST_WORKERS}")
    return int(text)


def cores() -> int:
    """That this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def is_on(text: str) -> bool:
    return text.strip().lower() in _ON


def checked_address(name: str, text: str) -> str:
    """An address of the web without a slash at its end, or "". Raises SettingError naming the setting."""
    parts = urlsplit(text.strip())
    if text.strip() and (parts.scheme not in {"http", "https"} or not parts.netloc):
        raise SettingError(f"{name}: {text!r} is no address; one looks like https://example.org/bangdan")
    return text.strip().rstrip("/")


def _report_to(text: str) -> str:
    mail = re.fullmatch(r"mailto:[^\s@?]+@[^\s@?]+", text.strip())
    return text.strip() if mail else checked_address("BANGDAN_REPORT_TO", text)


def _origin(text: str) -> str:
    parts = urlsplit(text)
    is_bare = (
        parts.scheme in {"http", "https"} and parts.netloc and not parts.path.strip("/") and not parts.query
    )
    if text != "*" and (not is_bare or any(sign in text for sign in ";,'\"")):
        raise SettingError(
            f"BANGDAN_EMBED_ORIGINS: {text!r} is no origin; one looks like https://example.org, * is any"
        )
    return text.rstrip("/")
