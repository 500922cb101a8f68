"""One thread for linear algebra: these systems are small, and threads that wait for busy cores cost more than
they save (a fit of 1,000 × 200 with intervals took 60 s on two loaded cores, and 0.3 s on one)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, TypeVar

import scipy.linalg  # noqa: F401 - brings a BLAS of its own, which must be there to be limited
from threadpoolctl import ThreadpoolController

Function = TypeVar("Function", bound=Callable[..., Any])


def on_one_thread(function: Function) -> Function:
    """Within a call that already has one thread this costs some microseconds."""

    @wraps(function)
    def limited(*args: Any, **kwargs: Any) -> Any:
        with _controller().limit(limits=1, user_api="blas"):
            return function(*args, **kwargs)

    return limited  # type: ignore[return-value]


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()
