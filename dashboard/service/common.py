"""What the processes of one server have in common, kept in the one that started them: the pictures drawn for
the API with the rates of those who ask, and the Chromium that draws. The rest is files in a folder."""

from __future__ import annotations

import threading
from multiprocessing.managers import BaseManager, BaseProxy
from pathlib import Path
from typing import Any, cast

from dashboard.api.pictures import Answer, Asked, Drawn
from dashboard.drawing import renderer
from dashboard.service.shares import Door, Readers


class PicturesProxy(BaseProxy):
    """`dashboard.api.pictures.Pictures`, asked from another process."""

    def find(self, asked: Asked) -> Answer | None:
        return cast(Answer | None, self._callmethod("find", (asked,)))

    def keep(self, asked: Asked, answer: Answer) -> None:
        if answer.is_kept:
            self._callmethod("keep", (asked, answer))

    def admit(self, client: str) -> int:
        return cast(int, self._callmethod("admit", (client,)))

    def done(self, client: str, status: int) -> None:
        self._callmethod("done", (client, status))


class RendererProxy(BaseProxy):
    """`dashboard.drawing.renderer.Draws`, asked from another process."""

    def draw(
        self, figure: dict[str, Any], format: str, width: int, height: int, scale: float, title: str = ""
    ) -> bytes:
        return cast(bytes, self._callmethod("draw", (figure, format, width, height, scale, title)))


class Common(BaseManager):
    """Reached by the processes that one process started, over the socket that its `serve` tells."""

    def __init__(self, folder: Path, address: str | None = None) -> None:
        super().__init__(address)
        self._folder = folder

    @property
    def files(self) -> Path:
        """Of downloads."""
        return self._made("files")

    @property
    def meters(self) -> Path:
        """Of what is counted: a file a process and kind of metric, of the Prometheus client's."""
        return self._made("meters")

    @property
    def workers(self) -> list[int]:
        """Process ids."""
        return sorted(int(place.name) for place in self._made("workers").iterdir())

    def serve(self) -> str:
        """In a thread of this process, to its end; where."""
        server = self.get_server()
        threading.Thread(target=server.serve_forever, daemon=True, name="bangdan-common").start()
        return str(server.address)

    def enter(self) -> None:
        """As one of the processes."""
        self.connect()
        Door.readers = self.readers = Readers(self._made("workers"))

    def left(self, worker: int) -> None:
        """A process has ended."""
        from prometheus_client.multiprocess import mark_process_dead  # `meters` tells first where it is kept

        (self._made("workers") / str(worker)).unlink(missing_ok=True)
        mark_process_dead(worker, str(self.meters))  # type: ignore[no-untyped-call]

    def pictures(self) -> PicturesProxy:
        return cast(PicturesProxy, self._pictures())  # type: ignore[attr-defined]

    def renderer(self) -> RendererProxy:
        return cast(RendererProxy, self._renderer())  # type: ignore[attr-defined]

    def _made(self, name: str) -> Path:
        place = self._folder / name
        place.mkdir(mode=0o700, exist_ok=True)
        return place


_drawn = Drawn()
Common.register("_pictures", lambda: _drawn, PicturesProxy, exposed=("find", "keep", "admit", "done"))
Common.register("_renderer", renderer.own, RendererProxy, exposed=("draw",))
