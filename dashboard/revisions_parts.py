"""The public log of revisions and corrections: what each one changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import streamlit as st

from cache.errors import DamagedFile
from cache.manifest import Revision
from dashboard import controls, damage, data, links, revisions_data, style
from dashboard.catalog.boards import board_label
from dashboard.data import Key
from dashboard.exports.names import file_name
from dashboard.freshness import edition_label, known
from dashboard.markup import hypertext, readable
from dashboard.ranking.differing import Changed, Difference
from dashboard.ranking.view import metric_label
from dashboard.revisions_csv import csv_file
from dashboard.words import Lang, counted, t

SHOWN = 40  # revisions on the page
NAMED = 6  # models a line names before it counts the rest
FIGURES = 30  # changed figures that a line unfolds
KINDS = ("corrections", "all")
COLUMNS = (("when", ""), ("board", ""), ("number", "wide"), ("changed", "under"))


def settle(lang: Lang) -> str:
    return controls.settle("log", KINDS, KINDS[0], lambda id: t(f"revisions.{id}", lang))


def title(key: Key, source: str, kind: str, lang: Lang) -> str:
    """With how many there are."""
    return f"{t('revisions.title', lang)} · {len(_chosen(key, source, kind)):,}"


def draw(key: Key, source: str, kind: str, lang: Lang) -> None:
    found = _chosen(key, source, kind)
    said = counted("revisions.caption", lang, len(found))
    st.html(f'<p class="bd-quiet">{hypertext(said)}</p>')
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            t("revisions.title", lang),
            KINDS,
            format_func=lambda id: t(f"revisions.{id}", lang),
            required=True,
            label_visibility="collapsed",
            **controls.widget("log"),
        )
        if found:
            newest = max(at.provenance.retrieved_at for at in found)
            st.download_button(
                t("revisions.csv", lang),
                csv_file(key, found, lang),
                file_name=file_name(f"revisions_{source or 'all'}", "csv", newest.date()),
                mime="text/csv",
                key="revisions_csv",
                on_click="ignore",
            )
    st.html(
        table(key, source, kind, lang) if found else f'<p class="bd-quiet">{t("revisions.none", lang)}</p>'
    )


def _chosen(key: Key, source: str, kind: str) -> tuple[Revision, ...]:
    return revisions_data.log(key, source) if kind == "all" else revisions_data.corrections(key, source)


@lru_cache(maxsize=64)
def table(key: Key, source: str, kind: str, lang: Lang) -> str:
    found = _chosen(key, source, kind)
    head = "".join(
        f'<th scope="col" class="{kind}">{t(f"revisions.{name}", lang)}</th>' for name, kind in COLUMNS
    )
    lines = "".join(_line(key, at, lang) for at in found[:SHOWN])
    rest = len(found) - SHOWN
    more = f'<p class="bd-quiet">{counted("revisions.more", lang, rest)}</p>' if rest > 0 else ""
    return (
        f'<table class="bd-table bd-log"><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>{more}'
    )


def _line(key: Key, at: Revision, lang: Lang) -> str:
    where = at.provenance
    name = board_label(at.id.source, at.id.leaderboard, lang, at.heading)
    params = {"board": f"{at.id.source}/{at.id.leaderboard}"}
    board = links.within("rankings", lang, name, **params, edition=at.id.edition)
    as_of = t("revisions.as_of", lang, day=f"{where.as_of:%Y-%m-%d}")
    when = f'{known(where.retrieved_at)}<br><span class="bd-quiet">{as_of}</span>'
    number = f"{hypertext(edition_label(at.id.edition, lang))} · {t('revisions.nth', lang, n=at.revision)}"
    page = style.link(readable(where.url), t("rankings.page", lang))
    cells = (when, board, f'<span class="bd-whole">{number}</span>', f"{_what(key, at, lang)} {page}")
    listed = zip(COLUMNS, cells, strict=True)
    return "<tr>" + "".join(f'<td class="{kind}">{cell}</td>' for (_, kind), cell in listed) + "</tr>"


def _what(key: Key, at: Revision, lang: Lang) -> str:
    try:
        found = revisions_data.told(key, at.id, at.revision)
    except DamagedFile as error:
        return f'<span class="bd-down">{hypertext(damage.said(error, lang))}</span>'
    if found is None:
        return hypertext(counted("revisions.first", lang, at.rows))
    said = [t("revisions.nothing", lang)] if found.is_empty else sentences(found, at, lang)
    text = hypertext(t("revisions.stop", lang).join(said))
    figures = "".join(f"<li>{_figure(change, at, lang)}</li>" for change in found.changed[:FIGURES])
    if not figures:
        return text
    rest = len(found.changed) - FIGURES
    figures += f"<li>{hypertext(counted('notes.more', lang, rest))}</li>" if rest > 0 else ""
    summary = hypertext(counted("revisions.figures", lang, len(found.changed)))
    return f"{text}<details><summary>{summary}</summary><ul>{figures}</ul></details>"


def sentences(found: Difference, at: Revision, lang: Lang) -> list[str]:
    """All but the figures, which unfold."""
    both = (found.columns_added, found.columns_gone)
    added, gone = (tuple(_column(at, name, lang) for name in names) for names in both)
    told_of = (
        ("entered", found.entered),
        ("dropped", found.dropped),
        ("columns_added", added),
        ("columns_gone", gone),
        ("renamed", tuple(" → ".join(pair) for pair in found.renamed)),
    )
    said = [
        counted(f"revisions.{name}", lang, len(all), names=_named(all, lang)) for name, all in told_of if all
    ]
    return said + ([counted("revisions.reranked", lang, found.reranked)] if found.reranked else [])


def _named(names: Sequence[str], lang: Lang) -> str:
    rest = len(names) - NAMED
    listed = [*names[:NAMED], *([counted("notes.more", lang, rest)] if rest > 0 else [])]
    return t("app.list", lang).join(listed)


def _column(at: Revision, metric: str, lang: Lang) -> str:
    """What a column of a revision is called."""
    return metric_label(data.metrics().of(at.id, metric), lang)


def _figure(change: Changed, at: Revision, lang: Lang) -> str:
    before, after = (
        t("app.missing", lang) if at is None else f"{at:g}" for at in (change.before, change.after)
    )
    return f"{hypertext(change.model)} · {hypertext(_column(at, change.metric, lang))}: {before} → {after}"
