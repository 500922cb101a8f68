"""Two clocks: when the source last changed, and when we last looked."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from page_store import small_store

from cache.leaderboard import LeaderboardId
from cache.store import Store
from dashboard.freshness import (
    Health,
    age,
    badge,
    dated,
    days_unchanged,
    edition_end,
    health,
    known,
    last_change,
)

TODAY = date(2026, 11, 21)
OVERALL = LeaderboardId("superclue-github", "overall", "2023-12")
IMAGE = LeaderboardId("superclue", "image", "2026-03")


@pytest.fixture(scope="module")
def revisions(tmp_path_factory):
    return Store(small_store(tmp_path_factory.mktemp("store"))).current()


@pytest.mark.parametrize(
    ("edition", "end"),
    [
        ("2023-12", date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2025", date(2025, 12, 31)),
        ("undated", None),
    ],
)
def test_an_edition_ends_with_its_month_or_year(edition, end):
    assert edition_end(edition) == end


def test_a_page_that_tells_its_day_counts_from_it(revisions):
    assert last_change(revisions[OVERALL]) == date(2023, 12, 28)


def test_a_page_that_does_not_counts_from_its_edition(revisions):
    assert last_change(revisions[IMAGE]) == date(2026, 3, 31)


def test_an_undated_page_of_unknown_day_is_never_called_stale(revisions):
    undated = replace(revisions[IMAGE], id=IMAGE._replace(edition="undated"))
    assert last_change(undated) is None
    assert health(undated, undated.checked_at, TODAY) is Health.OK


def test_nothing_is_claimed_of_the_days_since_we_last_looked(revisions):
    seen = datetime(2026, 4, 30, tzinfo=UTC)
    assert health(revisions[IMAGE], seen, TODAY) is Health.UNCHECKED
    assert days_unchanged(revisions[IMAGE], seen) == 30
    assert badge(revisions[IMAGE], seen, TODAY, "zh").text == "205 天前已查"


def test_the_badge_tells_the_worst(revisions):
    checked = datetime(2026, 11, 20, 3, tzinfo=UTC)
    old, fresh = revisions[OVERALL], replace(revisions[IMAGE], id=IMAGE._replace(edition="2026-10"))
    assert badge(old, checked, TODAY, "zh").text == "来源 1058 天未更新"
    assert badge(old, checked, TODAY, "zh", failing=True).color == "red"
    assert badge(fresh, checked, TODAY, "zh").text == "昨日已查"
    assert badge(fresh, datetime(2026, 11, 21, 23, tzinfo=UTC), TODAY, "en").text == "checked today"


def test_the_age_of_an_edition_is_in_months():
    assert age("2026-10", TODAY, "en") == "1 month ago"
    assert age("2026-11", TODAY, "zh") == "本月"
    assert age("undated", TODAY, "zh") == ""


def test_where_nobody_knows_how_old_figures_are_nothing_is_green(revisions):
    known = revisions[OVERALL]
    same = known.provenance.retrieved_at
    undated = replace(
        known,
        id=known.id._replace(edition="undated"),
        edition_day=None,
        provenance=replace(known.provenance, as_of=same),
    )
    assert last_change(undated) is None
    assert badge(undated, same, same.date(), "en").color == "gray"


def test_what_is_known_by_the_day_is_told_as_a_day():
    noon, day = datetime(2026, 11, 21, 12, 30, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
    assert (known(noon), known(day)) == ("2026-11-21 12:30", "2026-11-01")
    assert (dated(noon, "en"), dated(day, "en")) == ("2026-11-21 12:30 UTC", "2026-11-01")
    assert dated(noon, "zh") == "2026-11-21 12:30（UTC）"
