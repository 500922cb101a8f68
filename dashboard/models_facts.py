"""HTML of what is known of one model beside its scores: badges, facts, and four figures."""

from __future__ import annotations

from dashboard import (
    appearances,
    data,
    decimal_places,
    models_data,
    models_kin,
    models_makers,
    models_profile,
    models_words,
    style,
)
from dashboard.catalog import lookup
from dashboard.catalog.categories import category_label
from dashboard.catalog.evidence import Evidence
from dashboard.catalog.models import model
from dashboard.catalog.reading import read_form
from dashboard.data import Key
from dashboard.freshness import edition_label
from dashboard.markup import hypertext
from dashboard.models_data import Score
from dashboard.models_links import organization_link
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, counted, t

FACTS = {  # words, by the names of `catalog.models.SOURCED`
    "organization": "column.organization",
    "region": "filter.region",
    "open_weights": "filter.weights",
    "released": "models.released",
    "parameters": "models.parameters",
}


def badges(key: Key, id: str, lang: Lang) -> str:
    """Kinds of boards it is on, region, weights, mode and effort; that the catalog does not know it."""
    known, maker, form = model(id), models_makers.maker(key, id), read_form(id)
    said = [(category_label(category, lang), "gray") for category in models_words.categories(key, id)]
    region = known.region if known else maker.region if maker else ""
    if region:
        said.append((t(f"filter.region_{region}", lang), "gray"))
    if known and known.open_weights is not None:
        said.append((t(f"filter.weights_{'open' if known.open_weights else 'closed'}", lang), "gray"))
    if form.mode:
        mode = "non_thinking" if form.mode == "non-thinking" else "thinking"
        said.append((t(f"filter.thinking_{mode}", lang), "gray"))
    if form.effort:
        said.append((t("models.effort", lang, effort=form.effort.removesuffix("-effort")), "gray"))
    if known is None:
        said.append((t("models.provisional", lang), "orange"))
    return f'<p class="bd-marks">{" ".join(style.badge(text, colour) for text, colour in said)}</p>'


def facts(key: Key, id: str, lang: Lang) -> str:
    known, maker = model(id), models_makers.maker(key, id)
    found: list[tuple[str, str]] = []
    if maker:
        found.append((t("column.organization", lang), organization_link(maker.id, lang, maker.label(lang))))
    elif printed := models_makers.printed_maker(key, id):
        found.append((t("column.organization", lang), hypertext(printed)))
    found.append((t("filter.family", lang), hypertext(models_kin.family_of(id))))
    if known:
        for word, value in (("released", known.released), ("parameters", known.parameters)):
            if value:
                found.append((t(f"models.{word}", lang), hypertext(value)))
        if known.link:
            found.append((t("models.link", lang), style.link(known.link, known.link)))
        if known.kind == "baseline":
            found.append((t("models.kind", lang), t("models.kind_baseline", lang)))
        if told_by := _told_by(id, lang):
            found.append((t("models.facts_from", lang), told_by))
    found.append((t("models.id", lang), f"<code>{hypertext(id)}</code>"))
    lines = "".join(f"<dt>{word}</dt><dd>{value}</dd>" for word, value in found)
    return f'<div class="bd-evidence"><dl class="bd-facts">{lines}</dl></div>'


def _told_by(id: str, lang: Lang) -> str:
    """“Epoch AI: model_versions.csv (Released)”; empty where no fact is told."""
    told: dict[Evidence, list[str]] = {}
    for name, fact in lookup.facts(id).items():
        told.setdefault(fact.evidence, []).append(t(FACTS[name], lang))
    named = t("app.list", lang).join
    return " · ".join(f"{style.link(at.url, at.label(lang))} ({named(facts)})" for at, facts in told.items())


def figures(key: Key, id: str, lang: Lang) -> str:
    """The latest total, the latest published rank, on how many boards, and the median share beaten."""
    found = models_data.leading(key, id)
    missing = t("app.missing", lang)
    latest = found[0]
    ranked = next((at for at in found if at.rank is not None), None)
    sources = counted("models.sources", lang, len({at.source for at in appearances.tables_of(key, id)}))
    editions = counted("models.over_editions", lang, len(models_data.of_editions(found)))
    cards = [
        (
            f"{models_words.board_name(key, latest, lang)} {metric_label(latest.metric, lang)}",
            f"{latest.score:.{decimal_places.places(key, latest.id, latest.metric.name)}f}",
            edition_label(latest.id.edition, lang),
        ),
        (
            t("models.rank", lang),
            str(ranked.rank) if ranked else missing,
            _ranked(key, ranked, lang) if ranked else t("models.no_rank", lang),
        ),
        (t("models.boards", lang), str(appearances.models(key)[id].boards), sources),
        (
            t("models.median_beaten", lang),
            models_words.percent(models_data.median_beaten(found), lang),
            editions,
        ),
    ]
    items = "".join(
        f"<li><span>{hypertext(word)}</span><b>{hypertext(value)}</b>"
        f'<span class="bd-quiet">{hypertext(below)}</span></li>'
        for word, value, below in cards
    )
    return f'<ul class="bd-counts">{items}</ul>'


def _ranked(key: Key, at: Score, lang: Lang) -> str:
    """“of 18 ranked, SuperCLUE Overall 2023-12”."""
    board = data.leaderboard(key, at.id)
    n = sum(entry.rank is not None for entry in board.entries)
    where = f"{models_words.board_name(key, at, lang)} {edition_label(at.id.edition, lang)}"
    return t("models.of_ranked", lang, n=n, where=where)


def strengths(key: Key, id: str, lang: Lang) -> str:
    """Two tables side by side: its best abilities and its worst, by share beaten."""
    best, worst = models_profile.strengths(key, id)
    parts = [
        f"<div><h3>{t(f'models.{word}', lang)}</h3>{_beaten(key, found, lang)}</div>"
        for word, found in (("strengths", best), ("weaknesses", worst))
        if found
    ]
    if not parts:
        return ""
    if not worst:
        said = f'<p class="bd-quiet">{t("models.no_weakness", lang)}</p>'
        parts.append(f"<div><h3>{t('models.weaknesses', lang)}</h3>{said}</div>")
    heading = style.section(
        t("models.abilities", lang), t("models.abilities_caption", lang, n=models_data.ENOUGH)
    )
    return f'{heading}<div class="bd-three">{"".join(parts)}</div>'


def _beaten(key: Key, found: tuple[Score, ...], lang: Lang) -> str:
    lines = "".join(
        f"<tr><td>{hypertext(metric_label(at.metric, lang))}"
        f'<br><span class="bd-quiet">{hypertext(models_words.board_name(key, at, lang))} '
        f"{hypertext(edition_label(at.id.edition, lang))}</span></td>"
        f"<td>{share(at.beaten, lang)}</td>"
        f'<td class="number">{models_words.place(at, lang)}</td></tr>'
        for at in found
    )
    heads = "".join(f"<th>{t(f'models.{word}', lang)}</th>" for word in ("ability", "beaten", "place"))
    return f'<div class="bd-wide"><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'


def share(beaten: float, lang: Lang) -> str:
    """A bar and the percentage beside it."""
    said = models_words.percent(beaten, lang)
    if beaten != beaten:
        return said
    return f'<span class="bd-share"><i style="width: {beaten:.0%}"></i></span> {said}'
