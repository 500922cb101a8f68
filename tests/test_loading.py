"""Who has to wait is told so, and nobody else."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from page_store import DECEMBER, leaderboard, publish
from test_pages import opened

from cache.leaderboard import LeaderboardId
from dashboard import data, loading
from dashboard.words import LANGS, t


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of every spinner."""
    words: list[str] = []

    @contextmanager
    def spinner(text: str):
        words.append(text)
        yield

    monkeypatch.setattr(loading.st, "spinner", spinner)
    return words


def test_only_the_first_who_opens_a_page_on_a_state_of_the_store_sees_a_spinner(store, told):
    for _ in range(2):
        with loading.first("some-page", data.key(), "en"):
            pass
    assert told == [t("app.working", "en")]
    publish(store, [leaderboard(LeaderboardId("superclue-github", "overall", "2024-01"), DECEMBER)])
    with loading.first("some-page", data.key(), "zh"):
        pass
    assert told[1:] == [t("app.working", "zh")]


def test_a_page_that_ends_early_counts_as_opened(store, told):
    with pytest.raises(RuntimeError), loading.first("other-page", data.key(), "en"):
        raise RuntimeError
    with loading.first("other-page", data.key(), "en"):
        pass
    assert len(told) == 1


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("part", ["log", "checks", "quality"])
def test_what_unfolds_on_sources_has_a_spinner(store, told, part, lang):
    opened("sources", lang=lang)
    told.clear()
    opened("sources", lang=lang, parts=part)
    assert told == [t("app.working", lang)]
