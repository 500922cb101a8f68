"""CMMLU: Chinese knowledge in 67 subjects, with five examples and with none."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class Cmmlu(GithubSource):
    name = "cmmlu"
    title = "CMMLU"
    repository = "haonan-li/CMMLU"
    branch = "master"
    boards = (
        Board("five-shot", r"排行榜", Category.LLM, lead=r"^Five-shot"),
        Board("zero-shot", r"排行榜", Category.LLM, lead=r"^Zero-shot"),
    )
