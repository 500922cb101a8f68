from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cache.leaderboard import Standing
from scrapers.cells import figures, is_baseline, rank, score
from scrapers.errors import CellError, LayoutError


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("50.19%", 50.19),
        ("69.93 %", 69.93),
        ("1,234", 1234.0),
        ("12,345,678.9", 12345678.9),
        ("**90.1**", 90.1),
        ("***90.1***", 90.1),
        ("90.1*", 90.1),
        ("90.1†", 90.1),
        ("90.1[2]", 90.1),
        ("90.91 ± 0.00[^3]", 90.91),
        ("90.1¹", 90.1),
        ("92.0 (5-shot CoT)", 92.0),
        ("69.7(64.5)", 69.7),
        ("58.7 (0.3)", 58.7),
        ("86.66(1.02, 88.2)", 86.66),
        ("74.41%(↑0.41)", 74.41),
        ("69.7 ± 0.4", 69.7),
        ("43.36N", 43.36),
        ("57.54N(72.2?)", 57.54),
        ("74.0?", 74.0),
        ("5级", 5.0),
        ("84\\.57", 84.57),
        ("９０．５", 90.5),
        ("-8.12", -8.12),
        ("−8.12", -8.12),
        ("－8.12", -8.12),
        ("+0.41", 0.41),
        ("1.5e3", 1500.0),
        ("100.00", 100.0),
        ("0", 0.0),
    ],
)
def test_each_printed_form_has_its_rule(text: str, figure: float) -> None:
    assert score(text) == figure


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "--", "—", "?", "？", "na", "N/A", "未报告", "✗", "✗\ufe0f", "/", "／", "**-**", "无"],
)
def test_the_closed_list_of_marks_means_no_score(text: str) -> None:
    assert score(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *[
            "nan",
            "NaN",
            "inf",
            "-Infinity",
            "1e999",
            "180,0",
            ">=10,0000",
            "108M",
            "<60",
            "2e-5,16",
            "2025.03.12",
        ],
        *["2023-12", "12 34", "5.", "0x10", "1_000", "²", "٣", "abc", "+5/-5", "8.0元", "(81.3)", "1" * 300],
    ],
)
def test_whatever_no_rule_covers_is_refused(text: str) -> None:
    with pytest.raises(CellError):
        figures(text)


def test_two_figures_in_a_cell_are_told_apart() -> None:
    assert figures("F1:92.30 EM:86.60") == {"F1": 92.3, "EM": 86.6}
    assert figures("***F1:95.32 EM:90.54***") == {"F1": 95.32, "EM": 90.54}
    assert figures("71.48/90.35") == {"(1)": 71.48, "(2)": 90.35}
    with pytest.raises(LayoutError, match="2 figures"):
        score("71.48/90.35")


@pytest.mark.parametrize(
    ("text", "number", "standing"),
    [
        ("1", 1, Standing.ENTRANT),
        ("11.0", 11, Standing.ENTRANT),
        ("🏅", 1, Standing.ENTRANT),
        ("🏅\ufe0f", 1, Standing.ENTRANT),
        ("🥇", 1, Standing.ENTRANT),
        ("🥈", 2, Standing.ENTRANT),
        ("🥉\ufe0f", 3, Standing.ENTRANT),
        ("第3名", 3, Standing.ENTRANT),
        ("1 (tie)", 1, Standing.ENTRANT),
        ("3（并列）", 3, Standing.ENTRANT),
        ("1\ufe0f\u20e3", 1, Standing.ENTRANT),
        ("0", None, Standing.REFERENCE),
        ("-", None, Standing.REFERENCE),
        ("—", None, Standing.REFERENCE),
        ("🧝", None, Standing.BASELINE),
        ("🧝\u200d♂\ufe0f", None, Standing.BASELINE),
        ("HUMAN", None, Standing.BASELINE),
        ("", None, Standing.ENTRANT),
    ],
)
def test_ranks_are_numbers_medals_or_marks(text: str, number: int | None, standing: Standing) -> None:
    assert rank(text) == (number, standing)


@pytest.mark.parametrize("text", ["1.5", "🥇🥈", "🏅 4", "first", "-1"])
def test_other_ranks_are_refused(text: str) -> None:
    with pytest.raises(CellError):
        rank(text)


def test_people_and_chance_are_baselines_and_models_are_not() -> None:
    for name in ["人类", "Human (in accuracy)", "HUMAN", "Human Performance", "Random Choice", "人类水平"]:
        assert is_baseline(name), name
    for name in ["Humanoid-7B", "Baseline(RoBERTa)", "GPT-4", "RandomForest-LM", "humane"]:
        assert not is_baseline(name), name


@given(st.text(max_size=30))
def test_any_text_is_read_finite_or_refused(text: str) -> None:
    try:
        found = figures(text)
    except CellError:
        return
    assert all(isfinite(figure) for figure in found.values())


@given(st.floats(min_value=-1e9, max_value=1e9, allow_nan=False))
def test_every_figure_survives_its_shortest_text(figure: float) -> None:
    assert score(repr(figure)) == figure
