"""LGEB: writing summaries and questions."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class Lgeb(GithubSource):
    name = "lgeb"
    title = "LGEB"
    repository = "CLUEbenchmark/LGEB"
    branch = "master"
    boards = (
        Board("summarization", r"Summarization", Category.LLM),
        Board("question-generation", r"QuestionGeneration", Category.LLM),
    )
