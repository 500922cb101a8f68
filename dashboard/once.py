"""A cache in which each answer is worked out once, however many sessions ask for it at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class _Answer(Generic[R]):
    """What was asked for with the same arguments; whoever asks first works it out, the others wait."""

    __slots__ = ("_known", "_lock")

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._known: tuple[R] | None = None

    def get(self, work: Callable[[], R]) -> R:
        known = self._known
        if known is None:
            with self._lock:
                known = self._known
                if known is None:
                    known = self._known = (work(),)
        return known[0]


def once(maxsize: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """As `lru_cache`, for what takes long. An error is not kept: who waited for it tries again."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @lru_cache(maxsize=maxsize)
        def answer(*arguments: P.args, **named: P.kwargs) -> _Answer[R]:  # noqa: ARG001 - they are the key
            return _Answer()

        guard = threading.Lock()

        @wraps(function)
        def asked(*arguments: P.args, **named: P.kwargs) -> R:
            with guard:
                found = answer(*arguments, **named)  # type: ignore[arg-type]
            return found.get(lambda: function(*arguments, **named))

        return asked

    return decorate
