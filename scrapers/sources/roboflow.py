"""Roboflow's model leaderboard: object detectors on the validation images of COCO."""

from cache.leaderboard import Category, Scenario
from scrapers.boards import Board
from scrapers.github import GithubSource


class Roboflow(GithubSource):
    name = "roboflow"
    title = "Roboflow Computer Vision Model Leaderboard"
    homepage = "https://leaderboard.roboflow.com"
    repository = "roboflow/model-leaderboard"
    branch = "develop"
    files = ("static/aggregate_results.json",)
    dated_by = "metadata.run_date"
    boards = (
        Board(
            "coco",
            "",
            Category.VISION,
            (Scenario.VISION,),
            scores=r"^(\w+_objects\.)?(map50_95|map(50|75)|f1_(50|75))$",
        ),
    )
