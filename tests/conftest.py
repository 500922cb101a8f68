"""What the tests share: a live server, and the browser that looks at it."""

from collections.abc import Iterator
from typing import Any

import pytest
import serving


@pytest.fixture(scope="session")
def live() -> Iterator[serving.Served]:
    """The dashboard over the shipped store, started once."""
    with serving.served() as server:
        yield server


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = serving.chromium()
    if path is None:
        pytest.fail(
            "no Chromium: install the package chromium, or name one in BANGDAN_CHROMIUM", pytrace=False
        )
    return {**browser_type_launch_args, "executable_path": path, "args": list(serving.CHROMIUM_FLAGS)}
