"""SuperCLUE-Industry: models at work in manufacturing, in Chinese.

Not yet run on the real page: written from a description of it.
"""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class SuperClueIndustry(GithubSource):
    name = "superclue-industry"
    title = "SuperCLUE-Industry"
    repository = "CLUEbenchmark/SuperCLUE-Industry"
    boards = (
        Board("overall", r"工业总榜", Category.INDUSTRY),
        Board("basic", r"基础能力", Category.INDUSTRY),
        Board("application", r"应用能力", Category.INDUSTRY),
        Board("tasks", r"六大任务", Category.INDUSTRY),
    )
