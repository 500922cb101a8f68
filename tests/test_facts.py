"""What is known of the models of a board, and which rows a question about it leaves."""

from __future__ import annotations

import pytest
from sample_boards import board

from cache.leaderboard import Leaderboard
from cache.metrics import Metrics
from dashboard.ranking.facts import NON_THINKING, THINKING, UNSAID, Question, facts_of, one_per_family
from dashboard.ranking.view import select

NAMES = (
    "gpt-5 (high)",
    "gpt-5 (low)",
    "DeepSeek-V3.2-Exp-Think",
    "GLM-4.5-nothink",
    "Human",
    "xyzzy-7B",
    "豆包",
)


def sample() -> Leaderboard:
    return board(*((str(rank), name, 100.0 - rank) for rank, name in enumerate(NAMES, 1)))


def shown(question: Question, *, per_family: bool = False) -> list[str]:
    table = select(sample(), "总分", Metrics.load(), question=question, per_family=per_family)
    return table["model"].tolist()


def test_a_row_tells_its_model_and_why() -> None:
    first, *_, unknown, _ = facts_of(sample())
    assert (first.model_id, first.family, first.effort, first.resolved) == (
        "gpt-5-high",
        "gpt-5",
        "high",
        True,
    )
    assert (unknown.model_id, unknown.resolved) == ("xyzzy-7b", False)
    assert unknown.reason == "normal form, not in catalog"


def test_a_mode_that_is_not_said_is_an_answer_of_its_own() -> None:
    modes = [facts.thinking for facts in facts_of(sample())]
    assert modes[:4] == [UNSAID, UNSAID, THINKING, NON_THINKING]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (Question(), NAMES),
        (Question(region="cn"), (NAMES[2], NAMES[3], NAMES[6])),
        (Question(region="intl"), NAMES[:2]),
        (Question(thinking=THINKING), (NAMES[2],)),
        (Question(thinking=NON_THINKING), (NAMES[3],)),
        (Question(effort="low"), (NAMES[1],)),
        (Question(family="gpt-5"), NAMES[:2]),
        (Question(model_id="doubao"), (NAMES[6],)),
        (Question(region="cn", effort="high"), ()),
    ],
)
def test_a_question_leaves_the_rows_that_are_known_to_fit(question: Question, names: tuple[str, ...]) -> None:
    assert shown(question) == list(names)
    assert set(shown(question, per_family=True)) <= set(names)


def test_weights_are_open_closed_or_not_known() -> None:
    weights = {name: facts.open_weights for name, facts in zip(NAMES, facts_of(sample()), strict=True)}
    assert weights["豆包"] is False
    assert weights["xyzzy-7B"] is None
    assert "xyzzy-7B" not in shown(Question(open_weights=True)) + shown(Question(open_weights=False))


def test_a_family_has_one_row_its_best_and_people_keep_theirs() -> None:
    assert shown(Question(), per_family=True) == [NAMES[0], *NAMES[2:]]
    assert one_per_family([facts_of(board(("1", "Human", 1.0)))[0]] * 2) == [True, True]


def test_positions_are_those_of_the_whole_board_whatever_is_left() -> None:
    table = select(sample(), "总分", Metrics.load(), question=Question(region="cn"), per_family=True)
    assert table["position"].tolist() == [3, 4, 7]
