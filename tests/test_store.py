"""The store: what is published is read back, damage is told, and the rest stays readable."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sample_boards import ID, OTHER, A, B, C, board, seen

from cache.errors import DamagedFile, ManifestError, UnknownEdition
from cache.leaderboard import LeaderboardId
from cache.state import Outcome
from cache.store import Published, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def flip(path: Path) -> None:
    """Change one byte, not the size."""
    content = bytearray(path.read_bytes())
    content[-2] ^= 1
    path.write_bytes(content)


def listing(root: Path) -> list[str]:
    return sorted(str(path.relative_to(root)) for path in root.rglob("*")) if root.exists() else []


def test_a_published_board_is_read_back_equal(store: Store) -> None:
    [(revision, published)] = store.publish([A], seen())
    assert published is Published.ADDED
    assert (revision.id, revision.revision, revision.rows) == (ID, 1, 2)
    assert revision.reference_rows == (2,)
    assert Store(store.root).read(revision) == Store(store.root).read(ID) == A


def test_a_missing_store_reads_as_empty_and_stays_missing(store: Store) -> None:
    assert store.current() == {}
    assert store.editions("alpha", "overall") == []
    assert store.problems() == store.verify() == store.outcomes() == []
    assert list(store.scores().columns) == [
        *("source", "leaderboard", "edition", "revision", "row", "model", "standing", "metric", "score")
    ]
    assert len(store.scores()) == 0
    assert store.stamp() == Store(store.root).stamp()
    with pytest.raises(UnknownEdition, match="no edition alpha/overall/2026-07"):
        store.read(ID)
    assert not store.root.exists()


def test_the_root_is_the_argument_else_the_environment_else_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path / "environment"))
    assert Store(tmp_path / "argument").root == tmp_path / "argument"
    assert Store().root == tmp_path / "environment"
    monkeypatch.delenv("BANGDAN_CACHE")
    assert (Store().root / "leaderboard.py").exists()


def test_editions_come_newest_first_and_the_undated_last(store: Store) -> None:
    ids = [
        LeaderboardId("alpha", "overall", edition) for edition in ("undated", "2025", "2026-07", "2025-11")
    ]
    store.publish([replace(A, id=id) for id in ids], seen())
    store.publish([OTHER], seen())
    found = [revision.id.edition for revision in store.editions("alpha", "overall")]
    assert found == ["2026-07", "2025-11", "2025", "undated"]


def test_revisions_come_in_order_of_arrival(store: Store) -> None:
    for day, content in ((1, A), (3, B), (2, C)):
        store.publish([content], seen(day))
    assert [revision.revision for revision in store.revisions(ID)] == [1, 2, 3]
    assert [store.read(revision) for revision in store.revisions(ID)] == [A, B, C]
    assert store.current()[ID].revision == 2


@pytest.mark.parametrize("folder", ["tables", "raw"])
@pytest.mark.parametrize(("harm", "word"), [(flip, "damaged"), (Path.unlink, "missing")])
def test_a_damaged_file_is_named_and_an_older_sound_revision_stands_in(
    store: Store, folder: str, harm, word: str
) -> None:
    store.publish([A, OTHER], seen(1))
    [(second, _)] = store.publish([B], seen(2))
    name = f"{folder}/alpha/overall/2026-07.r2.csv"
    harm(store.root / name)
    with pytest.raises(DamagedFile, match=rf"{name} is {word}"):
        store.read(second)
    revision, found = store.sound(ID)
    assert (revision.revision, found) == (1, A)
    assert store.read(ID) == A
    assert store.read(OTHER.id) == OTHER
    [problem] = store.problems()
    assert problem.path == name
    assert word in problem.sentence
    assert "revision 1 of alpha/overall/2026-07 stands in for it" in problem.sentence


def test_an_edition_without_a_sound_revision_is_an_error_and_the_rest_stays_readable(store: Store) -> None:
    store.publish([A, OTHER], seen())
    flip(store.root / "tables/alpha/overall/2026-07.csv")
    with pytest.raises(DamagedFile, match=r"2026-07\.csv is damaged") as error:
        store.read(ID)
    assert error.value.path == "tables/alpha/overall/2026-07.csv"
    assert set(store.scores()["source"]) == {"beta"}
    assert store.read(OTHER.id) == OTHER
    assert list(store.current()) == [ID, OTHER.id]


def test_publishing_the_same_again_restores_a_damaged_file_and_ends_the_problem(store: Store) -> None:
    store.publish([A], seen(1))
    for folder in ("tables", "raw"):
        flip(store.root / folder / "alpha/overall/2026-07.csv")
    assert len(store.verify()) == 2
    manifest = (store.root / "manifest.csv").read_bytes()
    assert store.publish([A], seen(2))[0][1] is Published.UNCHANGED
    assert store.verify() == []
    assert store.read(ID) == A
    assert (store.root / "manifest.csv").read_bytes() == manifest


def test_a_mended_file_changes_the_stamp_so_that_nobody_keeps_the_damage(store: Store) -> None:
    store.publish([A], seen(1))
    path = store.root / "tables/alpha/overall/2026-07.csv"
    stamp = store.stamp()
    flip(path)
    with pytest.raises(DamagedFile):
        store.read(ID)
    assert store.stamp() == stamp
    flip(path)
    mended = store.stamp()
    assert mended != stamp
    assert store.problems() == []
    assert store.read(ID) == A
    assert store.stamp() == mended
    flip(path)
    assert len(store.verify()) == 1
    flip(path)
    assert store.stamp() not in (stamp, mended)


def test_verify_looks_at_every_file_of_every_revision(store: Store) -> None:
    store.publish([A], seen(1))
    store.publish([B], seen(2))
    (store.root / "raw/alpha/overall/2026-07.csv").unlink()
    assert store.problems() == []
    assert [problem.path for problem in store.verify()] == ["raw/alpha/overall/2026-07.csv"]


def test_a_manifest_that_cannot_be_trusted_is_an_error_and_nothing_is_published_over_it(store: Store) -> None:
    store.publish([A], seen())
    path = store.root / "manifest.csv"
    path.write_text(path.read_text().replace("format 1", "format 2"))
    before = path.read_bytes(), listing(store.root)
    for read in (store.current, store.scores, lambda: store.read(ID), lambda: store.publish([OTHER], seen())):
        with pytest.raises(ManifestError, match="has format 2, this Bangdan reads format 1"):
            read()
    assert (path.read_bytes(), listing(store.root)) == before


def test_a_table_that_does_not_fit_its_line_is_a_problem_not_a_crash(store: Store) -> None:
    store.publish([A, OTHER], seen())
    path = store.root / "manifest.csv"
    text = re.sub(", sha256 .*", "", path.read_text(), count=1)  # edited by hand
    path.write_text(text.replace(",rank model score,2,,2,", ",rank model attribute score,2,,2,"))
    with pytest.raises(DamagedFile, match=r"tables/alpha/.* row 0: 3 columns where the manifest says 4"):
        store.read(ID)
    stamp = store.stamp()
    assert set(store.scores()["source"]) == {"beta"}
    assert [problem.path for problem in store.verify()] == ["tables/alpha/overall/2026-07.csv"]
    assert store.stamp() == stamp
    path.write_text(path.read_text().replace(",rank model attribute score,", ",rank model score,"))
    assert store.read(ID) == A
    assert store.problems() == []


def test_a_reader_needs_no_lock_and_no_state_folder(store: Store) -> None:
    store.publish([A], seen())
    for path in sorted((store.root / "state").iterdir()):
        path.unlink()
    (store.root / "state").rmdir()
    (store.root / "state").write_text("a file, so that nothing can be written below it")
    reader = Store(store.root)
    assert reader.read(ID) == A
    assert len(reader.scores()) == len(reader.scores()) == 2
    assert reader.current()[ID].checked_at == seen().retrieved_at
    assert reader.outcomes() == reader.problems() == []


def test_the_stamp_changes_with_the_manifest_and_only_with_it(store: Store) -> None:
    stamps = [store.stamp()]
    for day, content in ((1, A), (2, A), (3, B)):
        store.publish([content], seen(day))
        stamps.append(store.stamp())
        assert Store(store.root).stamp() == stamps[-1]
    assert stamps[1] == stamps[2]
    assert len(set(stamps)) == 3


def test_a_reader_sees_what_another_published_without_being_told(store: Store) -> None:
    reader = Store(store.root)
    assert reader.current() == {}
    store.publish([A], seen())
    assert list(reader.current()) == [ID]


def test_the_time_of_the_last_check_is_kept_beside_the_manifest(store: Store) -> None:
    store.publish([A], seen(1))
    [(revision, _)] = store.publish([A], seen(5))
    assert revision.checked_at == store.current()[ID].checked_at == seen(5).retrieved_at
    assert revision.provenance == seen(1)
    store.publish([A], seen(4))
    assert store.current()[ID].checked_at == seen(5).retrieved_at
    (store.root / "state/seen.json").write_text("[torn")
    assert Store(store.root).current()[ID].checked_at == seen(1).retrieved_at


def test_outcomes_are_kept_in_order_and_a_torn_line_is_passed_over(store: Store) -> None:
    moment = datetime(2026, 8, 1, tzinfo=UTC)
    first = Outcome(moment, "alpha", "https://example.org/", "refused", "不见“总分”一栏\n在第二张表")
    second = Outcome(moment, "beta", "https://example.org/b", "unchanged")
    store.record_outcome(first)
    with (store.root / "state/outcomes.jsonl").open("ab") as file:
        file.write(b'{"time": "2026-08-0\n')
    store.record_outcome(second)
    assert store.outcomes() == [first, second]


@pytest.mark.parametrize("name", ["../../etc", "a/b", "", "A", "a..b", ".a", "a\n", "宽", "a" * 101, "a\\b"])
def test_an_id_from_a_caller_cannot_leave_the_store(store: Store, name: str) -> None:
    for id in (LeaderboardId(name, "overall", "2026-07"), LeaderboardId("alpha", "overall", name)):
        with pytest.raises(ValueError, match=r"is not (an id|YYYY)"):
            store.publish([board(("1", "甲", 1.0), id=id)], seen())
        with pytest.raises(UnknownEdition):
            store.read(id)
    assert not store.root.exists()
