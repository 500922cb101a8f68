"""A published name is shown letter by letter."""

import pytest

from dashboard.markup import hypertext, markdown, plain, readable, shortened


@pytest.mark.parametrize("mark", list("\\`*_{}[]()#+-.!|~<>$&="))
def test_punctuation_that_markdown_reads_is_escaped(mark):
    assert markdown(f"a{mark}b") == f"a\\{mark}b"


@pytest.mark.parametrize("text", [":material/home:", ":red[x]", ":smile:", "https://evil.example"])
def test_a_colon_starts_no_icon_no_colour_and_no_link(text):
    assert f":\u2060{markdown(text).split(':', 1)[1].lstrip(chr(0x2060))}" in markdown(text)
    assert "\u2060" in markdown(text)


def test_an_ordinary_name_stays_as_it_is():
    assert markdown("文心一言 GPT 4") == "文心一言 GPT 4"


def test_hypertext_is_text_and_fits_an_attribute():
    assert hypertext('<a href="x">&') == "&lt;a href=&quot;x&quot;&gt;&amp;"


def test_what_reorders_or_hides_text_is_dropped_and_space_is_one():
    assert plain("a\u202eb\u200bc\x00d\n\t e") == "abcd e"


def test_a_raw_file_of_github_is_read_on_its_page_there():
    raw = "https://raw.githubusercontent.com/CLUEbenchmark/SuperCLUE/main/docs/README.md"
    assert readable(raw) == "https://github.com/CLUEbenchmark/SuperCLUE/blob/main/docs/README.md"
    for other in ("https://www.superclueai.com/data/x.xlsx", "https://raw.githubusercontent.com/a/b"):
        assert readable(other) == other


def test_a_long_text_from_a_link_is_cut():
    assert shortened("x" * 500) == "x" * 39 + "…"
    assert shortened("short") == "short"
