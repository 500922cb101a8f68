"""Pages come from the public internet alone, whatever a name or a redirect says, unless more is allowed."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime

import misbehaving
import pytest

from scrapers.errors import DownError, FetchError
from scrapers.fetch import Web
from scrapers.settings import Limits, Settings
from scrapers.web import connection
from scrapers.web.address import is_public, literal

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LIMITS = Limits(connect=1, read=1, deadline=2, retries=0, interval=0)
PUBLIC = Settings(limits=LIMITS)
OURS = "127.0.0.1"  # stands for a public address where a test needs one
PRIVATE = "127.0.0.2"


@pytest.fixture
def site() -> Iterator[misbehaving.Site]:
    """At OURS."""
    with misbehaving.running(OURS) as running:
        yield running


@pytest.fixture
def hidden() -> Iterator[misbehaving.Site]:
    """At PRIVATE."""
    with misbehaving.running(PRIVATE) as running:
        yield running


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setattr(connection, "is_public", lambda address: address == OURS or is_public(address))
    with Web(NOW, settings=PUBLIC) as fetch:
        yield fetch


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "198.18.0.7", "192.0.2.1", "203.0.113.9", "224.0.0.251", "240.0.0.1", "255.255.255.255",
        "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::7f00:1", "64:ff9b::7f00:1",
        "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::", "2001:0:7f00:1::",
    ],
)  # fmt: skip
def test_private_and_reserved_addresses_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(address)


def test_a_host_may_spell_out_its_address() -> None:
    assert literal("[::1]") == "::1"
    assert literal("LOCALHOST.") == "127.0.0.1"
    assert literal("a.localhost") == "127.0.0.1"
    assert literal("example.org") is None


@pytest.mark.parametrize(
    "host", [PRIVATE, "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706434", "0x7f.0.0.2", "0177.0.0.2"]
)
def test_a_private_address_is_refused_however_it_is_spelt(host: str, hidden: misbehaving.Site) -> None:
    url = f"http://{host}:{hidden.server_address[1]}/good/README.md"
    with Web(NOW, settings=PUBLIC) as fetch, pytest.raises(FetchError) as caught:
        fetch(url)
    assert str(caught.value).startswith(f"{url}: ")
    assert "is not on the public internet (--allow-private lets it be read)" in str(caught.value)
    assert not isinstance(caught.value, DownError)
    assert hidden.visits == {}


def resolving(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
    """Any name now means the first of these, the next time the second, and so on."""
    asked: list[str] = []
    real = socket.getaddrinfo

    def getaddrinfo(host: str, *arguments: object, **named: object) -> object:
        asked.append(host)
        return real(answers[min(len(asked), len(answers)) - 1], *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_name_that_means_a_private_address_is_refused(
    hidden: misbehaving.Site, monkeypatch: pytest.MonkeyPatch, web: Web
) -> None:
    resolving(monkeypatch, PRIVATE)
    with pytest.raises(FetchError, match=rf"boards\.example is at {PRIVATE}"):
        web(f"http://boards.example:{hidden.server_address[1]}/good/README.md")
    assert hidden.visits == {}


def test_a_name_that_changes_its_meaning_between_look_and_connection_is_refused(
    site: misbehaving.Site, monkeypatch: pytest.MonkeyPatch, web: Web
) -> None:
    with misbehaving.running(PRIVATE) as hidden:
        asked = resolving(monkeypatch, OURS, PRIVATE)
        with pytest.raises(FetchError, match=rf"boards\.example is at {PRIVATE}"):
            web(f"http://boards.example:{hidden.server_address[1]}/good/README.md")
        assert len(asked) == 2
        assert hidden.visits == {}


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_a_private_address_is_refused(
    status: int, site: misbehaving.Site, hidden: misbehaving.Site, web: Web
) -> None:
    target = f"{hidden.url}/good/secret.md"
    site.faults["moved"] = lambda to, count: to.answer(b"", status, Location=target)
    url = f"{site.url}/moved/README.md"
    with pytest.raises(FetchError, match=f"^{url}: {PRIVATE} is at {PRIVATE}, which is not") as caught:
        web(url)
    assert str(caught.value).endswith(f"(asked for at {target})")
    assert hidden.visits == {}


def test_private_addresses_are_read_where_they_are_allowed(hidden: misbehaving.Site) -> None:
    with Web(NOW, settings=Settings(allow_private=True, limits=LIMITS)) as fetch:
        assert fetch(f"{hidden.url}/good/README.md").content == misbehaving.readme()


def test_authorization_is_not_carried_to_another_site(site: misbehaving.Site, web: Web) -> None:
    with misbehaving.running(OURS) as other:
        target = f"{other.url}/good/README.md"
        site.faults["moved"] = lambda to, count: to.answer(b"", 302, Location=target)
        web.answer(f"{site.url}/moved/README.md", {"Authorization": "Bearer secret"})
        assert dict(site.headers)["moved"]["Authorization"] == "Bearer secret"
        assert "Authorization" not in dict(other.headers)["good"]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("file:///etc/hostname", "only http and https can be fetched"),
        ("ftp://example.org/a", "only http and https can be fetched"),
        ("http:///a", "names no site"),
        ("http://[::1/a", "not an address"),
        ("http://example.org:port/a", "not an address"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str, sentence: str, web: Web) -> None:
    with pytest.raises(FetchError, match=sentence):
        web(url)
