"""MMMU: college-level questions over pictures, with the harder MMMU-Pro beside them."""

from cache.leaderboard import Category, Scenario
from scrapers.boards import Board
from scrapers.github import GithubSource

MULTIMODAL, BOTH = Category.MULTIMODAL, (Scenario.LANGUAGE, Scenario.VISION)


class Mmmu(GithubSource):
    name = "mmmu"
    title = "MMMU"
    homepage = "https://mmmu-benchmark.github.io"
    repository = "MMMU-Benchmark/mmmu-benchmark.github.io"
    files = ("leaderboard_data.json",)
    dated_by = "info.date"
    boards = (
        Board("validation", "", MULTIMODAL, BOTH, metrics=r"^validation\."),
        Board("pro", "", MULTIMODAL, BOTH, metrics=r"^pro\."),
        Board("test", "", MULTIMODAL, BOTH, metrics=r"^test\."),
    )
