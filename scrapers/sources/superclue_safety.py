"""SuperCLUE-Safety: how models withstand unsafe questions, over two turns."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class SuperClueSafety(GithubSource):
    name = "superclue-safety"
    title = "SuperCLUE-Safety"
    repository = "CLUEbenchmark/SuperCLUE-Safety"
    dated_files = ("README_2023.md",)
    versions = (("4b3e91cfb3c6a35ecb507f441f97e8f9fcbc7493", "2023-09-11T23:13:31+08:00"),)
    boards = (
        Board("opensource", r"开源", Category.LLM),
        Board("rounds", r"第一轮与第二轮", Category.LLM),
        Board("traditional", r"传统安全", Category.LLM),
        Board("responsible", r"负责任", Category.LLM),
        Board("attack", r"指令攻击", Category.LLM),
        Board("overall", r"总榜", Category.LLM),
    )
