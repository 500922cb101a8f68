"""A stand-in for api.github.com and raw.githubusercontent.com on this machine."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

Commits = list[tuple[str, str]]  # sha and date, newest first
Reply = tuple[int, dict[str, str], bytes]


@dataclass
class StandIn:
    """`commits` by repository and path; `content(repository, sha, path)` is None where there is no file."""

    commits: dict[tuple[str, str], Commits]
    content: Callable[[str, str, str], bytes | None]
    per_page: int = 100
    refusals: list[Reply] = field(default_factory=list)  # answered in turn before anything else by the API
    headers: dict[str, str] = field(default_factory=dict)  # that the API adds
    asked: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    url: str = ""

    def reply(self, target: str, token: str) -> Reply:
        parts = urlsplit(target)
        if parts.path == "/robots.txt":
            return 404, {}, b""
        self.asked.append(target)
        if parts.path.startswith("/repos/"):
            self.tokens.append(token)
            return self.refusals.pop(0) if self.refusals else self._listed(parts.path, parts.query)
        owner, name, sha, path = parts.path.lstrip("/").split("/", 3)
        found = self.content(f"{owner}/{name}", sha, path)
        return (404, {}, b"404: Not Found") if found is None else (200, {}, found)

    def _listed(self, path: str, query: str) -> Reply:
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        repository = path.removeprefix("/repos/").removesuffix("/commits")
        found = self.commits.get((repository, asked["path"]), [])
        if "since" in asked:
            earliest = datetime.fromisoformat(asked["since"])
            found = [commit for commit in found if datetime.fromisoformat(commit[1]) >= earliest]
        page, size = int(asked.get("page", "1")), min(self.per_page, int(asked["per_page"]))
        listed = found[(page - 1) * size : page * size]
        headers = dict(self.headers)
        if page * size < len(found):
            following = query.replace(f"&page={page}", "") + f"&page={page + 1}"
            headers["Link"] = (
                f'<{self.url}{path}?{query}&page=1>; rel="first", <{self.url}{path}?{following}>; rel="next"'
            )
        told = [{"sha": sha, "commit": {"committer": {"date": date}}} for sha, date in listed]
        return 200, headers, json.dumps(told).encode()


@contextlib.contextmanager
def running(stand_in: StandIn) -> Iterator[StandIn]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = stand_in.reply(self.path, self.headers.get("Authorization", ""))
            self.send_response(status)
            for name, text in {"Content-Type": "text/plain; charset=utf-8", **headers}.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
