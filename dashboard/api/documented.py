"""The OpenAPI file as it is true: what the framework adds of its own and never sends is taken away, what the
gate answers is put in."""

from __future__ import annotations

import copy
from typing import Any

from dashboard.api.problems import MEDIA_TYPE

NEVER_SENT = ("HTTPValidationError", "ValidationError")
METHODS = "GET, HEAD, OPTIONS"
ETAG = {"ETag": ("Of this answer, for If-None-Match.", "string")}
RETRY_AFTER = {"Retry-After": ("Seconds to wait before asking again.", "integer")}
CACHE_CONTROL = {"Cache-Control": ("How long the answer may be kept.", "string")}
LINK = {"Link": ("Of CSV: the address of what follows, rel=next, relative to this one.", "string")}
DISPOSITION = {"Content-Disposition": ("The name of the file.", "string")}
Headers = dict[str, tuple[str, str]]


def documented(file: dict[str, Any]) -> dict[str, Any]:
    """A copy of `file`, changed."""
    file = copy.deepcopy(file)
    for name in NEVER_SENT:
        file["components"]["schemas"].pop(name, None)
    for path, methods in file["paths"].items():
        asked = methods["get"]
        _answers(path, asked)
        methods["head"] = _without_body(asked)
    return file


def _answers(path: str, asked: dict[str, Any]) -> None:
    answers = asked["responses"]
    for status in ("422", *_never(path)):
        answers.pop(status, None)
    for answer in answers.values():
        if MEDIA_TYPE in answer.get("content", {}):
            answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
    answers["304"] = {"description": "Nothing changed since the answer with the ETag in If-None-Match"}
    refused = {"description": f"Only {METHODS} are answered", "content": answers["503"]["content"]}
    answers["405"] = refused | {"headers": _headers({"Allow": (METHODS, "string")})}
    pages = "text/csv" in answers["200"].get("content", {}) and any(
        parameter["name"] == "limit" for parameter in asked["parameters"]
    )
    answers["200"]["headers"] = _headers(
        ETAG | CACHE_CONTROL | (LINK if pages else {}) | (DISPOSITION if _is_drawn(path) else {})
    )
    answers["304"]["headers"] = _headers(ETAG | CACHE_CONTROL)
    if _is_drawn(path):
        for status in ("429", "503"):
            answers[status]["headers"] = _headers(RETRY_AFTER)
    asked["responses"] = dict(sorted(answers.items()))


def _never(path: str) -> list[str]:
    """Statuses that are no answer to this address."""
    of_page = any(part in path for part in ("/views/", "/charts/", "/composite"))
    return [
        *([] if "{" in path else ["404"]),
        *([] if of_page else ["409"]),
        *([] if _is_drawn(path) else ["429"]),
    ]


def _is_drawn(path: str) -> bool:
    return "/charts/" in path


def _headers(said: Headers) -> dict[str, Any]:
    return {
        name: {"description": words, "schema": {"type": kind}} for name, (words, kind) in sorted(said.items())
    }


def _without_body(asked: dict[str, Any]) -> dict[str, Any]:
    """The same as HEAD."""
    head = copy.deepcopy(asked)
    head["operationId"] += "_head"
    head["description"] = "As GET, without the body."
    for answer in head["responses"].values():
        answer.pop("content", None)
    return head
