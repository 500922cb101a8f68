"""BFCL, the Berkeley function-calling leaderboard: how well models call the tools they are given."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource


class Bfcl(GithubSource):
    """Its figures lie in a file of their own; the page that shows them says when they were last updated."""

    name = "bfcl"
    title = "BFCL"
    homepage = "https://gorilla.cs.berkeley.edu/leaderboard.html"
    repository = "ShishirPatil/gorilla"
    branch = "gh-pages"
    files = ("data_overall.csv",)
    versioned_file = "data_overall.csv"
    versions = (
        ("1045ee2152d6bbd4b71e54e0da37ee323fa7e791", "2024-12-31T21:01:52+08:00"),
        ("ea03bc8dd716546f4d4c6dd462368a9ab18cc2e0", "2025-12-16T23:04:04-08:00"),
    )
    updated_in = "leaderboard.html"
    boards = (Board("overall", "", Category.DECISION),)
