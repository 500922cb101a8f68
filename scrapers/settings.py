"""How the web is reached: what a person or an operator may choose."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from scrapers.errors import FetchError

RAW = "https://raw.githubusercontent.com"
API = "https://api.github.com"


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one page; times in seconds, sizes in bytes."""

    connect: float = 10
    read: float = 30  # between two pieces
    deadline: float = 120  # for the whole page, with retries and redirects
    body: int = 20 * 1024 * 1024  # as sent, and as unpacked
    redirects: int = 5
    retries: int = 3
    backoff: float = 0.5  # before the first retry; doubles with each
    longest_wait: float = 60  # that a Retry-After may ask for
    interval: float = 0.5  # between two requests to a host


@dataclass(frozen=True, slots=True)
class Settings:
    """`github_raw` and `github_api` stand in for RAW and API; records keep the published addresses."""

    allow_private: bool = False
    proxy: str = ""
    github_raw: str = RAW
    github_api: str = API
    limits: Limits = Limits()

    @classmethod
    def chosen(
        cls,
        *,
        allow_private: bool | None = None,
        proxy: str | None = None,
        github_raw: str | None = None,
        github_api: str | None = None,
    ) -> Self:
        """Each as given, else by the environment. Raises FetchError for what is no address."""
        return cls(
            allow_private=_switched_on("BANGDAN_ALLOW_PRIVATE") if allow_private is None else allow_private,
            proxy=_address("BANGDAN_PROXY", proxy, "", ("http", "https", "socks5", "socks5h")),
            github_raw=_address("BANGDAN_GITHUB_RAW", github_raw, RAW, ("http", "https")),
            github_api=_address("BANGDAN_GITHUB_API", github_api, API, ("http", "https")),
        )

    def address(self, url: str) -> str:
        """Where a page is asked for."""
        for published, base in ((RAW, self.github_raw), (API, self.github_api)):
            if url == published or url.startswith(f"{published}/"):
                return base + url.removeprefix(published)
        return url


def _switched_on(name: str) -> bool:
    return os.environ.get(name, "").strip().lower() in ("1", "true", "yes", "on")


def _address(name: str, given: str | None, default: str, schemes: tuple[str, ...]) -> str:
    text = (given if given is not None else os.environ.get(name, "")).strip().rstrip("/") or default
    if not text:
        return ""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise FetchError(
            f"{name}: {_without_password(text)!r} is no address such as {schemes[0]}://host:port"
        )
    return text


def _without_password(text: str) -> str:
    scheme, separator, rest = text.rpartition("://")
    return f"{scheme}{separator}{rest.rpartition('@')[2]}"
