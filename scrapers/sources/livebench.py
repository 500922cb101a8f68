"""LiveBench: questions renewed from edition to edition, answers checked without a judge."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.faults import Fault
from scrapers.github import GithubSource


class LiveBench(GithubSource):
    """An edition is a file; its columns are tasks, and change with it. The files print no total."""

    name = "livebench"
    title = "LiveBench"
    homepage = "https://livebench.ai"
    repository = "LiveBench/livebench.github.io"
    files = ()
    dated_files = ("public/table_2025_05_30.csv", "public/table_2026_01_08.csv")
    irregular = (
        Fault(
            "table_2026_01_08.csv",
            "",
            "20 figures for 23 tasks, so that none can be placed",
            row="nemotron-3-super-120b-a12b",
        ),
    )
    boards = (Board("overall", "", Category.LLM),)
