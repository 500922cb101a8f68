"""FinEval: knowledge, work, safety, agents and pictures in Chinese finance."""

from cache.leaderboard import Category, Scenario
from scrapers.boards import Board
from scrapers.github import GithubSource

INDUSTRY = Category.INDUSTRY
TEXT = (Scenario.FINANCE, Scenario.LANGUAGE)
PICTURES = (Scenario.FINANCE, Scenario.LANGUAGE, Scenario.VISION)


class FinEval(GithubSource):
    """The tables under one heading are told apart by the sentence above each."""

    name = "fineval"
    title = "FinEval"
    repository = "SUFE-AIFLM-Lab/FinEval"
    files = ("README_zh-CN.md",)
    boards = (
        Board("six", r"FinEval6\.0", INDUSTRY, TEXT),
        Board("multimodal", r"多模态", INDUSTRY, PICTURES),
        Board("overall", r"文本性能", INDUSTRY, TEXT, lead=r"总排行榜"),
        Board("academic", r"文本性能", INDUSTRY, TEXT, lead=r"金融学术知识"),
        Board("objective", r"文本性能", INDUSTRY, TEXT, lead=r"FTC"),
        Board("subjective", r"文本性能", INDUSTRY, TEXT, lead=r"FTS"),
        Board("security", r"文本性能", INDUSTRY, TEXT, lead=r"应用安全"),
        Board("agent", r"文本性能", INDUSTRY, TEXT, lead=r"思维链"),
    )
