"""How every page begins: the little CSS there is, the title row, and what must be said before the content."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cache.store import Problem
from dashboard import controls, damage, window
from dashboard.markup import hypertext, markdown, plain
from dashboard.words import LANGS, Lang, counted, t, words

ASSETS = Path(__file__).parent / "assets"
HINTS = "bangdan_hints"  # a cookie: pages whose hint was sent away


def _one_line(path: Path) -> str:
    """Streamlit looks at every line of what it sends, in every run; comments stand on lines of their own."""
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    return " ".join(line for line in lines if line and not line.startswith("//"))


def _logo(theme: str) -> str:
    """As an address that carries the picture: a file would be read and encoded in every run."""
    return f"data:image/svg+xml,{quote(_one_line(ASSETS / f'logo-{theme}.svg'), safe=_UNQUOTED)}"


_UNQUOTED = " !$&'()*+,/:;=?@"
LOGOS = {theme: _logo(theme) for theme in ("light", "dark")}
_SHEETS = (ASSETS / "style.css", *sorted(ASSETS.glob("*/*.css")))  # then those of single pages
_SCRIPTS = ("theme.js", "links.js", "hover.js")


def _assets() -> str:
    """The style sheet and the scripts as one element. A script puts the sheet in its place: Streamlit looks
    in every run for the end of a <style> that it is given, and takes longer for it than for a small page."""
    sheet = json.dumps(" ".join(map(_one_line, _SHEETS)))
    put = (
        'if (!document.getElementById("bangdan-sheet")) document.body.append('
        f'Object.assign(document.createElement("style"), {{ id: "bangdan-sheet", textContent: {sheet} }}));'
    )
    return "".join(f"<script>{text}</script>" for text in (put, *(_one_line(ASSETS / js) for js in _SCRIPTS)))


class Html(str):
    """HTML that Streamlit takes as it is: of plain text it looks at every line, in every run."""

    def _repr_html_(self) -> str:
        return str(self)


_ASSETS = Html(_assets())


def apply(lang: Lang) -> None:
    """Style sheet, scripts and logo, and a run whenever the theme or the window's width is changed."""
    st.html(_ASSETS, unsafe_allow_javascript=True)
    st.button(t("app.theme_changed", lang), key="theme_changed")
    window.draw(lang)
    if not st.context.is_embedded:
        st.logo(LOGOS[controls.theme()], size="large")


def header(title: str, caption: str, lang: Lang, shown: str = "", *, hints: bool = True) -> DeltaGenerator:
    """The title row; returns the place of the page's own actions, left of the language. `shown`: what is
    shown, for the title of the browser's window."""
    if shown:
        place = t(f"nav.{controls.page_name()}", lang)
        st.set_page_config(page_title=f"{plain(shown)} · {place} · {t('app.name', lang)}")
    compact = controls.compact()
    text = f"<p>{hypertext(caption)}</p>"
    with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        st.html(Html(f'<div class="bd-head"><h1>{hypertext(title)}</h1>{"" if compact else text}</div>'))
        actions = st.container(width="content")
        names = {"zh": "中" if compact else "中文", "en": "EN"}
        st.segmented_control(
            t("app.language", lang),
            LANGS,
            format_func=names.__getitem__,
            required=True,
            label_visibility="collapsed",
            **controls.widget("lang"),
        )
    if compact:
        st.html(f'<div class="bd-head">{text}</div>')
    controls.notices()
    if hints:
        hint(lang)
    return actions


def hint(lang: Lang) -> None:
    """A word to who is here for the first time, until it is sent away: the browser then remembers its page
    (see `assets/links.js`)."""
    page = controls.page_name()
    seen = st.session_state.setdefault("hints_seen", set())
    text = words(lang).get(f"hint.{page}")
    if not text or page in seen or page in (st.context.cookies.get(HINTS) or "").split("."):
        return
    with st.container(horizontal=True, vertical_alignment="center", key="hint"):
        st.html(f'<p class="bd-hint" data-hint="{page}" role="note">{hypertext(text)}</p>')
        st.button(t("hint.close", lang), key="hint_close", on_click=seen.add, args=(page,))


def damaged(problems: Sequence[Problem], lang: Lang) -> None:
    """Names each file that cannot be used."""
    if problems:
        files = "".join(f"\n- {markdown(damage.listed(problem, lang))}" for problem in problems)
        st.warning(counted("app.damaged", lang, len(problems)) + "\n" + files, icon=":material/warning:")


def nothing_collected(lang: Lang) -> None:
    st.info(t("app.empty", lang), icon=":material/inbox:")
    st.code(t("app.refresh_all", lang), language="shell")
    same_store(lang)


def same_store(lang: Lang) -> None:
    """Below a command: that it has to name the store, where this server was told of one."""
    if os.environ.get("BANGDAN_CACHE"):
        st.caption(t("app.same_store", lang))


def badge(text: str, color: str, icon: str = "") -> str:
    """HTML of a badge; `icon` is the name of a Material symbol."""
    mark = f'<span class="bd-icon" aria-hidden="true">{icon}</span> ' if icon else ""
    return f'<span class="bd-badge {color}">{mark}{hypertext(text)}</span>'


def beside() -> Sequence[DeltaGenerator]:
    """Places for a part and a narrower one; below one another where a window is not wide."""
    if window.width() == "wide":
        return st.columns([3, 2], gap="large")
    return st.container(), st.container()


def section(text: str, caption: str = "") -> str:
    below = f'<p class="bd-quiet">{hypertext(caption)}</p>' if caption else ""
    return f'<h2 class="bd-section">{hypertext(text)}</h2>{below}'


def stacked(*parts: str) -> Html:
    """HTML of parts below one another, sent as one: each element costs every run a part of a millisecond."""
    return Html(f'<div class="bd-stack">{"".join(f"<div>{part}</div>" for part in parts if part)}</div>')


def link(url: str, text: str) -> str:
    """HTML of a link to another site; plain text where the address is not one of the web."""
    if not url.startswith(("https://", "http://")):
        return hypertext(text)
    return f'<a href="{hypertext(url)}" target="_blank" rel="noopener noreferrer">{hypertext(text)}</a>'
