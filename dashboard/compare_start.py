"""What Compare offers while fewer than two models are chosen: pairs worth a look, each one click away."""

from __future__ import annotations

from cache.errors import DamagedFile
from cache.leaderboard import Category
from dashboard import compare_data, data, readable, style
from dashboard.appearances import labels, short
from dashboard.catalog.categories import category_label
from dashboard.compare_asked import TOP, Asked
from dashboard.data import Board, Key
from dashboard.id_lists import places_of, write_ids
from dashboard.links import within
from dashboard.markup import hypertext
from dashboard.rankings_asked import label
from dashboard.words import Lang, t

RIVALS = 5


def suggestions(key: Key, asked: Asked, lang: Lang) -> str:
    """Rivals of the one model that is chosen, then the best of each category."""
    return (rivals(key, asked.models[0], lang) if asked.models else "") + _leaders(key, lang)


def rivals(key: Key, model: str, lang: Lang) -> str:
    """Its neighbours by score on the newest board that it is on."""
    for at in compare_data.shared(key, (model,)):
        try:
            near = compare_data.neighbours(key, at.id, model, RIVALS)
        except DamagedFile:
            continue
        if near:
            name = labels(key, lang)[model]
            said = style.section(
                t("compare.rivals", lang, model=name),
                t("compare.rivals_caption", lang, board=label(at.board, lang)),
            )
            return said + _listed([_pair(key, model, other, lang) for other in near])
    return ""


def _leaders(key: Key, lang: Lang) -> str:
    shelf = data.shelf(key)
    blocks = []
    for category in Category:
        for board in shelf.of(category)[:1]:
            if links := _of(key, board, lang):
                title = t(
                    "compare.top_of",
                    lang,
                    category=category_label(category, lang),
                    board=label(board, lang),
                )
                blocks.append(f"<dt>{hypertext(title)}</dt><dd>{links}</dd>")
    if not blocks:
        return ""
    said = style.section(t("compare.start", lang), t("compare.start_caption", lang))
    return f'{said}<dl class="bd-offers">{"".join(blocks)}</dl>'


def _of(key: Key, board: Board, lang: Lang) -> str:
    try:
        best = compare_data.best(key, readable.newest(key, board).id, TOP)
    except DamagedFile:
        return ""
    if len(best) < 2:
        return ""
    links = [_pair(key, best[0], other, lang) for other in best[1:3]]
    if len(best) > 2:
        ids = write_ids(places_of(best))
        links.append(within("compare", lang, t("compare.all_top", lang, n=len(best)), m=ids))
    return _listed(links)


def _pair(key: Key, first: str, second: str, lang: Lang) -> str:
    said = t("compare.versus", lang, first=short(key, first, lang), second=short(key, second, lang))
    return within("compare", lang, said, m=write_ids(places_of([first, second])))


def _listed(links: list[str]) -> str:
    return f'<ul class="bd-offer">{"".join(f"<li>{link}</li>" for link in links)}</ul>'
