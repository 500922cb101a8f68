"""BALROG: language models that play games, as Epoch AI copied its board."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class Balrog(GithubSource):
    name = "balrog"
    title = "BALROG"
    homepage = "https://balrogai.com"
    repository = "epoch-research/benchmark-stitching"
    files = ("data/external_benchmark_balrog.csv",)
    dated_by = "Date added"
    boards = (Board("overall", "", Category.DECISION),)
