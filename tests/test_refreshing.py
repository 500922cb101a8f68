"""The Sources page tells what refreshes came to, and starts one where the operator lets it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import streamlit as st
from page_store import small_store
from test_pages import html, opened

from cache.refused import refused_pages
from cache.running import Progress, Schedule
from cache.state import Outcome
from cache.store import Store
from dashboard import data, refreshing
from scrapers.refresh import refresh_page
from scrapers.source import Page, all_sources

EXAMPLES = Path(__file__).parent / "examples/math24o/pages"
NOW = datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    monkeypatch.delenv(refreshing.ALLOWED, raising=False)
    monkeypatch.setattr(refreshing, "_started", None)
    small_store(tmp_path)
    return Store(tmp_path)


def captions(lang: str = "en") -> list[str]:
    return [caption.value.replace("\\", "") for caption in opened("sources", lang=lang).caption]


def test_each_source_has_its_last_success_and_its_last_error_in_words(store: Store) -> None:
    day = timedelta(days=1)
    for ago, outcome, sentence in ((3 * day, "added", ""), (day, "failed", "503 from <there>")):
        store.record_outcome(Outcome(NOW - ago, "superclue", "https://a.example/x", outcome, sentence))
    store.record_outcome(Outcome(NOW, "zeroclue", "https://a.example/z", "warned", "1 row fewer"))
    text = html(opened("sources", parts="refreshes"))
    assert f"{NOW - 3 * day:%Y-%m-%d %H:%M}" in text
    assert '<div class="bd-down">failed: 503 from &lt;there&gt;</div>' in text
    assert '<div class="bd-quiet">warning: 1 row fewer</div>' in text
    assert '<div class="bd-down">失败: 503 from' in html(opened("sources", lang="zh", parts="refreshes"))


def test_an_outcome_without_a_word_is_shown_as_it_is(store: Store) -> None:
    store.record_outcome(Outcome(NOW, "superclue", "https://a.example/x", "<odd>"))
    assert "&lt;odd&gt; 1" in html(opened("sources", parts="refreshes"))


def test_the_next_refresh_is_told(store: Store) -> None:
    assert "No refresh is scheduled." in captions()
    due = datetime(2030, 1, 2, 3, 4, tzinfo=UTC)
    signed = datetime.now(UTC)  # not the time of import: a scheduler silent for minutes counts as stopped
    store.running.note_schedule(Schedule(signed, due, "30 6 * * *", "Asia/Shanghai"))
    assert any("2030-01-02 03:04" in caption for caption in captions())
    assert any("下次刷新" in caption for caption in captions("zh"))
    store.running.note_schedule(Schedule(NOW - timedelta(hours=1), due, "30 6 * * *", "Asia/Shanghai"))
    assert any("has not been running since" in caption for caption in captions())


def test_a_refused_table_is_shown_with_its_difference_and_how_to_let_it_in(store: Store) -> None:
    source = next(source for source in all_sources() if source.name == "math24o")
    readme = next(EXAMPLES.rglob("README.md"))
    (url,) = source.urls
    page = Page(url, readme.read_bytes(), datetime(2026, 1, 1, tzinfo=UTC))
    assert [step.result for step in refresh_page(source, page, store)] == ["added"]
    text = page.content.decode()
    rows = [line for line in text.splitlines() if line.startswith("|")]
    for row in rows[3:]:
        text = text.replace(row + "\n", "")
    fewer = Page(url, text.encode(), datetime(2026, 2, 1, tzinfo=UTC))
    assert [step.result for step in refresh_page(source, fewer, store)] == ["refused"]
    [kept] = refused_pages(store.root)
    at = opened("sources")
    (expander,) = (at for at in at.expander if "·" in at.label and at.code)
    assert "Math24o" in expander.label.replace("\\", "")
    assert "row" in expander.markdown[0].value
    assert f"./run refresh --accept {kept.key[:12]}" in [code.value for code in expander.code]
    assert len(expander.code) == 2
    assert "等人查看" in html(opened("sources", lang="zh"))
    assert not any(at.code for at in opened("sources", source="zeroclue").expander)


def test_without_the_operators_word_there_is_no_button(store: Store) -> None:
    assert [button.key for button in opened("sources").button if button.key == "refresh_now"] == []


def test_in_a_frame_there_is_no_button(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(refreshing.ALLOWED, "1")
    assert opened("sources").button(key="refresh_now")
    monkeypatch.setattr(type(st.context), "is_embedded", property(lambda _: True))
    assert not [button for button in opened("sources").button if button.key == "refresh_now"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_refresh_that_runs_elsewhere_is_shown_and_keeps_the_button_off(
    store: Store, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(refreshing.ALLOWED, "1")
    assert not opened("sources", lang=lang).button(key="refresh_now").disabled
    with store.running.turn(0) as note:
        note(Progress(NOW, NOW, 4, 1, "clue", "https://a.example/", 1, 2))
        at = opened("sources", lang=lang)
        assert at.button(key="refresh_now").disabled
        [bar] = at.get("progress")
        assert bar.proto.value == 37
        assert "2" in bar.proto.text
        assert not refreshing.start(data.key(), [])


def test_the_button_starts_the_command_and_the_page_tells_how_it_ended(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(refreshing.ALLOWED, "1")
    monkeypatch.setenv("BANGDAN_MIRROR", str(EXAMPLES))
    at = opened("sources", parts="refreshes")
    at.button(key="refresh_now").click().run()
    assert not at.exception
    assert at.button(key="refresh_now").disabled
    assert not refreshing.start(data.key(), [])
    deadline = time.monotonic() + 60
    while refreshing.is_running(data.key()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    at.run()
    assert [message.value for message in at.success] == ["Refreshed."]
    assert not at.button(key="refresh_now").disabled
    assert "Math24o" in html(at)
    assert any(outcome.source == "math24o" for outcome in store.outcomes())
    assert "event=refresh.done" in (store.root / "state/refresh.log").read_text()
    at.run()
    assert not at.success


def test_a_refresh_that_cannot_run_says_why(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(refreshing.ALLOWED, "1")
    monkeypatch.setenv("BANGDAN_MIRROR", "/no/such/folder")
    at = opened("sources")
    at.button(key="refresh_now").click().run()
    assert refreshing._started is not None
    refreshing._started.wait(timeout=60)
    at.run()
    [error] = at.error
    assert "there is no mirror to read" in error.value.replace("\\", "")
