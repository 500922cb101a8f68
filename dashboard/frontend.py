"""What the browser loads before Streamlit's connection: the page's document and the static files."""

import asyncio
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import feed_links, precompressed, window
from dashboard.words import LANGS, Lang, preferred, t

TAGS = {"zh": "zh-CN", "en": "en"}
TITLE = "Bangdan 榜单"
DESCRIPTIONS = {
    "zh": "大模型公开榜单：收集、留存、排名、作图，每个数字都能追溯到原始页面。",
    "en": "Public leaderboards of large models: collected, kept, ranked and charted, "
    "each number traceable to its page.",
}
NEED_JAVASCRIPT = "<p>请启用 JavaScript 以显示榜单。 Bangdan needs JavaScript to show the leaderboards.</p>"
# Without it Streamlit looks for its server below each page's own path first: two requests that fail.
BACKEND = "window.__streamlit = {BACKEND_BASE_URL: new URL('.', location.href).href};"
NAMES = ("rankings", "composite", "compare", "trends", "capabilities", "models", "sources", "about")
PAGES: Mapping[str, str] = {"": "overview", **{name: name for name in NAMES}}  # name by path
NOT_FOUND_STYLE = (
    ":root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; } "
    "main { margin: 4rem auto; max-width: 40rem; padding: 0 1.25rem; } "
    "a { color: light-dark(#2948A8, #9DB4F5); }"
)
ASSETS = Path(__file__).parent / "assets"
FAVICON = ASSETS / "favicon.svg"
FAVICON_PATHS = {"/favicon.svg", "/favicon.png"}  # the second is what Streamlit's script asks for at first
FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


class Variant(NamedTuple):
    """One encoding of one file, as sent."""

    body: bytes
    etag: str


def variant(body: bytes) -> Variant:
    return Variant(body, f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')


def encoding_for(accept_encoding: str) -> str:
    """The best encoding that the browser takes; `identity` if it takes neither of ours."""
    accepted = set()
    for part in accept_encoding.lower().split(","):
        name, _, parameters = part.partition(";")
        refused = re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", parameters)
        if not refused:
            accepted.add(name.strip())
    return next((name for name in precompressed.SUFFIXES if name in accepted), "identity")


def _script(name: str) -> str:
    lines = map(str.strip, (ASSETS / name).read_text("utf-8").splitlines())
    return "\n".join(line for line in lines if not line.startswith("//"))


def _scripts() -> str:
    widths = json.dumps({"names": window.WIDTHS, "starts": window.STARTS, "cookie": window.COOKIE})
    own = (BACKEND, _script("history.js"), f"const WINDOW = {widths};", _script("window.js"))
    return "".join(("<script>", "\n".join(own), "</script>"))


def localized(index: str, language: Lang, kind: str = "", id: str = "") -> str:
    """Streamlit's index.html as Bangdan's: language, title, description, icon, and feed of what is shown."""
    changes = {
        r'<html lang="[^"]*">': f'<html lang="{TAGS[language]}">',
        r"<title>.*?</title>": f"<title>{TITLE}</title>\n"
        f'    <meta name="description" content="{DESCRIPTIONS[language]}" />\n'
        f"    {feed_links.in_head(kind, id, language)}",
        r'href="\./favicon\.png"': 'href="./favicon.svg" type="image/svg+xml"',
        r'<link rel="service-desc"[^>]*>': _scripts(),
        r"(?<=<noscript>).*?(?=</noscript>)": NEED_JAVASCRIPT,
        r"<!--.*?-->": "",
    }
    for pattern, replacement in changes.items():
        index = re.sub(pattern, replacement, index, flags=re.DOTALL)
    return index.lstrip()


@lru_cache(maxsize=512)
def document(language: Lang, encoding: str, kind: str = "", id: str = "") -> Variant:
    index = (precompressed.STATIC / "index.html").read_text(encoding="utf-8")
    body = localized(index, language, kind, id).encode()
    if encoding != "identity":
        body = precompressed.compress(body, encoding, best=not kind)
    return variant(body)


@cache
def static_file(path: Path, encoding: str) -> Variant:
    """From what set-up kept; where it kept nothing, compressed cheaply (call it off the event loop)."""
    if encoding == "identity":
        return variant(path.read_bytes())
    kept = precompressed.kept(path, encoding)
    if kept.exists():
        return variant(kept.read_bytes())
    return variant(precompressed.compress(path.read_bytes(), encoding, best=False))


def is_page(path: str) -> bool:
    """`/`, `/rankings`, …: one segment without a dot. Streamlit's own routes have more segments."""
    return path.count("/") == 1 and "." not in path


def is_known(path: str) -> bool:
    """Of a page. Streamlit would show its first page for any other, with a word in English."""
    return path.removeprefix("/") in PAGES


@lru_cache(maxsize=len(LANGS))
def not_found(language: Lang) -> bytes:
    """A document of its own: that there is no such page, and which there are."""
    listed = "".join(
        f'<li><a href="./{path}?lang={language}">{t(f"nav.{name}", language)}</a></li>'
        for path, name in PAGES.items()
    )
    return (
        f'<!doctype html><html lang="{TAGS[language]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex">'
        f"<title>{t('app.no_page', language)} · {TITLE}</title><style>{NOT_FOUND_STYLE}</style></head>"
        f"<body><main><h1>{t('app.no_page', language)}</h1><p>{t('app.no_page_out', language)}</p>"
        f"<ul>{listed}</ul></main></body></html>"
    ).encode()


def page_language(query: Mapping[str, Sequence[str]], headers: Headers) -> Lang:
    """What the page will be in, as the script itself decides: the link's language, else the browser's."""
    asked = query.get("lang", [""])[-1]
    known = next((lang for lang in LANGS if lang == asked), None)
    return known or preferred(headers.get("accept-language"))


class Frontend:
    """Answers for documents and static files; passes everything else on to `app`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        root = precompressed.STATIC
        self.files: Mapping[str, Path] = {
            f"/{path.relative_to(root).as_posix()}": path for path in precompressed.compressible(root)
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        response = await self.response(scope)
        await (response or self.app)(scope, receive, send)

    async def response(self, scope: Scope) -> Response | None:
        path = scope["path"]
        headers = Headers(scope=scope)
        encoding = encoding_for(headers.get("accept-encoding", ""))
        if file := self.files.get(path):
            sent = await asyncio.to_thread(static_file, file, encoding)
            return answer(sent, encoding, precompressed.MEDIA_TYPES[file.suffix], FOREVER, headers)
        if path in FAVICON_PATHS:
            return answer(static_file(FAVICON, "identity"), "identity", "image/svg+xml", REVALIDATE, headers)
        if is_page(path):
            query = parse_qs(scope["query_string"].decode("latin-1"))
            language = page_language(query, headers)
            if not is_known(path):
                return Response(not_found(language), 404, {"vary": "Accept-Language"}, "text/html")
            sent = document(language, encoding, *feed_links.of_page(path, query))
            return answer(sent, encoding, "text/html", REVALIDATE, headers)
        return None


def answer(sent: Variant, encoding: str, media_type: str, caching: str, request: Headers) -> Response:
    vary = "Accept-Encoding, Accept-Language" if media_type == "text/html" else "Accept-Encoding"
    headers = {"etag": sent.etag, "cache-control": caching, "vary": vary}
    known = {tag.strip().removeprefix("W/") for tag in request.get("if-none-match", "").split(",")}
    if sent.etag in known:
        return Response(status_code=304, headers=headers)
    if encoding != "identity":
        headers["content-encoding"] = encoding
    return Response(sent.body, media_type=media_type, headers=headers)
