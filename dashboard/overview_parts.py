"""What the Overview is made of: a card a category or scenario, what changed last, and the newest editions."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from cache.errors import DamagedFile
from cache.leaderboard import Category
from cache.manifest import Revision
from dashboard import (
    cards,
    changes_asked,
    damage,
    data,
    grouping,
    links,
    overview_data,
    readable,
    style,
    upkeep,
)
from dashboard.catalog.categories import category_label
from dashboard.damage_parts import to_sources
from dashboard.data import Board, Key
from dashboard.freshness import age, badge, edition_label
from dashboard.grouping import Member
from dashboard.markup import hypertext
from dashboard.overview_data import Combined, Compared, compared
from dashboard.ranking.changes import movers
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import asked_for, label
from dashboard.upkeep import Conditions
from dashboard.words import Lang, counted, t

ALONE = 7  # rows of a card without a composite


@lru_cache(maxsize=128, typed=True)  # members of the two groupings compare equal as text ("vision")
def card(key: Key, conditions: Conditions, member: Member, lang: Lang, today: date) -> str:  # noqa: ARG001
    """HTML; the conditions are part of the cache's key. The board that stands for the group is the first of
    it in the catalog's order."""
    boards = data.shelf(key).of(member)
    head = cards.head(member, category_label(member, lang))
    if not boards:
        why = f'<p class="bd-quiet">{_why_empty(member, lang)} {_why(member, lang)}</p>'
        why = f"<p>{t('category.no_board', lang)}</p>{why}"
        return f'<div class="bd-card">{head}{why}</div>'
    numbers = cards.counts(
        lang,
        card_boards=len(boards),
        card_sources=len({board.source for board in boards}),
        card_editions=sum(len(board.editions) for board in boards),
    )
    body = f'<p class="bd-quiet">{numbers} · {_why(member, lang)}</p>'
    n = cards.ROWS
    if found := overview_data.composite_leaders(key, member, n):
        body += _composite(found, member, lang)
        n = 1 if found.tells else n
    else:
        n = ALONE
    return f'<div class="bd-card">{head}{body}{_board(key, boards[0], member, n, lang, today)}</div>'


def _why_empty(member: Member, lang: Lang) -> str:
    return t(f"category.{'no_board_why' if isinstance(member, Category) else 'no_scenario_why'}", lang)


def _why(member: Member, lang: Lang) -> str:
    """To the part of About that tells which boards stand here and why."""
    kind = "cat" if isinstance(member, Category) else "scenario"
    where = grouping.anchor(member)
    return links.within("about", lang, t("overview.why", lang), anchor=where, **{kind: member.value})


def _composite(found: Combined, member: Member, lang: Lang) -> str:
    """Who leads over all boards, with the ranks that cannot be told apart; of a large tie a few by name."""
    link = links.within("composite", lang, t("overview.composite", lang), **asked_for(member))
    said = f"{link} · {t('overview.found_in', lang, least=found.least, n=found.benchmarks)}"
    listed = f'<p class="bd-quiet">{said}</p>' + cards.rows(found.leaders, member, lang)
    if not found.tells:
        more = found.together - len(found.leaders)
        listed += f'<p class="bd-quiet">{counted("overview.more", lang, more, models=found.models)}</p>'
    elif found.together > 1:
        listed += f'<p class="bd-quiet">{counted("overview.together", lang, found.together)}</p>'
    return listed


def _board(key: Key, board: Board, member: Member, n: int, lang: Lang, today: date) -> str:
    newest = readable.newest(key, board)
    edition = edition_label(newest.id.edition, lang)
    since = age(newest.id.edition, today, lang)
    dated = t("overview.aged", lang, edition=edition, age=since) if since else edition
    title = links.within("rankings", lang, label(board, lang), board=board.id)
    title += f' · <span class="bd-whole">{hypertext(dated)}</span>'
    mark = badge(
        newest, upkeep.checked_at(key, newest.id), today, lang, failing=board.source in upkeep.failures(key)
    )
    leaders = _fallen(key, board, newest, lang) + _leaders(key, board, newest, member, n, lang)
    more = {"cat" if isinstance(member, Category) else "scenario": member.value}
    opened = links.within("rankings", lang, t("overview.open", lang), "bd-open", **more)
    shown = style.badge(mark.text, mark.color, mark.icon)
    return f'<p class="bd-quiet">{title}</p>{leaders}{_last(shown, opened)}'


