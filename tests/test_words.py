"""The interface's words: two languages, one set of names, no word in the code."""

import re
import string
import tokenize
from pathlib import Path

import pytest

from dashboard.words import LANGS, counted, preferred, t, told, words

DASHBOARD = Path(__file__).parents[1] / "dashboard"
CHINESE = re.compile(r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]")
FOLDERS = (".", "app_pages", "exhibits", "exports")
NOT_OF_THE_PAGES = {"frontend", "resolve_command", "server"}  # documents of both languages, and terminals
SCRIPTS = [
    path
    for folder in FOLDERS
    for path in sorted((DASHBOARD / folder).glob("*.py"))
    if path.stem not in NOT_OF_THE_PAGES
]
OWN_NAMES = (
    '"Bangdan 榜单',
    '"中文"',
    '"中"',
)  # a product's and a language's name is the same in every language


def singular(name: str) -> bool:
    return name.endswith("_one")


def test_both_languages_have_the_same_words():
    chinese = set(words("zh"))
    english = {name for name in words("en") if not singular(name)}
    assert chinese == english


def test_a_singular_stands_beside_its_plural():
    assert not [
        name for name in words("en") if singular(name) and name.removesuffix("_one") not in words("en")
    ]


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_translations_fill_the_same_places():
    assert {name: places(text) for name, text in words("zh").items()} == {
        name: places(text) for name, text in words("en").items() if not singular(name)
    }


def test_no_word_is_empty():
    assert not [(lang, name) for lang in LANGS for name, text in words(lang).items() if not text.strip()]


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_has_a_literal_chinese_word(script):
    with script.open("rb") as file:
        found = [
            token.string
            for token in tokenize.tokenize(file.readline)
            if token.type == tokenize.STRING and not token.string.startswith(('"""', 'r"""'))
        ]
    assert not [text for text in found if CHINESE.search(text) and not text.startswith(OWN_NAMES)]


def test_chinese_is_punctuated_in_full_width_and_english_in_half_width():
    for name, text in words("zh").items():
        assert not re.search(r"[\u4e00-\u9fff] ?[,;:?!()](?!\S*\()", text), (name, text)
    for name, text in words("en").items():
        if name != "app.name":
            assert not CHINESE.search(text), (name, text)


def test_a_count_of_one_is_singular_in_english_and_thousands_are_grouped():
    assert counted("overview.boards", "en", 1) == "1 board"
    assert counted("overview.scored", "en", 2130) == "2,130 models with a score"
    assert counted("overview.scored", "zh", 2130) == "2,130 个有分数的模型"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("存档的副本 / a stored copy", "存档的副本", "a stored copy"),
        ("a / b", "a / b", "a / b"),
        ("甲 / 乙", "甲 / 乙", "甲 / 乙"),
        ("", "", ""),
    ],
)
def test_a_note_in_both_languages_is_told_in_one(text, zh, en):
    assert (told(text, "zh"), told(text, "en")) == (zh, en)


def test_an_unknown_word_is_an_error():
    with pytest.raises(KeyError, match="nowhere"):
        t("nowhere.at_all", "zh")


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        (None, "zh"),
        ("", "zh"),
        ("en-US,en;q=0.9", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("fr-FR,fr;q=0.9", "zh"),
        ("fr;q=1, en;q=0.4, zh;q=0.7", "zh"),
        ("de, en;q=0.5", "en"),
        ("en;q=nonsense", "zh"),
    ],
)
def test_the_browser_chooses_the_first_language(header, lang):
    assert preferred(header) == lang
