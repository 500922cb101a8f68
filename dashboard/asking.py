"""What a view was asked for, whoever asks: the URL of a session (`controls`), or parameters alone (`Given`).

The functions that settle a page's parameters take either, so that a page, an export and the API read the same
parameters in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from dashboard.exhibit import UnknownChoice, WrongValue
from dashboard.id_lists import MOST, places_of, read_ids, write_ids
from dashboard.markup import plain

LONGEST_TEXT = 80  # of a search
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)  # days that can be asked for
Label = Callable[[str], str]


class Asking(Protocol):
    """A parameter is asked for by name, with what it may be and what it is by default."""

    def linked(self, name: str) -> str | None:
        """What is asked for, valid or not."""

    def imply(self, name: str, value: str) -> None:
        """Let one parameter settle another: a board settles its category."""

    def pass_over(self, name: str) -> None:
        """Tell that a parameter means nothing in this view."""

    def settle(
        self, name: str, options: Sequence[str], default: str, label: Label = str, kept_as: str = ""
    ) -> str:
        """One of the options' ids; `kept_as`: where a session keeps it, if not under its name."""

    def settle_list(
        self, name: str, options: Container[str], default: Sequence[str] = (), most: int = MOST
    ) -> dict[str, int]:
        """Several ids by place. An empty list is a choice too: it is not as if nothing were asked for."""

    def retell(self, name: str, tell: Callable[[str], str]) -> None:
        """Put other ids in the place of those asked for, before the list is settled."""

    def settle_text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        """A free text."""

    def settle_flag(self, name: str, default: bool) -> bool:
        """A switch: 0 or 1."""

    def settle_day(self, name: str, kept_as: str = "") -> date | None:
        """A day from EARLIEST to LATEST, None for no day."""


class Given:
    """Parameters as text, without a session. What is not valid raises UnknownChoice; an empty text asks for
    nothing, but of a list for an empty one.

    `taken` holds those that were asked for and are not as by default, as a URL would;
    `settled` all that are not empty.
    """

    def __init__(self, params: Mapping[str, str]) -> None:
        self._params = {name: value for name, value in params.items() if value}
        self._emptied = {name for name, value in params.items() if not value}
        self.taken: dict[str, str] = {}
        self.settled: dict[str, str] = {}

    def linked(self, name: str) -> str | None:
        return self._params.get(name)

    def imply(self, name: str, value: str) -> None:
        self._params[name] = value

    def pass_over(self, name: str) -> None:
        """A file and an answer hold what was meant alone."""

    def settle(
        self,
        name: str,
        options: Sequence[str],
        default: str,
        label: Label = str,  # noqa: ARG002
        kept_as: str = "",  # noqa: ARG002
    ) -> str:
        value = self._params.get(name, default)
        if value not in options:
            raise UnknownChoice(name, value, tuple(filter(None, options)))
        return self._take(name, value, default)

    def settle_list(
        self, name: str, options: Container[str], default: Sequence[str] = (), most: int = MOST
    ) -> dict[str, int]:
        by_default = places_of(default, most)
        if name not in self._params and name not in self._emptied:
            self._take(name, write_ids(by_default), write_ids(by_default))
            return by_default
        ids = read_ids(self._params.get(name, ""))
        known = tuple(options) if isinstance(options, Iterable) else ()
        for id in ids:
            if id and id not in options:
                raise UnknownChoice(name, id, known)
        chosen = places_of(ids, most)
        self._take(name, write_ids(chosen), write_ids(by_default))
        return chosen

    def retell(self, name: str, tell: Callable[[str], str]) -> None:
        if name in self._params:
            ids = [tell(id) if id else "" for id in read_ids(self._params[name])]
            self._params[name] = write_ids(places_of(ids))

    def settle_text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        text = plain(self._params.get(name, ""))
        if len(text) > longest:
            raise WrongValue(name, text, f"{len(text)} characters; {longest} at most")
        return self._take(name, text, "")

    def settle_flag(self, name: str, default: bool) -> bool:
        by_default = str(int(default))
        return self.settle(name, ("0", "1"), by_default) == "1"

    def settle_day(self, name: str, kept_as: str = "") -> date | None:  # noqa: ARG002
        value = self._params.get(name, "")
        day = day_of(value)
        if value and (day is None or not EARLIEST <= day <= LATEST):
            raise UnknownChoice(name, value, (f"{EARLIEST.isoformat()} … {LATEST.isoformat()}",))
        self._take(name, value, "")
        return day

    def _take(self, name: str, value: str, default: str) -> str:
        if value:
            self.settled[name] = value
        if value != default:
            self.taken[name] = value
        return value


def day_of(text: str) -> date | None:
    """2025-12-31 and no other form of a day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None  # not a day of a week, which Python reads too
