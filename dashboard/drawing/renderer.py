"""One Chromium that draws images: started when first asked, stopped when idle, replaced when it fails.

It draws one image at a time, so that its memory stays that of one page; those who wait are few, and none
waits for long.
"""

from __future__ import annotations

import asyncio
import atexit
import json
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Coroutine
from concurrent.futures import TimeoutError as TookTooLong
from pathlib import Path
from typing import Any, Protocol

from dashboard.drawing import fonts
from dashboard.drawing.errors import Busy, NoBrowser, NotStarted, RenderingFailed

WAITING = 16  # images that may be asked for at once
TIMEOUT = 30.0  # s for one image, its turn and a first start included
IDLE = 120.0  # s until an unused browser is stopped
DRAWN, MEMORY = 300, 900e6  # images, and bytes of the browser's processes, after which it is replaced
NOWHERE = "http://127.0.0.1:9"  # its proxy: it has no business on any network
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def browser_path() -> str | None:
    """The browser named in BANGDAN_CHROMIUM, else one that is found."""
    named = os.environ.get("BANGDAN_CHROMIUM", "")
    for name in (named,) if named else NAMES:
        if path := shutil.which(name):
            return path
    if named:
        return None
    from choreographer.browsers.chromium import Chromium

    return Chromium.find_browser(skip_local=False)


