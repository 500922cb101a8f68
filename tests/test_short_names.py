"""Names on charts: short, and different where the whole names are."""

import re

import pytest

from dashboard.figures.short_names import shortened
from dashboard.figures.template import units

SIBLINGS = (
    "eva02_large_patch14_448.mim_m38m_ft_in22k_in1k",
    "eva02_large_patch14_448.mim_in22k_ft_in22k_in1k",
    "eva02_large_patch14_448.mim_in22k_ft_in1k",
    "eva02_large_patch14_448.mim_m38m_ft_in1k",
)
CROSSED = tuple(
    f"vit_base_patch16_clip_{size}.laion2b_{tuned}"
    for size in (384, 224)
    for tuned in ("ft_in12k_in1k", "ft_in1k")
)
WIDE = tuple("通用大语言模型旗舰长上下文版本" + end for end in ("甲", "乙"))


@pytest.mark.parametrize("most", [18, 28, 40])
@pytest.mark.parametrize("names", [SIBLINGS, CROSSED, WIDE, ("x" * 200, "x" * 199 + "y")])
def test_siblings_are_drawn_differently_within_the_width(names, most):
    found = shortened(names, most)
    assert len(set(found.values())) == len(names)
    assert all(units(short) <= most for short in found.values())


def test_a_name_that_none_is_like_keeps_its_beginning_and_its_end():
    found = shortened((*SIBLINGS, "GPT-4", "a" * 40, "gpt-4o-2024-08-06-some-long-name (FC)"), 28)
    assert found["GPT-4"] == "GPT-4"
    assert found["a" * 40] == "a" * 10 + "…" + "a" * 17
    assert found["gpt-4o-2024-08-06-some-long-name (FC)"].endswith(" (FC)")


EFFORTS = (
    *("claude-opus-4-8-high-effort", "claude-opus-4-8-xhigh-effort", "claude-opus-4-7-xhigh-effort"),
    *("claude-fable-5-xhigh-effort", "claude-sonnet-5-medium-effort", "gemini-3.1-pro-preview-high"),
    *("claude-opus-4-6-thinking-auto-high-effort", "gpt-5.1-2025-11-13-high"),
)


def test_the_parts_that_tell_names_apart_are_those_that_stay():
    found = shortened(EFFORTS, 20)
    assert found["claude-opus-4-8-xhigh-effort"] == "…opus-4-8-xhigh…"
    assert found["claude-opus-4-8-high-effort"] == "…opus-4-8-high…"
    assert found["claude-opus-4-7-xhigh-effort"] == "claude-opus-4-7…"
    assert "opus-4-6" in found["claude-opus-4-6-thinking-auto-high-effort"]


def test_what_is_left_out_of_a_name_could_not_make_it_another():
    for name, short in shortened(EFFORTS, 20).items():
        pattern = re.compile(".+".join(map(re.escape, short.split("…"))).removesuffix(".+") + ".*")
        assert [other for other in EFFORTS if pattern.fullmatch(other)] == [name]


def test_a_date_goes_before_what_tells_models_apart():
    names = tuple(f"GPT-5{size}-2025-08-07 ({way})" for size in ("", "-mini") for way in ("FC", "Prompt"))
    found = shortened(names, 18)
    assert found["GPT-5-mini-2025-08-07 (FC)"] == "GPT-5-mini…(FC)"


def test_a_name_does_not_begin_with_a_version():
    found = shortened(("Gemini-3-Pro-Preview (FC)", "Gemini-3-Pro-Preview (Prompt)", "Grok-3-Preview"), 20)
    assert found["Gemini-3-Pro-Preview (FC)"] == "Gemini-3-Pro…(FC)"


def test_names_that_read_alike_stay_alike():
    assert set(shortened(("b" * 40, "b" * 40 + "\n"), 28).values()) == {"b" * 10 + "…" + "b" * 17}
