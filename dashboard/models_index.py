"""HTML of the lists of models and organizations, and of an organization's page."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cache.leaderboard import Category
from dashboard import data, links, models_data, models_words, search_data, style
from dashboard.catalog.categories import category_label
from dashboard.catalog.models import model
from dashboard.catalog.organizations import Organization, by_id
from dashboard.data import Key
from dashboard.freshness import edition_label
from dashboard.markup import hypertext
from dashboard.models_data import ENOUGH, Score, Summary
from dashboard.models_facts import share
from dashboard.models_links import model_link, organization_link
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import label
from dashboard.words import Lang, counted, t

MOST = 60  # models listed before a search
COLUMNS = ("model", "organization", "released", "boards", "median_beaten", "best")
NUMBER, ASIDE = " class='number'", " class='bd-aside'"  # left out on a phone
KINDS = dict.fromkeys(("boards", "models", "members"), NUMBER)
KINDS |= dict.fromkeys(("released", "best", "region", "metric"), ASIDE)


@lru_cache(maxsize=64)
def lists(key: Key, query: str, lang: Lang) -> str:
    """What a search finds; without one the models on most boards, and every organization."""
    if not query:
        ids = tuple(models_data.summaries(key))
        more = t(
            "models.listed", lang, n=min(MOST, len(ids)), scored=len(ids), all=len(models_data.known_ids(key))
        )
        return (
            style.section(t("models.models", lang), more)
            + models(key, ids[:MOST], lang)
            + style.section(t("models.organizations", lang))
            + organizations(key, tuple(models_data.by_maker(key)), lang)
        )
    found = search_data.index(key, lang).find(query, MOST)
    ids = tuple(hit.found.id for hit in found.get("model", ()))
    makers = tuple(hit.found.id for hit in found.get("organization", ()))
    parts = []
    if makers:
        parts.append(style.section(t("models.organizations", lang)) + organizations(key, makers, lang))
    if ids:
        parts.append(style.section(t("models.models", lang)) + models(key, ids, lang))
    if found.get("organization") and found and next(iter(found)) != "organization":
        parts.reverse()
    return "".join(parts) or f'<p class="bd-none">{hypertext(t("models.nothing", lang, q=query))}</p>'


def models(key: Key, ids: Sequence[str], lang: Lang, *, of_one: bool = False) -> str:
    """`of_one`: all of one organization, which then needs no column."""
    known = models_data.summaries(key)
    lines = "".join(f"<tr>{_model(key, id, known.get(id), lang, of_one=of_one)}</tr>" for id in ids)
    return _table(tuple(name for name in COLUMNS if not (of_one and name == "organization")), lines, lang)


def _table(columns: Sequence[str], lines: str, lang: Lang) -> str:
    heads = "".join(f"<th{KINDS.get(name, '')}>{t(f'models.{name}', lang)}</th>" for name in columns)
    return f'<div class="bd-wide"><table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table></div>'


def _model(key: Key, id: str, told: Summary | None, lang: Lang, *, of_one: bool) -> str:
    maker, known = models_data.maker(key, id), model(id)
    missing = t("app.missing", lang)
    made_by = organization_link(maker.id, lang, maker.label(lang)) if maker else missing
    made = "" if of_one else f"<td>{made_by}</td>"
    day = hypertext(known.released if known else "") or missing
    head = (
        f"<td>{model_link(id, lang, models_words.name(key, id, lang))}</td>{made}"
        f'<td class="bd-aside bd-whole">{day}</td>'
    )
    if told is None:
        none = t("models.unscored_short", lang)
        return f'{head}<td class="number">0</td><td>{none}</td><td class="bd-aside">{missing}</td>'
    best = _best(key, models_data.score_at(key, told.best), lang) if told.best is not None else missing
    return (
        f'{head}<td class="number">{told.boards}</td>'
        f'<td class="bd-whole">{share(told.median, lang)}</td><td class="bd-aside">{best}</td>'
    )


def _best(key: Key, at: Score, lang: Lang) -> str:
    """“1 / 26, SuperCLUE Overall 2023-12”, with a link to that edition."""
    board = f"{models_words.board_name(key, at, lang)} {edition_label(at.id.edition, lang)}"
    link = links.within("rankings", lang, board, board=at.board, edition=at.id.edition)
    return f'<span class="bd-whole">{at.position} / {at.models}</span> {link}'


def organizations(key: Key, ids: Sequence[str], lang: Lang) -> str:
    """With a score first, those with most models first."""
    made, scored = models_data.by_maker(key), models_data.summaries(key)
    counts = {id: sum(one in scored for one in made.get(id, ())) for id in ids}
    ordered = sorted(ids, key=lambda id: (-counts[id], -len(made.get(id, ())), id))
    lines = "".join(
        f"<tr><td>{organization_link(id, lang, by_id()[id].label(lang))}</td>"
        f"<td class='bd-aside'>{_region(by_id()[id], lang)}</td>"
        f'<td class="number">{counts[id]}</td><td class="number">{len(made.get(id, ()))}</td></tr>'
        for id in ordered
        if id in by_id()
    )
    return _table(("organization", "region", "models", "members"), lines, lang)


def _region(maker: Organization, lang: Lang) -> str:
    return t(f"filter.region_{maker.region}", lang) if maker.region else t("app.missing", lang)


@lru_cache(maxsize=64)
def organization(key: Key, id: str, lang: Lang) -> str:
    """Everything below the title of its page."""
    maker, ids = by_id()[id], models_data.by_maker(key).get(id, ())
    scored = tuple(one for one in ids if one in models_data.summaries(key))
    back = links.within("models", lang, t("models.back", lang), kind="bd-back")
    head = (
        f'<p class="bd-quiet">{back}</p><p class="bd-marks">{style.badge(_region(maker, lang), "gray")}</p>'
    )
    if not ids:
        return f'{head}<p class="bd-none">{hypertext(t("models.no_models", lang))}</p>'
    rest = tuple(one for one in ids if one not in scored)
    parts = [head, _counts(key, scored, ids, lang), _by_category(key, scored, lang)]
    if scored:
        parts += [
            style.section(t("models.models", lang)),
            models(key, scored, lang, of_one=True),
            _boards(key, scored, lang),
        ]
    if rest:
        parts += [
            style.section(t("models.without", lang), t("models.without_caption", lang)),
            models(key, rest, lang, of_one=True),
        ]
    return "".join(parts)


def _counts(key: Key, scored: Sequence[str], ids: Sequence[str], lang: Lang) -> str:
    boards = {at.board for id in scored for at in models_data.leading(key, id)}
    cards = (
        (t("models.models", lang), len(scored)),
        (t("models.members", lang), len(ids)),
        (t("models.boards", lang), len(boards)),
    )
    items = "".join(f"<li><span>{hypertext(word)}</span><b>{n:,}</b></li>" for word, n in cards)
    return f'<ul class="bd-counts">{items}</ul>'


def _by_category(key: Key, ids: Sequence[str], lang: Lang) -> str:
    """Its best place in each category, by share beaten, in a field that is large enough."""
    boards = data.shelf(key).boards
    best: dict[Category, tuple[Score, str]] = {}
    for id in ids:
        for at in models_data.leading(key, id):
            kind = boards[at.board].category
            if at.models >= ENOUGH and (kind not in best or _order(at) > _order(best[kind][0])):
                best[kind] = (at, id)
    if not best:
        return ""
    lines = "".join(
        f"<tr><td>{hypertext(category_label(kind, lang))}</td>"
        f"<td>{model_link(id, lang, models_words.name(key, id, lang))}</td>"
        f"<td class='bd-aside'>{_best(key, at, lang)}</td>"
        f"<td class='bd-aside'>{hypertext(metric_label(at.metric, lang))}</td>"
        f'<td class="bd-whole">{share(at.beaten, lang)}</td></tr>'
        for kind in Category
        if kind in best
        for at, id in [best[kind]]
    )
    heading = style.section(t("models.by_category", lang), t("models.by_category_caption", lang, n=ENOUGH))
    return heading + _table(("category", "model", "best", "metric", "beaten"), lines, lang)


def _order(at: Score) -> tuple[str, float, int]:
    """The latest year counts before the place: what led long ago says little."""
    year = at.id.edition[:4] if at.id.edition != "undated" else ""
    return year, at.beaten, at.models


def _boards(key: Key, ids: Sequence[str], lang: Lang) -> str:
    """How many of its models stand on each board."""
    counts: dict[str, set[str]] = {}
    for id in ids:
        for at in models_data.leading(key, id):
            counts.setdefault(at.board, set()).add(id)
    boards = data.shelf(key).boards
    listed = t("app.list", lang).join(
        f"{links.within('rankings', lang, label(boards[board], lang), board=board)} "
        f"{counted('models.models_n', lang, len(found))}"
        for board, found in sorted(counts.items(), key=lambda item: (-len(item[1]), item[0]))
    )
    return f'{style.section(t("models.boards", lang))}<p class="bd-quiet">{listed}</p>'
