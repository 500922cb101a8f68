"""The page Compare, its figures and its exhibit, over small stores."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import quote

import plotly.graph_objects as go
import pytest
import test_pages
from page_store import DECEMBER, NASTY, leaderboard, publish
from test_pages import html, url

from cache.leaderboard import LeaderboardId, Role
from cache.metrics import Metric
from dashboard import appearances, compare_data, compare_tables, data, exhibits
from dashboard.compare_parts import signed
from dashboard.exhibit import NothingToShow, UnknownChoice
from dashboard.figures.compare_dots import compare_dots, levels
from dashboard.figures.compare_radar import compare_radar, fits
from dashboard.figures.palette import LIGHT
from dashboard.ranking.capability import Capability

ERNIE, QWEN, KIMI, YI, SPARK = (
    *("ernie-bot-4.0", "tongyi-qianwen-2.0", "moonshot", "yi-34b-chat"),
    "spark-v3.0",
)
PAIR = f"{ERNIE},{KIMI}"
OVERALL = "superclue-github/overall"


opened = partial(test_pages.opened, "compare")


def test_an_empty_store_says_how_to_fill_it(tmp_path, monkeypatch):
    monkeypatch.setenv("BANGDAN_CACHE", str(tmp_path))
    assert opened().code[0].value == "./run refresh"


def test_nothing_has_no_sign():
    assert [signed(value) for value in (-0.001, 0.0, 0.004, 0.1, -0.1)] == ["0.00"] * 3 + ["+0.10", "−0.10"]


@pytest.mark.parametrize("m", ["", ERNIE])
def test_under_two_models_the_page_says_so_and_offers_pairs(store, m):
    at = opened(m=m)
    assert at.info[0].value == "Choose at least two models."
    assert not at.get("plotly_chart")
    assert f"compare?lang=en&amp;m={ERNIE}%2C{QWEN}" in html(at)
    assert ("Models that score close to ERNIE Bot 4.0" in html(at)) == bool(m)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_models_are_compared_on_the_newest_board_that_both_are_on(store, lang):
    at = opened(m=PAIR, lang=lang)
    assert at.selectbox(key="board").value == OVERALL
    assert at.selectbox(key="edition").value == "2023-12"
    (chart,) = at.get("plotly_chart")
    assert "OPEN" in chart.proto.alt
    assert '<b class="bd-up">3–2</b>' in html(at)
    assert f"models?lang={lang}&amp;model={KIMI}" in html(at)
    assert f"sources?lang={lang}&amp;cell=superclue-github%2Foverall%2F2023-12.r1%2F2%2FOPEN" in html(at)
    assert url(at) == {"lang": lang, "m": PAIR}


def test_models_are_offered_by_both_of_their_names(store):
    box = opened().multiselect(key="m")
    assert "ERNIE Bot 4.0 · 文心一言 4.0" in box.options
    assert len(box.options) == 7


def test_a_model_keeps_its_colour_when_the_one_before_it_leaves(store):
    at = opened(m=f"{ERNIE},{KIMI},{YI}")
    at.multiselect(key="m").unselect(ERNIE).run()
    assert url(at)["m"] == f",{KIMI},{YI}"
    assert '<span class="bd-shape m1" aria-hidden="true">■</span> Moonshot(KimiChat)' in html(at)


def test_a_model_that_is_not_in_the_edition_stays_in_the_legend(store):
    at = opened(m=f"{PAIR},{QWEN}", edition="2023-11")
    assert "not in this edition" in html(at)
    assert "通义千问" not in at.get("plotly_chart")[0].proto.alt


def test_a_linked_board_without_the_models_is_shown_as_such(store):
    at = opened(m=f"{YI},{SPARK}", board="superclue/image")
    assert at.info[0].value.startswith("None of these models is in this edition.")
    assert url(at)["board"] == "superclue/image"


def test_an_unknown_model_board_and_edition_are_told(store):
    at = opened(m=f"{PAIR},nobody", board="no/where", edition="1999-01", kind="pie")
    said = at.warning[0].value
    assert all(word in said for word in ("nobody", "no/where", "1999\\-01", "pie"))
    assert at.get("plotly_chart")


def test_models_that_share_no_board_are_told_apart(store):
    id = LeaderboardId("math24o", "overall", "2025-03")
    publish(store, [leaderboard(id, [("1", "Solo-1", "", "9", "8", "7")])])
    at = opened(m=f"{SPARK},solo-1")
    assert at.info[0].value.startswith("No board has two of these models")
    assert not at.get("plotly_chart")


def test_every_board_that_models_share_can_be_seen(store, monkeypatch):
    monkeypatch.setattr(compare_tables, "LISTED", 1)
    text = html(opened(m=PAIR))
    told, _, folded = text.partition('<details class="bd-more">')
    shared = compare_data.shared(data.key(), (ERNIE, KIMI))
    assert len(shared) > 1
    assert f"<summary>{len(shared) - 1} more shared board" in folded
    assert all(f"board={quote(at.board.id, safe='')}" in told + folded for at in shared)


def test_compare_opens_on_a_board_with_several_abilities(store):
    newer = LeaderboardId("math24o", "overall", "2025-03")
    publish(
        store,
        [leaderboard(newer, [("1", "文心一言4.0", "", "9", "8", "7"), ("2", "Moonshot", "", "8", "7", "6")])],
    )
    parts = tuple(f"能力{n}" for n in range(6))
    roles = (Role.RANK, Role.MODEL, *[Role.SCORE] * len(parts))
    rows = [
        (str(n), name, *["5"] * len(parts)) for n, name in enumerate(("文心一言4.0", "Moonshot"), start=1)
    ]
    many = LeaderboardId("superclue-github", "abilities", "2024-06")
    publish(store, [leaderboard(many, rows, header=("排名", "模型", *parts), roles=roles)])
    assert compare_data.opening(data.key(), (ERNIE, KIMI)) == "superclue-github/abilities"
    assert opened(m=PAIR).selectbox(key="board").value == "superclue-github/abilities"


def test_a_damaged_edition_hides_its_chart_and_no_more(store):
    (store / "tables" / "superclue-github" / "overall" / "2023-12.csv").write_text("nonsense")
    at = opened(m=PAIR, board=OVERALL, edition="2023-12")
    assert at.warning
    assert at.get("plotly_chart") or at.error
    assert "Head to head" in html(at)


def test_a_name_with_markup_is_inert(store):
    nasty = next(id for id, at in appearances.models(data.key()).items() if at.name == NASTY)
    at = opened(m=f"{ERNIE},{nasty}")
    assert "<b>x</b>" not in html(at)
    figure = go.Figure(
        exhibits.of("compare", data.key(), {"m": f"{ERNIE},{nasty}"}, "en").figure("light", False)
    )
    assert "<b>x</b>" not in str(figure)


def test_a_radar_needs_five_metrics_and_gives_way_to_dots(store):
    at = opened(m=PAIR, kind="radar")
    assert any("A radar is only drawn for" in line.value for line in at.caption)
    assert url(at)["kind"] == "radar"


def test_the_pair_whose_components_are_listed_can_be_chosen(store):
    at = opened(m=f"{ERNIE},{KIMI},{QWEN}", pair="1-2")
    assert "Moonshot: 0 won, 2 lost, 0 tied (components: 2; boards: 1)." in html(at)


def test_of_several_rows_the_best_stands_for_the_model(store):
    id = LeaderboardId("superclue-github", "overall", "2024-01")
    rows = [*DECEMBER[1:3], ("7", "文心一言4.0(网页)", "百度", "95.00", "96.00", "94.00")]
    publish(store, [leaderboard(id, rows)])
    place = compare_data.places(data.key(), id)[ERNIE]
    assert (place.entry.model, place.rows, place.position) == ("文心一言4.0(网页)", 2, 1)
    assert "has 2 rows in this edition" in html(opened(m=f"{ERNIE},{QWEN}", board=OVERALL))


def test_the_exhibit_is_the_page(key):
    shown = exhibits.of("compare", key, {"m": f"{PAIR},{QWEN}", "edition": "2023-11"}, "en")
    assert shown.params == {"m": f"{PAIR},{QWEN}", "edition": "2023-11"}
    assert shown.origins[0].id == ("superclue-github", "overall", "2023-11")
    names = ["Metric", "文心一言4.0(API)", "Moonshot(KimiChat)", "Tongyi Qianwen 2.0", "Gap"]
    assert list(shown.table) == names
    assert shown.table["Tongyi Qianwen 2.0"].isna().all()
    assert shown.legend is not None
    assert shown.legend("light")[2] == (LIGHT.highlight[2], "◆ Tongyi Qianwen 2.0 not in this edition")
    assert any("3–2" in note for note in shown.notes)
    with pytest.raises(NothingToShow):
        exhibits.of("compare", key, {"m": ERNIE}, "zh")
    with pytest.raises(UnknownChoice):
        exhibits.of("compare", key, {"m": "nobody,x"}, "zh")


def rows(count: int = 6, models: int = 3) -> list[Capability]:
    return [
        Capability(Metric(f"<b>{n}</b>", label_en=f"<b>{n}</b>"), {m: 50.0 + n * m for m in range(models)}, 1)
        for n in range(count)
    ]


NAMES = {0: "One", 1: "$x$ & <b>", 2: "Three"}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("models", [1, 2, 3])
def test_the_figures_are_ones_that_plotly_accepts(theme, compact, models):
    names = {place: NAMES[place] for place in range(models)}
    for draw in (compare_dots, compare_radar):
        figure = draw(rows(models=models), names, theme=theme, lang="en", compact=compact)
        go.Figure(figure.to_dict())
    go.Figure(compare_dots([], names, theme=theme, lang="zh", compact=compact).to_dict())


def test_a_row_is_40_px_high_and_52_on_a_phone():
    heights = [
        compare_dots(
            rows(count, 2), {0: "a", 1: "b"}, theme="light", lang="en", compact=compact
        ).layout.height
        for compact in (False, True)
        for count in (5, 6)
    ]
    assert (heights[1] - heights[0], heights[3] - heights[2]) == (40, 52)


@pytest.mark.parametrize("compact", [False, True])
def test_marks_of_six_models_stay_clear_of_the_next_row(compact):
    names = {place: str(place) for place in range(6)}
    figure = compare_dots(rows(models=6), names, theme="light", lang="en", compact=compact)
    row = (figure.layout.height - 60) / 6
    deepest = max(trace.y[0] for trace in figure.data[1:])
    labels = [note.y for note in figure.layout.annotations if note.yref == "y"]
    next_name = min(y for y in labels if y > 0.5) if compact else min(trace.y[1] for trace in figure.data[1:])
    assert (next_name - deepest) * row >= 12


def test_two_models_have_their_figures_beside_the_marks_and_of_more_the_ends_do():
    two = compare_dots(rows(models=2), {0: "a", 1: "b"}, theme="light", lang="en")
    assert [trace.mode for trace in two.data] == ["lines", "markers+text", "markers+text"]
    assert list(two.data[1].text)[:2] == ["50.0", "50.0"]
    assert (two.data[1].textposition[0], two.data[2].textposition[0]) == ("middle left", "middle right")
    three = compare_dots(rows(), NAMES, theme="light", lang="en")
    assert [trace.text[5] for trace in three.data[1:]] == ["50.0", "", "60.0"]
    assert (three.data[1].textposition[5], three.data[3].textposition[5]) == ("middle left", "middle right")


def test_marks_keep_their_value_and_move_up_or_down_where_they_would_cover_each_other():
    figure = compare_dots(rows(), NAMES, theme="light", lang="en")
    first = [trace.y[0] for trace in figure.data[1:]]
    assert len(set(first)) == 3
    assert [trace.x[0] for trace in figure.data[1:]] == [50, 50, 50]
    assert levels([1.0, 1.0, 1.0, 9.0], 2.0) == [0, -1, 1, 0]


def test_every_model_has_a_shape_of_its_own_beside_its_colour():
    figure = compare_dots(rows(), NAMES, theme="light", lang="en")
    assert [trace.marker.symbol for trace in figure.data[1:]] == ["circle", "square", "diamond"]


def test_a_radar_is_for_few_models_and_five_to_eight_metrics_that_all_have():
    assert fits(rows(5), NAMES)
    assert not fits(rows(4), NAMES)
    assert not fits(rows(9), NAMES)
    assert not fits(rows(5), {**NAMES, 3: "Four"})
    assert not fits([*rows(5), Capability(Metric("x"), {0: 1.0}, 0)], NAMES)


def test_a_name_of_200_characters_is_short_at_the_heads_and_whole_in_the_legend_and_among_the_facts(store):
    long = ["Very long name " + "x9-" * 60 + end for end in ("one", "two")]
    id = LeaderboardId("zeroclue", "overall", "2024-01")
    publish(store, [leaderboard(id, [("1", long[0], "", "9", "8", "7"), ("2", long[1], "", "8", "8", "7")])])
    ids = [id for id, at in appearances.models(data.key()).items() if at.name in long]
    shown = html(opened(m=",".join(ids)))
    for name in long:
        assert f"{name}</span>" in shown  # the legend
        assert f"{name}</a>" in shown  # the facts
        assert f'title="{name}"' in shown
    short = shown.partition(f'scope="row" title="{long[0]}">')[2].partition("</th>")[0]
    assert "…" in short
    assert short.endswith("one")
    assert all(len(head) < 40 for head in re.findall('data-head="([^"]*)"', shown))


def test_five_models_stand_above_their_results_on_a_phone(store):
    some = f"{ERNIE},{KIMI},{QWEN},{YI}"
    assert '<div class="bd-wide bd-duels"><table style="--n: 4">' in html(opened(m=some))
    assert '<div class="bd-wide bd-duels many"><table style="--n: 5">' in html(opened(m=f"{some},{SPARK}"))
