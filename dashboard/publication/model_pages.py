"""The pages of models: what public leaderboards say of each, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard import appearances, data, readable
from dashboard.api import model_scores
from dashboard.catalog.boards import board_label, source_label
from dashboard.catalog.models import model as known_model
from dashboard.catalog.organizations import organization_label
from dashboard.data import Key
from dashboard.decimal_places import places
from dashboard.exhibit import Origin
from dashboard.exports import citation
from dashboard.freshness import edition_label
from dashboard.origins import origin
from dashboard.publication import paths
from dashboard.publication.pages import Place, Site, address, live, written
from dashboard.publication.views import licence
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, counted, t


@dataclass(frozen=True, slots=True)
class Row:
    """What one edition says of a model; `path` is that of the edition's page."""

    origin: Origin
    path: str
    edition: str
    model: str  # as printed
    metric: str
    score: str
    position: str

    @property
    def retrieved(self) -> str:
        return f"{self.origin.retrieved_at:%Y-%m-%d}"


def listed(key: Key) -> list[str]:
    """Every model with a score, those on the most boards first."""
    return list(appearances.models(key))


def index(site: Site, place: Place, key: Key, ids: Sequence[str]) -> bytes:
    lang = place.lang
    names, known = appearances.labels(key, lang), appearances.models(key)
    groups: dict[str, list[tuple[str, str, int]]] = {}
    for id in sorted(ids, key=lambda id: (names[id].casefold(), id)):
        line = (names[id], paths.model(id, lang), known[id].boards)
        groups.setdefault(_initial(names[id], lang), []).append(line)
    title = t("publish.models", lang)
    counts = counted("publish.models_here", lang, len(ids))
    here = live(site, "models", lang)
    return written(site, place, "models.html", title, title, groups=groups, live=here, counts=counts)


def _initial(name: str, lang: Lang) -> str:
    """The letter under which a list has it; digits, Chinese and signs have one place for all."""
    first = name[:1].upper()
    return first if first.isascii() and first.isalpha() else t("publish.no_letter", lang)


def model(site: Site, place: Place, key: Key, id: str, rows: Sequence[Row]) -> bytes:
    """`rows`: where it stands."""
    lang = place.lang
    name = appearances.labels(key, lang)[id]
    elsewhere = live(site, "models", lang, model=id)
    cited = citation.Own(
        f"model-{id}",
        t("publish.model_title", lang, model=name),
        counted("publish.cited_boards", lang, len({row.origin.id[:2] for row in rows})),
        newest(rows),
        address(site, place, elsewhere),
        lang,
    )
    return written(
        site,
        place,
        "model.html",
        name,
        t("publish.model_says", lang, model=name),
        facts=_facts(id, lang),
        rows=rows,
        licences=_licences(rows, lang),
        feed=paths.feed("model", id, lang),
        cite=[cited.sentence()],
        bibtex=[cited.bibtex()],
        live=elsewhere,
    )


def stands(key: Key, id: str, lang: Lang) -> list[Row]:
    boards = data.shelf(key).boards
    rows = []
    for one in model_scores.in_full(key, id).appearances:
        board = boards[one.board]
        revision = readable.shown(key, board.edition(one.edition).id)
        metric = data.metrics().of(revision.id, one.metric)
        rows.append(
            Row(
                origin(revision, board_label(board.source, board.leaderboard, lang, board.newest.heading)),
                path=paths.edition(revision.id, lang),
                edition=edition_label(one.edition, lang),
                model=one.model,
                metric=metric_label(metric, lang),
                score="–" if one.score is None else f"{one.score:.{places(key, revision.id, metric.name)}f}",
                position=t("publish.of", lang, place=one.position, n=one.of) if one.position else "–",
            )
        )
    return rows


def newest(rows: Sequence[Row]) -> datetime:
    return max(row.origin.retrieved_at for row in rows)


def _licences(rows: Sequence[Row], lang: Lang) -> list[tuple[str, str]]:
    """Of each publisher, in the order of the rows."""
    found = {row.origin.id.source: row.origin.licence for row in rows}
    return [(source_label(source, lang), licence(said, lang, brief=True)) for source, said in found.items()]


def _facts(id: str, lang: Lang) -> list[tuple[str, str]]:
    known = known_model(id)
    if known is None:
        return []
    facts = [
        (t("column.organization", lang), organization_label(known.organization, lang)),
        (t("publish.released", lang), known.released),
        (t("publish.parameters", lang), known.parameters),
        (t("publish.weights", lang), _weights(known.open_weights, lang)),
    ]
    return [(label, said) for label, said in facts if said]


def _weights(are_open: bool | None, lang: Lang) -> str:
    return "" if are_open is None else t("publish.open" if are_open else "publish.closed", lang)
