"""What stands around the table of Rankings: heading, provenance, notes and files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cache.errors import DamagedFile
from cache.leaderboard import LeaderboardId, Role
from cache.metrics import TotalCheck
from dashboard import controls, data, model_filters, readings, style
from dashboard.catalog.boards import board_description
from dashboard.data import Key
from dashboard.drawn import ordered
from dashboard.export import chart_html, csv_bytes, file_name
from dashboard.figures.alt import alt_text
from dashboard.figures.charted import charted
from dashboard.figures.palette import Theme
from dashboard.figures.ranking_bar import legend, ranking_bar
from dashboard.filters import ALL, Filters, label
from dashboard.freshness import edition_label, moment
from dashboard.markup import hypertext, readable
from dashboard.ranking.board import column_of
from dashboard.ranking.view import metric_label, view_labels
from dashboard.words import Lang, counted, t, told

NAMED = 12  # models a note names before it counts the rest


def heading(filters: Filters, lang: Lang) -> str:
    """Board and edition, whether it is the newest, what the board tests."""
    board = filters.board
    newest = filters.revision.id == board.newest.id
    mark = style.badge(t("edition.latest" if newest else "edition.past", lang), "green" if newest else "gray")
    what = board_description(board.source, board.leaderboard, lang)
    title = hypertext(title_of(filters, lang))
    below = f'<p class="bd-quiet">{hypertext(what)}</p>' if what else ""
    return f'<div class="bd-title"><h2>{title}</h2>{mark}</div>{below}'


def title_of(filters: Filters, lang: Lang) -> str:
    return f"{label(filters.board, lang)} · {edition_label(filters.revision.id.edition, lang)}"


def provenance(filters: Filters, lang: Lang) -> str:
    revision = filters.revision
    edition = edition_label(revision.id.edition, lang)
    if revision.id.edition != "undated":
        edition = t("rankings.edition_word", lang, edition=edition)
    said = t(
        "rankings.source",
        lang,
        board=hypertext(label(filters.board, lang)),
        edition=hypertext(edition),
        time=moment(revision.provenance.retrieved_at),
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
    marks = [
        f'<span><i style="background: {colour}"></i>{hypertext(words)}</span>' for colour, words in kinds
    ]
    rest = data.left_out(key, filters.selection(lang), top_of(filters))
    marks += [f'<span class="bd-quiet">{hypertext(rest)}</span>'] if rest else []
    return f'<div class="bd-legend">{"".join(marks)}</div>' if marks else ""


def top_of(filters: Filters) -> int | None:
    return len(filters.leaderboard.entries) if filters.top == ALL else int(filters.top)


def notes(key: Key, filters: Filters, lang: Lang) -> str:
    """The check of totals, who left since the edition before, and what the words of the table mean."""
    said = [
        check_note(check, filters, lang)
        for check in data.total_checks(key, filters.revision.id)
        if check.rows
    ]
    name = metric_label(filters.metric, lang)
    if not filters.metric.higher_is_better:
        said.append(t("notes.lower", lang, metric=name))
    if filters.before:
        said += dropped_note(key, filters, lang)
    said.append(t(f"notes.{meaning(filters)}", lang, metric=name))
    return f'<div class="bd-notes">{"".join(f"<p>{hypertext(line)}</p>" for line in said)}</div>'


def meaning(filters: Filters) -> str:
    """Which note explains rank and position on this board."""
    if Role.RANK not in filters.leaderboard.roles:
        return "position_only"
    return "reference" if filters.count_of_references else "position"


def check_note(check: TotalCheck, filters: Filters, lang: Lang) -> str:
    words: dict[str, object] = {
        "formula": formula(check, filters.revision.id, lang),
        "error": f"{check.largest_error:.3f}",
    }
    kind = "check_nearly" if check.nearly else "check_ok"
    if check.broken:
        kind = "check_nearly_broken" if check.nearly else "check_broken"
    models = [filters.leaderboard.entries[row - 1].model for row in check.broken]
    words |= {
        "tolerance": f"{check.tolerance:.3g}",
        "broken": len(check.broken),
        "kept": check.rows - len(check.broken),
        "models": named(models, lang),
    }
    return counted(f"notes.{kind}", lang, check.rows, **words)


def formula(check: TotalCheck, id: LeaderboardId, lang: Lang) -> str:
    """“总分 = 0.7 × OPEN + 0.3 × OPT”, or the mean of its parts; ≈ where it is known to hold only about."""
    known = data.metrics()
    total = known.of(id, check.metric)
    parts = [(metric_label(known.of(id, name), lang), weight) for name, weight in total.parts.items()]
    weights = {weight for _, weight in parts}
    if len(weights) == 1 and abs(sum(weight for _, weight in parts) - 1) < 1e-9:
        made = t("notes.mean", lang, n=len(parts), parts=named([name for name, _ in parts], lang))
    else:
        made = " + ".join(f"{weight:g} × {name}" for name, weight in parts)
    kind = "nearly" if check.nearly else "equal"
    return t(f"notes.{kind}", lang, total=metric_label(total, lang), made=made)


def dropped_note(key: Key, filters: Filters, lang: Lang) -> list[str]:
    before = filters.before
    if before is None:
        return []
    try:
        dropped = data.changes(key, filters.revision.id, before.id, filters.metric.name).dropped
    except DamagedFile:
        return []
    return (
        [t("notes.dropped", lang, edition=before.id.edition, models=named(dropped, lang))] if dropped else []
    )


def named(names: list[str], lang: Lang) -> str:
    rest = len(names) - NAMED
    listed = names[:NAMED] + ([counted("notes.more", lang, rest)] if rest > 0 else [])
    return t("app.list", lang).join(listed)


def filter_words(key: Key, filters: Filters, lang: Lang) -> str:
    """The filters in force, named for the line that says nothing is left."""
    said = [t("rankings.filter_search", lang, q=filters.query)] if filters.query else []
    if filters.organization:
        name = data.organizations(key, filters.revision.id, lang)[filters.organization]
        said.append(t("rankings.filter_organization", lang, organization=name))
    if not filters.reference:
        said.append(t("rankings.filter_reference", lang))
    said += model_filters.words(filters.models, lang)
    return t("app.list", lang).join(said)


def export(place: DeltaGenerator, key: Key, filters: Filters, lang: Lang, today: date) -> None:
    """The files of this view; their bytes are made when they are asked for."""
    with place.popover(t("export.label", lang), icon=":material/download:", key="export"):
        st.caption(t("export.chart", lang))
        theme: Theme = "dark" if st.session_state.get("export_theme") == "dark" else "light"
        files: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
            ("html", "text/html", html_file(key, filters, lang, theme, controls.view_url())),
            ("csv", "text/csv", csv_file(key, filters, lang)),
        )
        for ext, mime, content in files:
            if ext == "csv":
                st.caption(t("export.table", lang))
            st.download_button(
                t(f"export.{ext}", lang),
                content,
                file_name=file_name(
                    filters.board.id, filters.revision.id.edition, filters.metric.name, ext, today
                ),
                mime=mime,
                key=f"export_{ext}",
                on_click="ignore",
            )
        st.segmented_control(
            t("export.theme", lang),
            ("light", "dark"),
            format_func=lambda id: t(f"export.{id}", lang),
            required=True,
            default="light",
            key="export_theme",
        )


def csv_file(key: Key, filters: Filters, lang: Lang) -> Callable[[], bytes]:
    view, where = data.view(key, filters.selection(lang)), filters.revision.provenance
    trailing = {
        t("sources.board", lang): label(filters.board, lang),
        t("rankings.edition", lang): filters.revision.id.edition,
        t("rankings.revision", lang): filters.revision.revision,
        t("sources.retrieved", lang): moment(where.retrieved_at),
        t("rankings.page", lang): where.url,
    }

    def content() -> bytes:
        labels = view_labels(view, filters.leaderboard, data.metrics(), lang)
        columns = ordered(view, labels, filters.leaderboard, column_of(filters.metric.name))
        return csv_bytes(view[columns].rename(columns=labels), trailing)

    return content


def html_file(key: Key, filters: Filters, lang: Lang, theme: Theme, view_url: str) -> Callable[[], bytes]:
    rows, metric, category = data.rows(key, filters.selection(lang)), filters.metric, filters.board.category
    revision, top = filters.revision, top_of(filters)
    filtered, read = filter_words(key, filters, lang), readings.of_rows(key, filters.selection(lang))
    subtitle = " · ".join(filter(None, (metric_label(metric, lang), filtered)))
    edition = edition_label(revision.id.edition, lang)

    def content() -> bytes:
        rest = charted(rows, metric, top).summary(lang)
        alt = alt_text(rows, metric, board=label(filters.board, lang), edition=edition, lang=lang, top=top)
        return chart_html(
            ranking_bar(rows, metric, theme=theme, lang=lang, category=category, top=top, readings=read),
            title=title_of(filters, lang),
            subtitle=subtitle,
            source=title_of(filters, lang),
            source_url=readable(revision.provenance.url),
            retrieved=revision.provenance.retrieved_at,
            view_url=view_url,
            lang=lang,
            theme=theme,
            alt=alt,
            notes=[rest] if rest else [],
            legend=legend(rows, theme=theme, lang=lang, category=category),
        )

    return content
