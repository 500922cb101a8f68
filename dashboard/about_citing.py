"""About's parts on the data of others: their licences, how to cite them, and what to do about an error."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

from dashboard import data, feed_links, links, overview_data
from dashboard.about_parts import table
from dashboard.catalog.boards import source_label
from dashboard.data import Key
from dashboard.freshness import edition_label
from dashboard.markup import hypertext, readable
from dashboard.origins import NONE_FOUND, licence_said, licences
from dashboard.rankings_asked import label
from dashboard.readable import newest, shown
from dashboard.words import Lang, t

REPORTS = ("theirs", "ours", "name")


@lru_cache(maxsize=8)
def licence_table(key: Key, lang: Lang) -> str:
    rows = [
        (
            hypertext(source_label(source, lang)),
            hypertext(licence_said(licences().get(source, NONE_FOUND), lang)),
        )
        for source in sorted(data.shelf(key).sources)
    ]
    return f"<p>{hypertext(t('about.licences_text', lang))}</p>" + table(("source", "licence"), rows, lang)


def citing(key: Key, lang: Lang, site: str) -> str:
    """`site`: our address, empty where nobody told it."""
    shelf = data.shelf(key)
    board = (*overview_data.newest(key, 1), *shelf.boards.values())[0]
    stands = shown(key, newest(key, board).id)
    where = stands.provenance
    day = f"{where.retrieved_at:%Y-%m-%d}"
    edition = edition_label(stands.id.edition, lang)
    name, number = t("app.name", lang), version("bangdan")
    plain = t(
        "about.citing_plain",
        lang,
        board=label(board, lang),
        edition=edition,
        url=readable(where.url),
        day=day,
        name=name,
        version=number,
        site=site or name,
    )
    changed = shelf.retrieved_at or where.retrieved_at
    entry = bibtex(number, site, f"{changed:%Y-%m-%d}")
    return (
        f"<p>{t('about.citing_text', lang)}</p><h3>{t('about.citing_source', lang)}</h3>"
        f"{_copied('cite-text', plain, lang)}<h3>{t('about.citing_bibtex', lang)}</h3>"
        f"{_copied('cite-bibtex', entry, lang)}"
        f"<p>{links.served('api/v1/', t('about.citing_api', lang))}<br>"
        f"{links.served(feed_links.address('all', '', lang), t('about.citing_feed', lang))}</p>"
    )


def bibtex(number: str, site: str, day: str) -> str:
    lines = [
        "@misc{bangdan,",
        "  title        = {Bangdan: Public Leaderboards of Large Models},",
        "  author       = {{The Bangdan contributors}},",
        f"  year         = {{{day[:4]}}},",
        *([f"  howpublished = {{\\url{{{site}}}}},"] if site else []),
        f"  note         = {{Version {number}; figures retrieved {day}}}",
        "}",
    ]
    return "\n".join(lines)


def _copied(name: str, text: str, lang: Lang) -> str:
    lines = "\n".join(
        hypertext(line) if line.strip() == line else _indented(line) for line in text.split("\n")
    )
    return (
        f'<pre class="bd-cite" id="{name}" tabindex="0">{lines}</pre>'
        f'<button type="button" class="bd-copy" data-copy="{name}" data-done="{t("about.copied", lang)}">'
        f"{t('about.copy', lang)}</button>"
    )


def _indented(line: str) -> str:
    """`hypertext` makes one space of several."""
    kept = len(line) - len(line.lstrip())
    name, mark, rest = line.partition("=")
    return " " * kept + hypertext(name).ljust(13) + mark + " " + hypertext(rest) if mark else hypertext(line)


def reporting(lang: Lang) -> str:
    lines = "".join(f"<li>{hypertext(t(f'about.reporting_{name}', lang))}</li>" for name in REPORTS)
    page = links.within("sources", lang, t("nav.sources", lang), parts="log")
    log = hypertext(t("about.reporting_log", lang)).replace("{page}", page)
    return f"<p>{hypertext(t('about.reporting_text', lang))}</p><ul>{lines}</ul><p>{log}</p>"
