"""SuperCLUE-Agent: how well models use tools, plan and remember."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class SuperClueAgent(GithubSource):
    name = "superclue-agent"
    title = "SuperCLUE-Agent"
    repository = "CLUEbenchmark/SuperCLUE-Agent"
    versions = (
        ("3a1a9f18dc67aeaafe3af16272669adf65e77b70", "2023-11-06T17:18:46+08:00"),
        ("53b06ce6db264a6a0747c6910d5e1051563a04dc", "2023-11-06T17:49:28+08:00"),
    )
    other_urls = ("https://www.cluebenchmarks.com/superclue_agent.html",)
    rendered = other_urls
    boards = (
        Board("capabilities", r"三大能力", Category.DECISION),
        Board("tasks", r"十大基础任务", Category.DECISION),
    )
