"""The same over TLS: certificates, deadlines, private addresses, a proxy that tunnels."""

from __future__ import annotations

import select
import shutil
import socket
import socketserver
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import misbehaving
import pytest

from scrapers.errors import DownError, FetchError
from scrapers.fetch import Web
from scrapers.settings import Limits, Settings

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LIMITS = Limits(connect=1, read=1, deadline=1, retries=0, interval=0)
HERE = Settings(allow_private=True, limits=LIMITS)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of localhost, signed by itself, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    key, made, both = folder / "key.pem", folder / "made.pem", folder / "both.pem"
    request = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    named = ("-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", key, "-out", made)
    subprocess.run([openssl, *request.split(), *named], check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + made.read_bytes())
    return both


@pytest.fixture
def site(certificate: Path) -> Iterator[misbehaving.Site]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with misbehaving.running(tls=context) as running:
        yield running


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))


@pytest.mark.usefixtures("trusted")
def test_a_page_comes_over_tls(site: misbehaving.Site) -> None:
    with Web(NOW, settings=HERE) as fetch:
        assert fetch(f"{site.url}/good/README.md").content == misbehaving.readme()


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(site: misbehaving.Site) -> None:
    with Web(NOW, settings=HERE) as fetch, pytest.raises(DownError, match="certificate"):
        fetch(f"{site.url}/good/README.md")
    assert site.visits == {}


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("fault", ["drip", "drip_headers", "drip_chunks"])
def test_a_trickle_is_cut_off(site: misbehaving.Site, fault: str) -> None:
    began = time.monotonic()
    with Web(NOW, settings=HERE) as fetch, pytest.raises(DownError, match="within 1 seconds"):
        fetch(f"{site.url}/{fault}/README.md")
    assert time.monotonic() - began < 20


@pytest.mark.usefixtures("trusted")
def test_a_private_address_is_refused(site: misbehaving.Site) -> None:
    settings = replace(HERE, allow_private=False)
    with Web(NOW, settings=settings) as fetch, pytest.raises(FetchError, match="not on the public internet"):
        fetch(f"https://localhost:{site.server_address[1]}/good/README.md")
    assert site.visits == {}


class Tunnel(socketserver.StreamRequestHandler):
    """A proxy that leads every CONNECT to the site of the test."""

    server: Proxy

    def handle(self) -> None:
        self.server.asked.append(self.rfile.readline().split()[1].decode())
        while self.rfile.readline().strip():
            pass
        with socket.create_connection(self.server.leads_to) as site:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            ends = {site: self.connection, self.connection: site}
            while True:
                for end in select.select(list(ends), [], [])[0]:
                    piece = end.recv(65536)
                    if not piece:
                        return
                    ends[end].sendall(piece)


class Proxy(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, leads_to: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), Tunnel)
        self.leads_to = leads_to
        self.asked: list[str] = []

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.mark.usefixtures("trusted")
def test_a_proxy_tunnels_to_the_site_and_deadlines_hold(site: misbehaving.Site) -> None:
    with Proxy((str(site.server_address[0]), site.server_address[1])) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        settings = replace(HERE, proxy=f"http://127.0.0.1:{proxy.server_address[1]}", allow_private=True)
        with Web(NOW, settings=settings) as fetch:
            assert fetch("https://localhost/good/README.md").content == misbehaving.readme()
            with pytest.raises(DownError, match="within 1 seconds"):
                fetch("https://localhost/drip/README.md")
        with (
            Web(NOW, settings=replace(settings, allow_private=False)) as fetch,
            pytest.raises(FetchError, match="not on the public internet"),
        ):
            fetch("https://10.0.0.1/good/README.md")
        proxy.shutdown()
        thread.join()
    assert set(proxy.asked) == {"localhost:443"}
