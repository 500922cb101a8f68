"""SuperCLUE's monthly boards as its repository printed them, 2023-05 to 2023-12."""

from cache.leaderboard import Category
from scrapers.boards import Board
from scrapers.faults import Fault
from scrapers.github import GithubSource

LLM = Category.LLM


class SuperClueGithub(GithubSource):
    name = "superclue-github"
    title = "SuperCLUE (GitHub)"
    repository = "CLUEbenchmark/SuperCLUE"
    dated_files = tuple(f"README_{month}.md" for month in ("2305", "2306", "2307", "2308", "2310", "2311"))
    versions = (
        ("67ba4b4aeacaf12c0e63730cdc15213a17d869e6", "2023-05-04T01:36:10+08:00"),
        ("00e3f5b02e57b5b59839341627588211e60ba1ec", "2023-05-08T21:46:51+08:00"),
        ("890417a05a06806f58e9f80b49d1bb5ec871cb24", "2023-05-09T02:19:29+08:00"),
        ("ba6effee621c2ff6e32e614e2e3f3a683de3cf70", "2023-05-11T20:43:01+08:00"),
        ("4044d2d5b0cb74e30e8d4650fc34977f31c643e7", "2023-05-21T17:51:02+08:00"),
        ("c0db7546c262fc5932308513293ad03500016158", "2023-05-30T13:04:04+08:00"),
        ("17fe10afb3f381e854da37da880e1b700946e995", "2023-06-19T12:35:51+08:00"),
        ("c8623bd409beeeb57c6171a904f50f347dba38ab", "2023-06-19T17:08:32+08:00"),
        ("49753dfa8984d8788a645133f537d397693cc096", "2023-07-24T21:40:32+08:00"),
        ("72dd9099ca2f63a7120fb16b6754f16de5ecec9d", "2023-08-28T11:44:40+08:00"),
        ("e9c2219fd250c8eb3618545a6dab3fb090a69a4c", "2023-09-28T10:23:01+08:00"),
        ("596308f5dee7c29dc0dc1b7a1a564a0dc0dfd0c0", "2023-09-28T12:16:10+08:00"),
        ("59b929865d623d7789aa888ca3cfb3712ce537b6", "2023-10-25T15:03:07+08:00"),
        ("938821c5a8456330cc3c06fa4e42928d09902405", "2023-12-28T21:25:22+08:00"),
    )
    editions = ((r"v1\.0版", "2023-05"),)
    irregular = (
        Fault(
            "938821c5a8456330cc3c06fa4e42928d09902405",
            r"OPEN",
            "a column was added to the header before the rows; corrected the same day",
        ),
    )
    boards = (
        Board("small-7b", r"70亿参数量级", LLM),
        Board("small-13b", r"60-130亿参数量级", LLM),
        Board("opensource", r"开源", LLM),
        Board("open", r"OPEN", LLM),
        Board("opt", r"OPT", LLM),
        Board("abilities", r"十大基础能力", LLM),
        Board("basic", r"基础能力", LLM),
        Board("chinese", r"中文特性", LLM),
        Board("language", r"语言理解与生成", LLM),
        Board("skills", r"专业技能与知识", LLM),
        Board("agent", r"智能体", LLM),
        Board("safety", r"安全性", LLM),
        Board("overall", r"总排行榜|总榜单|汇总表|SuperCLUE中文大模型排行榜", LLM),
    )
