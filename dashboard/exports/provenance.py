"""Where an exhibit's numbers are from, in words and as the trailing columns of a table."""

from __future__ import annotations

from datetime import datetime

from dashboard.exhibit import Exhibit, Origin
from dashboard.freshness import edition_label, known
from dashboard.words import counted, t

NAMED = 6  # boards a source line names before it counts the rest
EDITIONS = 12  # of one board that it names


def retrieved(exhibit: Exhibit) -> datetime:
    """The newest of its tables."""
    return max(origin.retrieved_at for origin in exhibit.origins)


def board_and_edition(origin: Origin, exhibit: Exhibit) -> str:
    return f"{origin.board} · {edition_label(origin.id.edition, exhibit.lang)}"


def source(exhibit: Exhibit, most: int = NAMED) -> str:
    """The boards, each with its editions; of many the first and how many more tables."""
    lang, origins = exhibit.lang, exhibit.origins
    if len(origins) == 1:
        only = board_and_edition(origins[0], exhibit)
        more = counted("export.more_boards", lang, exhibit.beyond) if exhibit.beyond else ""
        return t("app.list", lang).join(filter(None, (only, more)))
    editions: dict[str, list[str]] = {}
    for origin in origins:
        editions.setdefault(origin.board, []).append(edition_label(origin.id.edition, lang))
    comma, named = t("app.list", lang), []
    for board, listed in list(editions.items())[:most]:
        told = comma.join(listed[:EDITIONS]) + (" …" if len(listed) > EDITIONS else "")
        named.append(t("export.table_edition", lang, board=board, edition=told))
    if rest := sum(map(len, list(editions.values())[most:])):
        named.append(counted("export.more_tables", lang, rest))
    return comma.join(named)


def columns(exhibit: Exhibit, view_url: str = "") -> dict[str, object]:
    """What stands in every row of a file without another place for it: a number never travels alone."""
    lang, origins = exhibit.lang, exhibit.origins
    said: dict[str, object] = {}
    if len(origins) == 1:
        said = {
            t("sources.board", lang): origins[0].board,
            t("rankings.edition", lang): origins[0].id.edition,
            t("rankings.revision", lang): origins[0].revision,
        }
    elif origins:
        said = {t("export.view", lang): exhibit.subtitle} if exhibit.subtitle else {}
        said[t("export.tables_used", lang)] = " ".join(str(origin.id) for origin in origins)
    if origins:
        said[t("sources.retrieved", lang)] = known(retrieved(exhibit))
    if len(origins) == 1:
        said[t("rankings.page_column", lang)] = origins[0].url
    return said | ({t("figure.view", lang): view_url} if view_url else {})
