"""superclueai.com: the site draws its boards from workbooks, one an edition, one sheet a board.

Its arenas are no workbooks: their ratings stood in the site's own script, and are read from captures of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from pypinyin import lazy_pinyin

from cache.leaderboard import Category, Leaderboard, Role, Scenario, Table
from scrapers.boards import Board, BoardSource
from scrapers.discovery import candidates, fetch_candidates
from scrapers.editions import Edition, file_edition
from scrapers.errors import FetchError, LayoutError
from scrapers.rankings import Layout
from scrapers.source import Page
from scrapers.tables import Document

LLM, VISION, MULTIMODAL = Category.LLM, Category.VISION, Category.MULTIMODAL
TEXT = (Scenario.LANGUAGE,)
IMAGES = (Scenario.VISION,)
BOTH = (Scenario.LANGUAGE, Scenario.VISION)
WORKBOOK = b"PK"  # what every .xlsx begins with


class Folder(NamedTuple):
    """A folder of workbooks; `listed` are editions somebody has seen there."""

    path: str
    category: Category
    scenarios: tuple[Scenario, ...]
    listed: tuple[str, ...] = ()
    look_back: int = 3  # months to try before the day of retrieval

    @property
    def url(self) -> str:
        return f"https://www.superclueai.com/data/{self.path}/"


GENERAL = (
    "2026年7月 2026年5月 2026年3月 2025年度测评 2025年11月 2025年9月 2025年7月 2025年5月 2025年3月"
    " 2024年12月 2024年10月 2024年8月 2024年6月 2024年4月 2024年2月"
    " 2023年12月 2023年11月 2023年10月 2023年9月"
)
FOLDERS = (
    Folder("generalboard", LLM, TEXT, tuple(GENERAL.split()), look_back=12),
    Folder("multimodal_list/VLM", MULTIMODAL, BOTH, ("2026年7月",), look_back=6),
    Folder("multimodal_list/Image", VISION, IMAGES, ("2026年3月",), look_back=6),
    *(Folder(f"multimodal_list/{name}", MULTIMODAL, BOTH) for name in ("V", "VLR")),
    *(Folder(f"multimodal_list/{name}", MULTIMODAL, TEXT) for name in ("TTS", "VoiceChat", "VoiceAV")),
    Folder("multimodal_list/Edit", VISION, IMAGES, ("2026年3月",)),
    *(Folder(f"multimodal_list/{name}", VISION, IMAGES) for name in ("T2V", "I2V", "R2V", "World", "comic")),
    Folder("specialized_list/LongContext", LLM, TEXT, ("2026年7月",), look_back=6),
)
SHEETS = {
    "generalboard": (
        ("reasoning-tasks", r"推理任务"),
        ("reasoning", r"推理模型"),
        ("base", r"基础模型"),
        ("opensource", r"开源"),
        ("small-10b", r"小模型10B"),
        ("small-5b", r"小模型5B"),
        ("overall", r"总排行榜|^总榜$"),
    ),
    "multimodal_list/Image": (
        ("image-quality", r"图像质量"),
        ("image-alignment", r"图文一致性"),
        ("image-hanzi", r"汉字生成"),
        ("image-realism", r"现实复现"),
        ("image-creation", r"创作与推理"),
    ),
    "specialized_list/LongContext": (("longcontext-256k", r"256K"), ("longcontext-1m", r"1M")),
}
ARENA = {"median", "ciLow", "ciHigh", "battles"}  # columns of a rating by battles, with its interval
ARENAS = (
    Board("arena-t2v", r"T2V", VISION, IMAGES),
    Board("arena-i2v", r"I2V", VISION, IMAGES),
    Board("arena-r2v", r"R2V", VISION, IMAGES),
    Board("arena-tts", r"TTS", MULTIMODAL, TEXT),
)


class SuperClue(BoardSource):
    name = "superclue"
    title = "SuperCLUE"
    homepage = "https://www.superclueai.com"
    urls = tuple(f"{folder.url}{quote(term)}.xlsx" for folder in FOLDERS for term in folder.listed)

    def pages(self, fetch: Callable[[str], Page]) -> Iterator[Page]:
        tried = (
            candidate
            for folder in FOLDERS
            for candidate in candidates(fetch, folder.url, ".xlsx", folder.listed, folder.look_back)
        )
        return fetch_candidates(fetch, tried, _objection)

    def page_edition(self, document: Document, page: Page) -> Edition | None:  # noqa: ARG002
        """The 期次 is the file's name; the days inside are those of single rows."""
        return file_edition(page.url)

    def boards_for(self, table: Table, page: Page, is_only: bool) -> tuple[Board, ...]:
        """Known sheets have lasting ids; any other is named after its folder and, if not alone, itself."""
        if set(table.header) >= ARENA:
            return (_arena(table, page),)
        folder = _folder_of(page.url)
        prefix = folder.path.rsplit("/", 1)[-1].lower()
        for board, heading in SHEETS.get(folder.path, ()):
            if re.search(heading, table.heading):
                return (Board(board, heading, folder.category, folder.scenarios),)
        slug = "" if is_only or table.heading.strip() == "总榜" else slugged(table.heading)
        board = f"{prefix}-{slug}" if slug else prefix
        return (Board(board, "", folder.category, folder.scenarios),)

    def _read(
        self, table: Table, shape: Layout, page: Page, boards: tuple[Board, ...], edition: Edition
    ) -> Iterator[Leaderboard]:
        """The ends of an interval and the number of battles are figures, whatever their names say."""
        if set(table.header) >= ARENA:
            named = zip(table.header, shape.roles, strict=True)
            roles = tuple(Role.SCORE if name in ARENA else role for name, role in named)
            shape = replace(shape, roles=roles)
        return super()._read(table, shape, page, boards, edition)


def _arena(table: Table, page: Page) -> Board:
    for arena in ARENAS:
        if arena.matches(table, page.url):
            return arena
    raise LayoutError(f"{page.url}, table {table.heading!r}: no board id for this arena")


def _objection(page: Page) -> FetchError | None:
    """The site answers any path it does not know with status 200 and its own HTML."""
    if page.content.startswith(WORKBOOK):
        return None
    if page.content.lstrip()[:1] == b"<":
        return FetchError(f"{page.url}: the site's HTML was served, not a workbook")
    return FetchError(f"{page.url}: what was served is no workbook (it does not begin with PK)")


def _folder_of(url: str) -> Folder:
    path = unquote(urlsplit(url).path)
    for folder in FOLDERS:
        if f"/{folder.path}/" in path:
            return folder
    raise LayoutError(f"{url}: no category is known for this folder of workbooks")


def slugged(text: str) -> str:
    """ASCII letters and digits of the text, Chinese as pinyin: 语音交互 (中文) → yuyinjiaohu-zhongwen."""
    return re.sub(r"[^a-z0-9]+", "-", "".join(lazy_pinyin(text)).lower()).strip("-")
