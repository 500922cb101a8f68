import gzip
import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
import requests
from serving import ROOT, Served, served, wait_until_healthy
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard import frontend, precompressed, server
from dashboard.api.application import DESCRIPTION
from dashboard.service import listening

SCRIPT_FILE = f"/{next(precompressed.compressible()).relative_to(precompressed.STATIC).as_posix()}"
BARE = "import streamlit\nstreamlit.title('bare')\n"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory):
    """The server over a one-line script, started in a folder whose configuration is hostile."""
    folder = tmp_path_factory.mktemp("elsewhere")
    script = folder / "bare.py"
    script.write_text(BARE)
    (folder / ".streamlit").mkdir()
    hostile = '[server]\nbaseUrlPath = "lost"\n[theme]\nprimaryColor = "#FF0000"\n'
    (folder / ".streamlit" / "config.toml").write_text(hostile)
    with served(script=script, cwd=folder) as running:
        yield running


def get(bare: Served, path: str, **headers: str) -> requests.Response:
    """As sent: `requests` would decode the body."""
    answer = requests.get(bare.url + path, headers={"Accept-Encoding": "identity", **headers}, stream=True)
    answer.raw.decode_content = False
    answer._content = answer.raw.read()
    return answer


def test_health_is_answered_in_the_body(bare):
    assert get(bare, "/_stcore/health").text == "ok"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/rankings",
        "/_stcore/health",
        "/_stcore/none",
        "/media/none",
        "/favicon.svg",
        SCRIPT_FILE,
        "/a/../b",
    ],
)
def test_every_answer_carries_the_security_headers(bare, path):
    headers = get(bare, path).headers
    assert {name: headers.get(name) for name in server.SECURITY_HEADERS} == server.SECURITY_HEADERS
    assert "server" not in headers


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("", "zh-CN"),
        ("?lang=zh", "zh-CN"),
        ("?lang=en", "en"),
        ("?lang=%22%3E", "zh-CN"),
        ("?cat=llm&lang=en", "en"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/rankings"])
def test_the_document_is_in_the_language_of_the_link(bare, path, query, language):
    page = get(bare, path + query)
    page.encoding = "utf-8"
    assert f'<html lang="{language}">' in page.text
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-cache"


def test_a_link_without_a_language_follows_the_browser(bare):
    english = get(bare, "/", **{"Accept-Language": "de, en;q=0.8, zh;q=0.2"})
    assert '<html lang="en">' in english.text
    assert "Accept-Language" in english.headers["vary"]


@pytest.mark.parametrize("path", ["/api/v1/models?q=文心", "/api/v1/文心"])
def test_an_address_that_is_no_http_is_refused_as_the_api_page_says(bare, path):
    address = urlsplit(bare.url)
    with socket.create_connection((address.hostname, address.port), timeout=10) as asking:
        asking.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        head = asking.makefile("rb").read().decode().partition("\r\n\r\n")[0].lower()
    assert head.startswith("http/1.1 400 ")
    assert "content-type: text/plain" in head
    assert "percent-encoded" in DESCRIPTION


def test_the_document_is_bangdans(bare):
    page = get(bare, "/").content.decode()
    assert "<title>Bangdan 榜单</title>" in page
    assert '<meta name="description"' in page
    assert 'href="./favicon.svg"' in page
    assert "Streamlit app" not in page
    assert page.count("<script") == 3


@pytest.mark.parametrize("path", ["/favicon.svg", "/favicon.png"])
def test_the_icon_is_bangdans(bare, path):
    icon = get(bare, path)
    assert (icon.headers["content-type"], icon.content) == ("image/svg+xml", frontend.FAVICON.read_bytes())


@pytest.mark.parametrize("path", ["/", SCRIPT_FILE])
@pytest.mark.parametrize(
    ("accepted", "encoding", "decode"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip;q=1.0, br;q=0", "gzip", gzip.decompress),
        ("identity", None, bytes),
    ],
)
def test_each_encoding_carries_the_same_file(bare, path, accepted, encoding, decode):
    sent = get(bare, path, **{"Accept-Encoding": accepted})
    assert sent.headers.get("content-encoding") == encoding
    assert sent.headers["vary"].startswith("Accept-Encoding")
    assert decode(sent.content) == get(bare, path).content


def test_a_static_file_is_streamlits_and_kept_for_ever(bare):
    sent = get(bare, SCRIPT_FILE)
    assert sent.content == (precompressed.STATIC / SCRIPT_FILE[1:]).read_bytes()
    assert sent.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in sent.headers["cache-control"]


@pytest.mark.parametrize("path", ["/", SCRIPT_FILE])
def test_what_the_browser_has_is_not_sent_again(bare, path):
    tag = get(bare, path, **{"Accept-Encoding": "br"}).headers["etag"]
    again = get(bare, path, **{"Accept-Encoding": "br", "If-None-Match": f'"old", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["vary"].startswith("Accept-Encoding")
    assert get(bare, path, **{"Accept-Encoding": "gzip", "If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(("language", "said"), [("zh", "没有这个页面"), ("en", "There is no such page")])
def test_an_address_without_a_page_says_so_and_leads_on(bare, language, said):
    answer = get(bare, f"/nosuchpage?lang={language}")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert f"<h1>{said}</h1>" in answer.text
    assert answer.text.count(f"?lang={language}") == len(frontend.PAGES)


def test_every_page_of_the_menu_has_an_address():
    script = (Path(server.__file__).parent / "app.py").read_text("utf-8")
    assert set(re.findall(r'url_path="(\w+)"', script)) == set(frontend.NAMES)


def test_a_head_request_has_no_body(bare):
    sent = requests.head(bare.url + "/", headers={"Accept-Encoding": "br"})
    assert sent.content == b""
    assert int(sent.headers["content-length"]) > 0


def test_configuration_elsewhere_changes_nothing(tmp_path):
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text('[theme]\nbase = "dark"\nprimaryColor = "#FF0000"\n')
    asked = (
        "theme.base",
        "theme.light.primaryColor",
        "theme.headingFontSizes",
        "server.fileWatcherType",
        "runner.postScriptGC",
        "browser.gatherUsageStats",
        "runner.magicEnabled",
        "client.toolbarMode",
        "client.showErrorLinks",
    )
    code = "import json; from dashboard.options import *; apply_options()\n"
    code += f"print(json.dumps([config.get_option(key) for key in {asked}]))"
    environment = {**os.environ, "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "poll", "HOME": str(tmp_path)}
    command = [sys.executable, "-c", code]
    shown = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    sizes = ["1.75rem", "1.25rem", "1.05rem", "1rem", "0.9rem", "0.85rem"]
    assert json.loads(shown.stdout) == [None, "#2948A8", sizes, "none", False, False, False, "viewer", False]


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", "identity"),
        ("br", "br"),
        ("gzip", "gzip"),
        ("GZIP, BR", "br"),
        ("br;q=0.0, gzip", "gzip"),
        ("br; q=0, gzip; q=0", "identity"),
        ("zstd", "identity"),
    ],
)
def test_the_best_encoding_that_is_accepted_is_chosen(header, encoding):
    assert frontend.encoding_for(header) == encoding


def test_a_page_of_another_origin_gets_no_connection(bare):
    address = bare.url.replace("http", "ws") + "/_stcore/stream"
    with connect(address, origin=bare.url, subprotocols=["streamlit"]):
        pass
    with pytest.raises(InvalidStatus), connect(address, origin="https://elsewhere.example"):
        pass
    answer = get(bare, "/_stcore/host-config", Origin="https://elsewhere.example")
    assert "access-control-allow-origin" not in answer.headers


def test_files_are_compressed_once(tmp_path):
    root, target = tmp_path / "root", tmp_path / "kept"
    file = root / "static" / "js" / "a.hash.js"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"const a = 1;" * 100)
    assert precompressed.build(target, root) == 1
    kept = precompressed.kept(file, "br", target, root)
    assert brotli.decompress(kept.read_bytes()) == file.read_bytes()
    assert gzip.decompress(precompressed.kept(file, "gzip", target, root).read_bytes()) == file.read_bytes()
    before = kept.stat()
    precompressed.build(target, root)
    assert kept.stat() == before
    assert not [path for path in target.rglob("*") if path.suffix.strip(".").isdigit()]


def test_a_taken_port_is_named_in_one_line():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "dashboard", "--port", str(port)]
        refused = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert refused.returncode == 1
    assert refused.stderr.count("\n") == 1
    assert f"port {port} is taken" in refused.stderr
    assert "--port" in refused.stderr


def test_an_interrupt_ends_the_server_cleanly(tmp_path):
    script = tmp_path / "bare.py"
    script.write_text(BARE)
    with served(script=script) as running:
        with connect(running.url.replace("http", "ws") + "/_stcore/stream", subprotocols=["streamlit"]):
            running.process.send_signal(signal.SIGINT)
            assert running.process.wait(timeout=15) == 0
        assert running.logged() == ""


def test_localhost_is_served_over_each_address_it_has():
    sockets = listening.listen("localhost", 0)
    try:
        assert len({opened.getsockname()[1] for opened in sockets}) == 1
        found = {entry[0] for entry in socket.getaddrinfo("localhost", 0, type=socket.SOCK_STREAM)}
        assert {opened.family for opened in sockets} <= found
    finally:
        for opened in sockets:
            opened.close()


def test_an_unknown_host_is_refused_with_a_sentence():
    with pytest.raises(listening.ListenError, match=r"no address is known for host no\.such\.invalid"):
        listening.listen("no.such.invalid", 0)


def test_streamlit_run_serves_the_same_script(tmp_path):
    """For development; without compression and headers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "app.py")]
    options = [f"--server.port={port}", "--server.headless=true"]
    with subprocess.Popen([*command, *options], cwd=tmp_path, stdout=subprocess.DEVNULL) as process:
        try:
            wait_until_healthy(f"http://localhost:{port}")
        finally:
            process.terminate()


def test_the_dashboard_starts_from_any_folder(tmp_path: Path):
    with served(cwd=tmp_path) as running:
        assert running.logged() == ""
