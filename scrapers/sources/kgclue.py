"""KgCLUE: questions answered from a Chinese knowledge graph."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class KgClue(GithubSource):
    name = "kgclue"
    title = "KgCLUE"
    repository = "CLUEbenchmark/KgCLUEbench"
    boards = (
        Board("architectures", r"不同算法结构", Category.LLM),
        Board("pretrained-ner", r"不同预训练模型", Category.LLM, lead=r"^NER"),
        Board("pretrained-sim", r"不同预训练模型", Category.LLM, lead=r"^SIM"),
    )
