"""HTML of the lists of models and of organizations, and of what a search finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard import links, models_data, models_makers, models_words, search_data, style
from dashboard.catalog.models import model
from dashboard.catalog.organizations import Organization, by_id
from dashboard.data import Key
from dashboard.freshness import edition_label
from dashboard.markup import hypertext
from dashboard.models_data import Score, Summary
from dashboard.models_facts import share
from dashboard.models_links import model_link, organization_link
from dashboard.words import Lang, t

MOST = 100  # organizations that a search lists
COLUMNS = ("model", "maker", "released", "boards", "median_beaten", "best")
NUMBER, ASIDE = " class='number'", " class='bd-aside'"  # left out on a phone
KINDS = dict.fromkeys(("boards", "scored", "members"), NUMBER)
KINDS |= dict.fromkeys(("maker", "released", "best", "region", "metric"), ASIDE)


@dataclass(frozen=True, slots=True)
class Found:
    models: tuple[str, ...]
    organizations: tuple[str, ...]
    organizations_first: bool


@lru_cache(maxsize=64)
def search(key: Key, query: str, lang: Lang) -> Found:
    hits = search_data.index(key, lang).find(query, None)
    models, makers = (tuple(hit.found.id for hit in hits.get(kind, ())) for kind in ("model", "organization"))
    return Found(models, makers, next(iter(hits), "") == "organization")


@lru_cache(maxsize=64)
def found(key: Key, query: str, first: int, ids: tuple[str, ...], lang: Lang) -> str:
    """What a search finds: `ids` of its models, the first of them at `first`; organizations beside it."""
    every, parts = search(key, query, lang), []
    if every.organizations and first == 1:
        makers, total = every.organizations[:MOST], f"{len(every.organizations):,}"
        more = t("models.cut", lang, n=MOST, total=total) if len(makers) < len(every.organizations) else ""
        parts.append(style.section(t("models.organizations", lang), more) + organizations(key, makers, lang))
    if ids:
        last, total = first + len(ids) - 1, f"{len(every.models):,}"
        cut = len(ids) < len(every.models)
        more = t("models.listed_found", lang, first=first, last=last, total=total) if cut else ""
        parts.append(style.section(t("models.models", lang), more) + models(key, ids, lang))
    if not every.organizations_first:
        parts.reverse()
    return "".join(parts) or f'<p class="bd-none">{hypertext(t("models.nothing", lang, q=query))}</p>'


@lru_cache(maxsize=128)
def models(key: Key, ids: tuple[str, ...], lang: Lang, *, of_one: bool = False) -> str:
    """`of_one`: all of one organization, which then needs no column."""
    known = models_data.summaries(key)
    lines = "".join(f"<tr>{_model(key, id, known.get(id), lang, of_one=of_one)}</tr>" for id in ids)
    return table(tuple(name for name in COLUMNS if not (of_one and name == "maker")), lines, lang)


def table(columns: Sequence[str], lines: str, lang: Lang) -> str:
    heads = "".join(f"<th{KINDS.get(name, '')}>{t(f'models.{name}', lang)}</th>" for name in columns)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    return f'<div class="bd-wide bd-names">{table}</div>'


def _model(key: Key, id: str, told: Summary | None, lang: Lang, *, of_one: bool) -> str:
    maker, known = models_makers.maker(key, id), model(id)
    missing = t("app.missing", lang)
    made_by = organization_link(maker.id, lang, maker.label(lang)) if maker else missing
    made = "" if of_one else f'<td class="bd-aside">{made_by}</td>'
    day = hypertext(known.released if known else "") or missing
    head = (
        f"<td>{model_link(id, lang, models_words.name(key, id, lang))}</td>{made}"
        f'<td class="bd-aside bd-whole">{day}</td>'
    )
    if told is None:
        none = t("app.unscored", lang)
        return f'{head}<td class="number">0</td><td>{none}</td><td class="bd-aside">{missing}</td>'
    place = best(key, models_data.score_at(key, told.best), lang) if told.best is not None else missing
    return (
        f'{head}<td class="number">{told.boards}</td>'
        f'<td class="bd-whole">{share(told.median, lang)}</td><td class="bd-aside">{place}</td>'
    )


def best(key: Key, at: Score, lang: Lang) -> str:
    """“1 / 26, SuperCLUE Overall 2023-12”, with a link to that edition."""
    board = f"{models_words.board_name(key, at, lang)} {edition_label(at.id.edition, lang)}"
    link = links.within("rankings", lang, board, board=at.board, edition=at.id.edition)
    return f'<span class="bd-whole">{models_words.place(at, lang)}</span> {link}'


@lru_cache(maxsize=128)
def organizations(key: Key, ids: tuple[str, ...], lang: Lang) -> str:
    lines = "".join(
        f"<tr><td>{organization_link(id, lang, by_id()[id].label(lang))}</td>"
        f"<td class='bd-aside'>{region(by_id()[id], lang)}</td>"
        f'<td class="number">{len(models_makers.scored_of(key, id))}</td>'
        f'<td class="number">{len(models_makers.of(key, id))}</td></tr>'
        for id in ids
        if id in by_id()
    )
    return table(("organization", "region", "scored", "members"), lines, lang)


def region(maker: Organization, lang: Lang) -> str:
    return t(f"filter.region_{maker.region}", lang) if maker.region else t("app.missing", lang)
