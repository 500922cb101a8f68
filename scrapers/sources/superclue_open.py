"""SuperCLUE-Open: multi-turn open questions, beside closed questions and the anonymous arena."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class SuperClueOpen(GithubSource):
    name = "superclue-open"
    title = "SuperCLUE-Open"
    repository = "CLUEbenchmark/SuperCLUE-Open"
    boards = (
        Board("abilities", r"十大能力", Category.LLM),
        Board("overall", r"Opt封闭域", Category.LLM),
        Board("open", r"开放域多轮", Category.LLM),
    )
