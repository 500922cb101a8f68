import pytest
from boards import PLAIN, board, metrics

from dashboard import changes_asked
from dashboard.ranking.changes import compare, join, movers, same_metric
from dashboard.ranking.differences import differences

BEFORE = [("Alpha-1", 90.0, 1), ("Beta", 80.0, 2), ("Gamma", 70.0, 3), ("Gone", 60.0, 4)]
NOW = [("Beta", 95.0, 1), ("alpha 1", 90.0, 2), ("Gamma", 85.0, 3), ("Fresh", 50.0, 4)]


def test_models_are_joined_by_the_normal_form_of_their_names():
    changes = compare(board(NOW), board(BEFORE, "2023-11"), "总分", PLAIN)
    assert changes.moved[["model", "before", "after", "change"]].values.tolist() == [
        ["Beta", 2, 1, 1],
        ["alpha 1", 1, 2, -1],
    ]
    assert (changes.new, changes.dropped, changes.new_rows) == (["Fresh"], ["Gone"], (4,))


def test_a_newer_model_of_a_line_is_a_new_model():
    changes = compare(
        board([("ERNIE 4.0", 9.0, 1)]), board([("ERNIE 3.5", 8.0, 1)], "2023-11"), "总分", PLAIN
    )
    assert (changes.new, changes.dropped) == (["ERNIE 4.0"], ["ERNIE 3.5"])


def test_people_are_neither_counted_nor_new_nor_dropped():
    now = board([("人类", 99.0, None), *NOW])
    changes = compare(now, board([*BEFORE, ("Human", 98.0, None)], "2023-11"), "总分", PLAIN)
    assert changes.new == ["Fresh"]
    assert changes.dropped == ["Gone"]
    assert changes.moved["after"].tolist() == [1, 2]


def test_by_the_leading_metric_references_take_no_place_in_moves():
    before = board([("GPT", 99.0, None), ("Beta", 95.0, 1), ("Alpha", 90.0, 2)], "2023-11")
    changes = compare(board([("Alpha", 9.0, 1), ("Beta", 8.0, 2), ("GPT", 7.0, 3)]), before, "总分", PLAIN)
    assert changes.moved[["model", "before", "after"]].values.tolist() == [["Alpha", 2, 1], ["Beta", 1, 2]]
    told = differences(board([("GPT", 7.0, 1)]), before, "总分", PLAIN).set_index("model").loc["GPT"]
    assert (told["status"], told["score_before"]) == ("unranked", 99.0)


def test_by_no_metric_do_references_take_a_place(tmp_path):
    known = metrics(tmp_path, {"column": "总分", "kind": "total"}, {"column": "别的"})
    now = board([("GPT", 99.0, None), ("Beta", 95.0, 1)], metric="别的", others=["总分"])
    before = board([("Beta", 90.0, 1), ("GPT", 80.0, None)], "2023-11", metric="别的", others=["总分"])
    assert compare(now, before, "别的", known).moved.empty


def test_it_is_told_when_most_of_the_earlier_field_is_gone():
    changes = compare(board(NOW), board([("A", 3.0, 1), ("B", 2.0, 2), ("Beta", 1.0, 3)]), "总分", PLAIN)
    assert (len(changes.dropped), changes.models_before) == (2, 3)
    assert changes_asked.gone(2, 3, "2023-11", board(NOW).id, "en")
    assert not changes_asked.gone(1, 2, "2023-11", board(NOW).id, "en")


def test_rows_that_share_a_normal_form_are_joined_by_exact_name_or_left_out():
    now = board([("X-1", 9.0, 1), ("X 1", 8.0, 2), ("Y", 7.0, 3), ("Y", 6.0, 4)])
    before = board([("Y", 9.0, 1), ("X 1", 8.0, 2), ("x1", 7.0, 3)], "2023-11")
    pairs, new, dropped = join(now, before)
    assert (pairs, new, dropped) == ([(2, 2)], [], [])


def test_a_model_without_a_score_on_one_side_has_not_moved():
    now = board([("A", None, None), ("B", 3.0, 1)])
    changes = compare(now, board([("A", 5.0, 1), ("B", 3.0, 2)], "2023-11"), "总分", PLAIN)
    assert changes.moved["model"].tolist() == ["B"]
    assert changes.new == []


def test_a_renamed_column_is_found_by_its_label(tmp_path):
    known = metrics(
        tmp_path, {"column": "总分", "label_zh": "总分"}, {"column": "OPEN总分", "label_zh": "总分"}
    )
    now, before = board(NOW), board(BEFORE, "2023-11", metric="OPEN总分")
    assert same_metric(now, before, "总分", known) == "OPEN总分"
    assert len(compare(now, before, "总分", known).moved) == 2


def test_two_columns_of_one_label_are_not_guessed_between(tmp_path):
    known = metrics(tmp_path, {"column": "*", "label_zh": "总分"})
    before = board(BEFORE, "2023-11", metric="甲", others=["乙"])
    assert same_metric(board(NOW), before, "总分", known) is None


def test_without_the_metric_in_the_earlier_edition_only_names_are_compared():
    changes = compare(board(NOW), board(BEFORE, "2023-11", metric="别的"), "总分", PLAIN)
    assert changes.moved.empty
    assert (changes.new, changes.dropped) == (["Fresh"], ["Gone"])


def test_a_metric_where_less_is_better_rises_towards_less(tmp_path):
    known = metrics(tmp_path, {"column": "总分", "higher_is_better": "false"})
    changes = compare(
        board([("A", 1.0, None), ("B", 2.0, None)]),
        board([("A", 3.0, None), ("B", 2.0, None)]),
        "总分",
        known,
    )
    assert changes.moved[["model", "change"]].values.tolist() == [["A", 1], ["B", -1]]


@pytest.mark.parametrize("n", [0, 2, 4])
def test_movers_are_the_largest_changes_and_the_best_new_models(n):
    before = board([(f"m{place}", 100.0 - place, None) for place in range(10)], "2023-11")
    now = board([(f"m{place}", float(place), None) for place in range(10)] + [("new", 50.0, None)])
    moved = movers(compare(now, before, "总分", PLAIN), n)
    assert moved.up["model"].tolist() == ["m9", "m8", "m7", "m6"][:n]
    assert moved.down["model"].tolist() == ["m0", "m1", "m2", "m3"][:n]
    assert moved.new == ["new"][:n]


def test_an_edition_compared_with_itself_or_with_nothing():
    same = compare(board(NOW), board(NOW), "总分", PLAIN)
    assert same.moved.empty
    assert same.new == same.dropped == []
    assert compare(board(NOW), board([], "2023-11"), "总分", PLAIN).new == [row[0] for row in NOW]
    assert movers(compare(board([]), board([]), "总分", PLAIN)).up.empty
