"""DISC-MedLLM: medical models beside general ones, on Chinese exam questions and consultations."""

from cache.leaderboard import Category, Scenario
from scrapers.boards import Board
from scrapers.github import GithubSource

SCENARIOS = (Scenario.HEALTH, Scenario.LANGUAGE)


class DiscMedLlm(GithubSource):
    name = "disc-medllm"
    title = "DISC-MedLLM"
    repository = "FudanDISC/DISC-MedLLM"
    boards = (
        Board("few-shot", r"Few-shot", Category.INDUSTRY, SCENARIOS),
        Board("zero-shot", r"Zero-shot", Category.INDUSTRY, SCENARIOS),
        Board("cmb-clin", r"CMB-clin", Category.INDUSTRY, SCENARIOS),
    )
