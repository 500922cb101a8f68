"""What changed, as Atom: of everything, a category, a board or a model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from urllib.parse import quote, urlencode
from uuid import UUID, uuid5

from feedgen.feed import FeedGenerator

from cache.leaderboard import Category
from dashboard import data
from dashboard.catalog.boards import board_label
from dashboard.catalog.categories import category_label
from dashboard.catalog.models import model
from dashboard.catalog.resolve import Resolution, resolve
from dashboard.data import Key
from dashboard.feed_links import MEDIA_TYPE
from dashboard.freshness import edition_label
from dashboard.markup import plain
from dashboard.ranking.view import metric_label
from dashboard.revision_log import CORRECTION, FIRST, Event, events, of_models
from dashboard.words import Lang, counted, t

LONGEST = 50  # entries
LINKED = "↗"  # some pages print it behind a name
NAMED = 12  # models told by name before the rest is counted
TAGS = {"zh": "zh-CN", "en": "en"}
OURS = UUID("361b8848-afaa-470e-aa3e-da8c7d0bf8c7")  # never changed: readers know entries by what it makes


def of_everything(key: Key) -> Sequence[Event]:
    return events(key)


def of_category(key: Key, category: str) -> Sequence[Event]:
    return [event for event in events(key) if event.revision.category.value == category]


def of_board(key: Key, board: str) -> Sequence[Event]:
    return [event for event in events(key) if event.board == board]


def of_model(key: Key, model_id: str) -> Sequence[Event]:
    return of_models(key, events(key), model_id)


def title(kind: str, id: str, lang: Lang) -> str:
    """`kind`: all, category, board or model."""
    return t("feed.title", lang, what=_what(kind, id, lang))


def _what(kind: str, id: str, lang: Lang) -> str:
    if kind == "category":
        return next(category_label(one, lang) for one in Category if one.value == id)
    if kind == "board":
        source, _, name = id.partition("/")
        return board_label(source, name, lang)
    if kind == "model":
        known = model(id)
        return known.label(lang) if known else id
    return t("feed.everything", lang)


def name(kind: str, id: str) -> str:
    """What the address of a feed says of it, without the ending."""
    return quote(f"{kind}/{id}" if id else kind, safe="/")


def live_address(site: str, kind: str, id: str, lang: Lang) -> str:
    """Where the dashboard at `site` (no slash at the end) answers with the feed."""
    return f"{site}/feeds/{name(kind, id)}.atom?lang={lang}"


def live_page(site: str, kind: str, id: str, lang: Lang) -> str:
    """The page of the dashboard that shows what the feed tells of."""
    page, query = {
        "category": ("rankings", {"cat": id}),
        "board": ("rankings", {"board": id}),
        "model": ("models", {"model": id}),
    }.get(kind, ("", {}))
    return f"{site}/{page}?{urlencode({'lang': lang, **query})}"


def live_event(site: str, event: Event, lang: Lang) -> str:
    """The edition that an event tells of, on the dashboard."""
    query = {"lang": lang, "board": event.board, "edition": event.revision.id.edition}
    return f"{site}/rankings?{urlencode(query)}"


def atom(
    found: Sequence[Event],
    kind: str,
    id: str,
    lang: Lang,
    *,
    address: str,
    page: str,
    leads: Callable[[Event], str],
) -> bytes:
    """`address`: of the feed itself; `page`: of what it tells of; `leads`: where an event leads. All of them
    whole.

    The newest 50. Feed and entries keep their ids wherever they are answered or published, entries in every
    language too, so that no reader sees one twice.
    """
    feed = FeedGenerator()
    feed.id(uuid5(OURS, "\n".join(("feed", kind, id, lang))).urn)
    feed.title(plain(title(kind, id, lang)))
    feed.subtitle(t("feed.subtitle", lang))
    feed.author(name=t("app.name", lang))
    feed.link(href=address, rel="self", type=MEDIA_TYPE)
    feed.link(href=page, rel="alternate", type="text/html")
    feed.language(TAGS[lang])
    feed.updated(max((event.at for event in found), default=datetime(1970, 1, 1, tzinfo=UTC)))
    for event in found[:LONGEST]:
        _add(feed, event, leads(event), lang, happened(event, id, lang) if kind == "model" else "")
    return bytes(feed.atom_str(pretty=True))


def _add(feed: FeedGenerator, event: Event, leads: str, lang: Lang, of_model: str) -> None:
    entry = feed.add_entry(order="append")
    entry.id(uuid5(OURS, "\n".join((*event.revision.id, str(event.revision.revision)))).urn)
    told = headline(event, lang)
    entry.title(plain(t("feed.of_model", lang, said=told, happened=of_model) if of_model else told))
    entry.link(href=leads, rel="alternate", type="text/html")
    entry.updated(event.at)
    entry.published(event.at)
    entry.category(term=event.revision.category.value, label=category_label(event.revision.category, lang))
    entry.content("\n".join(map(plain, said(event, lang))), type="text")


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


def happened(event: Event, model_id: str, lang: Lang) -> str:
    """What an event is to one model; empty where it is nothing of the kind."""

    def is_among(printed: Iterable[str]) -> bool:
        return any(resolve(name, event.board).model_id == model_id for name in printed)

    leads, led = is_among(event.leaders), is_among(event.leaders_before)
    found = {
        "entered": is_among(event.entered),
        "dropped": is_among(event.dropped),
        "took_lead": leads and not led and event.kind != FIRST,
        "lost_lead": led and not leads and bool(event.leaders),
        "keeps_lead": leads and led,
        "leads": leads and event.kind == FIRST,
        "corrected": is_among(one.model for one in event.corrected),
    }
    words = [t(f"feed.model_{word}", lang) for word, is_so in found.items() if is_so]
    return t("app.list", lang).join(words)


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
        lines.append(counted("feed.moved", lang, event.moved))
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
            metric=one.metric,
            before=_number(one.before),
            after=_number(one.after),
        )
        for one in event.corrected[:NAMED]
    ]
    return t("app.list", lang).join(listed)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"


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
