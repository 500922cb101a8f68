"""SuperCLUE-Code3: Chinese programming problems of three levels, checked by unit tests.

Not yet run on the real page: written from a description of it.
"""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class SuperClueCode3(GithubSource):
    name = "superclue-code3"
    title = "SuperCLUE-Code3"
    repository = "CLUEbenchmark/SuperCLUE-Code3"
    boards = (
        Board("levels", r"难度等级得分", Category.LLM),
        Board("overall", r"代码排行榜", Category.LLM),
    )
