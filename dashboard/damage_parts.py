"""What a page says of a damaged edition, and the ways out."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Sequence

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from cache.errors import DamagedFile, ManifestError
from cache.manifest import Revision
from dashboard import controls, damage, links, readable, style
from dashboard.data import Board, Key
from dashboard.freshness import edition_label
from dashboard.markup import hypertext, markdown
from dashboard.words import Lang, t


def fallen(key: Key, board: Board, shown: Revision, lang: Lang) -> None:
    """Where an edition stands for a newer one: that it does, and why."""
    if said := readable.notice(key, board, shown, lang):
        st.html(alert([said], to_sources(lang, source=board.source)))


def told(lines: Sequence[str], lang: Lang) -> None:
    """Of several boards; nothing where there is nothing to say."""
    if lines:
        st.html(alert(lines, to_sources(lang)))


def to_sources(lang: Lang, **params: str) -> str:
    return links.within("sources", lang, t("damage.to_sources", lang), **params)


def alert(lines: Iterable[str], link: str = "") -> str:
    """HTML; the lines are plain text, the link is HTML."""
    icon = '<span class="bd-icon" aria-hidden="true">warning</span>'
    told = "".join(f"<p>{hypertext(line)}</p>" for line in lines)
    way = f"<p>{link}</p>" if link else ""
    return f'<div class="bd-alert" role="status">{icon}<div>{told}{way}</div></div>'


def unusable(key: Key, board: Board, found: DamagedFile, lang: Lang) -> None:
    """Of an edition that was asked for: what is wrong with its file, what there is instead, and how to mend
    it."""
    st.error(t("app.unusable", lang, why=markdown(damage.said(found, lang))), icon=":material/error:")
    ways = [to_sources(lang, source=board.source)]
    stands = readable.newest(key, board)
    if readable.damage(key, stands.id) is None:
        view = {name: value for name, value in controls.view().items() if name != "edition"}
        said = t("damage.to_edition", lang, edition=edition_label(stands.id.edition, lang))
        params = {**view, "board": board.id, "edition": stands.id.edition}
        ways.insert(0, links.within(controls.page_name(), lang, said, **params))
    st.html(f'<p class="bd-quiet">{" · ".join(ways)}</p>')
    st.caption(t("damage.mend", lang))
    st.code(f"{t('app.refresh_all', lang)} {board.source}", language="shell")


def no_manifest(error: ManifestError, lang: Lang) -> None:
    """Instead of any page: what is wrong, and step by step what to do."""
    newer = error.reason.kind == "manifest_newer"
    with contextlib.suppress(StreamlitDuplicateElementKey):  # where the page had begun
        style.header(t("damage.no_manifest", lang), "", lang, hints=False)
    why = markdown(damage.of_manifest(error, lang))
    st.error(t("app.unreadable", lang, why=why), icon=":material/error:")
    steps = ("look", "update") if newer else ("look", "restore", "refetch")
    for at, step in enumerate(steps, start=1):
        st.markdown(f"{at}. {t(f'damage.step_{step}', lang)}")
        st.code(t(f"damage.step_{step}_command", lang), language="shell", wrap_lines=True)
    style.same_store(lang)
