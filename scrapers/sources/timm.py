"""timm: image classifiers of the library PyTorch Image Models, on the validation images of ImageNet-1k."""

from cache.leaderboard import Category, Scenario
from scrapers.boards import Board
from scrapers.github import GithubSource


class Timm(GithubSource):
    """An id is `architecture.training`: weights, of which an architecture has many."""

    name = "timm"
    title = "timm (PyTorch Image Models)"
    repository = "huggingface/pytorch-image-models"
    files = ("results/results-imagenet.csv",)
    boards = (Board("imagenet", "", Category.VISION, (Scenario.VISION,)),)
