"""What stands over a model's name in the table, in a real Chromium."""

from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect
from test_browser import BOARD, Open, open_page

from dashboard.words import t

__all__ = ["open_page"]
pytestmark = pytest.mark.browser
ROW, HEAD = 32, 33  # px


def test_a_name_in_the_table_tells_what_it_was_read_as_and_why(open_page: Open) -> None:
    page = open_page("/rankings", lang="en", board=BOARD, edition="2023-12")
    canvas = page.get_by_test_id("data-grid-canvas").first
    expect(canvas).to_be_visible()
    name = page.get_by_test_id("glide-cell-1-3").first
    expect(name).to_have_count(1)
    printed = name.text_content() or ""
    page.locator(".bd-readings").wait_for(state="attached")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    assert box
    tip = page.get_by_role("tooltip")
    for step in range(60):  # what still moves below the mouse takes the box away
        page.mouse.move(box["x"] + 150 + step % 5, box["y"] + HEAD + 3 * ROW + ROW / 2)
        with suppress(TimeoutError):
            tip.wait_for(timeout=1000)
            break
    said = tip.inner_text()
    assert said.startswith(f"{t('reason.raw', 'en')}: {printed}")
    assert t("reason.read_as", "en") in said
    assert t("reason.why", "en") in said
    page.mouse.move(box["x"] + 20, box["y"] + HEAD + 3 * ROW + ROW / 2)  # the rank
    expect(tip).to_be_hidden()
    page.mouse.move(box["x"] + 150, box["y"] + HEAD / 2)  # the header
    expect(tip).to_be_hidden()
