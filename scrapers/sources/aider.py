"""Aider's polyglot benchmark: programming exercises solved by editing files."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class Aider(GithubSource):
    """A model stands once for each way of editing; the counts beside the rates are no scores."""

    name = "aider"
    title = "Aider"
    homepage = "https://aider.chat/docs/leaderboards/"
    repository = "Aider-AI/aider"
    files = ("aider/website/_data/polyglot_leaderboard.yml",)
    dated_by = "date"
    boards = (
        Board(
            "polyglot",
            "",
            Category.LLM,
            page=r"polyglot",
            scores=r"^pass_rate_[12]$|^percent_cases_well_formed$",
        ),
    )
