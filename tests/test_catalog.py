"""The hand-kept catalog: names meet by rule, boards, makers and categories are called by theirs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cache.leaderboard import Category, Scenario
from dashboard.catalog import boards, categories, organizations
from dashboard.catalog.names import normal_form

NAMES = st.text(
    alphabet="abcXYZ0123456789 .-_()（）+/:&*†²↗🏅\ufe0f\n通义千问－ＧＰＴ４“”☛#'",
    max_size=24,
)
CHINESE = st.text(alphabet="通义千问文心一言星火", min_size=1, max_size=6)


def halfwidth_to_fullwidth(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


@pytest.mark.parametrize(
    "spellings",
    [
        ("Llama_2_13B_Chat", "Llama-2-13b-chat", "Llama-2-13B-chat ↗"),
        ("Gemini-3-Pro-Image-Preview\n（Nano Banana Pro）", "Gemini-3-Pro-Image-Preview(Nano Banana Pro)"),
        ("讯飞星火V3.0", "讯飞星火(v3.0)", "讯飞星火 （V3.0）↗"),
        ("DeepSeek-V3.2-Exp(new)☛去体验", "DeepSeek-V3.2-Exp"),
        ("🏅️ GPT‑4*", "GPT-4", "gpt−4¹", "ＧＰＴ４", "🥇GPT 4[^2]"),
        ("Kimi–K2", "kimi k2", "Kimi·K2"),
    ],
)
def test_spellings_that_differ_in_case_width_separators_and_decoration_meet(
    spellings: tuple[str, ...],
) -> None:
    assert len(set(map(normal_form, spellings))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ChatGLM-6B", "ChatGLM2-6B"),
        ("文心一言(v2.2.0)", "文心一言(v2.2.3)"),
        ("Baichuan-13B-Chat(V2)", "Baichuan2-13B-Chat"),
        ("Claude-3-5", "Claude-35"),
        ("GPT-4-0613", "GPT-40613"),
        ("Claude2", "Claude2-100K"),
        ("GPT4(API)", "GPT4(网页)"),
        ("DeepSeek-V3.2-Exp", "DeepSeek-V3.2-Exp-Think"),
        ("gpt-5 (high)", "gpt-5 (low)"),
        ("Command R", "Command R+"),
        ("MiniMax-abab5.5", "MiniMax-abab55"),
        ("豆包", "豆包2"),
        ("*", "-"),
    ],
)
def test_versions_sizes_dates_and_words_in_brackets_keep_names_apart(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)


@given(NAMES)
def test_a_normal_form_is_its_own_normal_form(name: str) -> None:
    assert normal_form(normal_form(name)) == normal_form(name)


@given(st.text(max_size=12))
def test_any_text_has_a_stable_normal_form(name: str) -> None:
    assert normal_form(normal_form(name)) == normal_form(name)


@given(NAMES)
def test_case_makes_no_difference(name: str) -> None:
    assert normal_form(name.upper()) == normal_form(name.lower()) == normal_form(name)


@given(st.text(alphabet="abcXYZ0123456789 .-_()+/:&", max_size=20))
def test_full_width_makes_no_difference(name: str) -> None:
    named = "M" + name  # a name that is nothing but separators keeps them as printed
    assert normal_form(halfwidth_to_fullwidth(named)) == normal_form(named)


@given(st.integers(0, 999), st.integers(0, 999))
def test_a_separator_between_numbers_is_never_lost(one: int, other: int) -> None:
    assert normal_form(f"m{one} {other}") != normal_form(f"m{one}{other}")


@given(CHINESE, CHINESE)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert (normal_form(one) == normal_form(other)) == (one == other)


def test_the_shipped_catalog_loads_in_under_50_ms() -> None:
    assert min(seconds_to_load() for _ in range(5)) < 0.05


def seconds_to_load() -> float:
    for load in (boards.cards, organizations.organizations, categories.groups):
        load.cache_clear()
    start = time.process_time()
    boards.cards(), organizations.organizations(), categories.groups()
    return time.process_time() - start


# boards


def test_every_board_and_source_has_its_own_label_in_each_language() -> None:
    for lang in ("zh", "en"):
        of_boards = [card.label(lang) for card in boards.cards().values() if card.leaderboard]
        of_sources = [card.label(lang) for card in boards.cards().values() if not card.leaderboard]
        assert len(set(of_boards)) == len(of_boards)
        assert len(set(of_sources)) == len(of_sources)


def test_every_board_stands_under_a_source_with_a_card() -> None:
    assert {card.source for card in boards.cards().values()} <= {
        source for source, leaderboard in boards.cards() if not leaderboard
    }


def test_the_official_overall_board_leads() -> None:
    assert boards.lead("superclue", "overall") == min(
        card.lead for card in boards.cards().values() if card.leaderboard
    )
    assert boards.lead("superclue", "overall") < boards.lead("superclue-github", "overall")


def test_a_board_without_a_card_is_called_by_its_heading() -> None:
    assert boards.board_label("superclue", "overall", "zh") == "SuperCLUE 通用 总排行榜"
    assert boards.board_label("elsewhere", "board", "zh", "某某榜") == "某某榜"
    assert boards.board_label("elsewhere", "board", "en") == "elsewhere/board"
    assert boards.board_description("elsewhere", "board", "en") == ""
    assert boards.source_label("elsewhere", "en") == "elsewhere"
    assert boards.lead("elsewhere", "board") == boards.LAST


def test_a_card_tells_how_a_board_is_judged_as_far_as_its_pages_say() -> None:
    card = boards.card("superclue-safety", "overall")
    assert card is not None
    assert (card.questions, card.runner) == (4912, "clue")
    assert card.judge("zh") != card.judge("en") != ""


def test_a_board_without_a_homepage_has_its_sources() -> None:
    assert boards.board_homepage("superclue-agent", "tasks") == boards.board_homepage("superclue-agent", "")
    assert boards.board_homepage("elsewhere", "board") == ""


# organizations


def test_every_spelling_of_a_maker_has_one_label() -> None:
    raw = ("清华&智谱", "清华&智谱AI", "清华大学&智谱AI", "智谱AI")
    assert {organizations.organization_label(name, "en") for name in raw} == {"Zhipu AI"}
    assert organizations.organization_label("Authropic", "zh") == "Anthropic"
    assert organizations.organization_label("稀宇科技", "en") == "MiniMax"


def test_an_unknown_maker_keeps_the_sources_word() -> None:
    assert organizations.organization_label("某某大学 ", "en") == "某某大学 "
    assert organizations.organization("某某大学") is None
    assert organizations.organization("") is None


# categories


def test_every_category_and_scenario_has_a_name_and_a_definition_in_each_language() -> None:
    for member in (*Category, *Scenario):
        for lang in ("zh", "en"):
            assert categories.category_label(member, lang)
            assert categories.category_definition(member, lang)


def test_a_category_and_a_scenario_of_one_id_stay_apart() -> None:
    assert categories.category_label(Category.VISION, "zh") == "视觉大模型"
    assert categories.category_label(Scenario.VISION, "zh") == "计算机视觉"
    assert categories.category_label(Category.LLM, "en", short=True) == "LLM"


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_source(readme: str) -> None:
    root = Path(__file__).parents[1]
    told = {
        line for line in (root / readme).read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    }
    first_words = {
        known.label("en").removeprefix("SuperCLUE").split()[0].strip("()-")
        for known in boards.cards().values()
        if not known.leaderboard and known.source != "superclue"
    }
    missing = {word for word in first_words if not any(word in line for line in told)}
    assert not missing
