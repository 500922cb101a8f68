"""ReLE: commercial and open models asked in Chinese, by trade and by ability."""

from cache.leaderboard import Category, Scenario
from scrapers.boards import Board
from scrapers.github import GithubSource

ALL = r"alldata\.md$"
TEXT = Scenario.LANGUAGE


def trade(id: str, metric: str, *scenarios: Scenario) -> Board:
    return Board(id, "", Category.INDUSTRY, (*scenarios, TEXT), page=ALL, metrics=metric, ranked=False)


class Rele(GithubSource):
    """One table serves three categories; its published rank orders by the total alone."""

    name = "rele"
    title = "ReLE"
    repository = "jeinlee1991/chinese-llm-benchmark"
    files = ("leaderboard/alldata.md", "leaderboard/2025高考（图形题）.md", "README-图片生成评测.md")
    boards = (
        Board("overall", "", Category.LLM, page=ALL, metrics=r"^(总分|推理与数学计算|语言与指令遵从)$"),
        Board("agent", "", Category.DECISION, page=ALL, metrics=r"^agent与工具调用$", ranked=False),
        trade("education", r"^教育$"),
        trade("health", r"^医疗与心理健康$", Scenario.HEALTH),
        trade("finance", r"^金融$", Scenario.FINANCE),
        trade("law", r"^法律与行政公务$"),
        Board(
            "gaokao-2025-figures",
            "",
            Category.MULTIMODAL,
            (TEXT, Scenario.VISION),
            page=r"2025高考（图形题）",
        ),
        Board("image", r"文生图模型榜单", Category.VISION, (Scenario.VISION,)),
    )
