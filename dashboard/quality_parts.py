"""Data quality on Sources: the names that nothing resolves, and what contradicts itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from cache.leaderboard import LeaderboardId
from dashboard import data
from dashboard.catalog.boards import board_label
from dashboard.catalog.organizations import organization_label
from dashboard.catalog.review import Conflict, Unresolved
from dashboard.data import Key
from dashboard.freshness import edition_label
from dashboard.markup import hypertext
from dashboard.words import Lang, counted, t

MOST = 50  # lines of a table
PLACES = 3  # named of each line


@lru_cache(maxsize=64)
def section(key: Key, source: str, lang: Lang) -> str:
    """HTML; `source` "" for all."""
    found = data.quality(key)
    names = [at for at in found.unresolved if _within(at.where, source)]
    conflicts = [at for at in found.conflicts if _within(at.where, source)]
    lines = [
        f'<p class="bd-down">{hypertext(t("quality.catalog", lang, why=found.fault))}</p>'
        if found.fault
        else "",
        _paragraph("names", len(names), lang),
        _whole(("name", "stands", "where"), [_name(at, source, lang) for at in names], lang),
        _paragraph("conflicts", len(conflicts), lang),
        _whole(("name", "conflict", "where"), [_conflict(at, source, lang) for at in conflicts], lang),
    ]
    return "".join(lines)


def _within(where: Iterable[LeaderboardId], source: str) -> bool:
    return any(source in ("", id.source) for id in where)


def _paragraph(kind: str, n: int, lang: Lang) -> str:
    return f"<p>{counted(f'quality.{kind}', lang, n) if n else t(f'quality.no_{kind}', lang)}</p>"


def _whole(columns: Sequence[str], lines: Sequence[Sequence[str]], lang: Lang) -> str:
    """The first `MOST` lines; the others unfold."""
    rest = len(lines) - MOST
    folded = f"<summary>{t('sources.more', lang, n=rest)}</summary>{_table(columns, lines[MOST:], lang)}"
    more = f'<details class="bd-more">{folded}</details>' if rest > 0 else ""
    return _table(columns, lines[:MOST], lang) + more


def _name(at: Unresolved, source: str, lang: Lang) -> tuple[str, str, str]:
    return at.raw, at.provisional_id, _places(at.where, source, lang)


def _conflict(at: Conflict, source: str, lang: Lang) -> tuple[str, str, str]:
    names, told = dict.fromkeys(at.names), at.told
    if at.kind == "organization":
        told = tuple(organization_label(maker, lang) for maker in told)
    listed = t("app.list", lang).join
    said = t(f"quality.{at.kind}", lang, told=listed(told), n=len(at.names))
    return listed(names), said, _places(at.where, source, lang)


def _places(where: Sequence[LeaderboardId], source: str, lang: Lang) -> str:
    found = [id for id in where if source in ("", id.source)]
    said = [
        f"{board_label(id.source, id.leaderboard, lang)} {edition_label(id.edition, lang)}"
        for id in found[:PLACES]
    ]
    if len(found) > PLACES:
        said.append(t("sources.more", lang, n=len(found) - PLACES))
    return t("app.list", lang).join(said)


def _table(columns: Sequence[str], lines: Iterable[Sequence[str]], lang: Lang) -> str:
    rows = "".join(
        f'<tr><td>{hypertext(name)}</td><td>{hypertext(said)}</td><td class="bd-quiet under">'
        f"{hypertext(where)}</td></tr>"
        for name, said, where in lines
    )
    if not rows:
        return ""
    head = "".join(
        f'<th class="{"under" if name == "where" else ""}">{t(f"quality.{name}", lang)}</th>'
        for name in columns
    )
    return f'<table class="bd-table"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
