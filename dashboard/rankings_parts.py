"""What stands around the table of Rankings: heading, provenance, notes and files."""

from __future__ import annotations

from collections.abc import Iterable

from cache.manifest import Revision
from dashboard import data, rankings_words, style
from dashboard.catalog.boards import board_description
from dashboard.data import Key
from dashboard.figures.palette import Theme
from dashboard.figures.ranking_bar import legend
from dashboard.freshness import dated, edition_label, last_change
from dashboard.markup import hypertext, readable
from dashboard.rankings_asked import Filters, label
from dashboard.rankings_words import title_of, top_of
from dashboard.words import Lang, t, told


def heading(filters: Filters, lang: Lang) -> str:
    """Board and edition, whether it is the newest, what the board tests."""
    board = filters.board
    newest = filters.revision.id == board.newest.id
    fresh = newest and last_change(filters.revision) is not None
    mark = style.badge(t("edition.latest" if newest else "edition.past", lang), "green" if fresh else "gray")
    what = board_description(board.source, board.leaderboard, lang)
    title = hypertext(title_of(filters, lang))
    below = f'<p class="bd-quiet">{hypertext(what)}</p>' if what else ""
    return f'<div class="bd-title"><h2>{title}</h2>{mark}</div>{below}'


def provenance(filters: Filters, lang: Lang) -> str:
    return sources_line(label(filters.board, lang), filters.revision, lang)


def sources_line(board: str, revision: Revision, lang: Lang) -> str:
    """Where the figures of one edition are from; `board`: its label."""
    edition = edition_label(revision.id.edition, lang)
    if revision.id.edition != "undated":
        edition = t("rankings.edition_word", lang, edition=edition)
    said = t(
        "rankings.source",
        lang,
        board=hypertext(board),
        edition=hypertext(edition),
        time=dated(revision.provenance.retrieved_at, lang),
        revision=revision.revision,
        page=style.link(readable(revision.provenance.url), t("rankings.page", lang)),
    )
    note = revision.provenance.note
    origin = t("rankings.note", lang, note=hypertext(told(note, lang))) if note else ""
    return "".join(f'<p class="bd-quiet">{line}</p>' for line in (said, origin) if line)


def chart_legend(key: Key, filters: Filters, theme: Theme, lang: Lang) -> str:
    """What the colours mean, and how many rows the chart leaves out."""
    rows = data.rows(key, filters.selection(lang))
    kinds = legend(rows, theme=theme, lang=lang, category=filters.board.category)
    return legend_of(kinds, data.left_out(key, filters.selection(lang), top_of(filters)))


def legend_of(kinds: Iterable[tuple[str, str]], rest: str) -> str:
    """`kinds`: colour and its meaning; `rest`: what is left out, in words."""
    marks = [
        f'<span><i style="background: {colour}"></i>{hypertext(words)}</span>' for colour, words in kinds
    ]
    marks += [f'<span class="bd-quiet">{hypertext(rest)}</span>'] if rest else []
    return f'<div class="bd-legend">{"".join(marks)}</div>' if marks else ""


def notes(key: Key, filters: Filters, lang: Lang) -> str:
    """The check of totals, who left since the edition before, and what the words of the table mean."""
    return lines(rankings_words.notes(key, filters, lang))


def lines(said: Iterable[str]) -> str:
    return f'<div class="bd-notes">{"".join(f"<p>{hypertext(line)}</p>" for line in said)}</div>'
