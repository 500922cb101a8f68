"""The view in the URL: every control has an id there, and a link shows what its sender saw.

Session state holds the view under the parameters' names. A run begins with `arrive`, which lets the URL speak
where it says something new, and ends with `depart`, which writes `lang` and all that is not as by default.
Streamlit's own binding writes labels instead of ids and forgets them on a page switch, so it is not used.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from datetime import date
from typing import Any, Literal, NoReturn
from urllib.parse import urlencode

import streamlit as st

from dashboard import window
from dashboard.asking import EARLIEST, LATEST, LONGEST_TEXT, Label, day_of
from dashboard.id_lists import MOST, places_of, read_ids, seated, write_ids
from dashboard.markup import markdown, plain, shortened
from dashboard.words import LANGS, Lang, preferred, t

NUMBERS = ("mincov", "window", "asof")  # of what never was nothing can be gone
_OWN = "_view"  # what this module remembers between runs, under one key


class Finished(Exception):
    """The page has said all it can."""


def finish() -> NoReturn:
    """Ends the page but not the run: after `st.stop` the view could not be written into the URL."""
    raise Finished


def arrive() -> None:
    """Decide what the URL of this run says; first of all in a run.

    A URL with `lang` is a whole view (a link, or Back): what it leaves out takes its default. One without
    comes from the menu, which drops the query: the view stays as it was. A run begun by one of our own
    widgets is newer than the URL it was sent from.
    """
    own = st.session_state.setdefault(
        _OWN, {"written": None, "touched": False, "defaults": {}, "lang": None, "drawn": set()}
    )
    params, own_widget = st.query_params.to_dict(), own["touched"]
    incoming = {} if own_widget or params == own["written"] else params
    own.update(touched=False, incoming=incoming, whole="lang" in incoming, outgoing={}, notices=[], cut=None)
    own.update(sent={} if own_widget else params, drawn_before=own["drawn"], drawn=set())


def enter(page: str) -> None:
    """Note the page of this run, by its path; "overview" for the first. What a link to another page asks for
    is new there even where this page wrote the same: `q` of one search is not that of the next."""
    own = st.session_state[_OWN]
    own.update(page=page, moved=own.get("page") != page)
    if own["moved"]:
        own["drawn_before"] = set()
    if own["moved"] and "lang" in own["sent"]:
        own.update(incoming=own["sent"], whole=True)


def moved() -> bool:
    """Whether the run before this one was of another page."""
    return bool(st.session_state[_OWN].get("moved"))


def page_name() -> str:
    return str(st.session_state[_OWN].get("page", ""))


def depart() -> None:
    """Write the view into the URL; last of all in a run.

    After a step from elsewhere also where it says the same: what a run before that step wrote may have come
    to the browser after it.
    """
    own = st.session_state[_OWN]
    stepped = own["whole"] or own.get("moved")
    if stepped or st.query_params.to_dict() != own["outgoing"]:
        st.query_params.from_dict(own["outgoing"])
    own["written"] = dict(own["outgoing"])


def linked(name: str) -> str | None:
    """What the URL of this run asks for, valid or not."""
    value: str | None = st.session_state[_OWN]["incoming"].get(name)
    return value


def imply(name: str, value: str) -> None:
    """Let one parameter of the URL settle another: a board settles its category."""
    st.session_state[_OWN]["incoming"][name] = value


def pass_over(name: str) -> None:
    """Tell that what the URL asks for means nothing in this view."""
    if asked := linked(name):
        st.session_state[_OWN]["notices"].append((name, asked, ""))


def _stored(name: str, default: Any) -> Any:
    own = st.session_state[_OWN]
    return default if own["whole"] else st.session_state.get(name, default)


def brought(name: str) -> Any:
    """What the menu brought along from another page, where the URL says nothing of it; else None."""
    own = st.session_state[_OWN]
    return st.session_state.get(name) if own.get("moved") and not own["whole"] else None


def language() -> Lang:
    """The language of this run, from the URL, the session or the browser; settled first."""
    browser = preferred(st.context.headers.get("Accept-Language"))
    chosen = settle("lang", LANGS, browser, lambda lang: {"zh": "中文", "en": "English"}[lang])
    own = st.session_state[_OWN]
    own.update(relabelled=chosen != own["lang"], lang=chosen)
    own["outgoing"]["lang"] = chosen
    return "zh" if chosen == "zh" else "en"


def lang() -> Lang:
    return "en" if st.session_state.get("lang") == "en" else "zh"


def settle(name: str, options: Sequence[str], default: str, label: Label = str, kept_as: str = "") -> str:
    """The valid id of a parameter, put where its widget finds it, and into the URL unless by default.

    `kept_as`: the key of its widget where another page means something else by the same parameter.
    """
    own, asked, place = st.session_state[_OWN], linked(name), kept_as or name
    value = str(asked if asked is not None else _stored(place, default))
    if asked is None and value == own["defaults"].get(place):
        value = default  # nobody chose it: the newest edition of one board is not a wish for another
    if value not in options:
        if asked:
            own["notices"].append((name, asked, label(default)))
        value = default
    own["defaults"][place] = default
    _keep(place, value, None)
    if value != default:
        own["outgoing"][name] = value
    return value


def settle_list(
    name: str, options: Container[str], default: Sequence[str] = (), most: int = MOST
) -> dict[str, int]:
    """The valid ids of a parameter that names several, by place; each keeps its place while it stays chosen.

    Written as a list with commas; an id that is gone is left out and told. An empty list is a choice too.
    """
    own, asked = st.session_state[_OWN], linked(name)
    by_default = places_of(default, most)
    if asked is None:
        stored = list(_stored(name, list(by_default)))
        untouched = own["whole"] or stored == own["defaults"].get(name)
        chosen = by_default if untouched else _reseated(name, stored, options, most)
    else:
        ids = read_ids(asked)
        known = next((at for at, id in enumerate(ids) if not id or id in options), 0)
        own["notices"] += [(name, id, "") for id in dict.fromkeys(ids) if id and id not in options]
        chosen = places_of([id if id in options else "" for id in ids[known:]], most)
        if len({id for id in ids if id in options}) > most:
            own["notices"].append((name, "", str(most)))
        if ids and not chosen:
            chosen = by_default
    own["defaults"][name] = list(by_default)
    own.setdefault("places", {})[name] = chosen
    _keep(name, list(chosen), None)
    if chosen != by_default:
        own["outgoing"][name] = write_ids(chosen)
    return chosen


def retell(name: str, tell: Callable[[str], str]) -> None:
    """Put other ids in the place of those a reader chose for a list, before it is settled: what names models
    on one page may name their families on another. What is there by default is settled anew anyway."""
    own, asked = st.session_state[_OWN], linked(name)
    if asked is not None:
        imply(name, write_ids(places_of([tell(id) if id else "" for id in read_ids(asked)])))
        return
    stored = list(st.session_state.get(name, ()))
    if not own["whole"] and stored != own["defaults"].get(name, []):
        places = own.get("places", {}).get(name, {})
        own.setdefault("places", {})[name] = {tell(id): place for id, place in places.items()}
        st.session_state[name] = list(dict.fromkeys(map(tell, stored)))


def _reseated(name: str, ids: Sequence[str], options: Container[str], most: int) -> dict[str, int]:
    before = st.session_state[_OWN].get("places", {}).get(name)
    return seated((id for id in ids if id in options), most, before)


def settle_text(name: str, longest: int = LONGEST_TEXT, kept_as: str = "") -> str:
    """A free text, made one line and no longer than a search need be. What is being typed is left alone.

    `kept_as`: the key of its widget where another page means something else by the same parameter.
    """
    own, asked, place = st.session_state[_OWN], linked(name), kept_as or name
    whole = plain(str(_stored(place, "") if asked is None else asked))
    value = whole[:longest]
    own["cut"] = longest if len(whole) > longest else own.get("cut")
    if (asked is not None or own["whole"]) and st.session_state.get(place, "") != value:
        st.session_state[place] = value
    if value:
        own["outgoing"][name] = value
    return value


def settle_flag(name: str, default: bool) -> bool:
    """A switch: 0 or 1 in the URL, a bool for its widget."""
    asked = linked(name)
    value = bool(_stored(name, default))
    if asked is not None:
        value = {"0": False, "1": True}.get(asked, default)
        if asked not in ("0", "1"):
            st.session_state[_OWN]["notices"].append((name, asked, str(int(default))))
    _keep(name, value, str(int(value)) if value != default else None)
    return value


def settle_day(name: str, kept_as: str = "") -> date | None:
    """A day, as 2025-12-31 in the URL; None, by default, for no day. `kept_as`: as in `settle`."""
    asked, place = linked(name), kept_as or name
    value: date | None = _stored(place, None)
    if asked is not None:
        value = day_of(asked)
        if asked and (value is None or not EARLIEST <= value <= LATEST):
            st.session_state[_OWN]["notices"].append((name, asked, "–"))
    if value is not None and not EARLIEST <= value <= LATEST:
        value = None
    _keep(place, value, None)
    if value is not None:
        st.session_state[_OWN]["outgoing"][name] = value.isoformat()
    return value


def _keep(name: str, value: str | bool | date | list[str] | None, written: str | None) -> None:
    """A widget whose labels change is set again: the browser knows its choice by the label alone."""
    own, state = st.session_state[_OWN], st.session_state
    if own.get("relabelled") or name not in state or state[name] != value:
        state[name] = value
    if written:
        own["outgoing"][name] = written


def widget(name: str) -> dict[str, Any]:
    """What every widget of a settled parameter is drawn with.

    The browser is told a value only in the run that sets it: what was settled before its widget stood there
    (for another page, or behind a closed button) is set again.
    """
    own, state = st.session_state[_OWN], st.session_state
    own["drawn"].add(name)
    if name not in own["drawn_before"] and name in state:
        state[name] = state[name]
    return {"key": name, "persist_state": "session", "on_change": _touch}


def _touch() -> None:
    st.session_state[_OWN]["touched"] = True


def change(name: str, value: str | list[str]) -> None:
    """What a callback calls that speaks for a parameter which no one widget holds."""
    st.session_state[name] = value
    _touch()


def carried(**params: str) -> dict[str, str]:
    """The query of a link to another page: our language, then `params`."""
    return {"lang": lang(), **params}


def view() -> dict[str, str]:
    """The parameters of this view, once they are settled: what its URL says beside the language."""
    return {name: value for name, value in st.session_state[_OWN]["outgoing"].items() if name != "lang"}


def view_url() -> str:
    """The address of this view, once its parameters are settled; empty where the browser told none."""
    here = (st.context.url or "").partition("?")[0]
    return f"{here}?{urlencode(st.session_state[_OWN]['outgoing'])}" if here else ""


def site_url() -> str:
    """The address of the Overview, as the browser knows it; empty where it told none."""
    here = (st.context.url or "").partition("?")[0]
    return f"{here.rpartition('/')[0]}/" if here else ""


def notices() -> None:
    """One line for each linked id that is gone."""
    lines = [notice(name, id, shown, lang()) for name, id, shown in st.session_state[_OWN]["notices"]]
    if most := st.session_state[_OWN].get("cut"):
        lines.append(t("app.cut", lang(), most=most))
    if lines:
        st.warning("  \n".join(lines), icon=":material/link_off:")


def notice(name: str, linked: str, shown: str, lang: Lang) -> str:
    """`shown` stands in for what is gone or cannot be; "" where it is left out. No `linked`: the list was too
    long."""
    if not linked or not shown:
        word = "app.gone_left_out" if linked else "app.too_many"
        return t(word, lang, what=t(f"what.{name}", lang), id=markdown(shortened(linked)), most=shown)
    if name == "asof":
        day = day_of(linked)
        word = "app.too_early" if day and day < EARLIEST else "app.no_day"
        return t(word, lang, what=t("what.asof", lang), id=markdown(shortened(linked)))
    return t(
        "app.impossible" if name in NUMBERS else "app.gone",
        lang,
        what=t(f"what.{name}", lang),
        id=markdown(shortened(linked)),
        shown=markdown(shown),
    )


def compact() -> bool:
    """Whether the window is too narrow for controls side by side and for wide charts."""
    return window.width() in ("narrow", "column")


def theme() -> Literal["light", "dark"]:
    return "dark" if st.context.theme.type == "dark" else "light"
