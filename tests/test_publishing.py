"""Publishing: revisions by arrival, the current one by date, and no state in between, even for the killed."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import filelock
import pytest
from sample_boards import ID, OTHER, A, B, C, board, seen

from cache import publishing
from cache.errors import ManifestError, RefusedBoard, StoreBusy
from cache.files import Folder
from cache.leaderboard import Category, Cell, LeaderboardId, Standing
from cache.store import Published, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def published_files(root: Path) -> dict[str, tuple[bytes, int]]:
    """Content and time of every published file."""
    return {
        str(path.relative_to(root)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.parent.name != "state"
    }


def outcome(store: Store, content, provenance) -> Published:
    return store.publish([content], provenance)[0][1]


def test_an_unchanged_page_rewrites_nothing(store: Store) -> None:
    store.publish([A, OTHER], seen(1))
    before = published_files(store.root)
    results = store.publish([A, OTHER], seen(2))
    assert [published for _, published in results] == [Published.UNCHANGED] * 2
    assert published_files(store.root) == before


def test_a_changed_page_is_a_new_revision_beside_the_old(store: Store) -> None:
    store.publish([A], seen(1))
    before = published_files(store.root)
    [(revision, published)] = store.publish([B], seen(2))
    assert (revision.revision, published) == (2, Published.REVISED)
    after = published_files(store.root)
    assert {
        "tables/alpha/overall/2026-07.r2.csv",
        "raw/alpha/overall/2026-07.r2.csv",
    } == after.keys() - before
    assert all(after[name] == before[name] for name in before if name != "manifest.csv")


def test_the_files_look_like_the_published_table(store: Store) -> None:
    store.publish([A], seen())
    table, raw = (store.root / folder / "alpha/overall/2026-07.csv" for folder in ("tables", "raw"))
    assert table.read_bytes().decode() == "排名,模型,总分\n1,甲,90.5\n,乙,80\n"
    assert raw.read_bytes().decode() == "排名,模型,总分\n1,甲,90.50\n-,乙,80.00\n"


def test_the_same_pages_give_the_same_bytes_in_whatever_order_they_come(tmp_path: Path) -> None:
    stores = [Store(tmp_path / name) for name in ("one", "two")]
    for store, boards in zip(stores, ([A, OTHER], [OTHER, A]), strict=True):
        for content in boards:
            store.publish([content], seen())
    first, second = ({name: at[0] for name, at in published_files(each.root).items()} for each in stores)
    assert first == second


@pytest.mark.parametrize(
    ("second", "current"),
    [
        (seen(2), 2),
        (seen(9, as_of=1), 2),  # same date: the later arrival
        (seen(9, as_of=4), 2),
    ],
)
def test_the_newest_figures_are_current(store: Store, second, current: int) -> None:
    store.publish([A], seen(1))
    store.publish([B], second)
    assert store.current()[ID].revision == current


def test_older_figures_never_change_what_is_current(store: Store) -> None:
    store.publish([A], seen(5))
    assert outcome(store, B, seen(9, as_of=4)) is Published.REVISED
    assert store.current()[ID].revision == 1
    assert store.read(ID) == A


def test_a_file_dated_by_its_name_beats_a_commit_of_a_running_file(store: Store) -> None:
    store.publish([A], seen(1, named=True))
    store.publish([B], seen(5))
    assert store.read(ID) == A
    store.publish([C], seen(2, named=True))
    assert store.read(ID) == C


def test_earlier_figures_come_back_unchanged_if_old_and_as_a_revision_if_new(store: Store) -> None:
    store.publish([A], seen(1))
    store.publish([B], seen(3))
    before = published_files(store.root)
    assert outcome(store, A, seen(9, as_of=2)) is Published.UNCHANGED
    assert published_files(store.root) == before
    assert outcome(store, A, seen(9, as_of=4)) is Published.REVISED
    assert store.current()[ID].revision == 3
    assert store.read(ID) == A


def test_figures_older_than_the_last_sight_of_the_current_ones_do_not_replace_them(store: Store) -> None:
    store.publish([A], seen(1))
    store.publish([A], seen(7))
    assert outcome(store, B, seen(9, as_of=5)) is Published.REVISED
    assert store.read(ID) == A
    (store.root / "state/seen.json").unlink()
    assert Store(store.root).current()[ID].provenance.as_of == seen(7).as_of


def test_what_the_board_is_counts_as_content_too(store: Store) -> None:
    store.publish([A], seen(1))
    assert outcome(store, replace(A, category=Category.VISION), seen(2)) is Published.REVISED
    people = replace(A.entries[1], standing=Standing.BASELINE)
    assert outcome(store, replace(A, entries=(A.entries[0], people)), seen(3)) is Published.REVISED
    assert store.current()[ID].baseline_rows == (2,)


def test_a_page_of_many_boards_replaces_the_manifest_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = Folder.write
    monkeypatch.setattr(
        Folder, "write", lambda self, files, **options: (written.extend(files), write(self, files, **options))
    )
    boards = [replace(A, id=LeaderboardId("alpha", f"board-{number}", "2026-07")) for number in range(20)]
    store.publish(boards, seen())
    assert written.count("manifest.csv") == 1
    assert written[-2:] == ["manifest.csv", "state/manifest.copy.csv"]
    assert len(store.current()) == 20


def test_two_boards_of_one_id_are_refused_and_none_is_published(store: Store) -> None:
    with pytest.raises(
        RefusedBoard, match=r"alpha/overall/2026-07 comes twice from https://example\.org/alpha"
    ):
        store.publish([OTHER, A, B], seen())
    assert store.current() == {}


CELLS = A.published.rows
REFUSED = {
    "row 1, column '总分': nan is not a score": replace(
        A, entries=(replace(A.entries[0], scores={"总分": float("nan")}), A.entries[1])
    ),
    "2 entries for 1 published rows": replace(A, published=replace(A.published, rows=CELLS[:1])),
    "row 2 has 2 cells for 3 columns": replace(
        A, published=replace(A.published, rows=(CELLS[0], CELLS[1][:2]))
    ),
    "the published table has a problem: header 3, rows 2": replace(
        A, published=replace(A.published, problem="header 3, rows 2")
    ),
    "two columns have the same name": replace(
        A, published=replace(A.published, header=("排名", "总分", "总分"))
    ),
    "needs one model column": replace(A, roles=(A.roles[0], A.roles[0], A.roles[2])),
    r"row 1 has scores under \['均分'\]": replace(
        A, entries=(replace(A.entries[0], scores={"均分": 1.0}), A.entries[1])
    ),
    "row 2 names no model": replace(A, entries=(A.entries[0], replace(A.entries[1], model=" "))),
    "0 entries for 0 published rows": board(),
    r"'\\ud800' is not a character": replace(
        A, published=replace(A.published, rows=((Cell("\ud800"), *CELLS[0][1:]), CELLS[1]))
    ),
    "row 1 has a cell of more than": replace(
        A, published=replace(A.published, rows=((Cell("x" * 200_000), *CELLS[0][1:]), CELLS[1]))
    ),
}


@pytest.mark.parametrize("sentence", REFUSED)
def test_a_board_that_would_not_come_back_as_it_went_in_is_refused(store: Store, sentence: str) -> None:
    with pytest.raises(
        RefusedBoard, match=rf"alpha/overall/2026-07 \('总排行榜（2026年7月）'\): .*{sentence}"
    ):
        store.publish([OTHER, REFUSED[sentence]], seen())
    assert not store.root.exists()


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(RefusedBoard, match="retrieved_at has no time zone"):
        store.publish([A], replace(seen(), retrieved_at=seen().retrieved_at.replace(tzinfo=None)))


def test_a_file_that_no_manifest_lists_is_never_overwritten(store: Store) -> None:
    store.publish([A], seen(1))
    (store.root / "manifest.csv").unlink()
    [(revision, _)] = store.publish([B], seen(2))
    assert revision.revision == 2
    assert (store.root / "tables/alpha/overall/2026-07.csv").read_text().count("90.5") == 1


CHILD = """
import os, sys
from sample_boards import A, B, OTHER, seen
from cache.store import Store

