"""A browser's side of the connection to a dashboard, without the browser; and the views that are measured."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from serving import Served
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect


class View(NamedTuple):
    """What is asked for: the page's URL path and its query."""

    page: str
    query: str = ""
    has_chart: bool = False

    @property
    def url(self) -> str:
        return f"/{self.page}?lang=zh&{self.query}"


class Session:
    def __init__(self, socket: ClientConnection) -> None:
        self.socket, self.kept = socket, Kept()

    def run(self, page: str, query: str) -> None:
        """Ask for one run of the script and wait for its end."""
        self.socket.send(self.kept.asking(page, query))
        while not self.kept.is_end(self.socket.recv(timeout=60)):
            pass


class Kept:
    """The messages that a browser keeps, by hash: what it has is not sent again."""

    def __init__(self) -> None:
        self._hashes: set[str] = set()

    def asking(self, page: str, query: str) -> bytes:
        asked = BackMsg()
        asked.rerun_script.page_name = page
        asked.rerun_script.query_string = query
        asked.rerun_script.cached_message_hashes.extend(self._hashes)
        return asked.SerializeToString()

    def is_end(self, received: bytes | str) -> bool:
        """Of a run; fails where it went wrong."""
        assert isinstance(received, bytes)
        message = ForwardMsg.FromString(received)
        if message.metadata.cacheable:
            self._hashes.add(message.hash)
        element = message.delta.new_element.WhichOneof("type")
        assert element != "exception", "the script raised an error; the server's log has it"
        if message.WhichOneof("type") != "script_finished":
            return False
        assert message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY, "the script failed"
        return True


def stream(url: str) -> str:
    return f"{url.rstrip('/').replace('http', 'ws', 1)}/_stcore/stream"


@contextmanager
def session(url: str) -> Iterator[Session]:
    with connect(stream(url), subprotocols=["streamlit"], max_size=None, compression="deflate") as socket:
        yield Session(socket)


def seconds(work: Callable[..., object], *arguments: object) -> float:
    begun = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - begun


def views(root: Path | None = None) -> dict[str, View]:
    """Every page of a store as a reader meets it; `root`: else the shipped one."""
    if root:
        os.environ["BANGDAN_CACHE"] = str(root)
    from cache.leaderboard import Category
    from dashboard import compare_data, data, models_makers
    from dashboard.id_lists import places_of, write_ids

    key = data.key()
    shelf = data.shelf(key)
    longest = max(shelf.boards.values(), key=lambda board: len(board.editions))
    best = compare_data.best(key, shelf.of(Category.LLM)[0].newest.id, 4)
    maker = max(models_makers.by_maker(key).items(), key=lambda made: len(made[1]))[0]
    return {
        "Overview": View(""),
        "Rankings, table": View("rankings", "view=table"),
        "Rankings, chart": View("rankings", "view=chart", True),
        "Rankings, scatter": View("rankings", "view=scatter", True),
        "Composite": View("composite", "", True),
        "Compare, four models": View("compare", f"m={write_ids(places_of(best))}", True),
        "Compare, empty": View("compare"),
        "Trends": View("trends", f"board={longest.id}", True),
        "Capabilities": View("capabilities", "", True),
        "Capabilities, all boards": View("capabilities", "board=all", True),
        "Models": View("models"),
        "a model": View("models", f"model={best[0]}", True),
        "an organization": View("models", f"org={maker}"),
        "Sources": View("sources"),
        "About": View("about"),
    }


def processor_seconds(served: Served) -> float:
    """That the server has used."""
    fields = [(place / "stat").read_text().rpartition(")")[2].split() for place in processes(served)]
    return sum(int(field[11]) + int(field[12]) for field in fields) / os.sysconf("SC_CLK_TCK")


def resident_megabytes(served: Served) -> float:
    found = [(place / "status").read_text() for place in processes(served)]
    return sum(int(status.partition("VmRSS:")[2].split()[0]) for status in found) / 1024


def processes(served: Served) -> list[Path]:
    """Where Linux tells of the server: of the one that was started and those that it started."""
    first = Path(f"/proc/{served.process.pid}")
    others = (first / "task" / first.name / "children").read_text().split()
    return [first, *(first.parent / other for other in others)]


def wait_until_calm(served: Served, longest: float = 120) -> float:
    """Until the server has worked out what the first readers need; how long that took."""
    begun, used = time.monotonic(), -1.0
    while processor_seconds(served) - used > 0.05 and time.monotonic() - begun < longest:
        used = processor_seconds(served)
        time.sleep(1)
    return time.monotonic() - begun
