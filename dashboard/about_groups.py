"""About's first part: what each category or scenario is, its example models, and which boards stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from cache.leaderboard import Scenario
from dashboard import cards, data, grouping, links, search_data
from dashboard.catalog.boards import board_description, card
from dashboard.catalog.categories import category_definition, category_label, group
from dashboard.data import Board, Key
from dashboard.freshness import edition_label
from dashboard.grouping import Member
from dashboard.markup import hypertext
from dashboard.rankings_asked import label
from dashboard.search import Hit
from dashboard.words import Lang, counted, t

COLUMNS = (("board", ""), ("what", "under"), ("edition", ""), ("rows", "number"))
EXACTLY, BEGINS = 100.0, 85.0  # of a match: the name is the example, or begins with it
_BRACKETS = re.compile(r"\s*[(\uff08]([^)\uff09]+)[)\uff09]\s*$")


@lru_cache(maxsize=256, typed=True)  # members of the two groupings compare equal as text ("vision")
def section(key: Key, member: Member, lang: Lang, *, opened: bool) -> str:
    """HTML; `opened`: with its boards unfolded."""
    boards = data.shelf(key).of(member)
    text = f"<p>{hypertext(category_definition(member, lang))}</p>{_examples(key, member, lang)}"
    head = cards.head(member, category_label(member, lang)).replace("h2", "h3")
    listed = _boards(boards, member, lang, opened=opened)
    return f'<section id="{grouping.anchor(member)}">{head}{text}{listed}</section>'


def _examples(key: Key, member: Member, lang: Lang) -> str:
    names = group(member).examples
    if not names:
        return ""
    told = t("app.list", lang).join(_example(key, name, lang) for name in names)
    return f'<p><span class="bd-quiet">{t("about.examples", lang)}</span> {told}</p>'


def _example(key: Key, name: str, lang: Lang) -> str:
    """To its profile, or to all that begin with its name; said to have no public score where none does."""
    hits = scored(key, name, lang)
    if hits and hits[0].score == EXACTLY:
        return links.within("models", lang, name, model=hits[0].found.id)
    if hits:
        return links.within("", lang, name, q=plain_name(name))
    return f'{hypertext(name)} <span class="bd-quiet">({t("app.unscored", lang)})</span>'


def scored(key: Key, name: str, lang: Lang) -> list[Hit]:
    """Models with a score on some board that the example stands for: the one of this very name, or all
    those whose names begin with it."""
    found = search_data.index(key, lang).find(plain_name(name), most=50).get("model", [])
    hits = [hit for hit in found if hit.exact and hit.score >= BEGINS and hit.found.weight]
    return [hit for hit in hits if hit.score == EXACTLY][:1] or hits


def plain_name(name: str) -> str:
    """“Vision Transformer (ViT)” is looked for as ViT."""
    inside = _BRACKETS.search(name)
    return inside[1] if inside else name


def _boards(boards: Sequence[Board], member: Member, lang: Lang, *, opened: bool) -> str:
    if not boards:
        return f'<p class="bd-quiet">{t("about.boards_none", lang)}</p>'
    why = t("about.feed_scenario" if isinstance(member, Scenario) else "about.feed_category", lang)
    head = "".join(
        f'<th scope="col" class="{kind}">{t(f"about.{name}", lang)}</th>' for name, kind in COLUMNS
    )
    rows = "".join(_row(board, lang) for board in boards)
    table = f'<table class="bd-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    summary = counted("about.boards_here", lang, len(boards))
    return (
        f"<details{' open' if opened else ''}><summary>{summary}</summary>"
        f'<p class="bd-quiet">{why}</p>{table}</details>'
    )


def _row(board: Board, lang: Lang) -> str:
    known = card(board.source, board.leaderboard)
    judge = known.judge(lang) if known else ""
    what = hypertext(board_description(board.source, board.leaderboard, lang))
    if judge:
        what += f' <span class="bd-quiet">{hypertext(t("about.judge", lang, judge=judge))}</span>'
    name = links.within("rankings", lang, label(board, lang), board=board.id)
    edition = hypertext(edition_label(board.newest.id.edition, lang))
    return (
        f'<tr><td>{name}</td><td class="under">{what}</td>'
        f'<td class="bd-whole">{edition}</td><td class="number">{board.newest.rows:,}</td></tr>'
    )
