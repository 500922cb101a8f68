"""Markdown → tables, by way of HTML, with every row as long as it stands in the source.

markdown-it pads short rows and cuts long ones; a rule that keeps the cells replaces its own.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from cache.leaderboard import Table
from scrapers.html import parse, read_html

_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_MARKUP = re.compile(r"[*_~`\[\]<>&!\\]")  # a cell without these is the text it shows
_FRONT_MATTER = re.compile(  # YAML between two rules; its last line would read as a heading
    r"\A---[ \t]*\r?\n(?:(?:[\w.][\w.-]*[ \t]*:|[ \t#-]).*\n|\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)"
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")  # a reference to a note below, no part of a column's name
_PIPE = re.compile(r"(?<!\\)\|")


def read_markdown(text: str) -> tuple[Table, ...]:
    """The tables that GitHub would render, from pipes or from HTML, outside code."""
    return read_html(parse(_parser().render(_FRONT_MATTER.sub("", text, count=1))))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 50}).enable("strikethrough")
    parser.block.ruler.at("table", _pipe_table, {"alt": ["paragraph", "reference"]})
    parser.core.ruler.before("inline", "tables_only", _drop_prose)
    return parser.enable("table")


def _drop_prose(state: StateCore) -> None:
    """Empties code, and paragraphs with no table below: nothing reads them, and they cost most."""
    paragraph: Token | None = None
    for token, inner in pairwise([*state.tokens, Token("", "", 0)]):
        if token.type in ("fence", "code_block"):
            token.content = ""
        elif token.type == "html_block":
            paragraph = None
        elif token.type in ("paragraph_open", "heading_open"):
            if paragraph and "<" not in paragraph.content:
                paragraph.content = ""
            paragraph = inner if token.type == "paragraph_open" else None


def _pipe_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule of markdown-it: a header line with pipes over a delimiter line with as many cells."""
    if start + 2 > end or state.sCount[start + 1] < state.blkIndent:
        return False
    if state.is_code_block(start) or state.is_code_block(start + 1):
        return False
    head, delimiter = _line(state, start), _line(state, start + 1)
    if "|" not in head or not _DELIMITER.match(delimiter) or re.match(r"-\s", delimiter):
        return False
    if len(_cells(head)) != len(_cells(delimiter)):
        return False
    if silent:
        return True
    last = _last_line(state, start + 2, end)
    _emit(state, start, last)
    state.line = last
    return True


def _last_line(state: StateBlock, line: int, end: int) -> int:
    """The line after the table: a blank one, another block, or a sentence right below the last row."""
    outer, state.parentType = state.parentType, "table"
    stops = state.md.block.ruler.getRules("blockquote")
    while line < end and state.sCount[line] >= state.blkIndent and _line(state, line):
        if state.is_code_block(line) or any(stop(state, line, end, True) for stop in stops):
            break
        if "|" not in _line(state, line) and not (line + 1 < end and "|" in _line(state, line + 1)):
            break
        line += 1
    state.parentType = outer
    return line


def _emit(state: StateBlock, start: int, last: int) -> None:
    """Cells without markup go straight into the HTML, the others are left to the inline rules."""
    markup = ["<table><thead>"]
    for line in (start, *range(start + 2, last)):
        name = "th" if line == start else "td"
        markup.append("<tr>")
        for text in _cells(_line(state, line)):
            markup.append(f"<{name}>")
            text = _FOOTNOTE.sub("", text) if line == start else text
            if _MARKUP.search(text):
                state.push("html_block", "", 0).content = "".join(markup)
                cell = state.push("inline", "", 0)
                cell.content, cell.map, cell.children = text, [line, line + 1], []
                markup = []
            else:
                markup.append(text)
            markup.append(f"</{name}>")
        markup.append("</tr></thead><tbody>" if line == start else "</tr>")
    state.push("html_block", "", 0).content = "".join(markup) + "</tbody></table>\n"


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _cells(line: str) -> list[str]:
    """The cells of a source line; the pipes at its ends are optional, `\\|` is a pipe inside a cell."""
    cells = [cell.strip().replace(r"\|", "|") for cell in _PIPE.split(line)]
    return cells[line.startswith("|") : len(cells) - (len(cells) > 1 and not cells[-1])]
