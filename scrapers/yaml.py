"""YAML → the objects and texts that JSON would give, figures as they are printed.

Built from the parser's events: no tag makes an object, and what aliases repeat counts as often as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from scrapers.errors import LayoutError
from scrapers.grid import MOST_CELLS

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 50  # levels of nesting
_NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
_MERGE = "<<"


class _Built(NamedTuple):
    value: object
    size: int  # scalars and collections in it, each as often as aliases repeat it
    is_merge: bool = False


def load(text: str) -> object:
    """The document, or the list of several. Raises LayoutError."""
    try:
        documents = list(_Builder(text).documents())
    except yaml.YAMLError as error:
        told = " ".join(str(error).split())
        raise LayoutError(f"not YAML: {told[:200]}") from None
    return documents[0] if len(documents) == 1 else documents


class _Builder:
    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_PARSER)
        self._anchored: dict[str, _Built] = {}
        self._size = 0

    def documents(self) -> Iterator[object]:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._anchored = {}
                yield self._build(next(self._events), 0).value

    def _build(self, event: yaml.Event, depth: int) -> _Built:
        if depth > _DEEPEST:
            raise LayoutError("nested too deeply to read")
        match event:
            case yaml.AliasEvent():
                if event.anchor not in self._anchored:
                    raise LayoutError(f"{_line(event)}: the alias *{event.anchor} stands for nothing")
                return self._counted(self._anchored[event.anchor])
            case yaml.ScalarEvent():
                plain = not event.style  # None or "", by the parser
                value = None if plain and event.value in _NOTHING else event.value
                built = self._counted(_Built(value, 1, plain and event.value == _MERGE))
            case yaml.SequenceStartEvent():
                built = self._sequence(depth)
            case _:
                built = self._mapping(depth)
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._anchored[event.anchor] = built
        return built

    def _sequence(self, depth: int) -> _Built:
        items: list[object] = []
        before = self._size
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._build(event, depth + 1).value)
        self._size += 1
        return _Built(items, self._size - before)

    def _mapping(self, depth: int) -> _Built:
        own: dict[str, object] = {}
        merged: dict[str, object] = {}
        before = self._size
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._build(event, depth + 1)
            value = self._build(next(self._events), depth + 1).value
            if key.is_merge:
                for other in value if isinstance(value, list) else [value]:
                    merged = (other if isinstance(other, dict) else {}) | merged
            elif isinstance(key.value, str | None):
                own[key.value or ""] = value
            else:
                raise LayoutError(f"{_line(event)}: a list or an object stands as a name")
        self._size += 1
        first = {name: value for name, value in merged.items() if name not in own}
        return _Built(first | own, self._size - before)

    def _counted(self, built: _Built) -> _Built:
        self._size += built.size
        if self._size > MOST_CELLS:
            raise LayoutError(f"more than {MOST_CELLS:,} values, counting what aliases repeat")
        return built


def _line(event: yaml.Event) -> str:
    return f"line {event.start_mark.line + 1}" if event.start_mark else "somewhere"
