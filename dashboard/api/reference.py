"""The page for people who want to use the API, written from its OpenAPI file."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import relpath
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

from dashboard.service.settings import settings

_templates = Environment(
    loader=PackageLoader("dashboard.api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_markdown = MarkdownIt("commonmark", {"html": False})
_WHERE = {"path": "in the address", "header": "a header"}
_HERE = "/api/v1"
_EXAMPLES = {"edition": "latest", "category": "llm", "picture": "svg", "id": "gpt-4"}
_EXAMPLES |= {"source": "superclue", "leaderboard": "overall", "page": "rankings"}


def page(specification: Mapping[str, Any], counts: str) -> str:
    """HTML without scripts; `counts`: what there is. Links are relative to `/api/v1/`, where it stands."""
    return _templates.get_template("reference.html").render(
        info=specification["info"],
        counts=counts,
        description=_written(specification["info"]["description"]),
        operations=[_operation(path, said["get"]) for path, said in specification["paths"].items()],
    )


def _operation(path: str, said: Mapping[str, Any]) -> dict[str, Any]:
    example = path.format_map(_EXAMPLES)
    return {
        "path": path,
        "example": settings().public_path + example,
        "link": relpath(example, _HERE),  # holds below any path
        "says": _written(said.get("description") or said["summary"]),
        "parameters": [_parameter(parameter) for parameter in said.get("parameters", [])],
    }


def _parameter(said: Mapping[str, Any]) -> dict[str, Any]:
    shape = said["schema"]
    values: list[str] = next((one["enum"] for one in (shape, *shape.get("anyOf", [])) if "enum" in one), [])
    return {
        "name": said["name"],
        "where": _WHERE.get(said["in"], ""),
        "default": shape.get("default", ""),
        "values": values,
        "says": Markup(_markdown.renderInline(said.get("description", ""))),
    }


def _written(markdown: str) -> Markup:
    """HTML of what the file says in Markdown, with marks of HTML inert."""
    return Markup(_markdown.render(markdown))
