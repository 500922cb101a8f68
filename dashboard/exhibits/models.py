"""Every score of one model, with its ability profile on one board; or the models of one organization."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import plotly.graph_objects as go

from dashboard import (
    appearances,
    as_of,
    decimal_places,
    models_asked,
    models_data,
    models_profile,
    models_words,
    organization_exhibit,
    readable,
)
from dashboard.asking import Given
from dashboard.catalog.models import model
from dashboard.data import Key
from dashboard.exhibit import Exhibit, NothingToShow, Printed, UnknownChoice
from dashboard.feed_words import named
from dashboard.figures.palette import Theme, palette
from dashboard.freshness import edition_label
from dashboard.markup import plain
from dashboard.models_asked import Asked
from dashboard.models_data import Score
from dashboard.origins import origin
from dashboard.words import Lang, t, told

PARAMETERS = ("model", "board", "asof", "org", "q")
BESIDE = frozenset({"list", "page"})  # which part of a long list stands on the page: a view has all of it


def exhibit(key: Key, params: Mapping[str, str], lang: Lang) -> Exhibit:
    """Raises UnknownChoice, and NothingToShow for a model or an organization without a public score."""
    ask = Given(params)
    asked = models_asked.settle(ask, key, lang)
    if asked.organization:
        return replace(
            organization_exhibit.exhibit(key, asked.organization, ask.taken, lang), settled=ask.settled
        )
    if not asked.model:
        raise UnknownChoice("model", "", models_data.known_ids(key))
    found = models_data.scores(key, asked.model, asked.day)
    if not found:
        if asked.day and models_data.scores(key, asked.model):
            raise NothingToShow(as_of.nothing(asked.day, lang))
        raise NothingToShow(t("models.unscored", lang))
    taken = [models_data.revision(key, at) for at in found]
    shown = replace(_shown(key, asked, ask.taken, lang), settled=ask.settled)
    shown = shown.warning(*_caveats(key, _drawn(key, asked), lang))
    return shown.noting(*readable.standing_in(key, taken, lang))


def every(key: Key) -> list[dict[str, str]]:
    """Each model of the catalog, or on several boards, that has an ability profile: on the board with most
    abilities. The others have a table alone, which the editions they stand in have too."""
    return [
        {"model": id}
        for id, listed in appearances.models(key).items()
        if (listed.boards > 1 or model(id)) and models_profile.profiled(key, id)
    ]


def _shown(key: Key, asked: Asked, params: Mapping[str, str], lang: Lang, less: int = 0) -> Exhibit:
    """`less`: px that the chart has to be lower."""
    id, board, day = asked.model, asked.board, asked.day
    found, drawn = models_data.scores(key, id, day), _drawn(key, asked)
    editions = {at.id: at for at in (*drawn, *found)}  # that of the chart comes first
    origins = tuple(
        origin(models_data.revision(key, at), plain(models_words.board_name(key, at, lang)))
        for at in editions.values()
    )
    caption = (models_words.caption(key, id, lang), *(_profile(key, at, lang) for at in drawn))
    cut = models_words.cut(key, id, board, lang, day, less) if board else ""
    beside = _caveats(key, [at for at in found if at.id not in {one.id for one in drawn}], lang)

    def figure(theme: Theme, compact: bool, *, alone: bool = False) -> go.Figure:
        return models_words.figure(key, id, board, lang, theme, compact, day, less, alone=alone)

    return Exhibit(
        page="models",
        params=params,
        lang=lang,
        title=models_words.name(key, id, lang),
        subtitle=" · ".join(filter(None, caption)),
        origins=origins,
        table=models_words.table(key, found, lang).rename(columns=models_words.labels(lang)),
        printed=lambda: _printed(key, found, lang),
        figure=figure if board else None,
        wide=(lambda theme, _: figure(theme, compact=False, alone=True)) if board else None,
        stem=f"model_{id}",
        alt=models_words.alt(key, id, board, lang, day) if board else "",
        legend=lambda theme: (
            [(palette(theme).highlight[0], models_words.name(key, id, lang))] if board else []
        ),
        shorter=lambda less: _shown(key, asked, params, lang, less),
        notes=(*filter(None, [cut]), *_notes(asked, lang), *beside),
        of_chart=(cut, t("models.legend", lang)),
        of_table=(t("models.appearances_caption", lang), *beside),
        charted=(origins[0],) if board else (),
        pinned={
            **({"board": board} if board else {}),
            **as_of.pinned(models_data.revision(key, at) for at in editions.values()),
        },
    )


def _drawn(key: Key, asked: Asked) -> tuple[Score, ...]:
    """One that its chart is of; none where there is no chart."""
    profiled = models_profile.profiled(key, asked.model, asked.day)
    return (profiled[asked.board][0].score,) if asked.board else ()


def _caveats(key: Key, found: Iterable[Score], lang: Lang) -> tuple[str, ...]:
    """As `origins.caveats`, of several editions: each note once, with the boards it is true of."""
    boards: dict[str, dict[str, None]] = {}
    for at in found:
        note = told(models_data.revision(key, at).provenance.note, lang)
        boards.setdefault(note, {})[plain(models_words.board_name(key, at, lang))] = None
    return tuple(
        t("models.figures_of", lang, boards=named(list(names), lang), note=note)
        for note, names in boards.items()
        if note
    )


def _profile(key: Key, at: Score, lang: Lang) -> str:
    board, edition = models_words.board_name(key, at, lang), edition_label(at.id.edition, lang)
    return t("models.profile_on", lang, board=plain(board), edition=edition)


def _printed(key: Key, found: Sequence[Score], lang: Lang) -> Printed:
    labels = models_words.labels(lang)
    places = [decimal_places.places(key, at.id, at.metric.name) for at in found]
    return {labels["score"]: tuple(f"{{:.{n}f}}" for n in places), labels["beaten"]: "{:.0f}%"}


def _notes(asked: Asked, lang: Lang) -> tuple[str, ...]:
    said = (t("models.legend", lang), t("models.appearances_caption", lang)) if asked.board else ()
    return (*said, as_of.note(asked.day, lang)) if asked.day else said