left = int(sys.argv[2])
replace = os.replace

def replace_or_die(path, target):
    global left
    left -= 1
    if left == 0:
        os._exit(9)
    return replace(path, target)

os.replace = replace_or_die
Store(sys.argv[1]).publish([B, OTHER], seen(2))
os._exit(7)
"""


@pytest.mark.parametrize("step", range(1, 9))
def test_a_writer_killed_anywhere_leaves_a_whole_store_that_the_next_one_sweeps(
    store: Store, step: int
) -> None:
    """Steps: the note, four files, the manifest, its copy; from step 8 on the writer comes to its end."""
    store.publish([A], seen(1))
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(store.root), str(step)], cwd=Path(__file__).parent
    )
    assert child.returncode == (9 if step < 8 else 7)
    assert store.verify() == []
    assert store.read(ID) == (A if step < 7 else B)
    assert len(store.scores()) == (2 if step < 7 else 3)
    third = board(("1", "戊", 1.0), id=LeaderboardId("gamma", "overall", "2025"))
    store.publish([third], seen(3))
    stems = {"alpha/overall/2026-07.csv", "gamma/overall/2025.csv"}
    stems |= {"alpha/overall/2026-07.r2.csv", "beta/open/undated.csv"} if step >= 7 else set()
    names = {f"{folder}/{stem}" for folder in ("tables", "raw") for stem in stems}
    assert published_files(store.root).keys() == names | {"manifest.csv"}
    state = {path.name for path in store.state.iterdir()}
    assert state <= {"publish.lock", "manifest.copy.csv", "scores.index", "seen.json"}
    store.publish([B, OTHER], seen(4))
    assert (store.read(ID), store.read(OTHER.id), store.read(third.id)) == (B, OTHER, third)
    assert store.current()[ID].revision == 2


@pytest.mark.parametrize("step", range(1, 8))
def test_an_empty_store_is_empty_until_its_first_figures_are_published(tmp_path: Path, step: int) -> None:
    """Killed at a step, as above; what a reader sees then it also saw at that moment."""
    store = Store(tmp_path)
    subprocess.run([sys.executable, "-c", CHILD, str(tmp_path), str(step)], cwd=Path(__file__).parent)
    assert store.stamp()
    assert len(store.current()) == (0 if step < 7 else 2)
    store.publish([A], seen(3))
    assert store.stamp()


def test_tables_without_their_list_are_told_whatever_else_was_to_be_published(tmp_path: Path) -> None:
    store = Store(tmp_path)
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / ".gitkeep").touch()
    assert store.stamp()
    store.publish([A], seen(1))
    note = json.dumps([[*OTHER.id, 1]])
    for name in ("manifest.csv", "state/manifest.copy.csv"):
        (tmp_path / name).unlink()
    (tmp_path / publishing.NOTE).write_text(note, "utf-8")
    with pytest.raises(ManifestError, match="files stand in the store without their list"):
        store.stamp()


def test_a_disk_that_fails_midway_leaves_nothing_behind(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.publish([A], seen(1))
    before = published_files(store.root)
    write = Folder.write

    def fail_on_the_manifest(self: Folder, files, **options) -> None:
        if "manifest.csv" in files:
            raise OSError(28, "No space left on device")
        write(self, files, **options)

    monkeypatch.setattr(Folder, "write", fail_on_the_manifest)
    with pytest.raises(OSError, match="No space"):
        store.publish([B], seen(2))
    assert published_files(store.root) == before


CROWD = """
import pathlib, sys, time
from dataclasses import replace
from sample_boards import A, board, seen
from cache.leaderboard import LeaderboardId
from cache.store import Store

