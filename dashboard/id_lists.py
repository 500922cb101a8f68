"""Several ids as one parameter of a URL: `m=gpt-4,,qwen-2.0`.

An id's place in the list stands for its colour and shape, so a place that was left stays free until it is
taken again: removing the first model does not repaint the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

MOST = 6  # colours there are


def read_ids(text: str) -> list[str]:
    """The ids by place, "" for a free one."""
    ids = [part.strip().replace("%2C", ",").replace("%25", "%") for part in text.split(",")]
    return ids if any(ids) else []


def write_ids(places: Mapping[str, int]) -> str:
    by_place = {place: id for id, place in places.items()}
    ids = [by_place.get(place, "") for place in range(max(by_place, default=-1) + 1)]
    return ",".join(id.replace("%", "%25").replace(",", "%2C") for id in ids)


def seated(ids: Iterable[str], most: int = MOST, kept: Mapping[str, int] | None = None) -> dict[str, int]:
    """The place of each id, by place; at most `most`, an id once. `kept`: the places of some before."""
    wanted = list(dict.fromkeys(id for id in ids if id))
    places: dict[str, int] = {}
    for id in wanted:
        place = (kept or {}).get(id, most)
        if place < most and place not in places.values():
            places[id] = place
    for id in wanted:
        if id not in places and len(places) < most:
            places[id] = next(place for place in range(most) if place not in places.values())
    return dict(sorted(places.items(), key=lambda item: item[1]))


def places_of(ids: Sequence[str], most: int = MOST) -> dict[str, int]:
    """Of a list with free places, as `read_ids` gives it."""
    first = {id: place for place, id in reversed(list(enumerate(ids)))}
    return seated(ids, most, first)
