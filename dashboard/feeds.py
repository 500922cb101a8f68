"""What changed, as Atom: of everything, a category, a board or a model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID, uuid5

from feedgen.feed import FeedGenerator

from cache.leaderboard import Category
from dashboard import feed_links
from dashboard.catalog.boards import board_label
from dashboard.catalog.categories import category_label
from dashboard.catalog.models import model
from dashboard.data import Key
from dashboard.feed_links import MEDIA_TYPE
from dashboard.feed_of_model import happened, place
from dashboard.feed_words import headline, said
from dashboard.markup import plain
from dashboard.revision_log import Event, by_model, events
from dashboard.words import Lang, t

LONGEST = 50  # entries
TAGS = {"zh": "zh-CN", "en": "en"}
OURS = UUID("361b8848-afaa-470e-aa3e-da8c7d0bf8c7")  # never changed: readers know entries by what it makes


def of_everything(key: Key) -> Sequence[Event]:
    return events(key)


def of_category(key: Key, category: str) -> Sequence[Event]:
    return [event for event in events(key) if event.revision.category.value == category]


def of_board(key: Key, board: str) -> Sequence[Event]:
    return [event for event in events(key) if event.board == board]


def of_model(key: Key, model_id: str) -> Sequence[Event]:
    return by_model(key).get(model_id, ())


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


def live_address(site: str, kind: str, id: str, lang: Lang) -> str:
    """Where the dashboard at `site` (no slash at the end) answers with the feed."""
    return f"{site}/{feed_links.address(kind, id, lang)}"


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
        _add(feed, event, leads(event), lang, id if kind == "model" else "")
    return bytes(feed.atom_str(pretty=True))


def _add(feed: FeedGenerator, event: Event, leads: str, lang: Lang, model_id: str) -> None:
    entry = feed.add_entry(order="append")
    entry.id(uuid5(OURS, "\n".join((*event.revision.id, str(event.revision.revision)))).urn)
    told, lines = headline(event, lang), said(event, lang)
    if model_id:
        told = t("feed.of_model", lang, said=told, happened=happened(event, model_id, lang))
        lines = [*filter(None, [place(event, model_id, lang)]), *lines]
    entry.title(plain(told))
    entry.link(href=leads, rel="alternate", type="text/html")
    entry.updated(event.at)
    entry.published(event.at)
    entry.category(term=event.revision.category.value, label=category_label(event.revision.category, lang))
    entry.content("\n".join(map(plain, lines)), type="text")