root, name = sys.argv[1:]
store = Store(root)
pathlib.Path(root, f"ready-{name}").touch()
while not pathlib.Path(root, "go").exists():
    time.sleep(0.001)
for number in range(15):
    own = board(("1", name, float(number)), id=LeaderboardId(name, f"board-{number}", "2026-07"))
    shared = board(("1", name, float(number)), id=LeaderboardId("shared", "overall", "2026-07"))
    store.publish([own, shared], seen(1 + number))
"""


def test_two_processes_publishing_at_once_lose_nothing(store: Store) -> None:
    store.root.mkdir()
    names = ["first", "second"]
    children = [
        subprocess.Popen([sys.executable, "-c", CROWD, str(store.root), name], cwd=Path(__file__).parent)
        for name in names
    ]
    while not all((store.root / f"ready-{name}").exists() for name in names):
        assert all(child.poll() is None for child in children)
        time.sleep(0.01)
    (store.root / "go").touch()
    assert [child.wait(timeout=60) for child in children] == [0, 0]
    assert store.verify() == []
    current = store.current()
    assert [id for id in current if id.source in names] == [
        LeaderboardId(name, board_name, "2026-07")
        for name in names
        for board_name in sorted(f"board-{number}" for number in range(15))
    ]
    shared = store.revisions(LeaderboardId("shared", "overall", "2026-07"))
    assert [revision.revision for revision in shared] == list(range(1, len(shared) + 1))
    said = {(at.entries[0].model, at.entries[0].scores["总分"]) for at in map(store.read, shared)}
    assert said == {(name, float(number)) for name in names for number in range(15)}


def test_a_writer_that_waits_too_long_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "LOCK_SECONDS", 0.05)
    with (
        filelock.FileLock(store.state / "publish.lock"),
        pytest.raises(StoreBusy, match="another process has been publishing"),
    ):
        store.publish([A], seen())
