"""A view alone, for a frame in somebody else's page: chart or table, where it is from, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from html import escape, unescape
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import plotly.graph_objects as go
import streamlit as st

from dashboard import controls, damage, damage_parts, data, drawn, embedded_table, exhibits, style
from dashboard.asking import Given
from dashboard.data import Key
from dashboard.exhibit import Exhibit, Origin, UnknownChoice, WrongValue
from dashboard.exhibits import NEWEST
from dashboard.exports.lines import width, wrapped
from dashboard.figures.palette import Theme
from dashboard.figures.template import CONFIG
from dashboard.freshness import dated, edition_label
from dashboard.markup import hypertext, markdown, shortened
from dashboard.rankings_asked import label, settle, settle_board, settle_member
from dashboard.words import Lang, t

Width = Literal["narrow", "column", "wide"]  # of a frame; `frame.js` has the pixels
AROUND = 182  # pixels of a frame beside its chart where title, metric and source take a line each
COLUMN = 640  # of text, in a frame that stands in a column of an article
LINE, LEGEND_LINE, LEGEND_GAP = 20, 25, 12  # pixels that more of them take
TITLE, SMALL = 17, 13  # of type
TABLE_HEIGHT = 520
LISTED = 3  # origins named before the rest is counted
OF_FRAMES = ("embed", "embed_options", "theme")  # what an address says of the frame
_SCRIPT = f"<script>{(style.ASSETS / 'frame.js').read_text('utf-8')}</script>"
FITTING = (
    '<script>addEventListener("message", e => { for (const f of document.querySelectorAll("iframe")) '
    "if (f.contentWindow === e.source && e.data && e.data.bangdan > 0) "
    'f.style.height = e.data.bangdan + "px" })</script>'
)


def is_wanted(page: str) -> bool:
    """Whether this run is for a frame, and the page has a view to put in it."""
    return bool(st.context.is_embedded) and page in exhibits.pages()


def draw(key: Key, page: str, params: Mapping[str, str], lang: Lang) -> None:
    """Never fails for what the link asks: it says what is wrong, and leads to the page."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)
    taken = _width(lang)
    try:
        shown = exhibits.of(page, key, exhibits.known(page, params), lang)
    except (UnknownChoice, *exhibits.UNAVAILABLE) as error:
        st.info(markdown(_why_nothing(error, lang)), icon=":material/info:")
        st.html(_way_back(params, lang))
        return
    below = f'<p class="bd-quiet">{hypertext(shown.subtitle)}</p>' if shown.subtitle else ""
    st.html(f'<div class="bd-title"><h2>{hypertext(shown.title)}</h2></div>{below}')
    if shown.notices:
        st.html(damage_parts.alert(shown.notices))
    charted = False
    if params.get("view") == "table" and page == "rankings":
        _draw_ranking(key, exhibits.known(page, params), lang, compact=taken == "narrow")
    elif shown.figure is None or params.get("view") == "table":
        embedded_table.draw(shown, TABLE_HEIGHT - AROUND)
    else:
        _draw_chart(shown, controls.theme(), taken)
        charted = True
    said = _said(shown, controls.theme(), taken) if charted else shown.as_table()
    sources = _sources(said.origins, lang, lambda origin: style.link(origin.url, origin.board))
    notes = "".join(f"<p>{hypertext(line)}</p>" for line in _notes(said))
    st.html(f'<div class="bd-notes">{notes}</div><p class="bd-quiet">{sources}</p>{_way_back(params, lang)}')


def _why_nothing(error: Exception, lang: Lang) -> str:
    """In the reader's language; what there is instead is for programs."""
    if not isinstance(error, UnknownChoice):
        return damage.told(error, lang)
    wrong = isinstance(error, WrongValue) or error.parameter in controls.NUMBERS
    word = "unnamed" if not error.value else "impossible" if wrong else "unknown"
    return t(f"embed.{word}", lang, what=t(f"what.{error.parameter}", lang), id=shortened(error.value))


def _said(shown: Exhibit, theme: Theme, taken: Width) -> Exhibit:
    """With the sources of its chart, and with what is true of it in a frame, where marks open."""
    notes = shown.as_drawn(theme, column=taken != "wide").notes
    notes = tuple(note for note in notes if note not in shown.of_table)
    return replace(shown.as_drawn(theme, still=True), notes=notes)


def _notes(shown: Exhibit) -> list[str]:
    """How it was made and what its marks mean, without what stands above it."""
    return [note for note in shown.notes if note not in shown.notices]


def _width(lang: Lang) -> Width:
    """Of the frame: its script ticks hidden boxes, which draws this anew."""
    if controls.compact():
        return "narrow"
    narrow = st.checkbox(t("embed.narrow", lang), key="frame_narrow")
    column = st.checkbox(t("embed.column", lang), key="frame_column")
    return "narrow" if narrow else "column" if column else "wide"


