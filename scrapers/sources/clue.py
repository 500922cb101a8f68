"""CLUE: Chinese language understanding, from the years before the large models."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.github import GithubSource

LLM = Category.LLM
RANK_PAGE = "https://www.cluebenchmarks.com/rank.html"


class Clue(GithubSource):
    name = "clue"
    title = "CLUE"
    homepage = "https://www.cluebenchmarks.com"
    repository = "CLUEbenchmark/CLUE"
    branch = "master"
    files = ("README.md", "baselines/paddlenlp/README.md")
    versions = (
        ("86345f37b0f51a985b0ec0996710c624251deb34", "2020-01-24T18:09:46+08:00"),
        ("508bbb54c3d3d2515bf2fb5db01791783aa421b9", "2021-07-26T22:49:24+08:00"),
    )
    other_urls = (RANK_PAGE,)
    rendered = (RANK_PAGE,)
    boards = (
        Board("clue11", r"", LLM, page=r"rank\.html$"),
        Board("paddlenlp", r"^CLUE评测结果", LLM, pairs=(("CMRC2018", ("EM", "F1")),)),  # as the page says
        Board("classification", r"^分类任务", LLM),
        Board("reading", r"^阅读理解任务", LLM),
        Board("cmrc2018", r"^CMRC2018", LLM),
        Board("afqmc", r"^AFQMC", LLM),
        Board("tnews", r"^TNEWS", LLM),
        Board("iflytek", r"^IFLYTEK", LLM),
        Board("cmnli", r"^CMNLI", LLM),
        Board("wsc", r"^(CLUE)?WSC", LLM),
        Board("csl", r"^CSL", LLM),
        Board("drcd", r"^DRCD", LLM),
        Board("chid", r"^CHID", LLM),
        Board("c3", r"^C3", LLM),
    )
