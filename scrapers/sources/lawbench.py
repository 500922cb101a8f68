"""LawBench: twenty tasks of Chinese law. Its README prints only the five best of 51 models as text."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class LawBench(GithubSource):
    name = "lawbench"
    title = "LawBench"
    repository = "open-compass/LawBench"
    boards = (
        Board("zero-shot", r"Zero-shot", Category.INDUSTRY),
        Board("one-shot", r"One-Shot", Category.INDUSTRY),
    )
