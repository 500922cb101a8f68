"""SuperCLUE-Auto: models in and around the car."""

from cache.leaderboard import Category, Scenario
from scrapers.boards import Board
from scrapers.github import GithubSource

SCENARIOS = (Scenario.TRANSPORT, Scenario.LANGUAGE)


class SuperClueAuto(GithubSource):
    name = "superclue-auto"
    title = "SuperCLUE-Auto"
    repository = "CLUEbenchmark/SuperCLUE-Auto"
    boards = (
        Board("capabilities", r"四大能力", Category.INDUSTRY, SCENARIOS),
        Board("rounds", r"第一二轮", Category.INDUSTRY, SCENARIOS),
    )
