"""Servers and browsers as a person starts them, for the tests and the benchmarks."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREENS: dict[int, dict[str, Any]] = {
    1440: {"viewport": {"width": 1440, "height": 900}},
    390: {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "user_agent": "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/140.0.0.0 Mobile Safari/537.36",
    },
}
LONGEST = 60_000  # ms that a test waits for anything: the machine may be under load
SERVE_SCRIPT = (
    "import sys, pathlib, dashboard.service.processes as processes;"
    "processes.serve('localhost', 0, pathlib.Path(sys.argv[1]))"
)


def chromium() -> str | None:
    """The browser that `./run test` found or set up, else one on the PATH."""
    named = os.environ.get("BANGDAN_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return named or next(filter(None, map(shutil.which, names)), None)


@dataclass
class Served:
    url: str
    process: subprocess.Popen[str]
    log: Path

    def logged(self) -> str:
        return self.log.read_text(encoding="utf-8")


def healthy(url: str) -> bool:
    """By the body."""
    try:
        return requests.get(f"{url.rstrip('/')}/_stcore/health", timeout=5).text == "ok"
    except requests.ConnectionError:
        return False


@contextmanager
def served(
    arguments: Sequence[str] = (), *, script: Path | None = None, cwd: Path = ROOT
) -> Iterator[Served]:
    """`python -m dashboard` on a free port; with a script, that script served in the same way."""
    command = ["-c", SERVE_SCRIPT, str(script)] if script else ["-m", "dashboard", "--port", "0", *arguments]
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "stderr"
        with log.open("w") as errors:
            process = subprocess.Popen(
                [sys.executable, *command], stdout=subprocess.PIPE, stderr=errors, cwd=cwd, text=True
            )
        try:
            assert process.stdout is not None
            url = process.stdout.readline().partition(": ")[2].strip()
            assert url, f"the server did not start:\n{log.read_text()}"
            wait_until_healthy(url)
            yield Served(url, process, log)
        finally:
            process.terminate()
            process.communicate(timeout=20)


def wait_until_healthy(url: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not healthy(url):
        assert time.monotonic() < deadline, f"{url} is not healthy after {seconds} s"
        time.sleep(0.05)
