"""Vectara's hallucination leaderboard: how often a summary says what its document does not."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class Vectara(GithubSource):
    """The page states its day: "Last updated on …"."""

    name = "vectara"
    title = "Vectara Hallucination Leaderboard"
    repository = "vectara/hallucination-leaderboard"
    boards = (Board("hallucination", r"HallucinationLeaderboard", Category.LLM),)
