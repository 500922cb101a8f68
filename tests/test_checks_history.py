"""The checks over the shipped store, and over the stored pages in the order in which they were published."""

from __future__ import annotations

from pathlib import Path

import pytest
import shipped_store
from test_checks import Plain

import cache
from cache.store import Store
from scrapers.gate import Verdict, judge
from scrapers.source import Page

SHARED = Path(__file__).parents[2] / "shared"


def test_no_shipped_edition_is_refused_after_the_one_before_it(tmp_path: Path) -> None:
    shipped, store = Store(Path(cache.__file__).parent), Store(tmp_path)
    for revision in shipped.current().values():
        came = revision.provenance
        arrived = shipped.read(revision)
        verdict = judge(arrived, Page(came.url, b"", came.retrieved_at, as_of=came.as_of), Plain(), store)
        assert not verdict.is_refused, verdict.sentence
        store.publish([arrived], came)


@pytest.mark.stored_pages
@pytest.mark.skipif(not (SHARED / "pages").is_dir(), reason="no ../shared/pages beside the checkout")
def test_judged_as_if_met_running_the_stored_history_is_refused_only_where_it_broke(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every version of every page, each compared with the one before: in May 2023 the scale went from 0–100
    to 0–1 and back within days, and in June a page showed the figures of May for some hours."""
    would_refuse: set[tuple[str, str]] = set()

    def note(verdict: Verdict) -> bool:
        if any(finding.refuses for finding in verdict.findings):
            commit = verdict.board.url.rsplit("/", 2)[-2][:8]
            would_refuse.add((str(verdict.board.id).removeprefix("superclue-github/"), commit))
        return False

    monkeypatch.setattr(Verdict, "is_refused", property(note))
    steps = shipped_store.ship(SHARED, tmp_path)
    assert sum(step.result in ("added", "revised") for step in steps) > 130
    may = {f"{name}/2023-05" for name in ("overall", "basic", "chinese")}
    assert would_refuse == {(id, commit) for id in may for commit in ("890417a0", "ba6effee")} | {
        ("basic/2023-06", "c8623bd4")
    }
