"""The address in a file shows the same numbers when newer editions are out."""

from __future__ import annotations

import dataclasses
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from exhibit_store import shipped
from page_store import leaderboard, publish, small_store
from test_pages import html, opened, url

from cache.leaderboard import Category, Leaderboard, LeaderboardId, Role
from cache.store import Store
from dashboard import data, exhibits
from dashboard.exhibit import Exhibit, NothingToShow, UnknownChoice
from dashboard.exports.address import lasting
from dashboard.words import Lang

BOARD = "superclue-github/overall"
PARTS = ("计算", "代码", "对话")
NAMES = ("Yi-34B-Chat", "GPT4-Turbo", "Moonshot(KimiChat)", "文心一言4.0(API)", "讯飞星火V3.0")
VIEWS = {
    "a board": ("rankings", {}),
    "its changes": ("rankings", {"view": "changes"}),
    "a composite": ("composite", {}),
    "a composite of the last year": ("composite", {"window": "12"}),
    "a composite of all editions": ("composite", {"editions": "1"}),
    "a category whose boards share nothing": ("composite", {"cat": "vision"}),
    "abilities": ("capabilities", {}),
    "abilities on all boards": ("capabilities", {"board": "all"}),
    "editions": ("trends", {}),
    "families over editions": ("trends", {"by": "line", "y": "score"}),
    "a model": ("models", {"model": "yi-34b-chat"}),
    "a comparison": ("compare", {"m": "yi-34b-chat,moonshot"}),
}


def abilities(edition: str, shift: float) -> Leaderboard:
    rows = [
        (str(at), name, *(f"{50 + 7 * at + shift * at * part}" for part in range(1, len(PARTS) + 1)))
        for at, name in enumerate(NAMES, 1)
    ]
    roles = (Role.RANK, Role.MODEL, *[Role.SCORE] * len(PARTS))
    id = LeaderboardId("superclue-github", "abilities", edition)
    return leaderboard(id, rows, header=("排名", "模型", *PARTS), roles=roles)


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    small_store(tmp_path)
    publish(tmp_path, [abilities("2023-12", 1.0)])
    return Store(tmp_path)


def go_on(store: Store) -> None:
    """Every board has a new edition, with other scores."""
    newest = {id[:2]: id for id in sorted(store.current(), key=lambda id: id.edition.replace("undated", ""))}
    found = []
    for id in newest.values():
        board = store.read(id)
        entries = tuple(
            dataclasses.replace(entry, scores={name: 100 - score for name, score in entry.scores.items()})
            for entry in board.entries
        )
        found.append(
            dataclasses.replace(
                board,
                id=id._replace(edition="2027-01"),
                entries=entries,
            )
        )
    publish(store.root, found)


def asked(shown: Exhibit) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(lasting(shown, f"https://bangdan.example/{shown.page}")).query))


def same(one: Exhibit, other: Exhibit) -> bool:
    return (
        one.table.equals(other.table)
        and one.title == other.title
        and [at.id for at in one.origins] == [at.id for at in other.origins]
    )


@pytest.mark.parametrize("view", VIEWS)
def test_an_address_outlives_the_next_edition(store, view):
    place, params = VIEWS[view]
    before = exhibits.of(place, data.key(), params, "en")
    address = asked(before)
    assert same(exhibits.of(place, data.key(), address, "en"), before)
    go_on(store)
    assert not same(exhibits.of(place, data.key(), params, "en"), before), "the test would see nothing"
    after = exhibits.of(place, data.key(), address, "en")
    pd.testing.assert_frame_equal(after.table, before.table)
    assert same(after, before)
    if before.figure and after.figure:
        assert after.figure("light", False).to_json() == before.figure("light", False).to_json()


def shipped_views() -> list[tuple[str, dict[str, str]]]:
    found = [(page, {"cat": category.value}) for page in ("composite",) for category in Category]
    found += [("capabilities", {"cat": category.value, "board": "all"}) for category in Category]
    found += [("trends", dict(view)) for view in exhibits.every("trends", shipped())[::4]]
    return [*found, ("models", {"model": "gpt-4o"}), ("composite", {"cat": "llm", "window": "12"})]


@pytest.mark.parametrize("lang", ["zh"])
def test_on_the_shipped_boards_an_address_shows_what_the_file_has(lang: Lang):
    seen = 0
    for page, params in shipped_views():
        try:
            shown = exhibits.of(page, shipped(), params, lang)
        except (UnknownChoice, *exhibits.UNAVAILABLE):
            continue
        again = exhibits.of(page, shipped(), asked(shown), lang)
        pd.testing.assert_frame_equal(again.table, shown.table)
        assert same(again, shown), (page, params)
        seen += 1
    assert seen > 12


@pytest.mark.parametrize(
    ("place", "params"),
    [
        ("trends", {"parts": "table"}),
        ("models", {"model": "yi-34b-chat"}),
        ("capabilities", {"board": "all"}),
    ],
)
def test_a_page_of_a_day_says_so_and_leads_to_the_newest(store, place, params):
    go_on(store)
    at = opened(place, asof="2023-12-31", **params)
    assert "Editions dated until 2023-12-31; newer ones are left out." in html(at)
    assert url(at)["asof"] == "2023-12-31"
    assert "2027-01" not in " ".join(
        map(str, [*at.dataframe[0].value.columns, *at.dataframe[0].value.values])
    )
    way = html(at).partition("newer ones are left out.")[2].partition("</p>")[0]
    assert "Show the newest" in way
    assert "asof" not in way
    assert "newer ones are left out" not in html(opened(place, **params))


def test_a_day_before_a_board_had_two_editions_is_told(store):
    at = opened("trends", asof="2023-11-30")
    assert "No two editions of this board" in at.info[0].value


@pytest.mark.parametrize(
    ("place", "params", "said"),
    [
        ("trends", {"board": "superclue-github/overall"}, "No two editions of this board are dated until"),
        ("models", {"model": "yi-34b-chat"}, "Nothing here is dated until 2001-01-01"),
        ("capabilities", {"board": "all", "cat": "llm"}, "Nothing here is dated until 2001-01-01"),
    ],
)
def test_of_a_day_before_everything_no_exhibit_says_that_there_is_nothing(store, place, params, said):
    with pytest.raises(NothingToShow, match=said):
        exhibits.of(place, data.key(), {**params, "asof": "2001-01-01"}, "en")


def test_the_day_of_one_page_says_nothing_of_another(store):
    at = opened("trends", asof="2023-12-31")
    at.query_params.clear()
    at.switch_page("app_pages/composite.py").run()
    assert "asof" not in url(at)
