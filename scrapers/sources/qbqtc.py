"""QBQTC: how well a page answers a search query, from QQ browser."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class Qbqtc(GithubSource):
    name = "qbqtc"
    title = "QBQTC"
    repository = "CLUEbenchmark/QBQTC"
    boards = (Board("baselines", r"baseline效果对比", Category.LLM),)
