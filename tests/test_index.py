"""All scores in one frame: the same from the tables and from the index, which hides no damage."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from sample_boards import ID, OTHER, A, B, C, seen

from cache import index
from cache.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "store")
    store.publish([A, OTHER], seen(1))
    store.publish([B], seen(2))
    return store


TABLE = "tables/alpha/overall/2026-07.r2.csv"


def from_tables(store: Store) -> pd.DataFrame:
    (store.root / index.NAME).unlink(missing_ok=True)
    return Store(store.root).scores()


def from_index(store: Store) -> pd.DataFrame:
    frame = index.read(store._folder, store.stamp())
    assert frame is not None
    return frame


def test_scores_are_the_long_form_of_the_current_editions(store: Store) -> None:
    rows = store.scores().astype(object).to_records(index=False).tolist()
    assert rows == [
        ("alpha", "overall", "2026-07", 2, 1, "甲", "entrant", "总分", 91.5),
        ("alpha", "overall", "2026-07", 2, 2, "乙", "reference", "总分", 80.0),
        ("beta", "open", "undated", 1, 1, "丁", "entrant", "总分", 70.25),
    ]


def test_the_index_gives_the_same_frame_as_the_tables(store: Store) -> None:
    assert_frame_equal(from_tables(store), from_index(store))
    assert_frame_equal(from_tables(store), store.scores())
    empty = Store(store.root / "nothing")
    assert (empty.scores().dtypes.astype(str) == store.scores().dtypes.astype(str)).all()


def test_the_index_is_made_anew_when_the_manifest_changes(store: Store) -> None:
    store.scores()
    store.publish([C], seen(3))
    assert index.read(store._folder, store.stamp()) is None
    assert store.scores()["model"].tolist() == ["丙", "丁"]
    assert from_index(store)["model"].tolist() == ["丙", "丁"]


@pytest.mark.parametrize("place", [0, 40, 400, -9])
def test_a_damaged_index_is_passed_over_and_replaced(store: Store, place: int) -> None:
    expected = from_tables(store)
    path = store.root / index.NAME
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    assert_frame_equal(store.scores(), expected)
    assert store.problems() == []
    assert_frame_equal(from_index(store), expected)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 5000])
def test_an_index_that_is_no_index_is_passed_over(store: Store, content: bytes) -> None:
    store.state.joinpath("scores.index").write_bytes(content)
    assert len(store.scores()) == 3


def test_a_table_damaged_after_the_index_was_made_is_still_noticed(store: Store) -> None:
    store.scores()
    path = store.root / TABLE
    times = path.stat()
    path.write_bytes(path.read_bytes().replace(b"91.5", b"99.5"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert path.stat().st_mtime_ns == times.st_mtime_ns
    for reader in (store, Store(store.root), Store(store.root)):
        scores = reader.scores()
        assert scores.loc[scores["model"] == "甲", "score"].tolist() == [90.5]
        [problem] = reader.problems()
        assert problem.sentence == (
            f"{TABLE} is damaged: its content is not what the manifest lists; "
            "revision 1 of alpha/overall/2026-07 stands in for it"
        )


def test_a_table_that_went_missing_after_the_index_was_made_is_noticed(store: Store) -> None:
    store.scores()
    (store.root / TABLE).unlink()
    assert store.scores()["revision"].tolist() == [1, 1, 1]
    assert [problem.path for problem in store.problems()] == [TABLE]


def test_a_table_put_back_ends_the_problem(store: Store) -> None:
    content = (store.root / TABLE).read_bytes()
    (store.root / TABLE).unlink()
    store.scores()
    (store.root / TABLE).write_bytes(content)
    assert store.scores()["revision"].tolist() == [2, 2, 1]
    assert store.problems() == []


def test_a_frame_may_be_changed_by_its_reader(store: Store) -> None:
    for _ in range(2):  # from the tables, then from the index
        frame = store.scores()
        frame["score"] += 1
        frame.loc[0, "row"] = 7
        assert store.scores()["score"].tolist() == [91.5, 80.0, 70.25]


def test_scores_of_current_editions_only(store: Store) -> None:
    assert set(zip(store.scores()["leaderboard"], store.scores()["revision"], strict=True)) == {
        ("overall", store.current()[ID].revision),
        ("open", 1),
    }
