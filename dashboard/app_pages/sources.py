"""Where the figures come from, how fresh they are, and how to refresh them."""

from datetime import UTC, datetime

import streamlit as st

from dashboard import (
    cell_parts,
    controls,
    data,
    refreshes_parts,
    refreshing,
    revisions_parts,
    sources_folds,
    sources_parts,
    style,
    upkeep,
)
from dashboard.catalog.boards import source_label
from dashboard.markup import markdown
from dashboard.words import t

lang, key = controls.lang(), data.key()
shelf, today = data.shelf(key), datetime.now(UTC).date()
labels = {source: source_label(source, lang) for source in sorted(shelf.sources)}
source = controls.settle("source", ["", *labels], "", lambda _: t("sources.any", lang))
log = revisions_parts.settle(lang)
sources_folds.settle(source)
cell = cell_parts.settle()

style.header(
    t("sources.title", lang),
    t("sources.caption", lang),
    lang,
    cell_parts.title(key, cell, lang) or labels.get(source, ""),
)
style.damaged(upkeep.problems(key), lang)
if not shelf.boards:
    style.nothing_collected(lang)
    refreshing.panel(key, "", lang)
    controls.finish()

cell_parts.draw(key, cell, lang)
for line in sources_parts.failure_lines(key, shelf, lang):
    st.warning(markdown(line), icon=":material/sync_problem:")
conditions = upkeep.conditions(key)
found = sources_parts.healths(key, conditions, today)
st.html(sources_parts.counts(found, lang))
choice, command = st.columns(2, gap="medium", vertical_alignment="bottom")
choice.selectbox(
    t("sources.filter", lang),
    ["", *labels],
    format_func=lambda id: labels.get(id) or t("sources.any", lang),
    **controls.widget("source"),
)
command.caption(t("sources.refresh_caption", lang))
command.code(f"{t('app.refresh_all', lang)} {source}".strip(), language="shell")
refreshing.panel(key, source, lang)
table = sources_parts.boards_table(key, conditions, today, source, lang, compact=controls.compact())
sources_parts.draw_boards(table, lang, controls.theme(), compact=controls.compact())
refreshes_parts.draw_refused(key, source, lang)
sources_folds.draw(key, source, log, lang, today)
