"""HTML of the page of one organization: what it has made, where that stands best, and on which boards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from cache.leaderboard import Category
from dashboard import appearances, data, links, models_data, models_index, models_makers, models_words, style
from dashboard.catalog.categories import category_label
from dashboard.catalog.organizations import by_id
from dashboard.data import Key
from dashboard.markup import hypertext
from dashboard.models_data import ENOUGH, Score
from dashboard.models_facts import share
from dashboard.models_links import model_link
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import label
from dashboard.words import Lang, counted, t


@lru_cache(maxsize=64)
def above(key: Key, id: str, lang: Lang) -> str:
    """All that stands before the list of its models."""
    ids, scored = models_makers.of(key, id), models_makers.scored_of(key, id)
    back = links.within("models", lang, t("models.back", lang), kind="bd-back")
    badge = style.badge(models_index.region(by_id()[id], lang), "gray")
    head = f'<p class="bd-quiet">{back}</p><p class="bd-marks">{badge}</p>'
    if not ids:
        return f'{head}<p class="bd-none">{hypertext(t("models.no_models", lang))}</p>'
    return head + _counts(key, id, scored, ids, lang) + _by_category(key, scored, lang)


@lru_cache(maxsize=64)
def boards(key: Key, id: str) -> dict[str, int]:
    """On which boards its models stand, and how many; most first."""
    found: dict[str, set[str]] = {}
    for one in models_makers.scored_of(key, id):
        for at in appearances.tables_of(key, one):
            found.setdefault(f"{at.source}/{at.leaderboard}", set()).add(one)
    counts = ((board, len(ids)) for board, ids in found.items())
    return dict(sorted(counts, key=lambda item: (-item[1], item[0])))


def listed(key: Key, found: Mapping[str, int], lang: Lang) -> str:
    known = data.shelf(key).boards
    said = t("app.list", lang).join(
        f"{links.within('rankings', lang, label(known[board], lang), board=board)} "
        f"{counted('models.models_n', lang, n)}"
        for board, n in found.items()
    )
    return f'<p class="bd-quiet">{said}</p>'


def _counts(key: Key, maker: str, scored: Sequence[str], ids: Sequence[str], lang: Lang) -> str:
    cards = (
        (t("models.scored", lang), len(scored)),
        (t("models.members", lang), len(ids)),
        (t("models.boards", lang), len(boards(key, maker))),
    )
    items = "".join(f"<li><span>{hypertext(word)}</span><b>{n:,}</b></li>" for word, n in cards)
    return f'<ul class="bd-counts">{items}</ul>'


def _by_category(key: Key, ids: Sequence[str], lang: Lang) -> str:
    """Its best place in each category, in a field that is large enough: as `_order` has it."""
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
        f"<td class='bd-aside'>{models_index.best(key, at, lang)}</td>"
        f"<td class='bd-aside'>{hypertext(metric_label(at.metric, lang))}</td>"
        f'<td class="bd-whole">{share(at.beaten, lang)}</td></tr>'
        for kind in Category
        if kind in best
        for at, id in [best[kind]]
    )
    heading = style.section(t("models.by_category", lang), t("models.by_category_caption", lang, n=ENOUGH))
    return heading + models_index.table(("category", "model", "best", "metric", "beaten"), lines, lang)


def _order(at: Score) -> tuple[bool, str, float, int]:
    """A ranked score before any reference; then the latest year before the share beaten: what led long ago
    says little."""
    year = at.id.edition[:4] if at.id.edition != "undated" else ""
    return at.position is not None, year, at.beaten, at.models
