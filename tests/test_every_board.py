"""Every shipped board in every view that shows one board, drawn without Streamlit; every category with it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from exhibit_store import shipped
from test_pages import opened

from cache.leaderboard import Category
from dashboard import compare_data, data, exhibits, trends_data
from dashboard.exhibit import Exhibit, NothingToShow
from dashboard.figures.palette import Theme
from dashboard.rankings_asked import views
from dashboard.words import Lang

KEY = shipped()
BOARDS = data.shelf(KEY).boards
Look = tuple[Lang, Theme, bool]
LOOKS: tuple[Look, ...] = (("zh", "light", False), ("en", "dark", True))
CAN_BE_EMPTY = {"changes"}  # nothing may have changed


def drawn(page: str, *, looks: Sequence[Look] = LOOKS, **params: str) -> list[Exhibit]:
    """In each language, its chart drawn: desk and telephone, light and dark."""
    found = []
    for lang, theme, compact in looks:
        shown = exhibits.of(page, KEY, params, lang)
        assert shown.title
        assert shown.origins
        assert shown.table.columns.is_unique
        assert not shown.table.empty or params.get("view") in CAN_BE_EMPTY
        if shown.figure:
            assert shown.figure(theme, compact).data
            assert shown.alt
        if shown.legend:
            shown.legend(theme)
        found.append(shown)
    return found


@pytest.mark.parametrize("id", BOARDS)
def test_a_board_is_drawn_in_each_of_its_views(id):
    board = BOARDS[id]
    for view in views(KEY, board, board.newest):
        shown = drawn("rankings", board=id, view=view)
        assert view == "changes" or shown[0].figure


@pytest.mark.parametrize("id", BOARDS)
def test_a_board_has_its_trends_abilities_and_comparison(id):
    board = BOARDS[id]
    if trends_data.editions(KEY, id).several:
        assert drawn("trends", board=id)[0].figure
        drawn("trends", board=id, y="score", looks=LOOKS[1:])
    else:
        with pytest.raises(NothingToShow):
            exhibits.of("trends", KEY, {"board": id}, "zh")
    drawn("capabilities", cat=board.category.value, board=id)
    drawn("capabilities", cat=board.category.value, board=id, colour="abs", looks=LOOKS[1:])
    models = ",".join(compare_data.best(KEY, board.newest.id, 3))
    if "," in models:
        (shown, _) = drawn("compare", m=models, board=id)
        assert "/".join(shown.origins[0].id[:2]) == id
        drawn("compare", m=models, board=id, kind="radar", looks=LOOKS[1:])


@pytest.mark.parametrize("category", Category)
def test_a_category_opens_on_every_page_that_has_it(category):
    for page in ("rankings", "composite", "capabilities"):
        drawn(page, cat=category.value)
    if len(data.shelf(KEY).of(category)) > 1:
        drawn("capabilities", cat=category.value, board="all")
    at = opened("rankings", cat=category.value)
    assert len(at.dataframe) == 1
    assert not at.error
