"""HTML → tables, each under the heading that precedes it."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import PreformattedString, Tag

from cache.leaderboard import Cell, Table
from scrapers.cells import MEDALS
from scrapers.grid import Span, lay_out, one_line, spread

HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_LEADS = frozenset(["p", "summary", "li", "dt", "dd", "figcaption", "legend"])
_BLOCKS = frozenset(
    ["p", "div", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "section", *HEADINGS]
)
_UNSEEN = frozenset(["script", "style", "template", "noscript", "head", "table"])
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_CLOSED_BREAK = re.compile(r"</\s*br\s*/?\s*>", re.IGNORECASE)  # browsers break the line there, lxml drops it
_WIDEST = 1000  # columns a cell may span, as in the HTML standard


def parse(markup: str) -> BeautifulSoup:
    """Whatever the text is, it is read as HTML: no warning that it looks like XML or an address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return BeautifulSoup(_CLOSED_BREAK.sub("<br>", markup), "lxml", multi_valued_attributes=None)


def read_html(soup: BeautifulSoup) -> tuple[Table, ...]:
    """Every table of a page, nested ones after the one that holds them."""
    heading, lead = "", None
    tables = []
    for tag in (found for found in soup.descendants if isinstance(found, Tag)):
        if tag.name in HEADINGS and (text := one_line(text_of(tag))):
            heading, lead = text, None
        elif tag.name in _LEADS and tag.find_parent("table") is None:
            lead = tag
        elif tag.name == "table" and (table := _table(tag, heading, lead)):
            tables.append(table)
    return tuple(tables)


def text_of(tag: Tag) -> str:
    """What a reader sees: white space collapsed, `<br>` and blocks as line breaks, nested tables left out."""
    return _read(tag).text


def _read(tag: Tag) -> Cell:
    pieces: list[str] = []
    links: list[str] = []
    _gather(tag, pieces, links)
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return Cell("\n".join(line for line in lines if line), tuple(links))


def _gather(tag: Tag, pieces: list[str], links: list[str]) -> None:
    for child in tag.contents:
        if not isinstance(child, Tag):
            if not isinstance(child, PreformattedString):  # comments and the like
                pieces.append(str(child).replace("\n", " "))
        elif child.name in _UNSEEN or (child.attrs and _hidden(child)):
            continue
        elif child.name == "br":
            pieces.append("\n")
        elif child.name == "img":
            pieces.append(_drawn_text(child))
        elif child.name in ("sup", "sub"):
            pieces.append(_script(child, after="".join(pieces[-1:])))
        else:
            if child.name == "a" and (link := str(child.get("href", "")).strip()):
                links.append(link)
            edge = ["\n"] if child.name in _BLOCKS else []
            pieces += edge
            _gather(child, pieces, links)
            pieces += edge


def _hidden(tag: Tag) -> bool:
    style = str(tag.get("style", "")).replace(" ", "").lower()
    return tag.has_attr("hidden") or "display:none" in style


def _drawn_text(image: Tag) -> str:
    """An emoji drawn as a picture reads as the emoji; other pictures carry no text of the table."""
    alternative = str(image.get("alt", ""))
    drawn = alternative.strip("\ufe0f ") in MEDALS or "emoji" in str(image.get("class", ""))
    return alternative if drawn else ""


def _script(tag: Tag, after: str) -> str:
    """`90.5<sup>1</sup>` must not read as 90.51; `C<sup>3</sup>` is C3."""
    text = text_of(tag)
    if not (after.rstrip()[-1:].isdigit() and text.isdigit()):
        return text
    return text.translate(_SUPERSCRIPTS if tag.name == "sup" else _SUBSCRIPTS)


def _table(tag: Tag, heading: str, lead: Tag | None) -> Table | None:
    """None for a table that only lays out others, at most with a title."""
    rows = list(_own(tag, "tr"))
    spans = [
        [_span(cell, most) for cell in _own(row, "td", "th")]
        for row, most in zip(rows, _rest_of_group(rows), strict=True)
    ]
    worded = [span for row in spans for span in row if span.cell.text]
    if len(worded) < 2 and tag.find("table") is not None:
        return None
    caption = next((text_of(found) for found in _own(tag, "caption")), "")
    before = text_of(lead) if lead else ""
    leads = "\n".join(filter(None, [before, caption]))
    return lay_out(
        spread(spans),
        heading or one_line(caption) or _bold_line(lead),
        leads,
        head_rows=_head_rows(rows, spans),
    )


def _bold_line(lead: Tag | None) -> str:
    """A paragraph all in bold stands for the heading a page does not have."""
    bold = lead.find(["strong", "b"]) if lead else None
    text = one_line(text_of(bold)) if bold else ""
    return text if lead and text == one_line(text_of(lead)) else ""


def _own(tag: Tag, *names: str) -> Iterator[Tag]:
    """The table's parts of these names, without those of tables inside it."""
    for child in tag.children:
        if isinstance(child, Tag) and child.name in names:
            yield child
        elif isinstance(child, Tag) and child.name not in ("table", "td", "th"):
            yield from _own(child, *names)


def _rest_of_group(rows: list[Tag]) -> list[int]:
    """From each row on, the rows of its head, body or foot: no cell reaches beyond them."""
    rest: list[int] = []
    for at in reversed(range(len(rows))):
        goes_on = at + 1 < len(rows) and rows[at + 1].parent is rows[at].parent
        rest.append(rest[-1] + 1 if goes_on else 1)
    return rest[::-1]


def _span(tag: Tag, most: int) -> Span:
    rowspan, colspan = _extent(tag.get("rowspan")), _extent(tag.get("colspan"))
    return Span(_read(tag), min(rowspan or most, most), min(colspan or 1, _WIDEST), tag.name == "th")


def _extent(attribute: object) -> int:
    """0 reaches as far as a cell may; nonsense counts as 1."""
    if attribute is None:
        return 1
    digits = re.match(r"\s*([0-9]{1,6})", str(attribute))
    return int(digits[1]) if digits else 1


def _head_rows(rows: list[Tag], spans: list[list[Span]]) -> int:
    in_head = sum(
        1
        for row, cells in zip(rows, spans, strict=True)
        if cells and row.parent and row.parent.name == "thead"
    )
    if in_head:
        return in_head
    for number, cells in enumerate(row for row in spans if row):
        if not all(span.heads for span in cells):
            return number
    return 0
