"""Nothing is lost and nothing is torn: killed writers, full disks, folders nobody may write to, and crowds.

Writers are forked from this process, which has everything loaded, and killed with SIGKILL: what they leave is
what a power cut or the kernel's memory killer leaves.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_boards import ID, OTHER, THIRD, A, B, board, seen

from cache import files
from cache.leaderboard import Leaderboard, LeaderboardId
from cache.store import Published, Store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
KILLS_OF_ONE_STORE = 30
STORES = 8
KEPT = ("publish.lock", "manifest.copy.csv", "seen.json", "scores.index", "outcomes.jsonl")
SHARED = LeaderboardId("shared", "overall", "2026-07")


def forked(work: Callable[[], None]) -> int:
    """Runs `work` in a child, which ends without a word to pytest: 0, or 1 where it raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of this process are not needed there
        child = os.fork()
    if child:
        return child
    status = 1
    try:
        gc.disable()
        work()
        status = 0
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """The exit status, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


# Killed


def page(number: int, writer: str = "writer") -> list[Leaderboard]:
    """One page of three boards: a new edition, a revision of one, and one that every writer revises."""
    figures = ("1", f"{writer}-{number}", float(number))
    edition = f"{2000 + number // 12}-{number % 12 + 1:02}"
    return [
        board(figures, id=LeaderboardId(writer, "monthly", edition)),
        board(figures, id=LeaderboardId(writer, "running", "2026-07")),
        board(figures, id=SHARED),
    ]


def publish_until_killed(root: Path, first: int, told: int, writer: str = "writer") -> None:
    """Says what is published once it is: then it may never be lost."""
    store = Store(root)
    for number in range(first, first + 1000):
        done = store.publish(page(number, writer), seen(1))
        said = [[*at.id, at.revision, at.table_sha256, at.raw_sha256] for at, _ in done]
        os.write(told, json.dumps([number, said]).encode() + b"\n")


def heard(pipe: int) -> list[Any]:
    """What a dead writer had said; a last line it did not finish was not said."""
    with open(pipe, "rb") as stream:
        lines = stream.read().splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith(b"\n")]


def listed(store: Store) -> dict[tuple[str, ...], tuple[str, str]]:
    return {
        (*at.id, str(at.revision)): (at.table_sha256, at.raw_sha256)
        for id in store.current()
        for at in store.revisions(id)
    }


@pytest.mark.parametrize("seed", range(STORES))
def test_no_kill_at_any_moment_loses_or_tears_anything(tmp_path: Path, seed: int) -> None:
    """240 kills in all, at moments from the first instant of a publication to well into the next ones."""
    chance = random.Random(seed)
    promised: dict[tuple[str, ...], tuple[str, str]] = {}
    number = 0
    for _ in range(KILLS_OF_ONE_STORE):
        out, into = os.pipe()
        child = forked(lambda first=number, told=into: publish_until_killed(tmp_path, first, told))
        os.close(into)
        time.sleep(chance.expovariate(1 / 0.03))
        os.kill(child, signal.SIGKILL)
        assert ended(child) == -signal.SIGKILL
        for published, said in heard(out):
            promised |= {(*map(str, key),): (table, raw) for *key, table, raw in said}
            number = published + 1
        store = Store(tmp_path)
        found = listed(store)
        assert store.verify() == []
        assert promised.items() <= found.items()
        assert_pages_are_whole(store)
        number += 1  # what was not said may have been published: the next page is another in any case
    store.publish(page(number), seen(2))
    assert_no_leftovers(store)


def assert_pages_are_whole(store: Store) -> None:
    """Of each page all three boards are there, or none."""
    current = store.current()
    monthly = sum(id.leaderboard == "monthly" for id in current)
    for id in current:
        if id.leaderboard in {"running", "overall"}:
            assert len(store.revisions(id)) == monthly


def assert_no_leftovers(store: Store) -> None:
    """Every file is listed, or is one of those that lie under `state/`."""
    names = {path.relative_to(store.root).as_posix() for path in store.root.rglob("*") if path.is_file()}
    published = {name for name in names if not name.startswith("state/")}
    revisions = [at for id in store.current() for at in store.revisions(id)]
    assert published == {"manifest.csv"} | {name for at in revisions for name in (at.table_name, at.raw_name)}
    assert names - published <= {f"state/{name}" for name in KEPT}


def test_writers_in_a_crowd_lose_nothing_though_some_are_killed(tmp_path: Path) -> None:
    chance = random.Random(3)
    promised: dict[tuple[str, ...], tuple[str, str]] = {}
    for _ in range(5):
        crowd = []
        for place in range(3):
            out, into = os.pipe()
            first = len(promised)
            crowd.append(
                (
                    forked(
                        lambda told=into, name=f"writer-{place}", first=first: publish_until_killed(
                            tmp_path, first, told, name
                        )
                    ),
                    out,
                )
            )
            os.close(into)
        for child, _ in crowd:
            time.sleep(chance.uniform(0.05, 0.3))
            os.kill(child, signal.SIGKILL)
            ended(child)
        for _, out in crowd:
            for _, said in heard(out):
                for *key, table, raw in said:
                    assert promised.setdefault((*map(str, key),), (table, raw)) == (table, raw)
        store = Store(tmp_path)
        assert store.verify() == []
        assert promised.items() <= listed(store).items()
    assert len(promised) > 30


# Full


class FailingDisk:
    """`os` for `cache.files`, of which every call that changes the disk fails from the nth on."""

    CHANGES = frozenset({"write", "fsync", "replace", "unlink", "mkdir"})

    def __init__(self, sound: int, code: int, *, only_once: bool = False) -> None:
        self.left, self.code, self.only_once = sound, code, only_once
        self.failed = 0

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self.guarded(name, real) if name in self.CHANGES or name == "open" else real

    def guarded(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if name == "open" and not arguments[1] & (os.O_WRONLY | os.O_RDWR):
                return real(*arguments, **options)
            self.left -= 1
            if self.left >= 0 or (self.only_once and self.failed):
                return real(*arguments, **options)
            self.failed += 1
            if name == "write" and self.left == -1:
                return real(arguments[0], arguments[1][: len(arguments[1]) // 2 or 1])  # what still fits
            if name == "unlink" and self.code == errno.ENOSPC:
                return real(*arguments, **options)  # a full disk lets go of what it has
            raise OSError(self.code, os.strerror(self.code), str(arguments[0]))

        return call


@pytest.fixture
def with_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[FailingDisk], Any]:
    @contextlib.contextmanager
    def failing(disk: FailingDisk) -> Iterator[None]:
        with monkeypatch.context() as patch:
            patch.setattr(files, "os", disk)
            yield

    return failing


@pytest.mark.parametrize("only_once", [False, True], ids=["from then on", "once"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS], ids=errno.errorcode.get)
def test_a_disk_that_fails_at_any_step_leaves_the_old_figures_or_the_new(
    tmp_path: Path, code: int, only_once: bool, with_disk: Any
) -> None:
    """Each change of the disk is let fail in turn, until a publication comes to its end without one."""
    tried = 0
    for sound in range(200):
        root = tmp_path / str(sound)
        Store(root).publish([A], seen(1))
        disk, failure = FailingDisk(sound, code, only_once=only_once), None
        with with_disk(disk):
            try:
                Store(root).publish([B, OTHER], seen(2))
            except OSError as error:
                failure = error
        store = Store(root)
        assert store.verify() == []
        now = {id: store.read(id) for id in store.current()}
        assert now in ({ID: A}, {ID: B, OTHER.id: OTHER})
        if failure is None:
            assert now == {ID: B, OTHER.id: OTHER}
        assert store.read(store.revisions(ID)[0]) == A
        tried += disk.failed > 0
        store.publish([B, OTHER, THIRD], seen(3))
        assert {id: store.read(id) for id in store.current()} == {ID: B, OTHER.id: OTHER, THIRD.id: THIRD}
        assert len(store.revisions(ID)) == 2
        assert_no_leftovers(store)
        shutil.rmtree(root)
        if not disk.failed:
            break
    assert tried >= 20
    assert not disk.failed


def publish_until_full(root: Path) -> None:
    """Ends with status 0 once the system refuses to write."""
    store = Store(root)
    with contextlib.suppress(OSError):
        for number in range(10_000):
            store.publish(page(number), seen(1))
        raise SystemExit("the disk never was full")


@pytest.mark.parametrize("limit", [2_000, 5_000, 20_000])
def test_a_limit_on_the_size_of_files_leaves_the_last_whole_state(tmp_path: Path, limit: int) -> None:
    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        publish_until_full(tmp_path)

    assert ended(forked(limited)) == 0
    store = Store(tmp_path)
    assert store.verify() == []
    assert len(listed(store)) >= 3
    assert_pages_are_whole(store)
    number = len(store.current())
    store.publish(page(number), seen(2))
    assert_pages_are_whole(store)
    assert_no_leftovers(store)


FULL_DISK = """
import pathlib, sys
sys.path[:0] = sys.argv[2:]
from test_crash import assert_pages_are_whole, listed, publish_until_full
from cache.store import Store
root = pathlib.Path(sys.argv[1])
publish_until_full(root)
store = Store(root)
assert store.verify() == []
assert_pages_are_whole(store)
assert len(store.scores()) == len(store.current())
print(len(listed(store)), "revisions")
"""


def test_a_disk_that_is_really_full_leaves_the_last_whole_state(tmp_path: Path) -> None:
    """A file system of 400 KB of its own, which no other process sees."""
    mount = ["unshare", "--mount", "--map-root-user", "sh", "-c"]
    script = 'mount -t tmpfs -o size=400k tmpfs "$1" && shift && exec "$@"'
    if not shutil.which("unshare") or subprocess.run([*mount, script, "sh", tmp_path, "true"]).returncode:
        pytest.skip("this system lets nobody mount a small disk")
    here = Path(__file__).parent
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path), str(here), str(here.parent)]
    done = subprocess.run([*mount, script, "sh", tmp_path, *command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) > 30


# Read-only


def test_a_folder_that_nobody_may_write_to_reads_whole_and_refuses_in_words(tmp_path: Path) -> None:
    Store(tmp_path).publish([A], seen(1))
    shutil.rmtree(tmp_path / "state")
    for path in [*tmp_path.rglob("*"), tmp_path]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    def as_nobody() -> None:
        os.chdir(tmp_path)
        if os.getuid() == 0:  # root may write anywhere
            os.setgid(65534)
            os.setuid(65534)
        store = Store(".")
        with pytest.raises(PermissionError):
            store.publish([B], seen(2))
        assert store.read(ID) == A
        assert len(store.scores()) == 2
        assert store.problems() == store.verify() == []
        assert store.outcomes() == []
        assert store.running.progress() is None
        assert store.running.schedule() is None

    status = ended(forked(as_nobody))
    for path in [tmp_path, *tmp_path.rglob("*")]:
        path.chmod(0o755)
    assert status == 0
    assert Store(tmp_path).publish([B], seen(2))[0][1] is Published.REVISED
