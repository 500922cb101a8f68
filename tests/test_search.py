"""Finding a model, an organization or a board by what a reader types."""

import pytest

from dashboard.search import Findable, Index, folded, read_aloud

INDEX = Index(
    [
        Findable("model", "ernie-4", "文心一言 4.0", ("文心一言4.0(API)", "ERNIE Bot 4.0"), 14),
        Findable("model", "gpt-4", "GPT-4", ("GPT-4", "gpt4"), 29),
        Findable("model", "gpt-4-turbo", "GPT4-Turbo", ("GPT4-Turbo",), 7),
        Findable("model", "qwen-72b", "Qwen-72B-Chat", ("Qwen-72B-Chat",), 3),
        Findable("organization", "baidu", "百度", ("百度", "Baidu"), 22),
        Findable("organization", "zhipu", "智谱", ("智谱", "智谱AI", "Zhipu"), 9),
        Findable("organization", "tencent", "腾讯", ("腾讯", "Tencent"), 8),
        Findable("organization", "alibaba", "阿里巴巴", ("阿里巴巴", "Alibaba"), 30),
        Findable("organization", "360", "360", ("奇虎360", "360智脑", "Zhinao 360"), 3),
        Findable("model", "doubao", "豆包", ("豆包", "Doubao"), 12),
        Findable("model", "o3-mini", "o3-mini", ("OpenAI o3-mini",), 5),
        Findable("board", "superclue/overall", "SuperCLUE Overall", ("SuperCLUE 总排行榜",), 8),
    ]
)


def found(query: str) -> list[str]:
    return [hit.found.id for hits in INDEX.find(query).values() for hit in hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("GPT 4", "gpt-4"),
        ("gpt4turbo", "gpt-4-turbo"),
        ("文心", "ernie-4"),
        ("wenxin", "ernie-4"),
        ("wxyy", "ernie-4"),
        ("百度", "baidu"),
        ("baidu", "baidu"),
        ("总排行", "superclue/overall"),
        ("gtp-4", "gpt-4"),
        ("qwne", "qwen-72b"),
    ],
)
def test_a_name_is_found_in_either_language_in_pinyin_and_misspelt(query: str, first: str) -> None:
    assert found(query)[0] == first


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("百渡", "baidu"),
        ("智普", "zhipu"),
        ("腾迅", "tencent"),
        ("豆苞", "doubao"),
        ("阿里吧吧", "alibaba"),
        ("文新一言", "ernie-4"),
        ("自谱", "zhipu"),  # z for zh
        ("藤逊", "tencent"),
    ],
)
def test_a_short_chinese_name_is_found_by_its_sound_and_told_to_be_the_nearest(
    query: str, first: str
) -> None:
    assert found(query)[0] == first
    assert not any(hit.exact for hits in INDEX.find(query).values() for hit in hits)


def test_one_syllable_sounds_like_too_much() -> None:
    assert found("渡") == []


def test_a_few_latin_letters_are_looked_for_where_a_word_begins() -> None:
    assert found("o3") == ["o3-mini"]
    assert found("360") == ["360"]
    assert found("nie") == []
    assert found("enai") == ["o3-mini"]  # four letters may stand anywhere


def test_a_word_is_found_behind_the_same_letters_within_another() -> None:
    tiny = Findable("model", "tiny", "Tiny", ("convnext_tiny.fb_in1k",), 1)
    bench = Findable("board", "lawbench", "LawBench", ("LawBench",), 1, also=("Usage by age",))
    index = Index([tiny, bench])
    assert [hit.found.id for hit in index.find("in")["model"]] == ["tiny"]
    assert [hit.found.id for hit in index.find("age")["board"]] == ["lawbench"]
    assert index.find("ny") == {}


def test_the_whole_name_comes_before_its_beginning_and_likeness_is_not_told_beside_it() -> None:
    assert found("gpt-4") == ["gpt-4", "gpt-4-turbo"]


def test_what_is_like_nothing_finds_nothing() -> None:
    assert [found(query) for query in ("zzzzzz", "", "- –", "zq")] == [[], [], [], []]


def test_what_was_found_for_being_like_it_is_marked() -> None:
    assert [hit.exact for hit in INDEX.find("gtp-4")["model"]][:1] == [False]
    assert [hit.exact for hit in INDEX.find("wenxin")["model"]] == [True]


def test_no_more_than_asked_for_of_a_kind() -> None:
    assert len(INDEX.find("gpt", most=1)["model"]) == 1


def test_case_width_and_separators_do_not_count() -> None:
    assert folded("ＧＰＴ－4 Turbo") == folded("gpt_4-turbo") == "gpt4turbo"


def test_a_name_without_chinese_has_no_pinyin() -> None:
    assert not read_aloud("GPT-4")
    assert tuple(read_aloud("百度")) == ("baidu", "bd")
    assert tuple(read_aloud("Aider 编程榜")) == (
        "aiderbianchengbang",
        "bcb",
    )  # not of its English


def test_of_boards_that_match_alike_the_one_with_the_newest_edition_comes_first():
    boards = [
        Findable("board", id, id, (f"SuperCLUE {id}",), weight, newest=newest)
        for id, weight, newest in (("old", 8, "2023-12"), ("undated", 9, ""), ("new", 2, "2026-07"))
    ]
    assert [hit.found.id for hit in Index(boards).find("superclue")["board"]] == ["new", "old", "undated"]


def test_a_maker_and_what_a_board_tests_are_found_after_names() -> None:
    index = Index(
        [
            Findable("model", "doubao", "Doubao", ("Doubao",), 9, also=("字节跳动", "ByteDance")),
            Findable("model", "byte-1", "字节一号", ("字节一号",), 1),
            Findable("board", "superclue/math", "Math6", ("Math6",), 1, also=("小学数学应用题", "Sums")),
        ]
    )
    assert [hit.found.id for hit in index.find("字节")["model"]] == ["byte-1", "doubao"]
    assert [hit.found.id for hit in index.find("数学")["board"]] == ["superclue/math"]
    assert index.find("su") == {}
