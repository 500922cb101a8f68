"""Rows of a board that are people or chance, not models."""

from __future__ import annotations

from dashboard.catalog.reading import read_form

_WHO = {"human", "humans", "人类", "random", "随机", "majority", "frequent", "chance", "people"}
_WHICH = {
    *("expert", "experts", "performance", "level", "baseline", "average", "avg", "mean", "best", "annotator"),
    *(
        "annotators",
        "choice",
        "guess",
        "guessing",
        "chance",
        "vote",
        "voting",
        "class",
        "accuracy",
        "in",
        "score",
    ),
    *(
        "high",
        "low",
        "medium",
        "most",
        "水平",
        "专家",
        "平均",
        "基线",
        "猜测",
        "选择",
        "evaluation",
        "eval",
        "test",
    ),
}


def baseline(name: str) -> bool:
    """Whether `name` says people or chance and nothing else."""
    form = read_form(name)
    words = form.words
    if not words or form.date or form.stage:
        return False
    who = [word for word in words if word in _WHO]
    return bool(who) and words[0] in _WHO | {"most", "average", "expert"} and set(words) <= _WHO | _WHICH
