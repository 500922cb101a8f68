"""Damage to the files of a store: it is noticed, and the newest sound revision stands in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sample_boards import ID, OTHER, THIRD, A, B, seen

from cache.errors import ManifestError
from cache.store import Store


@pytest.mark.parametrize("harm", ["cut", "flipped", "emptied", "removed", "swapped"])
def test_damage_is_noticed_and_the_newest_sound_revision_stands_in(tmp_path: Path, harm: str) -> None:
    store = Store(tmp_path)
    for day, content in enumerate((A, B, replace(A, entries=B.entries[:2], published=A.published)), 1):
        store.publish([content], seen(day))
    newest = store.current()[ID]
    path = tmp_path / newest.table_name
    content = bytearray(path.read_bytes())
    match harm:
        case "cut":
            path.write_bytes(content[:-7])
        case "flipped":
            content[len(content) // 2] ^= 1
            path.write_bytes(content)
        case "emptied":
            path.write_bytes(b"")
        case "removed":
            path.unlink()
        case "swapped":
            path.write_bytes((tmp_path / store.revisions(ID)[0].table_name).read_bytes())
    reader = Store(tmp_path)
    revision, shown = reader.sound(ID)
    assert (revision.revision, shown) == (2, B)
    [problem] = reader.problems()
    assert problem.path == newest.table_name
    assert problem.sentence.endswith(f"; revision 2 of {ID} stands in for it")
    assert set(reader.scores()["revision"]) == {2}


def test_a_look_over_meets_what_was_harmed_since_it_was_read_and_what_was_mended(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.publish([A], seen(1))
    table = tmp_path / store.current()[ID].table_name
    whole = table.read_bytes()
    store.verify()
    assert store.look_over() == []
    table.write_bytes(whole.replace(b"1", b"2", 1))
    assert [problem.path for problem in store.look_over()] == [store.current()[ID].table_name]
    stamp = store.stamp()
    table.write_bytes(whole)
    assert store.look_over() == []
    assert store.stamp() != stamp, "nobody keeps the damage"
    table.touch()
    assert store.look_over() == []


@pytest.mark.parametrize("harm", ["cut in a line", "cut between lines", "flipped", "emptied", "zeroed"])
def test_a_damaged_manifest_is_noticed_and_the_last_published_one_stands_in(
    tmp_path: Path, harm: str
) -> None:
    store = Store(tmp_path)
    store.publish([A, OTHER], seen(1))
    store.publish([B], seen(2))
    path = tmp_path / "manifest.csv"
    content = path.read_bytes()
    lines = content.splitlines(keepends=True)
    flipped = bytearray(content)
    flipped[len(content) * 2 // 3] ^= 4
    harmed = {
        "cut in a line": content[:-30],
        "cut between lines": b"".join(lines[:-1]),
        "flipped": bytes(flipped),
        "emptied": b"",
        "zeroed": bytes(len(content)),
    }[harm]
    path.write_bytes(harmed)
    for reader in (store, Store(tmp_path)):
        assert {id: reader.read(id) for id in reader.current()} == {ID: B, OTHER.id: OTHER}
        assert len(reader.revisions(ID)) == 2
        [problem] = reader.problems()
        assert problem.path == "manifest.csv"
        assert "as last published here, stands in for it" in problem.sentence
        with pytest.raises(ManifestError):
            reader.publish([THIRD], seen(3))
    assert path.read_bytes() == harmed
    path.write_bytes((tmp_path / "state/manifest.copy.csv").read_bytes())
    assert store.problems() == []
    store.publish([THIRD], seen(3))
    assert len(store.current()) == 3
