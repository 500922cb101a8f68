"""FewCLUE: Chinese tasks with a handful of training examples."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class FewClue(GithubSource):
    """The running README shows an image since 2021-09-30; its last table lies in a past version."""

    name = "fewclue"
    title = "FewCLUE"
    repository = "CLUEbenchmark/FewCLUE"
    files = ()
    versions = (("3c2139877f63c4e13506c0ba8a8654217df513b0", "2021-08-13T11:58:07+08:00"),)
    boards = (Board("overall", r"实验结果", Category.LLM),)
