"""DataCLUE: the model stays, the training data is improved."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class DataClue(GithubSource):
    name = "dataclue"
    title = "DataCLUE"
    repository = "CLUEbenchmark/DataCLUE"
    branch = "master"
    boards = (Board("baselines", r"实验结果", Category.LLM),)
