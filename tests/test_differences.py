"""What a person is told of how a table differs from the one it would replace."""

from __future__ import annotations

from test_checks import board

from scrapers.differences import compare


def test_the_difference_tells_a_person_what_entered_dropped_moved_and_changed() -> None:
    before = board(
        [("甲-7B", {"总分": 70.0, "数学": 1.0}), ("乙-7B", {"总分": 60.0}), ("丙-7B", {"总分": 50.0})]
    )
    after = board([("丙-7B", {"总分": 65.0}), ("甲-7B", {"总分": 70.001}), ("丁-7B", {"总分": 40.0})])
    lines = list(compare(before, after, lambda *_: False).lines())
    assert lines == [
        "rows 3 → 3, columns 4 → 3",
        "metric columns gone: 数学",
        "models entered: 丁-7B",
        "models dropped: 乙-7B",
        "places moved: 丙-7B 2 → 1, 甲-7B 1 → 2",
        "figures changed (1 of 2):\n    丙-7B, 总分: 50 → 65",
    ]


def test_rows_of_one_model_are_joined_by_their_attributes() -> None:
    before = board([("可灵", {"median": 1200.0}), ("可灵", {"median": 900.0})], makers=["2026.02", "2025.09"])
    after = board([("可灵", {"median": 910.0}), ("可灵", {"median": 1200.0})], makers=["2025.09", "2026.02"])
    difference = compare(before, after, lambda *_: False)
    assert [(at.before, at.after) for at in difference.changed] == [(900.0, 910.0)]
    assert (difference.entered, difference.dropped) == ((), ())
