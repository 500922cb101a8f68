"""LMArena: ratings from people's votes between two answers, as a repository keeps them in CSV."""

from cache.leaderboard import Category, Scenario
from scrapers.boards import Board
from scrapers.github import GithubSource

LOOK = (Scenario.VISION,)
BOTH = (Scenario.LANGUAGE, Scenario.VISION)


class LmArena(GithubSource):
    name = "lmarena"
    title = "LMArena (CSV)"
    repository = "fboulnois/llm-leaderboard-csv"
    files = ("csv/lmarena_text.csv", "csv/lmarena_vision.csv", "csv/lmarena_image.csv")
    boards = (
        Board("text", "", Category.LLM, page=r"lmarena_text\.csv$"),
        Board("vision", "", Category.MULTIMODAL, BOTH, page=r"lmarena_vision\.csv$"),
        Board("image", "", Category.VISION, LOOK, page=r"lmarena_image\.csv$"),
    )
