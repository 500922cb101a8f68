"""What the tests share: a live server, the browser that looks at it, and a small store."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import page_store
import pytest
import serving
from playwright.sync_api import Browser, BrowserContext

from dashboard import data


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


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[dict[int, BrowserContext]]:
    """A reader's browser for each screen, by width; what it has loaded of the server once it keeps."""
    opened = {
        width: browser.new_context(**screen, locale="zh-CN", accept_downloads=True)
        for width, screen in serving.SCREENS.items()
    }
    for context in opened.values():
        context.set_default_timeout(serving.LONGEST)
    yield opened
    for context in opened.values():
        context.close()


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A few boards whose names are not tame, which the dashboard shows."""
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    return page_store.small_store(tmp_path)


@pytest.fixture
def key(store: Path) -> data.Key:
    return data.key()


@pytest.fixture(autouse=True)
def _settings_stay() -> Iterator[None]:
    """A command run within a test sets the store for its process, which here is that of all tests."""
    before = dict(os.environ)
    yield
    for name in [name for name in os.environ if name.startswith("BANGDAN_")]:
        if name not in before:
            del os.environ[name]
    os.environ.update({name: value for name, value in before.items() if name.startswith("BANGDAN_")})
