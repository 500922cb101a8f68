"""SuperCLUE-Llama2-Chinese: Chinese versions of Llama 2 on open questions of several turns.

Not yet run on the real page: written from a description of it.
"""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class SuperClueLlama2(GithubSource):
    name = "superclue-llama2"
    title = "SuperCLUE-Llama2-Chinese"
    repository = "CLUEbenchmark/SuperCLUE-Llama2-Chinese"
    boards = (
        Board("abilities", r"十大能力", Category.LLM),
        Board("overall", r"模型排行榜", Category.LLM),
    )
