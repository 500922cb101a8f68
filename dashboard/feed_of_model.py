"""What an event of the log is to one model, in that model's feed: where it stood and where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard import data
from dashboard.catalog.resolve import resolve
from dashboard.feed_words import number, spoken
from dashboard.ranking.view import metric_label
from dashboard.revision_log import FIRST, Event, standing_of
from dashboard.words import Lang, t


def happened(event: Event, model_id: str, lang: Lang) -> str:
    """In a few words; empty where it is nothing of the kind."""

    def is_among(printed: Iterable[str]) -> bool:
        return any(resolve(name, event.board).model_id == model_id for name in printed)

    leads, led = is_among(event.leaders), is_among(event.leaders_before)
    at = standing_of(event, model_id)
    found = {
        "entered": at is not None and at.status == "new",
        "dropped": at is not None and at.status == "dropped",
        "took_lead": leads and not led and event.kind != FIRST,
        "lost_lead": led and not leads and bool(event.leaders),
        "keeps_lead": leads and led,
        "leads": leads and event.kind == FIRST,
        "corrected": is_among(one.model for one in event.corrected),
    }
    words = [t(f"feed.model_{word}", lang) for word, is_so in found.items() if is_so]
    if at and at.has_moved:
        words.append(t("feed.model_moved", lang, before=at.before, after=at.after))
    elif at and at.status == "new" and at.after:
        words.append(t("feed.model_place", lang, after=at.after))
    return t("app.list", lang).join(words)


def place(event: Event, model_id: str, lang: Lang) -> str:
    """A sentence: the places before and after and the scores; "" where the event says nothing of them."""
    at = standing_of(event, model_id)
    if at is None:
        return ""
    metric = metric_label(data.metrics().of(event.revision.id, event.metric), lang)
    model = spoken([at.model], event.board, lang)[0]
    before, after, scores = str(at.before or "–"), str(at.after or "–"), (number(at.was), number(at.score))
    word = {"new": "new", "dropped": "gone"}.get(at.status, "stands")
    word = word if at.before or at.after else "none"
    return t(
        f"feed.place_{word}",
        lang,
        **{"model": model, "before": before, "after": after, "metric": metric},
        **{"was": scores[0], "score": scores[1]},
    )
