"""The page for people who want to use the API, written from its OpenAPI file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it import MarkdownIt
from markupsafe import Markup

_templates = Environment(
    loader=PackageLoader("dashboard.api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_markdown = MarkdownIt("commonmark", {"html": False})
_WHERE = {"path": "in the address", "header": "a header"}
_VALUES = {"source": "superclue", "leaderboard": "overall", "edition": "latest"}


def page(specification: Mapping[str, Any], counts: str) -> str:
    """HTML without scripts; `counts`: what there is. Links are relative to `/api/v1/`, where it stands."""
    return _templates.get_template("reference.html").render(
        info=specification["info"],
        counts=counts,
        description=_written(specification["info"]["description"]),
        operations=[_operation(path, said["get"]) for path, said in specification["paths"].items()],
    )


def _operation(path: str, said: Mapping[str, Any]) -> dict[str, Any]:
    example = path.removeprefix("/api/v1/")
    for parameter in said.get("parameters", []):
        known = parameter.get("schema", {}).get("examples", [_VALUES.get(parameter["name"], "")])
        example = example.replace(f"{{{parameter['name']}}}", str(known[0]))
    return {
        "path": path,
        "example": example,
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
