"""The Streamlit script: what every page shares. `python -m dashboard` and `streamlit run` both serve it."""

import time

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from cache.errors import ManifestError
from dashboard import controls, damage_parts, data, embedded, loading, style, turns
from dashboard.service import meters
from dashboard.words import t

controls.arrive()
lang = controls.language()
style.apply(lang)
page = st.navigation(
    [
        st.Page("app_pages/overview.py", title=t("nav.overview", lang), default=True),
        st.Page("app_pages/rankings.py", title=t("nav.rankings", lang), url_path="rankings"),
        st.Page("app_pages/composite.py", title=t("nav.composite", lang), url_path="composite"),
        st.Page("app_pages/compare.py", title=t("nav.compare", lang), url_path="compare"),
        st.Page("app_pages/trends.py", title=t("nav.trends", lang), url_path="trends"),
        st.Page("app_pages/capabilities.py", title=t("nav.capabilities", lang), url_path="capabilities"),
        st.Page("app_pages/models.py", title=t("nav.models", lang), url_path="models"),
        st.Page("app_pages/sources.py", title=t("nav.sources", lang), url_path="sources"),
        st.Page("app_pages/about.py", title=t("nav.about", lang), url_path="about"),
    ],
    position="hidden" if st.context.is_embedded else "top",
)
st.set_page_config(
    page_title=f"{page.title} · {t('app.name', lang)}",
    page_icon=str(style.ASSETS / "favicon.svg"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
controls.enter(page.url_path or "overview")
began, said = time.perf_counter(), True
try:
    if embedded.is_wanted(page.url_path):
        embedded.draw(data.key(), page.url_path, st.query_params.to_dict(), lang)
    else:
        with turns.PAGES.taken(), loading.first(page.url_path, data.key(), lang):
            page.run()
except controls.Finished:
    pass
except ManifestError as error:
    damage_parts.no_manifest(error, lang)
except (RerunException, StopException):
    said = False  # a newer run is wanted, which writes its own view
    raise
finally:
    meters.RUNS.labels(page.url_path or "overview").observe(time.perf_counter() - began)
    if said and not embedded.is_wanted(page.url_path):
        controls.depart()
