"""What an event of the log is called and what there is to say of it, in a feed."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard import data
from dashboard.catalog.boards import board_label
from dashboard.catalog.models import model
from dashboard.catalog.resolve import Resolution, resolve
from dashboard.freshness import edition_label
from dashboard.ranking.view import metric_label
from dashboard.revision_log import CORRECTION, FIRST, Event, Standing
from dashboard.words import Lang, counted, t

LINKED = "↗"  # some pages print it behind a name
NAMED = 12  # models told by name before the rest is counted


def headline(event: Event, lang: Lang) -> str:
    source, _, name = event.board.partition("/")
    board = board_label(source, name, lang, event.revision.heading)
    places = {"board": board, "edition": edition_label(event.revision.id.edition, lang)}
    if event.kind == CORRECTION:
        return t("feed.corrected", lang, **places)
    words = t("feed.first" if event.kind == FIRST else "feed.edition", lang, **places)
    if event.has_new_leader:
        return t(
            "feed.new_leader", lang, said=words, leader=named(spoken(event.leaders, event.board, lang), lang)
        )
    return words


def said(event: Event, lang: Lang) -> list[str]:
    """The facts of an event, a sentence each."""
    metric = metric_label(data.metrics().of(event.revision.id, event.metric), lang)
    leaders, led = (spoken(names, event.board, lang) for names in (event.leaders, event.leaders_before))
    lines = [t("feed.leads", lang, leader=named(leaders, lang), metric=metric)] if leaders else []
    if event.has_new_leader:
        lines.append(t("feed.led", lang, leader=named(led, lang)))
    for word, printed in (("entered", event.entered), ("dropped", event.dropped)):
        if names := spoken(printed, event.board, lang):
            lines.append(counted(f"feed.{word}", lang, len(names), models=named(names, lang)))
    if event.moved:
        lines.append(counted("feed.moved", lang, len(event.moved), models=_moves(event, lang)))
    if event.corrected:
        lines.append(counted("feed.figures", lang, len(event.corrected), figures=_figures(event, lang)))
    where = event.revision.provenance
    lines.append(t("feed.source", lang, url=where.url, revision=event.revision.revision))
    return lines


def _figures(event: Event, lang: Lang) -> str:
    listed = [
        t(
            "feed.figure",
            lang,
            model=spoken([one.model], event.board, lang)[0],
            metric=metric_label(data.metrics().of(event.revision.id, one.metric), lang),
            before=number(one.before),
            after=number(one.after),
        )
        for one in event.corrected[:NAMED]
    ]
    return t("app.list", lang).join(listed)


def _moves(event: Event, lang: Lang) -> str:
    """“GPT-4 3 → 1”, those that moved farthest first."""

    def farthest(at: Standing) -> int:
        return -abs((at.before or 0) - (at.after or 0))

    told = [
        t("feed.move", lang, model=spoken([at.model], event.board, lang)[0], before=at.before, after=at.after)
        for at in sorted(event.moved, key=farthest)
    ]
    return named(told, lang)


def number(value: float | None) -> str:
    return "–" if value is None else f"{value:.10g}"


def spoken(printed: Sequence[str], board: str, lang: Lang) -> list[str]:
    """What models are called, each once: as the catalog does, with how it was reached; else as printed,
    without the arrow of a link."""
    return list(dict.fromkeys(_spoken(resolve(name, board), lang) for name in printed))


def _spoken(found: Resolution, lang: Lang) -> str:
    known = model(found.model_id)
    if known is None:
        return found.raw.strip().removesuffix(LINKED).rstrip()
    return f"{known.label(lang)} ({found.variant})" if found.variant else known.label(lang)


def named(names: Sequence[str], lang: Lang) -> str:
    rest = len(names) - NAMED
    listed = [*names[:NAMED], *([counted("notes.more", lang, rest)] if rest > 0 else [])]
    return t("app.list", lang).join(listed)
