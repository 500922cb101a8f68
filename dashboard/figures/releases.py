"""When the highlighted models were released: diamonds in a strip below the names of the editions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.figures.edition_axis import apart, place_of
from dashboard.figures.template import literal
from dashboard.figures.track_hover import box
from dashboard.figures.tracks import Mark, Tracks
from dashboard.ranking.trend import Track
from dashboard.words import Lang, t

SIGN = "◆"
SIZE, NEAR = 10, 13  # px of a mark, and what two need not to cover each other
LANE, EDGE = 11, 9  # px of a row of marks, and above and below them
MIDDLE = 15  # the day that stands for a month


@dataclass(frozen=True, slots=True)
class Release:
    track: Track
    colour: str
    said: str  # as the catalog has it: a day or a month
    place: float  # on the axis of editions
    lane: int
    before: tuple[str, ...] = ()  # editions that list it though they are older


def day_of(released: str) -> date:
    """Of a month its middle."""
    year, month, *day = map(int, released.split("-"))
    return date(year, month, day[0] if day else MIDDLE)


def listed_before(track: Track, said: str, days: Mapping[str, date]) -> list[str]:
    """The editions that list it though their days come before its release."""
    if not said.count("-"):
        return []
    first = day_of(said) if said.count("-") > 1 else day_of(said).replace(day=1)
    return [name for name in track.points if name in days and days[name] < first]


def releases(tracks: Tracks, days: Mapping[str, date]) -> list[Release]:
    """Of the highlighted tracks, those that fall between the editions drawn; `days`: of the editions."""
    known = [days[name] for name in tracks.editions if name in days]
    if len(known) < len(tracks.editions):
        return []
    found: list[Release] = []
    for track, colour in tracks.picked:
        said = tracks.released.get(track.id, "")
        place = place_of(day_of(said), known) if said.count("-") else None
        if place is not None:
            before = tuple(listed_before(track, said, days))
            found.append(Release(track, colour, said, place, _lane(tracks, found, place), before))
    return found


def _lane(tracks: Tracks, found: list[Release], place: float) -> int:
    """The first in which no mark is near."""
    n = len(tracks.editions)
    taken = {at.lane for at in found if apart(at.place, place, n, compact=tracks.compact) < NEAR}
    return next(lane for lane in range(len(found) + 1) if lane not in taken)


def room(found: list[Release]) -> int:
    """px of the strip; 0 where nothing is in it."""
    return 2 * EDGE + LANE * max(at.lane for at in found) if found else 0


def marks(tracks: Tracks, found: list[Release], level: Callable[[float], float]) -> list[Mark]:
    """One trace; `level`: of the vertical axis, so many px above the plot without the strip."""
    if not found:
        return []
    lang = tracks.lang
    return [
        {
            **{"type": "scatter", "mode": "markers", "cliponaxis": False},
            "x": [at.place for at in found],
            "y": [level(EDGE + LANE * at.lane) for at in found],
            "marker": {
                **{"symbol": "diamond", "size": SIZE, "opacity": 1, "line": {"width": 0}},
                "color": [at.colour for at in found],
            },
            "hovertext": [_hover(at, lang) for at in found],
            "hovertemplate": "%{hovertext}<extra></extra>",
        }
    ]


def _hover(release: Release, lang: Lang) -> str:
    facts = [(t("trends.released", lang), release.said)]
    if release.before:
        listed = t("app.list", lang).join(release.before)
        facts.append((t("trends.listed_before", lang), literal(listed)))
    return box(release.track.label, facts, lang)


def heading(text: str, tracks: Tracks, found: list[Release]) -> str:
    """What the vertical axis counts, and what the diamonds are."""
    return f"{text}  ·  {SIGN} {t('trends.release_marks', tracks.lang)}" if found else text
