"""YAML leaderboards: read as text, bounded, and refused in words."""

from __future__ import annotations

import pytest

from scrapers.errors import LayoutError
from scrapers.rankings import layout
from scrapers.tables import media_type, read_tables
from scrapers.yaml import load


def texts(page: str) -> list[tuple[tuple[str, ...], list[list[str]]]]:
    tables = read_tables(page.encode(), "yaml", "page")
    return [(table.header, [[cell.text for cell in row] for row in table.rows]) for table in tables]


def test_a_list_of_records_is_a_table_and_figures_stay_as_printed() -> None:
    page = "- model: 青松-7B\n  pass: 20.40\n  ok: yes\n- model: 'null'\n  pass: 010\n  cost: ~\n"
    assert texts(page) == [
        (("model", "pass", "ok", "cost"), [["青松-7B", "20.40", "yes", ""], ["null", "010", "", ""]])
    ]


def test_a_model_may_stand_twice() -> None:
    page = "- {model: 青松-7B, mode: diff, score: 1}\n- {model: 青松-7B, mode: whole, score: 2}\n"
    (table,) = read_tables(page.encode(), media_type("board.yml"), "board.yml")
    assert len(table.rows) == 2
    assert layout(table).model_column == "model"


def test_models_may_be_the_names_of_objects_and_documents_the_rows() -> None:
    assert texts("GPT-4: {mmlu: 86.4}\nQwen-72B: {mmlu: 77.4}\n") == [
        (("", "mmlu"), [["GPT-4", "86.4"], ["Qwen-72B", "77.4"]])
    ]
    assert texts("---\nmodel: A\nscore: 1\n---\nmodel: B\nscore: 2\n") == [
        (("model", "score"), [["A", "1"], ["B", "2"]])
    ]


def test_merged_defaults_give_way_to_what_the_row_says() -> None:
    page = "shared: &shared {org: 青松, mode: diff}\nrows:\n- {<<: *shared, model: A, score: 1}\n"
    page += "- model: B\n  mode: whole\n  <<: [*shared, {mode: x, extra: y}]\n  score: 2\n"
    assert load(page) == {
        "shared": {"org": "青松", "mode": "diff"},
        "rows": [
            {"org": "青松", "mode": "diff", "model": "A", "score": "1"},
            {"org": "青松", "extra": "y", "model": "B", "mode": "whole", "score": "2"},
        ],
    }


def test_tags_make_no_objects() -> None:
    assert load("a: !!python/object/apply:os.system ['ls']\nb: !mine 3\n") == {"a": ["ls"], "b": "3"}


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}x]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (bomb(12), "counting what aliases repeat"),
        ("&a [*a]", r"line 1: the alias \*a stands for nothing"),
        ("\nx: *b", r"line 2: the alias \*b stands for nothing"),
        ("[" * 100_000, "nested too deeply"),
        ("{a: b", "not YAML"),
        ("? [1, 2]\n: 3", "line 1: a list or an object stands as a name"),
        ("a: \x01", "not YAML"),
    ],
)
def test_bombs_and_broken_pages_are_refused_in_words(page: str, why: str) -> None:
    with pytest.raises(LayoutError, match=rf"^page: .*{why}"):
        read_tables(page.encode(), "yaml", "page")