def _last(mark: str, link: str) -> str:
    return f'<div class="bd-last">{mark}{link}</div>'


def _fallen(key: Key, board: Board, shown: Revision, lang: Lang) -> str:
    """That this edition stands for a newer one; why is told above all cards."""
    if not readable.notice(key, board, shown, lang):
        return ""
    newest = edition_label(board.newest.id.edition, lang)
    said = hypertext(t("damage.fallen_short", lang, edition=newest))
    return f'<p class="bd-down">{said} {to_sources(lang, source=board.source)}</p>'


def _leaders(key: Key, board: Board, shown: Revision, member: Member, n: int, lang: Lang) -> str:
    """The best rows and how the field moved, or what is wrong with the file."""
    try:
        led = overview_data.led(key, shown.id, n)
    except DamagedFile as found:
        way = to_sources(lang, source=board.source)
        why = hypertext(damage.said(found, lang))
        return f'<p class="bd-down">{why}</p><p class="bd-quiet">{way}</p>'
    if not led.leaders:
        return f'<p class="bd-quiet">{t("overview.unscored", lang)}</p>'
    listed = cards.rows(led.leaders, member, lang)
    if led.above:
        listed += f'<p class="bd-quiet">{counted("overview.above", lang, led.above)}</p>'
    if not led.prints_ranks or not led.follows:
        word = "overview.otherwise" if led.prints_ranks else "overview.ours"
        said = t(word, lang, metric=metric_label(led.metric, lang))
        listed += f'<p class="bd-quiet">{hypertext(said)}</p>'
    change = compared(key, board)
    if change is None:
        alone = "overview.one_edition" if len(board.editions) == 1 else "newest.first"
        return f'{listed}<p class="bd-quiet">{t(alone, lang)}</p>'
    if _gone(change, lang):  # places of what is left of a field tell of no move
        words = {"n": len(change.changes.dropped), "of": change.changes.models_before}
        said = t("overview.renewed", lang, before=edition_label(change.before, lang), **words)
        return f'{listed}<p class="bd-quiet">{hypertext(said)}</p>'
    return listed + cards.movers_line(movers(change.changes), edition_label(change.before, lang), lang)


@lru_cache(maxsize=16)
def latest_changes(key: Key, lang: Lang) -> str:
    """HTML of what moved on the board whose newest edition is the newest; where most of its field is gone,
    on the newest whose field stayed too."""
    found = overview_data.latest_compared(key)
    if found is None:
        return style.section(t("overview.changes", lang), t("overview.no_changes", lang))
    told = _changes(key, found, "overview.changes", lang)
    lasting = overview_data.latest_lasting(key) if _gone(found, lang) else None
    return told + (_changes(key, lasting, "overview.changes_lasting", lang) if lasting else "")


def _changes(key: Key, found: Compared, heading: str, lang: Lang) -> str:
    metric = data.leading_metric(key, found.after.id)
    caption = t(
        "overview.changes_caption",
        lang,
        board=label(found.board, lang),
        before=found.before,
        after=found.after.id.edition,
        metric=metric_label(metric, lang),
    )
    gone = f'<p class="bd-quiet">{hypertext(said)}</p>' if (said := _gone(found, lang)) else ""
    return style.section(t(heading, lang), caption) + gone + _columns(found, lang)


def _gone(found: Compared, lang: Lang) -> str:
    """How much of the earlier field the moves say nothing of; empty where it is not most of it."""
    gone = (len(found.changes.dropped), found.changes.models_before)
    return changes_asked.gone(*gone, edition_label(found.before, lang), found.after.id, lang)


def _columns(found: Compared, lang: Lang) -> str:
    most = movers(found.changes)
    lists = (
        ("up", cards.moves(most.up, lang)),
        ("down", cards.moves(most.down, lang)),
        ("new", cards.newcomers(zip(most.new, found.changes.new_places, strict=False), lang)),
    )
    columns = (
        f'<div class="bd-card"><h3>{t(f"overview.{word}", lang)}</h3>{listed}</div>' for word, listed in lists
    )
    return f'<div class="bd-three">{"".join(columns)}</div>'
