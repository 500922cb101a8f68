"""Math24o: problems of the Chinese high-school mathematics olympiad of 2024."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class Math24o(GithubSource):
    name = "math24o"
    title = "Math24o"
    repository = "CLUEbenchmark/Math24o"
    boards = (Board("overall", r"主要成绩|MainResult", Category.LLM),)
