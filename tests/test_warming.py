"""What the first readers would wait for is worked out before they ask."""

import threading
import time
from pathlib import Path

import pytest
from page_store import small_store

from cache.leaderboard import Category
from cache.store import Store
from dashboard import data, search_data, warming


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    return tmp_path


def test_what_the_first_reader_asks_for_is_there_already(store: Path) -> None:
    key = _key(small_store(store))
    warming.warm(key, threading.Event())
    read = []
    watched = data.store(key)
    watched._files.read = lambda *asked: read.append(asked)  # type: ignore[assignment,method-assign]
    assert data.shelf(key).boards
    assert search_data.index(key, "zh").find("yi34b")
    assert data.quality(key)
    assert not read


def test_an_empty_store_has_nothing_to_work_out(store: Path) -> None:
    warming.warm(_key(store), threading.Event())


def test_a_damaged_file_stops_nothing(store: Path) -> None:
    small_store(store)
    for table in (store / "tables").rglob("*.csv"):
        table.write_text("damaged", "utf-8")
    key = _key(store)
    warming.warm(key, threading.Event())
    assert data.shelf(key).of(Category.LLM)


def test_a_store_that_changes_is_worked_out_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "LOOKED_EVERY", 0.01)
    warmed: list[data.Key] = []
    monkeypatch.setattr(warming, "warm", lambda key, _: warmed.append(key))
    warmer = warming.Warmer()
    warmer.start()
    try:
        _until(lambda: len(warmed) == 1)
        small_store(store)
        _until(lambda: len(warmed) > 1)
        time.sleep(0.05)
    finally:
        warmer.stop()
    assert warmed[-1] == data.key()
    assert len(set(warmed)) == len(warmed)


def test_a_store_that_cannot_be_read_is_looked_at_again(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warming, "LOOKED_EVERY", 0.01)
    (store / "manifest.csv").write_text("no manifest\n", "utf-8")
    warmer = warming.Warmer()
    warmer.start()
    try:
        time.sleep(0.05)
        assert warmer._thread.is_alive()
    finally:
        warmer.stop()


def _key(root: Path) -> data.Key:
    assert Store(root).problems() == []
    return data.key()


def _until(holds: object) -> None:
    deadline = time.monotonic() + 10
    while not holds():  # type: ignore[operator]
        assert time.monotonic() < deadline, "nothing was worked out"
        time.sleep(0.01)
