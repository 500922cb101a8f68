"""What is shown, how it is worked out, how to cite it, and what to do about an error."""

import streamlit as st

from cache.leaderboard import Category, Scenario
from dashboard import about_citing, about_groups, about_parts, controls, data, folds, grouping, style, upkeep
from dashboard.catalog.categories import category_label
from dashboard.service.settings import settings
from dashboard.words import t

lang, key = controls.lang(), data.key()
shelf = data.shelf(key)
kinds, uses = [member.value for member in Category], [member.value for member in Scenario]
if controls.linked("scenario"):
    controls.imply("group", "scenario")
grouped = grouping.settle(lang)
if grouped == "category":
    asked = controls.settle(
        "cat", ["", *kinds], "", lambda id: category_label(Category(id), lang) if id else "–"
    )
else:
    asked = controls.settle(
        "scenario", ["", *uses], "", lambda id: category_label(Scenario(id), lang) if id else "–"
    )

style.header(t("about.title", lang), t("about.caption", lang), lang)
style.damaged(upkeep.problems(key), lang)
if not shelf.boards:
    style.nothing_collected(lang)
parts = ["ways", "making", "methods"]
parts += ["licences", "citing", "reporting", "unmeasured"] if shelf.boards else ["reporting", "unmeasured"]
folds.settle(parts, scope="about")
st.html(about_parts.about([f"<p>{t('about.intro', lang)}</p>", about_parts.contents(parts, lang)]))
st.html(about_parts.about([style.section(t("about.groups", lang), t("about.groups_text", lang))]))
grouping.draw(lang)
groups = [
    about_groups.section(key, member, lang, opened=member.value == asked)
    for member in grouping.members(grouped)
]
st.html(about_parts.about([f'<div id="about-groups">{"".join(groups)}</div>']))
contents = {
    "ways": lambda: about_parts.ways(lang),
    "making": lambda: about_parts.making(lang),
    "methods": lambda: about_parts.methods(lang),
    "licences": lambda: about_citing.licence_table(key, lang),
    "citing": lambda: about_citing.citing(key, lang, settings().public_url or controls.site_url()),
    "reporting": lambda: about_citing.reporting(lang),
    "unmeasured": lambda: about_parts.unmeasured(key, lang),
}
for name in parts:
    part = folds.fold(name, t(f"about.{name}", lang), about_parts.ICONS[name])
    if part.open:
        part.html(about_parts.about([about_parts.part(name, contents[name]())]))
