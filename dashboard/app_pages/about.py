"""What is shown, how it is worked out, how to cite it, and what to do about an error."""

import streamlit as st

from cache.leaderboard import Category, Scenario
from dashboard import about_citing, about_groups, about_parts, controls, data, grouping, style
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
style.damaged(data.problems(key), lang)
if not shelf.boards:
    style.nothing_collected(lang)
parts = ["groups", "ways", "making", "methods"]
parts += ["licences", "citing", "reporting", "unmeasured"] if shelf.boards else ["reporting", "unmeasured"]
st.html(about_parts.about([f"<p>{t('about.intro', lang)}</p>", about_parts.contents(parts, lang)]))
st.html(about_parts.about([style.section(t("about.groups", lang), t("about.groups_text", lang))]))
grouping.draw(lang)
groups = [
    about_groups.section(key, member, lang, opened=member.value == asked)
    for member in grouping.members(grouped)
]
others = [
    about_parts.part("ways", about_parts.ways(lang), lang),
    about_parts.part("making", about_parts.making(lang), lang),
    about_parts.part("methods", about_parts.methods(lang), lang),
]
if shelf.boards:
    others += [
        about_parts.part("licences", about_citing.licence_table(key, lang), lang),
        about_parts.part(
            "citing", about_citing.citing(key, lang, settings().public_url or controls.site_url()), lang
        ),
    ]
others += [
    about_parts.part("reporting", about_citing.reporting(lang), lang),
    about_parts.part("unmeasured", about_parts.unmeasured(key, lang), lang),
]
st.html(about_parts.about([f'<div id="about-groups">{"".join(groups)}</div>', *others]))
