"""SuperCLUE-Math6: mathematical reasoning in several steps, over two turns."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class SuperClueMath6(GithubSource):
    name = "superclue-math6"
    title = "SuperCLUE-Math6"
    repository = "CLUEbenchmark/SuperCLUE-Math6"
    boards = (
        Board("levels", r"推理能力等级", Category.LLM),
        Board("accuracy", r"准确率得分", Category.LLM),
        Board("instruction", r"指令遵循率", Category.LLM),
        Board("steps", r"推理步数的成绩", Category.LLM),
        Board("gsm8k", r"GSM8K", Category.LLM),
    )
