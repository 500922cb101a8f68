"""What a reader is told of a model, and where each fact is from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dashboard.catalog import aliases, evidence, lookup, models, product_lines, reasons, review
from dashboard.catalog.lines import CatalogError
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


# The files

MODEL = "a,,A,f,openai,,yes,2024-12,7B,,model,,"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("organization: x; open_weights: x; released: x", "names no source for parameters"),
        ("organization: x; region: x", "names a source for the empty region"),
        ("LMArena", "is not “fact: source; fact: source”"),
        ("organization: x; ", "begins or ends with white space"),
    ],
)
def test_a_fact_without_its_source_is_refused(tmp_path: Path, source: str, message: str) -> None:
    file = tmp_path / "models.csv"
    file.write_text(f"{','.join(models.COLUMNS)}\n{MODEL}{source}\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=f"models.csv, line 2, column source: .*{message}"):
        models.models(file)


def test_a_source_nobody_knows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "evidence", dict)
    with pytest.raises(CatalogError, match="unknown here"):
        review.check()


@pytest.mark.parametrize(
    ("lines", "message"),
    [("a,甲,A,,\na,甲,A,,", "line 3, column key: 'a' stands twice"), ("a,甲,A,ftp://x,", "column url")],
)
def test_faulty_evidence_is_refused_by_line_and_column(tmp_path: Path, lines: str, message: str) -> None:
    file = tmp_path / "evidence.csv"
    file.write_text(f"{','.join(evidence.COLUMNS)}\n{lines}\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=message):
        evidence.evidence(file)


def test_a_product_line_says_yes_or_no_to_open_weights_or_nothing(tmp_path: Path) -> None:
    file = tmp_path / "product_lines.csv"
    file.write_text(f"{','.join(product_lines.COLUMNS)}\nfoo,,,openai,foo,,,,open\n", encoding="utf-8")
    with pytest.raises(CatalogError, match="line 2, column open_weights: 'open' is none of yes, no"):
        product_lines.product_lines(file)


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
