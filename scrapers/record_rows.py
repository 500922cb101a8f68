"""What in JSON or YAML is a row, and the columns that its fields make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scrapers import columns as words
from scrapers.cells import is_figure

_SCORES = frozenset(["metrics", "scores", "results", "benchmarks", "evaluations", "evals"])
_MEASURES = ("metric", "name", "benchmark", "task", "dataset")
_FIGURES = ("value", "score", "result")


def is_keyed(value: Mapping[str, object]) -> bool:
    """`{"GPT-4": {"score": 90}, "Qwen": {"score": 80}}`: rows by name, each with the same plain fields, or
    with whatever fields where the names are known models."""
    rows = [row for row in value.values() if isinstance(row, dict) and row and is_row(row)]
    if len(rows) < 2 or len(rows) < len(value):
        return False
    alike = all(set(row) == set(rows[0]) and is_scalars(row.values()) for row in rows)
    return alike or _are_models(value)


def is_scored(value: Mapping[str, object]) -> bool:
    """`{"GPT-4": 1287, "Qwen": 1187}`: known models, each with its score."""
    texts = [text_of(score) for score in value.values() if _is_scalar(score)]
    return len(value) > 1 and len(texts) == len(value) and _are_models(value) and all(map(is_figure, texts))


def _are_models(names: Iterable[str]) -> bool:
    known = [words.looks_like_a_model(name) for name in names]
    return 2 * sum(known) >= len(known)


def is_row(row: Mapping[str, object]) -> bool:
    """An object that holds figures and words, nested or not, but no further rows."""
    listed = _listed_scores(row)
    inner = [value for name, value in row.items() if not _is_scalar(value) and name not in listed]
    plain = len(row) > len(inner) or any(isinstance(value, dict) for value in inner)
    return plain and all(is_row(value) if isinstance(value, dict) else is_scalars(value) for value in inner)


def _listed_scores(row: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """`{"model": "A", "metrics": [{"name": "mmlu", "value": 88}]}`: by the key of the list."""
    found: dict[str, dict[str, str]] = {}
    for key, value in row.items():
        if key.casefold() not in _SCORES or not isinstance(value, list):
            continue
        pairs = [_pair(each) for each in value]
        named = dict(pair for pair in pairs if pair)
        if value and len(named) == len(value) and not _are_models(named):
            found[key] = named
    return found


def _pair(value: object) -> tuple[str, str] | None:
    if not isinstance(value, dict) or not is_scalars(value.values()):
        return None
    names = [text_of(value[key]) for key in _MEASURES if key in value]
    figures = [text_of(value[key]) for key in _FIGURES if key in value]
    return (names[0], figures[0]) if names and figures else None


def _is_scalar(value: object) -> bool:
    return value is None or isinstance(value, str | bool)


def is_scalars(values: object) -> bool:
    return isinstance(values, Iterable) and all(map(_is_scalar, values))


def flat(row: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    """`{"info": {"name": "x"}}` → `{"info.name": "x"}`; a list of words is one text."""
    fields: dict[str, str] = {}
    listed = _listed_scores(row)
    for key, value in row.items():
        if key in listed:
            fields |= {f"{prefix}{name}": figure for name, figure in listed[key].items()}
        elif isinstance(value, dict):
            fields |= flat(value, f"{prefix}{key}.")
        else:
            fields[prefix + key] = (
                ", ".join(map(text_of, value)) if isinstance(value, list) else text_of(value)
            )
    return fields


def text_of(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value).strip()
