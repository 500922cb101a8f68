"""ZeroCLUE: Chinese tasks without a single training example."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class ZeroClue(GithubSource):
    name = "zeroclue"
    title = "ZeroCLUE"
    repository = "CLUEbenchmark/ZeroCLUE"
    boards = (Board("overall", r"实验结果", Category.LLM),)
