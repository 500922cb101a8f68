"""The folder that a site is published into: what is written again, taken up or away, and never touched."""

import json
from pathlib import Path

import pytest
from test_publication import SITE, publish
from typer.testing import CliRunner

from cache.store import Store
from dashboard.__main__ import app
from dashboard.publication import paths
from dashboard.publication.folder import LIST, Folder, NotOurs
from dashboard.publication.journal import Journal
from dashboard.publication.pages import Site


@pytest.fixture
def site(store: Path, tmp_path: Path) -> Path:
    publish(tmp_path / "site")
    return tmp_path / "site"


def test_publishing_again_writes_nothing_and_a_change_only_what_it_touches(site, store):
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}
    assert publish(site).written == 0
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()} == before
    held = Store(store)
    id = next(iter(held.current()))
    table = held.read(id)
    fields = {name: getattr(table, name) for name in table.__dataclass_fields__}
    later = type(table)(**{**fields, "id": id._replace(edition="2099-01")})
    held.publish([later], held.current()[id].provenance)
    again = publish(site)
    assert 0 < again.written < again.pages
    assert (site / paths.edition(later.id, "en")).is_file()


def test_what_is_no_longer_published_goes_and_what_others_put_there_stays(site):
    (site / "CNAME").write_text("example.org")
    publish(site, site=Site("", SITE.live))
    assert not (site / paths.SITEMAP).exists()
    assert (site / "CNAME").read_text() == "example.org"


def test_a_folder_of_somebody_else_is_not_touched(store, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "thesis.txt").write_text("mine")
    with pytest.raises(NotOurs, match=r"thesis\.txt"):
        publish(theirs)
    assert [path.name for path in theirs.iterdir()] == ["thesis.txt"]


def test_a_publication_cut_short_can_be_taken_up_again(store, tmp_path):
    root = tmp_path / "site"
    half = Folder(root)
    half.write("index.html", b"half")
    half.make("drawn.svg", "a", lambda: b"drawn")
    (root / ".torn.html.unfinished").write_bytes(b"to")
    half.close()
    whole = Folder(root)
    whole.make("drawn.svg", "a", lambda: pytest.fail("drawn twice"))
    whole.close()
    publish(root)
    assert (root / "index.html").read_bytes() != b"half"
    assert not (root / "drawn.svg").exists()
    assert not list(root.rglob(".*"))


def test_what_a_publication_cut_short_left_goes_or_is_taken_up_and_nothing_of_others(store, tmp_path):
    """Cut short among the pictures, before any page, and followed by one without pictures."""
    root = tmp_path / "site"
    half = Folder(root)
    for name in ("gone", "replaced", "kept"):
        half.make(f"images/en/{name}.svg", name, lambda: b"drawn")
    half.close()
    (root / "images/en/replaced.svg").write_bytes(b"mine")
    (root / "images/en/beside.svg").write_bytes(b"mine")
    again = Folder(root)
    again.make("images/en/kept.svg", "kept", lambda: pytest.fail("drawn twice"))
    again.close()
    assert publish(root).removed == 2
    left = {path.name for path in (root / "images").rglob("*.svg")}
    assert left == {"replaced.svg", "beside.svg"}
    assert publish(root).removed == 0


def test_a_line_that_was_torn_hides_no_other(tmp_path):
    journal = Journal(tmp_path / "journal")
    journal.add("one.svg", "a", "b")
    journal.close()
    with (tmp_path / "journal").open("a") as file:
        file.write('["torn.s')
    journal.add("two.svg", "a", "b")
    journal.close()
    assert [path for path, _, _ in journal.lines()] == ["one.svg", "two.svg"]


def test_a_file_that_somebody_put_in_the_place_of_ours_stays(store, tmp_path):
    root = tmp_path / "site"
    publish(root, site=Site("", SITE.live))
    (root / "robots.txt").write_text("mine")
    for _ in range(2):
        assert publish(root).theirs == ["robots.txt"]
        assert (root / "robots.txt").read_text() == "mine"
    cut_short = Folder(root)
    cut_short.write("index.html", b"half")
    cut_short.close()
    assert publish(root).theirs == ["robots.txt"]
    publish(root, site=Site("", SITE.live))
    assert (root / "robots.txt").read_text() == "mine"


def test_two_publications_into_a_folder_do_not_meet(store, tmp_path):
    first = Folder(tmp_path / "site")
    with pytest.raises(NotOurs, match="at work"):
        publish(tmp_path / "site")
    first.close()
    assert publish(tmp_path / "site").pages


def test_what_cannot_be_written_is_told_in_a_sentence(store, tmp_path):
    (tmp_path / "file").write_text("mine")
    for folder, why in ((tmp_path / "file", "is a file"), (tmp_path / "file" / "site", "Not a directory")):
        result = CliRunner().invoke(app, ["publish", str(folder), "--no-charts"])
        assert (result.exit_code, why in result.output, "Errno" in result.output) == (1, True, False)
    assert (tmp_path / "file").read_text() == "mine"


def test_a_list_that_leads_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "site" / LIST).write_text(json.dumps({"format": 1, "files": {"../precious": ""}}))
    with pytest.raises(NotOurs, match="leads out"):
        Folder(tmp_path / "site")
    assert (tmp_path / "precious").read_text() == "kept"
