"""What `metrics.csv` says of the shipped boards: every column is described, and the formulas hold."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import cache as cache_package
from cache.leaderboard import Leaderboard, LeaderboardId
from cache.metrics import Metric, Metrics, check_total
from cache.store import Store
from dashboard.catalog import boards
from dashboard.catalog.organizations import organization

FILE = Path(cache_package.__file__).with_name("metrics.csv")
UNITS = {"", "%", "points", "Elo", "级", "字", "count", "reward"}
# A publisher's own slips, by board and edition: models whose printed total is not what its parts give.
KNOWN_SLIPS = {
    "clue/paddlenlp/undated": {"ERNIE 3.0-Micro-zh"},
    "superclue-github/language/2023-09": {"GPT4"},
    "superclue-github/opt/2023-12": {"通义千问2.0", "文心一言4.0(网页)"},
    "superclue-math6/accuracy/undated": {"ChatGLM3_6B", "Chinese_Alpaca2_13B"},
    "superclue-safety/overall/undated": {"BlueLM↗"},
    "superclue-safety/traditional/undated": {"ChatGLM2-pro"},
}


@cache
def metrics() -> Metrics:
    return Metrics.load()


@cache
def shipped() -> tuple[Leaderboard, ...]:
    store = Store()
    found = tuple(store.read(id) for id in sorted(store.current()))
    if not found:
        pytest.skip("the repository ships no leaderboards yet")
    return found


def described(board: Leaderboard) -> dict[str, Metric]:
    return {column: metrics().of(board.id, column) for column in board.metrics}


def metric(id: str, column: str) -> Metric:
    return metrics().of(LeaderboardId(*id.split("/")), column)


def test_every_line_is_written_in_the_words_a_reader_of_the_file_expects() -> None:
    with FILE.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            assert line["unit"] in UNITS, line
            assert bool(line["label_zh"]) == bool(line["label_en"]), line
            assert line["label_zh"] or line["column"] == "*", line
            assert all(cell == cell.strip() for cell in line.values()), line


def test_every_column_of_every_shipped_board_is_described() -> None:
    undescribed = {
        f"{board.id}: {column}"
        for board in shipped()
        for column, known in described(board).items()
        if known.label_zh == known.label_en == column
        and known.low is None
        and known.unit != "reward"  # the name of an environment is its label
    }
    assert undescribed == set()


def test_no_two_columns_of_a_board_share_a_label() -> None:
    for board in shipped():
        labels: dict[str, list[str]] = defaultdict(list)
        for column, known in described(board).items():
            labels[known.label_zh].append(column)
            labels[known.label_en].append(column)
        assert {label: columns for label, columns in labels.items() if len(set(columns)) > 1} == {}, board.id


def test_one_chinese_label_has_one_english_label_within_a_source() -> None:
    english: dict[tuple[str, str], set[str]] = defaultdict(set)
    for board in shipped():
        for known in described(board).values():
            english[board.id.source, known.label_zh].add(known.label_en)
    assert {label: words for label, words in english.items() if len(words) > 1} == {}


def test_every_score_lies_in_its_range() -> None:
    for board in shipped():
        for column, known in described(board).items():
            for entry in board.entries:
                score = entry.scores.get(column)
                if score is not None:
                    assert known.low is None or score >= known.low, (board.id, column, entry.model)
                    assert known.high is None or score <= known.high, (board.id, column, entry.model)


def test_the_total_is_a_formula_of_columns_the_board_has() -> None:
    missing = {str(board.id): check.missing for board in shipped() for check in check_total(board, metrics())}
    assert {id: parts for id, parts in missing.items() if parts} == {}


def test_published_totals_follow_from_their_parts_but_for_known_slips() -> None:
    broken: dict[str, set[str]] = defaultdict(set)
    for board in shipped():
        for check in check_total(board, metrics()):
            broken[str(board.id)] |= {board.entries[row - 1].model for row in check.broken}
    assert {id: models for id, models in broken.items() if models} == KNOWN_SLIPS


@pytest.mark.parametrize(
    ("edition", "weights"),
    [("2023-08", [0.5, 0.5]), ("2023-10", [0.6, 0.4]), ("2023-11", [0.6, 0.4]), ("2023-12", [0.7, 0.3])],
)
def test_the_weights_of_open_and_objective_questions_are_those_of_the_month(
    edition: str, weights: list[float]
) -> None:
    total = metric(f"superclue-github/overall/{edition}", "总分")
    assert total.is_total
    assert list(total.parts.values()) == weights


def test_the_general_board_of_july_2026_weighs_its_six_tasks_unequally() -> None:
    parts = metric("superclue/overall/2026-07", "总分").parts
    assert list(parts.values()) == [0.18, 0.16, 0.16, 0.16, 0.25, 0.09]
    assert sum(parts.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("id", "column"),
    [
        ("superclue-github/open/2023-08", "负率"),
        ("superclue-open/open/2023-08", "Loss"),
        ("superclue-open/open/2023-08", "Loss_rate(%)"),
    ],
)
def test_fewer_losses_are_better(id: str, column: str) -> None:
    assert not metric(id, column).higher_is_better


def test_the_general_boards_of_both_sites_are_one_benchmark_family() -> None:
    ids = (
        *("superclue/overall/2026-03", "superclue/opensource/2026-03", "superclue/reasoning/2026-07"),
        *("superclue-github/overall/2023-12", "superclue-github/opensource/2023-10"),
    )
    assert {metric(id, "总分").family for id in ids} == {"superclue"}
    assert metric("superclue/image/2026-03", "总分").family == "superclue-image"
    assert metric("superclue/vlm/2026-07", "总分").family == "superclue-vlm"
    assert metric("superclue/unheard-of/2026-09", "总分").family == "superclue/unheard-of"
    assert metric("zeroclue/overall/undated", "score").family == "fewclue"  # the same rows, mostly


def test_a_battle_rating_has_no_range() -> None:
    rating = metric("superclue-open/overall/2023-08", "LYB匿名对战")
    assert (rating.unit, rating.low, rating.high) == ("Elo", None, None)


def test_every_shipped_board_and_source_has_a_card() -> None:
    ids = {(board.id.source, board.id.leaderboard) for board in shipped()}
    assert {id for id in ids if boards.card(*id) is None or boards.card(id[0]) is None} == set()


def test_every_maker_on_the_shipped_boards_is_in_the_catalog() -> None:
    makers = {entry.attributes.get("机构", "") for board in shipped() for entry in board.entries} - {"", "-"}
    assert {maker for maker in makers if organization(maker) is None} == set()
