"""What a reader is told of a model, and where each fact is from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dashboard.catalog import aliases, lookup, models, reasons
from dashboard.catalog.resolve import resolve
from dashboard.words import LANGS

STORED = Path(__file__).parents[2] / "shared" / "pages" / "raw.githubusercontent.com"


def told(id: str) -> dict[str, tuple[str, str]]:
    return {name: (fact.value, fact.evidence.key) for name, fact in lookup.facts(id).items()}


def test_each_fact_of_a_model_names_its_source() -> None:
    assert told("gpt-4o-2024-05-13") == {
        "organization": ("openai", "LMArena"),
        "region": ("intl", "LMArena"),
        "open_weights": ("no", "models.dev"),
        "released": ("2024-05-13", "Epoch"),
    }


def test_a_fact_told_of_another_run_of_one_release_says_of_which() -> None:
    fact = lookup.facts("qwen3-235b-a22b-thinking")["released"]
    assert (fact.value, fact.model_id, fact.evidence.key) == ("2025-04-28", "qwen3-235b-a22b", "Epoch")


def test_of_an_unknown_model_only_its_product_line_tells() -> None:
    assert told("claude-opus-9") == {
        "organization": ("anthropic", "name"),
        "region": ("intl", "name"),
        "open_weights": ("no", "line"),
    }
    assert told("xyzzy-7b") == {}


def test_every_fact_of_the_catalog_has_a_source_a_reader_can_be_told() -> None:
    for known in models.models().values():
        for fact in lookup.facts(known.id).values():
            assert fact.value, (known.id, fact)
            assert all(fact.evidence.label(lang) for lang in LANGS)


def test_a_model_of_no_known_maker_has_no_region() -> None:
    assert "region" not in lookup.facts("youyuanjian")


# Reasons


def test_every_note_behind_a_reason_is_told_in_both_languages() -> None:
    for alias in aliases.aliases().values():
        assert reasons.note(alias.reason, "en") == alias.reason
        assert any("\u4e00" <= char <= "\u9fff" for char in reasons.note(alias.reason, "zh")), alias
    assert reasons.note(reasons.LEFT_OUT, "zh") != reasons.LEFT_OUT
    assert reasons.note("anything else", "zh") == "anything else"


# The boards' own pages


@pytest.mark.stored_pages
def test_what_two_boards_name_is_known_with_maker_and_weights() -> None:
    """Of the three boards that print both themselves, so that nothing known may be missing."""
    if not STORED.is_dir():
        pytest.skip("no stored pages here")
    folder = STORED / "fboulnois/llm-leaderboard-csv/main/csv"
    named = [names_of(folder / f"lmarena_{board}.csv", "model") for board in ("text", "vision")]
    named.append(names_of(STORED / "ShishirPatil/gorilla/gh-pages/data_overall.csv", "Model"))
    shared = [id for id in set().union(*named) if sum(id in board for board in named) > 1]
    assert len(shared) > 60
    for id in shared:
        known = models.model(id)
        assert known is not None, id
        assert known.organization, id
        assert known.region, id
        assert known.open_weights is not None, id


def names_of(file: Path, column: str) -> set[str]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return {resolve(row[column]).model_id for row in csv.DictReader(rows)}
