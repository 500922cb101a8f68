"""What the words in and around a picture say of it."""

import json
import re
from itertools import chain, combinations

import pytest
from exhibit_store import shipped

from dashboard import data, exhibits
from dashboard.exhibit import Exhibit
from dashboard.exports import frame, images, shapes, web_page
from dashboard.exports.metadata import metadata
from dashboard.origins import caveats

CAPTURED = {"board": "superclue/overall", "edition": "2026-07"}


def shown(page: str, params: dict[str, str], lang: str = "en") -> Exhibit:
    return exhibits.of(page, shipped(), params, lang)


NAMED = (
    ("rankings", {"board": "timm/imagenet", "view": "chart"}),
    ("rankings", {"board": "bfcl/overall", "view": "chart"}),
    ("composite", {}),
)


@pytest.mark.parametrize(("page", "params"), NAMED)
@pytest.mark.parametrize("at_desk", [False, True])
def test_no_two_rows_of_a_picture_bear_one_label(page, params, at_desk):
    view = shown(page, params)
    assert view.column
    assert view.figure
    figure = view.figure("light", False) if at_desk else view.column("light")
    labels = [note.text for note in figure.layout.annotations if note.yref == "y"]
    labels = [label for label in labels if not re.fullmatch(r"–|=?[\d.]+(  ?\d+)?(/\d+)?", label)]
    names = {*view.table["Model"]}
    assert len(labels) == len(set(labels))
    assert sum(label in names for label in labels) >= len(labels) / 2


def said(exhibit: Exhibit, theme: str = "light") -> str:
    return "\n".join(text for text, _ in frame.said(exhibit.as_drawn(theme, still=True), ""))


def test_a_profile_names_the_source_of_what_is_drawn_and_its_table_keeps_all():
    profile = shown("models", {"model": "gpt-4"})
    source = said(profile).splitlines()[-1]
    assert profile.origins[0].board in source
    assert "more" not in source
    assert len(profile.origins) > 6
    assert len(metadata(profile)["sources"]) == len(profile.origins)


def test_a_comparison_counts_the_boards_of_its_head_to_head():
    pair = shown("compare", {"m": "gpt-4,gpt-3.5-turbo"})
    assert pair.beyond > 1
    assert f"and {pair.beyond} more boards" in said(pair).splitlines()[-1]


def test_a_comparison_calls_a_model_in_its_notes_as_in_its_legend():
    three = shown("compare", {"m": "gpt-4,gpt-3.5-turbo,chatglm2-6b"})
    duels = [note for note in three.notes if " vs " in note]
    names = three.subtitle.split(", ")
    assert len(duels) == len(names) == 3
    assert all(f"{first} vs {second}" in " ".join(duels) for first, second in combinations(names, 2))


@pytest.mark.parametrize(
    ("page", "params"),
    [
        *(("rankings", {**CAPTURED, "view": view}) for view in ("table", "chart", "scatter", "changes")),
        ("capabilities", CAPTURED),
    ],
)
def test_how_figures_came_here_is_said_wherever_they_are(page, params):
    one = shown(page, params)
    told = caveats(data.edition(shipped(), one.origins[0].id)[0], "en")
    assert told
    assert one.caveats == told
    assert one.notes.count(told[0]) == 1
    assert told[0] in one.as_drawn("light", column=True, still=True).notes


def test_a_picture_of_a_model_says_how_the_figures_of_its_board_came_here():
    one = shown("models", {"model": "qwen3.8-max-max-effort"})
    assert one.origins[0].board in one.caveats[0]
    assert "rebuilt from a third-party capture" in said(one)
    of_many = shown("models", {"model": "gpt-4"})
    assert len(of_many.caveats) == 1, "a picture is of one board"
    assert any("read in November 2026" in note for note in of_many.as_table().notes[1:])


@pytest.mark.parametrize(
    ("page", "lang", "word"),
    [
        *((page, "en", word) for page, word in (("composite", "hover"), ("trends", "box that opens"))),
        *((page, "zh", "悬停") for page in ("composite", "trends")),
    ],
)
def test_no_picture_tells_its_reader_to_hover(page, lang, word):
    view = shown(page, {}, lang)
    assert word in " ".join(view.notes)
    assert word not in said(view)


@pytest.mark.parametrize(("theme", "word"), [("light", "Darker ="), ("dark", "Brighter =")])
@pytest.mark.parametrize("params", [CAPTURED, {"board": "all"}])
def test_a_picture_says_what_a_deeper_shade_is_on_its_ground(params, theme, word):
    view = shown("capabilities", params)
    assert word in said(view, theme)
    assert word in web_page.page(view, theme).decode()
    assert "a light page" not in said(view, theme)


def test_metadata_records_the_whole_view():
    parameters = metadata(shown("rankings", {}))["parameters"]
    assert {"board", "edition", "metric", "view"} <= set(parameters)
    again = shown("rankings", parameters)
    assert json.dumps(metadata(again)["parameters"]) == json.dumps(parameters)


@pytest.mark.parametrize("page", ["composite", "trends", "capabilities", "rankings"])
def test_what_metadata_records_gives_the_same_view(page):
    first = shown(page, {})
    again = shown(page, metadata(first)["parameters"])
    assert again.table.equals(first.table)
    assert [at.id for at in chain(again.origins)] == [at.id for at in first.origins]


def test_a_page_of_its_own_bears_our_name_and_a_way_back_where_there_is_one():
    view = shown("trends", {})
    alone = web_page.page(view, "light", "/trends?lang=en").decode().partition("<footer>")[2]
    linked = web_page.page(view, "light", "https://example.org/trends?lang=en").decode()
    assert shapes.BRAND in alone
    assert "/trends?" not in alone
    assert 'href="https://example.org/trends?lang=en"' in linked


def test_a_slide_of_many_rows_shows_fewer_and_says_so(monkeypatch):
    drawn = []

    class Paper:
        def draw(self, figure, *asked):
            drawn.append((figure, *asked))
            return b""

    view = shown("composite", {})
    images.image(view, size="slide", scale=1, renderer=Paper())
    figure, _, width, height, scale, _ = drawn[0]
    assert (round(width * scale), round(height * scale)) == (1280, 720)
    assert any(f" of {len(view.table)}" in note["text"] for note in figure["layout"]["annotations"])
