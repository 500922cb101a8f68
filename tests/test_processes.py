"""Several processes that serve as one: what they share, who takes a reader, how they begin and end."""

from __future__ import annotations

import os
import pickle
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest
import requests
from serving import ROOT, Served, served
from sessions import session
from streamlit.runtime.media_file_storage import MediaFileKind, MediaFileStorageError

from dashboard.api import pictures
from dashboard.api.pictures import Answer
from dashboard.drawing import renderer
from dashboard.drawing.errors import Busy, ExportError, NoBrowser, NotStarted, RenderingFailed, TooLarge
from dashboard.service import shares
from dashboard.service.common import Common
from dashboard.service.media import SharedFiles
from dashboard.service.settings import SettingError, settings
from dashboard.service.shares import Door, Readers

CHART = "api/v1/charts/rankings.png"
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes where Linux tells of them")


def children(pid: int) -> list[int]:
    """Its processes that serve."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(id) for id in found if "spawn_main" in Path(f"/proc/{id}/cmdline").read_text()]


def until(holds: Callable[[], object], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def two() -> Iterator[Served]:
    with served(["--workers", "2", "--metrics"]) as server:
        yield server


def measured(server: Served, name: str) -> list[float]:
    text = requests.get(f"{server.url}/metrics", timeout=30).text
    return [float(value) for value in re.findall(rf"^{name}(?:\{{.*\}})? (\S+)$", text, re.MULTILINE)]


@linux
def test_readers_are_shared_out(two):
    with ExitStack() as open_ones:
        for _ in range(10):
            open_ones.enter_context(session(two.url))
        found = measured(two, "bangdan_readers")
    assert (len(found), sum(found)) == (2, 10)
    assert min(found) >= 3, "half each, but for a process that slept too long"
    until(lambda: measured(two, "bangdan_readers") == [0, 0])


def test_what_is_counted_is_that_of_all_processes(two):
    def asked() -> float:
        return sum(measured(two, r"bangdan_http_requests_total\{kind=\"api\",status=\"200\"\}"))

    before = asked()
    for _ in range(8):
        requests.get(f"{two.url}/api/v1/leaderboards", timeout=30)
    assert asked() == before + 8


@linux
def test_memory_is_that_of_all_processes(two):
    def resident(pid: int) -> int:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    of_each = [resident(pid) for pid in children(two.process.pid)]
    assert measured(two, "process_resident_memory_bytes")[0] > 1.5 * max(of_each)


def test_a_picture_is_drawn_once_for_all_processes(two):
    drawn = {requests.get(f"{two.url}/{CHART}", timeout=60).headers["etag"] for _ in range(6)}
    assert len(drawn) == 1
    assert measured(two, r"bangdan_exports_total\{format=\"png\"\}") == [1]


@linux
def test_a_process_that_dies_is_replaced_and_the_others_go_on(two):
    first, second = children(two.process.pid)
    os.kill(first, signal.SIGKILL)
    assert requests.get(f"{two.url}/healthz", timeout=30).status_code == 200
    until(lambda: len(set(children(two.process.pid)) - {first, second}) == 1)
    until(lambda: f"process {first} ended with -9" in two.logged())
    until(lambda: len(measured(two, "bangdan_readers")) <= 2)
    with session(two.url) as opened:
        opened.run("", "lang=zh")


@linux
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL])
def test_all_processes_end_with_the_first(tmp_path, sign):
    with served(["--workers", "2"]) as server:
        workers = children(server.process.pid)
        assert len(workers) == 2
        server.process.send_signal(sign)
        status = server.process.wait(timeout=20)
        until(lambda: not any(Path(f"/proc/{id}").exists() for id in workers))
        assert server.logged() == ""
    assert status == (-sign if sign == signal.SIGKILL else 0)


def test_a_number_of_processes_that_is_none_is_refused(monkeypatch):
    assert settings({"BANGDAN_WORKERS": " 3 "}).workers == 3
    monkeypatch.setattr("dashboard.service.settings.cores", lambda: 1)
    assert settings({}).workers == 1
    monkeypatch.setattr("dashboard.service.settings.cores", lambda: 16)
    assert settings({}).workers == 2
    for wrong in ("0", "-1", "two", "65", "1.5", "９" * 5):
        with pytest.raises(SettingError, match="BANGDAN_WORKERS"):
            settings({"BANGDAN_WORKERS": wrong})


def test_a_wrong_number_on_the_command_line_is_one_sentence():
    environment = {**os.environ, "BANGDAN_WORKERS": "many"}
    command = [sys.executable, "-m", "dashboard", "--port", "0"]
    refused = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert refused.returncode == 1
    assert refused.stderr == "bangdan: BANGDAN_WORKERS: 'many' is no number of processes from 1 to 64\n"


# What they share.


@pytest.fixture
def common(tmp_path: Path) -> Common:
    """As one of the processes has it."""
    found = Common(tmp_path, Common(tmp_path).serve())
    found.connect()
    return found


def test_one_rate_for_a_client_whichever_process_is_asked(common, monkeypatch):
    monkeypatch.setattr(pictures, "RATE", pictures.parse("2/minute"))
    here, there = common.pictures(), common.pictures()
    assert [at.admit("shared rate") for at in (here, there)] == [0, 0]
    assert here.admit("shared rate") >= 1, "two are under way"
    here.done("shared rate", 404)
    assert there.admit("shared rate") == 0, "one was refused"
    for at in (here, there):
        at.done("shared rate", 200)
    assert there.admit("shared rate") >= 1


def test_a_picture_kept_by_one_is_found_by_another(common):
    answer = Answer(200, ((b"content-type", b"image/png"),), b"\x89PNG", '"1"')
    common.pictures().keep(("a picture of the test",), answer)
    assert common.pictures().find(("a picture of the test",)) == answer
    assert common.pictures().find(("another",)) is None


def test_why_a_picture_cannot_be_drawn_comes_from_the_other_process(common, monkeypatch):
    monkeypatch.setenv("BANGDAN_CHROMIUM", "/no/such/browser")
    with pytest.raises(NoBrowser, match="drawn by a Chromium"):
        common.renderer().draw({}, "svg", 10, 10, 1)


@pytest.mark.parametrize(("waited", "said"), [(0.0, NotStarted), (0.3, Busy)])
def test_a_browser_is_not_blamed_for_the_wait_before_its_turn(monkeypatch, waited, said):
    monkeypatch.setattr(renderer, "TIMEOUT", 0.5)
    drawing = renderer.Renderer()

    def starts(deadline: float) -> None:
        raise TimeoutError

    monkeypatch.setattr(drawing, "_start", starts)
    drawing._turn.acquire()
    threading.Timer(waited, drawing._turn.release).start()
    with pytest.raises(said):
        drawing.draw({}, "svg", 10, 10, 1)


@pytest.mark.parametrize(
    "error",
    [
        NoBrowser(),
        NotStarted("/usr/bin/x"),
        TooLarge(1, 2, 3),
        Busy(16),
        RenderingFailed("so"),
        ExportError("a", n=1),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_says_the_same_in_another_process(error):
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.places) == (type(error), str(error), error.places)


def test_files_are_found_in_each_process_and_taken_away_by_their_own(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "getpid", lambda: 1)
    here = SharedFiles(tmp_path)
    monkeypatch.setattr(os, "getpid", lambda: 2)
    there = SharedFiles(tmp_path)
    id = here.load_and_get_id(b"a,b\n", "text/csv", MediaFileKind.DOWNLOADABLE, "分数.csv")
    assert there.get_file(f"{id}.csv") == here.get_file(f"{id}.csv")
    assert there.get_file(f"{id}.csv").content == b"a,b\n"
    there.delete_file(id)
    assert there.get_file(id).filename == "分数.csv"
    here.delete_file(id)
    for files in (here, there):
        with pytest.raises(MediaFileStorageError):
            files.get_file(id)


@pytest.mark.parametrize("asked", ["*", "?", "[0-9a-f]*", "..", "", "%2e%2e"])
def test_no_name_leads_to_a_file_that_was_not_named(tmp_path, asked):
    files = SharedFiles(tmp_path)
    id = files.load_and_get_id(b"secret", "text/plain", MediaFileKind.DOWNLOADABLE)
    files._files_by_id.clear()
    assert files.get_file(id).content == b"secret"
    with pytest.raises(MediaFileStorageError):
        files.get_file(asked)


# Who takes the next reader.


@pytest.fixture
def door() -> Iterator[Callable[[], bool]]:
    """Whether a connection that waits is taken at once."""
    with Door.of(socket.create_server(("127.0.0.1", 0))) as opened:
        opened.setblocking(False)

        def takes() -> bool:
            try:
                opened.accept()[0].close()
            except BlockingIOError:
                return False
            return True

        with ExitStack() as waiting:
            for _ in range(4):
                waiting.enter_context(socket.create_connection(opened.getsockname()))
            yield takes


def test_a_connection_is_left_to_a_process_with_fewer_readers(tmp_path, door, monkeypatch):
    readers = Readers(tmp_path)
    monkeypatch.setattr(Door, "readers", readers)
    (tmp_path / "1").write_text("0")
    assert door()
    assert not door(), "a reader comes over that one"
    monkeypatch.setattr(shares, "COMING", 0.0)
    assert door(), "nobody came"
    (tmp_path / "1").write_text("1")
    with readers.one_more():
        assert door(), "as many"
        with readers.one_more():
            assert not door()
        assert door()


def test_a_connection_that_no_other_takes_is_taken_after_all(tmp_path, door, monkeypatch):
    readers = Readers(tmp_path)
    monkeypatch.setattr(Door, "readers", readers)
    (tmp_path / "1").write_text("0")
    begun = time.monotonic()
    with readers.one_more():
        until(door, 10)
    assert time.monotonic() - begun >= shares.PATIENCE


def test_a_half_written_number_stops_nobody(tmp_path, door, monkeypatch):
    readers = Readers(tmp_path)
    monkeypatch.setattr(Door, "readers", readers)
    (tmp_path / "1").write_text("")
    with readers.one_more():
        assert door()


def test_a_listening_socket_goes_to_another_process_as_what_it_is():
    with socket.create_server(("127.0.0.1", 0)) as plain:
        address = plain.getsockname()
        with Door.of(plain) as door:
            kind, (handle, *rest) = door.__reduce__()
            with kind(handle, *rest) as again:
                assert isinstance(again, Door)
                assert again.getsockname() == address


def failing(status: int) -> None:
    raise SystemExit(status)


def test_a_server_whose_processes_cannot_start_ends(tmp_path, capsys):
    import uvicorn

    from dashboard.service.processes import Processes

    before = {sign: signal.getsignal(sign) for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    config = uvicorn.Config(partial(failing, 1), factory=True, workers=2, log_level="critical")
    with socket.create_server(("127.0.0.1", 0)) as opened:
        together = Processes(config, [Door.of(opened)], Common(tmp_path))
        try:
            together.run()
        finally:
            for sign, handler in before.items():
                signal.signal(sign, handler)
    assert together.failed
    assert capsys.readouterr().out == ""
