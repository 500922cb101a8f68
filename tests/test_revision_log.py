"""What happened to the boards, as feeds and pages tell it."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from boards import board as made
from boards import metrics

from cache.leaderboard import Cell, Leaderboard
from cache.manifest import Provenance
from cache.store import Store
from dashboard import data, feed_words, feeds, news_order, revision_log
from dashboard.revision_log import CORRECTION, EDITION, FIRST, Event

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def page(days: int) -> Provenance:
    time = DAY + timedelta(days=days)
    return Provenance("https://example.org/page", time, "0" * 64, "1", time)


def table(edition: str, **scores: float) -> Leaderboard:
    return printed(made([(name, score, None) for name, score in scores.items()], edition))


def printed(board: Leaderboard) -> Leaderboard:
    """With the cells that its figures were read from: a store refuses a table without its evidence."""
    rows = tuple((Cell(""), Cell(entry.model), Cell(f"{entry.scores['总分']:g}")) for entry in board.entries)
    return replace(board, published=replace(board.published, rows=rows))


@pytest.fixture
def events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def told(*tables: Leaderboard) -> list[Event]:
        for days, one in enumerate(tables):
            Store(tmp_path).publish([one], page(days))
        monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
        return list(revision_log.events(data.key()))

    return told


def test_an_edition_tells_its_new_leader_and_who_came_and_went(events):
    newest, first = events(table("2026-01", A=3, B=2), table("2026-02", B=5, C=4))
    assert (first.kind, newest.kind) == (FIRST, EDITION)
    assert (newest.leaders, newest.leaders_before) == (("B",), ("A",))
    assert (newest.entered, newest.dropped) == (("C",), ("A",))
    assert newest.has_new_leader
    assert newest.corrected == ()


def test_a_corrected_edition_tells_each_figure(events):
    newest, _ = events(table("2026-01", A=3, B=2), table("2026-01", A=3, B=2.5))
    assert newest.kind == CORRECTION
    assert [(one.model, one.before, one.after) for one in newest.corrected] == [("B", 2, 2.5)]
    assert not newest.has_new_leader


def test_a_correction_tells_what_the_source_corrected_not_what_we_compute_from_it(
    events, tmp_path, monkeypatch
):
    known = metrics(tmp_path, {"column": "ours", "kind": "derived", "formula": "mean(总分)"})
    monkeypatch.setattr(data, "metrics", lambda: known)
    newest, _ = events(table("2026-01", A=3, B=2), table("2026-01", A=3, B=2.5))
    assert newest.metric == "ours"
    assert [(at.model, at.was, at.score) for at in newest.standings] == [("A", 3, 3), ("B", 2, 2.5)]
    assert [one.metric for one in newest.corrected] == ["总分"]


def test_two_models_with_the_best_score_both_lead(events):
    (only,) = events(table("2026-01", A=3, B=3, C=1))
    assert only.leaders == ("A", "B")
    assert not only.has_new_leader


def test_another_spelling_of_the_leader_is_no_new_leader(events):
    newest, _ = events(table("2026-01", **{"GPT-4": 3}), table("2026-02", **{"gpt_4": 5}))
    assert not newest.has_new_leader


def test_a_model_under_another_name_neither_takes_the_lead_nor_comes_and_goes(events):
    before = table("2026-01", vivoLM=5, Skylark=4, B=3, A=2)
    newest, _ = events(before, table("2026-02", BlueLM=6, B=5, 云雀=4, C=1))
    assert (newest.leaders, newest.leaders_before) == (("BlueLM",), ("vivoLM",))
    assert not newest.has_new_leader
    assert (newest.entered, newest.dropped) == (("C",), ("A",))
    assert {at.model: (at.before, at.after) for at in newest.moved} == {"B": (3, 2), "云雀": (2, 3)}
    renamed = revision_log.standing_of(newest, "skylark")
    assert renamed is not None
    assert (renamed.was, renamed.score) == (4, 4)
    assert newest in revision_log.by_model(data.key())["skylark"]


def test_of_two_rows_of_a_model_that_become_one_the_other_is_gone(events):
    newest, _ = events(table("2026-01", vivoLM=4, 蓝心=3, B=2), table("2026-02", BlueLM=4, B=2))
    assert (newest.entered, newest.dropped) == ((), ("蓝心",))


@pytest.mark.parametrize(("lang", "word"), [("zh", "B 总分 2 → 2.5"), ("en", "B Total 2 → 2.5")])
def test_a_corrected_figure_is_told_by_its_metric_in_the_readers_language(events, lang, word):
    newest, _ = events(table("2026-01", A=3, B=2), table("2026-01", A=3, B=2.5))
    assert any(word in line for line in feed_words.said(newest, lang))


def test_the_latest_arrival_is_told_first_whatever_its_edition(events):
    late, early = events(table("2026-02", A=1), table("2026-01", A=1))
    assert late.revision.id.edition == "2026-01"
    assert late.at > early.at


def test_a_past_that_was_collected_in_a_day_is_told_by_its_editions_and_undated_last():
    """Of the shipped data, most of which was collected at once."""
    found = revision_log.events(data.key())
    days = Counter(event.at.date() for event in found)
    (collection,) = [day for day, many in days.items() if many > news_order.COLLECTION]
    past = [event for event in found if event.at.date() == collection]
    editions = [event.revision.id.edition for event in past]
    dated = [edition for edition in editions if edition != "undated"]
    assert "undated" in editions[len(dated) :]
    assert editions[: len(dated)] == dated
    assert [edition[:4] for edition in dated] == sorted((edition[:4] for edition in dated), reverse=True)
    first = [event for event in found[: feeds.LONGEST] if event.kind == EDITION]
    assert {"superclue/overall", "livebench/overall", "bfcl/overall"} <= {event.board for event in first}


def test_a_board_that_comes_alone_is_news_though_it_has_no_date(events):
    newest, _ = events(table("2026-01", A=1), table("undated", A=1))
    assert newest.revision.id.edition == "undated"


def test_a_damaged_revision_is_left_out_and_the_rest_told(events, tmp_path):
    events(table("2026-01", A=1), table("2026-02", A=2))
    victim = next(path for path in (tmp_path / "tables").rglob("2026-01.csv"))
    victim.write_text("torn")
    revision_log.events.cache_clear()
    assert [event.revision.id.edition for event in revision_log.events(data.key())] == ["2026-02"]


def test_of_one_model_are_the_events_that_name_it(events):
    found = events(table("2026-01", **{"GPT-4": 3, "B": 2}), table("2026-02", **{"B": 5, "GPT-4": 4}))
    by_model = revision_log.by_model(data.key())
    assert by_model["gpt-4"] == found
    assert "no-such-model" not in by_model
