"""MLE-bench: agents that enter machine-learning competitions, by the share in which they win a medal."""

from cache.leaderboard import Category, Scenario
from scrapers.boards import Board
from scrapers.github import GithubSource


class MleBench(GithubSource):
    name = "mle-bench"
    title = "MLE-bench"
    repository = "openai/mle-bench"
    dated_by = "Date"
    boards = (Board("overall", r"Leaderboard", Category.DECISION, (Scenario.LANGUAGE,)),)
