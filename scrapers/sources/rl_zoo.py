"""RL Baselines3 Zoo: reinforcement-learning algorithms, one trained agent for each environment."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class RlZoo(GithubSource):
    """A reward means something only within its environment: each environment is a metric of its own."""

    name = "rl-zoo"
    title = "RL Baselines3 Zoo"
    repository = "DLR-RM/rl-baselines3-zoo"
    branch = "master"
    files = ("benchmark.md",)
    boards = (Board("rewards", r"Performance of trained agents", Category.DECISION, ()),)
