"""Answers that take long are worked out once, also for many who ask at the same time."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from dashboard.once import once


def test_many_who_ask_at_once_share_one_answer() -> None:
    asked = []

    @once(maxsize=4)
    def answer(name: str) -> object:
        asked.append(name)
        time.sleep(0.05)
        return object()

    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(answer, ["a"] * 8))
    assert asked == ["a"]
    assert len(found) == 1


def test_who_asks_for_something_else_does_not_wait() -> None:
    begun, done = threading.Event(), threading.Event()

    @once(maxsize=4)
    def answer(name: str) -> str:
        if name == "slow":
            begun.set()
            assert done.wait(10)
        return name

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(answer, "slow")
        assert begun.wait(10)
        assert answer("quick") == "quick"
        done.set()
        assert slow.result() == "slow"


def test_an_error_is_told_to_its_asker_and_not_kept() -> None:
    asked = []

    @once(maxsize=4)
    def answer(name: str) -> str:
        asked.append(name)
        if len(asked) == 1:
            raise ValueError(name)
        return name

    with pytest.raises(ValueError, match="a"):
        answer("a")
    assert answer("a") == answer("a") == "a"
    assert asked == ["a", "a"]


def test_an_answer_that_is_none_is_kept_too() -> None:
    asked = []

    @once(maxsize=4)
    def answer(name: str) -> None:
        asked.append(name)

    answer("a")
    answer("a")
    assert asked == ["a"]
