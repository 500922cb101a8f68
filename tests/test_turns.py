"""Whose script runs next."""

import threading
import time

import pytest

from dashboard.turns import Turns


def test_no_more_runs_at_once_than_there_are_turns():
    turns, running, most, lock = Turns(2, patience=10), [0], [0], threading.Lock()

    def run():
        with turns.taken() as has_turn:
            assert has_turn
            with lock:
                running[0] += 1
                most[0] = max(most[0], running[0])
            time.sleep(0.01)
            with lock:
                running[0] -= 1

    threads = [threading.Thread(target=run) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [2]


def test_runs_begin_in_the_order_in_which_they_came():
    turns, began = Turns(1, patience=10), []

    def run(name):
        with turns.taken():
            began.append(name)

    threads = []
    with turns.taken():
        for name in range(5):
            threads.append(threading.Thread(target=run, args=(name,)))
            threads[-1].start()
            while len(turns._free._cond._waiters) <= name:
                time.sleep(0.001)
    for thread in threads:
        thread.join()
    assert began == [0, 1, 2, 3, 4]


def test_a_run_that_takes_long_holds_up_nobody_longer_than_their_patience():
    turns = Turns(1, patience=0.01)
    with turns.taken(), turns.taken() as has_turn:
        assert not has_turn
    with turns.taken() as has_turn:
        assert has_turn


def test_a_run_that_fails_gives_its_turn_back():
    turns = Turns(1, patience=0.01)
    with pytest.raises(ZeroDivisionError), turns.taken():
        raise ZeroDivisionError
    with turns.taken() as has_turn:
        assert has_turn
