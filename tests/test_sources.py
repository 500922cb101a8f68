"""Sources: found in their folder, and each reads its example page into the tables that lie beside it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import shipped_store

import scrapers.sources
from cache.leaderboard import Category, Leaderboard, Role
from cache.store import Store
from scrapers.boards import Board, BoardSource
from scrapers.errors import AbsentError, FetchError, LayoutError
from scrapers.faults import Fault
from scrapers.github import GithubSource
from scrapers.mirror import Mirrors, find
from scrapers.refresh import Result, attempt, refresh
from scrapers.source import Page, Source, all_sources
from scrapers.sources.superclue import SuperClue, slugged

EXAMPLES = Path(__file__).parent / "examples"
SHARED = Path(__file__).parents[2] / "shared"
RETRIEVED = datetime(2026, 1, 1, tzinfo=UTC)
PAGES = {path.parent.name: path for path in sorted(EXAMPLES.glob("*/pages"))}
SOURCES = {source.name: source for source in all_sources()}
stored = pytest.mark.skipif(not (SHARED / "pages").is_dir(), reason="no ../shared/pages beside the checkout")


def files(root: Path) -> dict[str, str]:
    """The tables and the evidence of a store, by their paths."""
    paths = [path for kind in ("tables", "raw") for path in (root / kind).rglob("*.csv")]
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def test_every_source_has_an_example_and_every_example_a_source() -> None:
    assert PAGES.keys() == SOURCES.keys()


@pytest.mark.parametrize("name", PAGES)
def test_an_example_page_gives_the_expected_tables(name: str, tmp_path: Path) -> None:
    """To renew them: refresh NAME --mirror …/pages --cache …/expected, and look at the difference."""
    fetch = Mirrors((PAGES[name],), RETRIEVED)
    steps = list(refresh(SOURCES[name], fetch, Store(tmp_path)))
    assert [step for step in steps if step.is_failure] == []
    assert files(tmp_path) == files(EXAMPLES / name / "expected")


def test_a_file_put_into_the_folder_is_a_source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "just_added.py").write_text(
        "from scrapers.boards import Board\n"
        "from scrapers.github import GithubSource\n"
        "class JustAdded(GithubSource):\n"
        "    name = 'just-added'\n"
        "    title = 'Just added'\n"
        "    repository = 'somebody/something'\n"
        "    boards = ()\n"
    )
    monkeypatch.setattr(scrapers.sources, "__path__", [*scrapers.sources.__path__, str(tmp_path)])
    all_sources.cache_clear()
    try:
        found = {source.name: source for source in all_sources()}
    finally:
        all_sources.cache_clear()
    assert found.keys() - SOURCES.keys() == {"just-added"}
    assert found["just-added"].urls == (
        "https://raw.githubusercontent.com/somebody/something/main/README.md",
    )


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES.keys())
def test_ids_are_ascii_and_titles_are_there(source: Source) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", source.name)
    assert source.title
    assert source.homepage.startswith("https://")
    for board in getattr(source, "boards", ()):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", board.id)


# How headings become leaderboards


class Sample(BoardSource):
    name = "sample"
    title = "Sample"
    homepage = "https://example.org"
    urls = ("https://example.org/README.md",)
    editions = ((r"v1\.0版", "2023-05"),)
    boards = (
        Board("overall", r"总排行榜", Category.LLM, metrics=r"总分|语言"),
        Board("tools", r"总排行榜", Category.DECISION, metrics=r"工具", ranked=False),
        Board("basic", r"基础能力", Category.LLM),
    )


def page(text: str, name: str = "README.md") -> Page:
    return Page(f"https://example.org/{name}", text.encode(), RETRIEVED)


def table(heading: str, score: str = "90.1") -> str:
    return f"## {heading}\n\n| 排名 | 模型 | 平均 |\n|---|---|---|\n| 1 | 青松-7B | {score} |\n\n"


def parsed(text: str, name: str = "README.md") -> tuple[list[Leaderboard], list[str]]:
    """What a page gives, and the sentences about what it does not."""
    outcomes = list(attempt(lambda: Sample().parse(page(text, name))))
    boards = [board for board in outcomes if isinstance(board, Leaderboard)]
    return boards, [str(error) for error in outcomes if isinstance(error, LayoutError)]


def test_one_table_is_split_into_leaderboards_of_several_categories() -> None:
    boards, errors = parsed(
        "## 总排行榜（2023年12月）\n\n"
        "| 排名 | 模型 | 机构 | 总分 | 语言理解 | 工具使用 |\n|---|---|---|---|---|---|\n"
        "| 1 | 青松-7B | 青松 | 80 | 70 | 90 |\n| 2 | 小溪-7B | 小溪 | 60 | 65 | - |\n"
    )
    assert errors == []
    overall, tools = boards
    assert (overall.id.leaderboard, overall.category, overall.metrics) == (
        "overall",
        Category.LLM,
        ("总分", "语言理解"),
    )
    assert [entry.rank for entry in overall.entries] == [1, 2]
    assert (tools.id.leaderboard, tools.category, tools.metrics) == (
        "tools",
        Category.DECISION,
        ("工具使用",),
    )
    assert tools.published.header == ("模型", "机构", "工具使用")
    assert [dict(entry.scores) for entry in tools.entries] == [{"工具使用": 90.0}, {}]
    assert [entry.rank for entry in tools.entries] == [None, None]
    assert Role.RANK not in tools.roles


def test_a_page_may_hold_two_editions_of_one_board() -> None:
    boards, errors = parsed(table("基础能力（2023年7月）") + table("基础能力（2023年6月）", "80"))
    assert errors == []
    assert [board.id.edition for board in boards] == ["2023-07", "2023-06"]


def test_a_version_that_stands_for_an_edition_beats_the_name_of_the_file() -> None:
    boards, _ = parsed(table("基础能力表-v1.0版"), "README_2306.md")
    assert [board.id.edition for board in boards] == ["2023-05"]


def test_a_heading_without_a_date_takes_the_one_in_the_name_of_the_file_or_none() -> None:
    assert [board.id.edition for board in parsed(table("基础能力"), "README_2306.md")[0]] == ["2023-06"]
    assert [board.id.edition for board in parsed(table("基础能力"))[0]] == ["undated"]


def test_the_same_table_printed_twice_is_one() -> None:
    boards, errors = parsed(table("基础能力") * 2)
    assert len(boards) == 1
    assert errors == []


def test_a_second_other_table_of_the_same_edition_is_refused_and_the_first_stands() -> None:
    boards, errors = parsed(table("基础能力", "90.1") + table("基础能力榜", "80"))
    assert [entry.scores["平均"] for entry in boards[0].entries] == [90.1]
    assert len(errors) == 1
    assert "'基础能力榜'" in errors[0]
    assert "differs from the first" in errors[0]


def test_a_heading_no_board_knows_is_an_error_and_the_other_tables_go_on() -> None:
    boards, errors = parsed(table("中文特性") + table("基础能力"))
    assert [board.id.leaderboard for board in boards] == ["basic"]
    assert errors == [f"{Sample.homepage}/README.md, table '中文特性': no board id for this heading"]


def test_an_irregular_table_is_refused_by_page_heading_and_row_and_the_others_go_on() -> None:
    uneven = "## 基础能力（2023年6月）\n\n| 模型 | 甲 | 乙 |\n|---|---|---|\n| 青松-7B | 1 | 2 |\n"
    uneven += "| 小溪-7B | 1 |\n\n"
    boards, errors = parsed(uneven + table("基础能力（2023年7月）"))
    assert [board.id.edition for board in boards] == ["2023-07"]
    assert len(errors) == 1
    for part in (Sample.homepage, "基础能力（2023年6月）", "row 2"):
        assert part in errors[0]


class Running(GithubSource):
    """A table that is added to, one row of which lost cells."""

    name = "running"
    title = "Running"
    repository = "somebody/something"
    branch = "develop"
    files = ("榜 单/2025（图）.csv",)
    dated_by = "day"
    irregular = (Fault("somebody", "", "two figures were lost", row="小溪-7B"),)
    boards = (
        Board("main", "", Category.LLM, page=r"2025（图）\.csv$", metrics="good", scores=r"good|fast"),
        Board("fast", "", Category.LLM, metrics="fast"),
    )


def running(lines: str) -> tuple[list[Leaderboard], list[str]]:
    (url,) = Running.urls
    at = Page(url, f"model,day,runs,good,fast\n{lines}".encode(), RETRIEVED)
    outcomes = list(attempt(lambda: Running().parse(at)))
    boards = [board for board in outcomes if isinstance(board, Leaderboard)]
    return boards, [
        f"{type(error).__name__}: {error}" for error in outcomes if isinstance(error, LayoutError)
    ]


def test_paths_are_percent_encoded_and_boards_see_them_as_written() -> None:
    (url,) = Running.urls
    assert url.isascii()
    assert unquote(url).endswith("/somebody/something/develop/榜 单/2025（图）.csv")
    assert [board.id.leaderboard for board in running("青松-7B,2025-02-03,9,1,2\n")[0]] == ["main", "fast"]


def test_figures_that_are_no_scores_stay_as_attributes_and_the_newest_row_dates_the_table() -> None:
    main, fast = running("青松-7B,2025-02-03,9,1,2\n小溪-7B,2025-01-31,8,3,4\n")[0]
    assert (main.metrics, fast.metrics) == (("good",), ("fast",))
    assert dict(main.entries[0].attributes) == {"day": "2025-02-03", "runs": "9"}
    assert (main.id.edition, main.edition_day) == ("2025-02", date(2025, 2, 3))


def test_a_row_known_to_have_lost_cells_enters_by_name_alone_until_it_is_mended() -> None:
    boards, told = running("青松-7B,2025-02-03,9,1,2\n小溪-7B,2025-02-04,8\n")
    assert [dict(entry.scores) for entry in boards[0].entries] == [{"good": 1.0}, {}]
    assert len(told) == 1
    assert told[0].startswith("SparedError: ")
    assert "row 2: 3 cells, header 5 (known: two figures were lost)" in told[0]
    assert running("青松-7B,2025-02-03,9,1,2\n小溪-7B,2025-02-04,8,3,4\n")[1] == []
    boards, told = running("青松-7B,2025-02-03,9,1,2\n小河-7B,2025-02-04,8\n")
    assert (boards, told[0].partition(":")[0]) == ([], "LayoutError")


def test_a_page_without_a_ranking_is_an_error() -> None:
    with pytest.raises(LayoutError, match="no ranking table"):
        list(Sample().parse(page("# 说明\n\n| 章节 | 描述 |\n|---|---|\n| 1 | 简介 |\n")))


def test_a_page_that_may_need_javascript_is_absent_when_it_holds_no_table() -> None:
    clue = SOURCES["clue"]
    html = Page("https://www.cluebenchmarks.com/rank.html", b"<html><div id=app></div></html>", RETRIEVED)
    with pytest.raises(AbsentError, match="JavaScript"):
        list(clue.parse(html))


# superclueai.com


@dataclass
class Site:
    """Answers like the official site: workbooks where it has them, else what `otherwise` says."""

    has: tuple[str, ...]
    otherwise: Callable[[str], Page]
    retrieved_at: datetime = datetime(2026, 10, 15, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, url: str) -> Page:
        name = unquote(url).removeprefix("https://www.superclueai.com/data/")
        self.asked.append(name)
        return Page(url, b"PK", self.retrieved_at) if name in self.has else self.otherwise(url)

    def held(self, folder: str) -> None:
        return None


def html(url: str) -> Page:
    return Page(url, b"<!doctype html><div id=app></div>", RETRIEVED)


def found_at(site: Site) -> tuple[list[str], list[str]]:
    """The workbooks found, and the sentences about those that were not."""
    names: list[str] = []
    try:
        for found in SuperClue().pages(site):
            names.append(unquote(found.url).removeprefix("https://www.superclueai.com/data/"))
    except ExceptionGroup as group:
        return names, [str(error) for error in group.exceptions]
    return names, []


def test_editions_are_looked_for_newest_first() -> None:
    site = Site(("generalboard/2026年9月.xlsx", "generalboard/2026年7月.xlsx"), html)
    names, _ = found_at(site)
    assert names == list(site.has)
    assert site.asked[:5] == [f"generalboard/2026年{month}月.xlsx" for month in (10, 9, 8, 7, 5)]
    assert len(site.asked) < 80


def test_a_guessed_month_that_is_not_there_is_no_failure_but_a_listed_one_is() -> None:
    _, errors = found_at(Site((), html))
    assert not any("2026年10月" in unquote(error) for error in errors)
    assert any("2026年7月.xlsx: the site's HTML was served" in unquote(error) for error in errors)


def test_a_site_that_is_down_is_left_alone_after_three_tries() -> None:
    def down(url: str) -> Page:
        raise FetchError(f"{url}: no connection to the site")

    site = Site((), down)
    assert len(found_at(site)[1]) == 3
    assert len(site.asked) == 3


def test_html_in_place_of_a_workbook_in_a_mirror_is_a_fetch_error(tmp_path: Path) -> None:
    workbook = tmp_path / "www.superclueai.com/data/generalboard/2026年9月.xlsx"
    workbook.parent.mkdir(parents=True)
    workbook.write_bytes(b"<!doctype html><title>SuperCLUE</title>")
    steps = list(refresh(SuperClue(), Mirrors((tmp_path,), RETRIEVED), Store(tmp_path / "cache")))
    assert [step.result for step in steps] == [Result.FAILED]
    assert "the site's HTML was served" in steps[0].why


def test_a_sheet_nobody_named_gets_its_pinyin() -> None:
    assert slugged("语音交互（中文）V2") == "yuyinjiaohu-zhongwen-v2"


# The stored copies of the real pages


@stored
@pytest.mark.stored_pages
def test_the_shipped_store_holds_what_the_sources_read_from_the_stored_pages(tmp_path: Path) -> None:
    shipped = Path(scrapers.__file__).parents[1] / "cache"
    held = {id.source for id in Store(shipped).current()}
    steps = shipped_store.ship(SHARED, tmp_path, held)
    assert [step for step in steps if step.is_failure] == []
    assert files(tmp_path).items() <= files(shipped).items()
    listed = [set((root / "manifest.csv").read_text().splitlines()[1:]) for root in (tmp_path, shipped)]
    assert listed[0] <= listed[1]
    readable = {
        name for name, source in SOURCES.items() if any(find(url, (SHARED / "pages",)) for url in source.urls)
    }
    if lacking := readable - held:
        pytest.skip(f"not in the shipped store yet: {', '.join(sorted(lacking))}")


@stored
@pytest.mark.stored_pages
def test_every_stored_ranking_of_a_source_becomes_a_leaderboard_with_all_its_rows() -> None:
    index = {entry["url_path"]: entry for entry in json.loads((SHARED / "pages/INDEX.json").read_bytes())}
    fetch = Mirrors((SHARED / "pages",), RETRIEVED)
    checked = 0
    for source in SOURCES.values():
        for url in source.urls:
            try:
                at = fetch(url)
            except AbsentError:
                continue
            if unquote(url).removeprefix("https://") not in index:
                continue
            outcomes = list(attempt(partial(source.parse, at)))
            found = Counter(
                (squeezed(board.published.heading), len(board.entries))
                for board in outcomes
                if isinstance(board, Leaderboard)
            )
            listed = index[unquote(url).removeprefix("https://")]["tables"]
            expected = Counter((squeezed(each["heading"]), models_in(each)) for each in listed)
            lacking = [heading for heading, _ in (expected - found).elements()]
            assert found <= expected, url
            assert lacking == (["SuperCLUE-OPEN多轮开放问题排行榜（2023年12月）"] * ("938821c5" in url)), url
            checked += found.total()
    assert checked > 150


def models_in(listed: dict[str, Any]) -> int:
    """How many models a listed table holds: in May 2023 they stood in its columns."""
    return len(listed["columns"]) - 1 if "GPT" in "".join(listed["columns"]) else int(listed["n_rows"])


def squeezed(text: str) -> str:
    return re.sub(r"[\s\ufe0f]", "", text)
