"""CLUECorpus2020: one BERT, trained on several corpora and vocabularies."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class ClueCorpus(GithubSource):
    name = "cluecorpus"
    title = "CLUECorpus2020"
    repository = "CLUEbenchmark/CLUECorpus2020"
    branch = "master"
    boards = (Board("corpora", r"实验效果", Category.LLM),)
