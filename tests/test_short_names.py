"""Names on charts: short, and different where the whole names are."""

import pytest

from dashboard.figures.short_names import middle_cut, shortened
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
    assert found[SIBLINGS[0]] == middle_cut(SIBLINGS[0], 28) == "eva02_larg…38m_ft_in22k_in1k"


def test_names_that_read_alike_stay_alike():
    assert set(shortened(("b" * 40, "b" * 40 + "\n"), 28).values()) == {"b" * 10 + "…" + "b" * 17}