def _draw_ranking(key: Key, params: Mapping[str, str], lang: Lang, *, compact: bool) -> None:
    """The table as its page has it: the same decimals, signs and marks."""
    ask = Given({name: value for name, value in params.items() if (name, value) != ("edition", NEWEST)})
    place = settle_board(ask, key, settle_member(ask, data.shelf(key), lang), lang)
    assert place is not None  # the exhibit was made of it
    asked = settle(ask, key, *place, lang)
    named, of = label(asked.board, lang), asked.board.category
    drawn.table(key, asked.selection(lang), of, controls.theme(), compact, named)


def _draw_chart(shown: Exhibit, theme: Theme, taken: Width) -> None:
    if shown.legend and (kinds := shown.legend(theme)):
        marks = "".join(
            f'<span><i style="background: {colour}"></i>{hypertext(words)}</span>' for colour, words in kinds
        )
        st.html(f'<div class="bd-legend">{marks}</div>')
    with st.container(key=f"frame_is_{taken}"):
        st.plotly_chart(_figure(shown, theme, taken), theme=None, config=CONFIG, alt=shown.alt)


def _figure(shown: Exhibit, theme: Theme, taken: Width) -> go.Figure:
    """As pictures of the same width have it."""
    assert shown.figure is not None
    if taken == "column" and shown.column:
        return shown.column(theme)
    return shown.figure(theme, taken != "wide")


def _sources(origins: tuple[Origin, ...], lang: Lang, named: Callable[[Origin], str]) -> str:
    """HTML but for what `named` says of each board."""
    listed = [
        t(
            "embed.source",
            lang,
            board=named(origin),
            edition=hypertext(_edition(origin, lang)),
            time=dated(origin.retrieved_at, lang),
        )
        for origin in origins[:LISTED]
    ]
    if len(origins) > LISTED:
        listed.append(t("embed.more", lang, n=len(origins) - LISTED))
    return t("embed.from", lang, sources=t("embed.stop", lang).join(listed)) if listed else ""


def _edition(origin: Origin, lang: Lang) -> str:
    edition = edition_label(origin.id.edition, lang)
    return edition if origin.id.edition == "undated" else t("rankings.edition_word", lang, edition=edition)


def _way_back(params: Mapping[str, str], lang: Lang) -> str:
    """Streamlit tells the address without its query."""
    here = (st.context.url or "").partition("?")[0]
    whole = hypertext(unframed(f"{here}?{urlencode({**params, 'lang': lang})}"))
    words = hypertext(t("embed.whole", lang))
    return f'<p class="bd-quiet"><a href="{whole}" target="_blank" rel="noopener">{words}</a></p>'


def unframed(url: str) -> str:
    """The address of the same view as a page."""
    parts = urlsplit(url)
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if name not in OF_FRAMES]
    return urlunsplit(parts._replace(query=urlencode(query)))


def snippet(shown: Exhibit, view_url: str, theme: Theme) -> str:
    """HTML for somebody else's page: a frame as high as what it shows in a column of text, and a line that
    fits it to what it shows elsewhere, which a page may leave out."""
    parts = urlsplit(view_url)
    asked = dict(parse_qsl(parts.query, True))  # nothing chosen is a choice too
    kept = {"board"} & {*shown.pinned} - {*asked}  # another board may come to lead
    board = {name: shown.pinned[name] for name in kept}
    framed = {**asked, **board, "embed": "true", "embed_options": f"{theme}_theme"}
    address = urlunsplit(parts._replace(query=urlencode(framed)))
    title = shown.title if "edition" in asked else _lasting_title(shown)
    height = TABLE_HEIGHT
    if shown.figure and shown.params.get("view") != "table":
        drawings = (_figure(shown, theme, "column"), _figure(shown, theme, "wide"))
        height = max(int(drawing.layout.height or TABLE_HEIGHT) for drawing in drawings) + _around(
            shown.as_drawn(theme, still=True), theme
        )
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{height}" '
        f'style="border:0" loading="lazy"></iframe>\n{FITTING}'
    )


def _lasting_title(shown: Exhibit) -> str:
    """Without the edition, which gives way to a newer one."""
    edition = edition_label(shown.origins[0].id.edition, shown.lang) if shown.origins else ""
    return shown.title.removesuffix(f" · {edition}")


def _around(shown: Exhibit, theme: Theme) -> int:
    """Pixels of a frame beside its chart, as its words break in a column."""
    sources = unescape(_sources(shown.origins, shown.lang, lambda origin: hypertext(origin.board)))
    notes = sum(len(wrapped(line, COLUMN, SMALL)) for line in _notes(shown))
    lines = notes + len(wrapped(shown.title, COLUMN, TITLE, bold=True)) + len(wrapped(sources, COLUMN, SMALL))
    subtitle = len(wrapped(shown.subtitle, COLUMN, SMALL)) if shown.subtitle else 0
    return AROUND + LINE * (lines + subtitle - 3) + _legend_height(shown, theme)


def _legend_height(shown: Exhibit, theme: Theme) -> int:
    kinds = shown.legend(theme) if shown.legend else []
    rows, taken = 0, float(COLUMN)
    for _, words in kinds:
        needed = width(words, SMALL) + 2.5 * SMALL
        rows, taken = (rows + 1, needed) if taken + needed > COLUMN else (rows, taken + needed)
    return LEGEND_GAP + LEGEND_LINE * rows if rows else 0