class Renderer:
    """`system_fonts`: whether the machine's own stand in for characters that ours lack."""

    def __init__(self, *, idle: float = IDLE, system_fonts: bool = True) -> None:
        self._idle, self._system_fonts = idle, system_fonts
        self._turn, self._places = threading.Lock(), threading.Semaphore(WAITING)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._kaleido: Any = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._timer: threading.Timer | None = None
        self._drawn = 0

    @property
    def running(self) -> bool:
        return self._kaleido is not None

    def draw(
        self, figure: dict[str, Any], format: str, width: int, height: int, scale: float, title: str = ""
    ) -> bytes:
        """`title`: of a PDF. Raises NoBrowser, NotStarted, Busy, RenderingFailed. A dead browser is replaced
        once."""
        if not self._places.acquire(blocking=False):
            raise Busy(WAITING)
        deadline = time.monotonic() + TIMEOUT
        try:
            if not self._turn.acquire(timeout=TIMEOUT):
                raise Busy(WAITING)
            try:
                options = {"format": format, "width": width, "height": height, "scale": scale}
                return self._draw(figure, options, deadline, title)
            finally:
                self._turn.release()
        finally:
            self._places.release()

    def stop(self) -> None:
        with self._turn:
            self._stop()

    def _draw(self, figure: dict[str, Any], options: dict[str, Any], deadline: float, title: str) -> bytes:
        if self._timer:
            self._timer.cancel()
        for attempt in (1, 2):
            has_time = deadline - time.monotonic() > TIMEOUT / 2
            fresh, started = not self.running, False
            try:
                self._start(deadline)
                started = True
                content: bytes = self._run(_drawn(self._kaleido, figure, options, title), deadline)
                break
            except NoBrowser:
                raise
            except Exception as error:
                self._stop()
                if not started:  # with little time left, it need not be the browser's fault
                    raise (NotStarted(browser_path() or "") if has_time else Busy(WAITING)) from error
                late = time.monotonic() >= deadline
                if late or fresh or attempt == 2:
                    said = f"longer than {TIMEOUT:.0f} s" if late else f"{type(error).__name__}: {error}"
                    raise RenderingFailed(said) from error
        self._drawn += 1
        if self._drawn >= DRAWN or self.memory() > MEMORY:
            self._stop()
        else:
            self._timer = threading.Timer(self._idle, self._stop_unless_busy)
            self._timer.daemon = True
            self._timer.start()
        return content

    def _stop_unless_busy(self) -> None:
        if self._turn.acquire(blocking=False):
            try:
                self._stop()
            finally:
                self._turn.release()

    def _start(self, deadline: float) -> None:
        if self.running:
            return
        path = browser_path()
        if path is None:
            raise NoBrowser
        from choreographer.browsers.chromium import Chromium
        from kaleido import Kaleido

        self._folder = tempfile.TemporaryDirectory(prefix="bangdan-images-", ignore_cleanup_errors=True)
        configured = fonts.configuration(Path(self._folder.name), system=self._system_fonts)

        class WithFonts(Chromium):
            def get_env(self) -> dict[str, str]:
                return {**os.environ, "FONTCONFIG_FILE": str(configured)}

        class WithoutReload(Kaleido):  # type: ignore[misc]
            async def _return_kaleido_tab(self, tab: Any) -> None:
                await self.tabs_ready.put(tab)

        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=_serve, args=(self._loop,), daemon=True, name="bangdan-images")
        self._thread.start()

        async def opened() -> Any:
            browser = WithoutReload(
                n=1, mathjax=False, timeout=TIMEOUT, path=path, browser_cls=WithFonts, proxy_server=NOWHERE
            )
            await browser.open()
            return browser

        self._kaleido, self._drawn = self._run(opened(), deadline), 0

    def _run(self, work: Coroutine[Any, Any, Any], deadline: float) -> Any:
        assert self._loop
        running = asyncio.run_coroutine_threadsafe(work, self._loop)
        try:
            return running.result(max(0.1, deadline - time.monotonic()))
        except TookTooLong:
            running.cancel()
            raise

    def _stop(self) -> None:
        """Ends the browser, killing it where it does not listen."""
        browser, loop, folder = self._kaleido, self._loop, self._folder
        self._kaleido = self._loop = self._folder = None
        if self._timer:
            self._timer.cancel()
        if browser is not None and loop is not None:
            try:
                asyncio.run_coroutine_threadsafe(browser.close(), loop).result(5)
            except Exception:
                if hasattr(browser, "subprocess"):
                    browser.subprocess.kill()
        if loop is not None and self._thread is not None:
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join(5)
        if folder is not None:
            folder.cleanup()

    def memory(self) -> float:
        """Bytes of the browser's processes, shared ones counted once; 0 where the system does not tell."""
        if not self.running or not hasattr(self._kaleido, "subprocess"):
            return 0
        total = 0.0
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                stat = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(stat[3]) == self._kaleido.subprocess.pid:  # its session
                    lines = (folder / "smaps_rollup").read_text().splitlines()
                    total += sum(float(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
            except (OSError, ValueError, IndexError):
                continue
        return total


async def _drawn(browser: Any, figure: dict[str, Any], options: dict[str, Any], title: str) -> Any:
    """A PDF bears the title of the page that it is printed from."""
    if options["format"] == "pdf":
        tab = await browser._get_kaleido_tab()
        try:
            said = {"expression": f"document.title = {json.dumps(title)}"}
            await tab.tab.send_command("Runtime.evaluate", params=said)
        finally:
            await browser._return_kaleido_tab(tab)
    return await browser.calc_fig(figure, opts=options)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    """Until it is stopped; what was under way is cancelled and awaited, or it would be left behind."""
    try:
        loop.run_forever()
        for task in (waiting := asyncio.all_tasks(loop)):
            task.cancel()
        if waiting:
            loop.run_until_complete(asyncio.wait(waiting))
    finally:
        loop.close()


class Draws(Protocol):
    def draw(
        self, figure: dict[str, Any], format: str, width: int, height: int, scale: float, title: str = ""
    ) -> bytes: ...


_own = Renderer()
_shared: Draws = _own
atexit.register(_own.stop)


def own() -> Renderer:
    """The one of this process."""
    return _own


def shared() -> Draws:
    """The one that draws for this process: its own, or that of all processes of a server."""
    return _shared


def share(drawing: Draws) -> None:
    global _shared
    _shared = drawing
