"""Markdown → tables, by way of HTML, with every row as long as it stands in the source.

markdown-it pads short rows and cuts long ones; its table rule is therefore replaced by one that keeps the cells.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from cache.leaderboard import Table
from scrapers.html import read_html

_DELIMITER = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_PIPE = re.compile(r"(?<!\\)\|")


def read_markdown(text: str) -> tuple[Table, ...]:
    """The tables that GitHub would render, from pipes or from HTML, outside code."""
    return read_html(_parser().render(text))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 50}).enable("strikethrough")
    parser.block.ruler.at("table", _pipe_table, {"alt": ["paragraph", "reference"]})
    return parser.enable("table")


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
    state.push("table_open", "table", 1).map = [start, last]
    _emit_row(state, start, "thead", "th")
    for line in range(start + 2, last):
        _emit_row(state, line, "tbody", "td")
    state.push("table_close", "table", -1)


def _emit_row(state: StateBlock, line: int, section: str, name: str) -> None:
    state.push(f"{section}_open", section, 1)
    state.push("tr_open", "tr", 1)
    for text in _cells(_line(state, line)):
        state.push(f"{name}_open", name, 1)
        content = state.push("inline", "", 0)
        content.content, content.map, content.children = text, [line, line + 1], []
        state.push(f"{name}_close", name, -1)
    state.push("tr_close", "tr", -1)
    state.push(f"{section}_close", section, -1)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip()


def _cells(line: str) -> list[str]:
    """The cells of a source line; the pipes at its ends are optional, `\\|` is a pipe inside a cell."""
    cells = [cell.strip().replace(r"\|", "|") for cell in _PIPE.split(line)]
    return cells[line.startswith("|") : len(cells) - (len(cells) > 1 and not cells[-1])]
