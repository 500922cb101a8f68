"""What Composite shows: the dots, the same numbers as tables, and where each of them comes from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from cache.leaderboard import Category, Scenario
from dashboard import controls, links
from dashboard.composite_asked import Asked, least_said, word
from dashboard.composite_tables import minus
from dashboard.composite_words import alt, era, notes
from dashboard.figures.composite import composite_dots
from dashboard.figures.palette import Theme
from dashboard.figures.template import CONFIG
from dashboard.markup import hypertext
from dashboard.ranking.composite import Composite
from dashboard.ranking.uncertainty import FEWEST
from dashboard.rankings_asked import asked_for
from dashboard.words import Lang, counted, t

FEW_MODELS = 3  # fewer are no ranking
FORMULAS = {
    "model": r"""z_{mt} = a_t + \theta_m + \varepsilon_{mt}, \qquad
(\hat a, \hat\theta) = \arg\min \sum_{m,t} w_t\,(z_{mt} - a_t - \theta_m)^2 + \lambda \sum_m \theta_m^2,
\quad \lambda = 0.01, \quad \sum_m \hat\theta_m = 0""",
    "jackknife": r"""\widehat{\mathrm{Cov}}(\hat\theta) = \frac{F-1}{F} \sum_{f=1}^{F}
(\hat\theta_{-f} - \hat\theta)(\hat\theta_{-f} - \hat\theta)^{\top}, \qquad
\hat\theta_m \pm t_{F_m - 1,\,0.975}\,\widehat{\mathrm{se}}_m""",
    "rank": r"""P(A > B) = T_{\nu}\!\left(
\frac{\hat\theta_A - \hat\theta_B}{\widehat{\mathrm{se}}_{A-B}}\right),
\qquad \nu = \frac{(v_A + v_B)^2}{v_A^2/(F_A-1) + v_B^2/(F_B-1)}""",
}


def summary(found: Composite, asked: Asked, lang: Lang, filtered: str = "") -> str:
    taus = [
        t("composite.tau", lang, method=t(word(name), lang), tau=minus(f"{tau:.2f}"))
        for name, tau in found.agreement.items()
        if tau is not None
    ]
    lines = [
        counted(
            "composite.summary",
            lang,
            len(found.shown()),
            benchmarks=found.benchmarks,
            tables=len(found.main_tables),
            filled=f"{found.filled:.0%}",
            taus=t("app.list", lang).join(taus),
        )
    ]
    lines.append(least_said(asked, lang))
    if asked.method != "additive" and found.tau is not None:
        lines.append(t("composite.tau_chosen", lang, tau=minus(f"{found.tau:.2f}")))
    lines += filter(None, (era(found, lang),))
    lines += [filtered] if filtered else []
    return "".join(f'<p class="bd-quiet">{hypertext(line)}</p>' for line in lines)


def chart(
    shown: pd.DataFrame,
    found: Composite,
    category: Category | Scenario,
    theme: Theme,
    lang: Lang,
    *,
    compact: bool,
    room: int,
) -> None:
    figure = composite_dots(
        shown, found.benchmarks, theme=theme, lang=lang, category=category, compact=compact, room=room
    )
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt(shown, found, category, lang))


def below(shown: pd.DataFrame, found: Composite, lang: Lang) -> str:
    lines = "".join(f"<p>{hypertext(line)}</p>" for line in notes(shown, found, lang))
    return f'<div class="bd-notes">{lines}</div>'


def draw_few(found: Composite, asked: Asked, models: int, boards: int, lang: Lang) -> None:
    """What too few benchmarks or models leave out. `models`: that are listed, 0 where a filter chose them."""
    if not found.has_intervals:
        few = t("composite.too_few", lang, fewest=FEWEST, n=found.benchmarks)
        st.info(few, icon=":material/scatter_plot:")
    if 0 < models < FEW_MODELS and asked.min_boards > 1:
        few = counted("composite.few_models", lang, models, least=asked.min_boards)
        st.info(few, icon=":material/scatter_plot:")
        st.html(ways_out(asked.choice.member, boards, lang))


def ways_out(member: Category | Scenario, boards: int, lang: Lang) -> str:
    """HTML: where boards that make no composite can be looked at, and where others can be combined."""
    own = asked_for(member)
    ways = [
        links.within("rankings", lang, counted("composite.to_boards", lang, boards), **own),
        links.within("capabilities", lang, t("composite.to_capabilities", lang), **own),
    ]
    if isinstance(member, Scenario):
        ways.append(links.within("composite", lang, t("composite.to_categories", lang)))
    return f'<p class="bd-quiet">{" · ".join(ways)}</p>'


def explain(lang: Lang) -> None:
    with st.expander(t("composite.read", lang), icon=":material/menu_book:", key="composite_read"):
        st.markdown(t("composite.read_text", lang))
    formulas = st.expander(
        t("composite.statistics", lang),
        icon=":material/function:",
        key="composite_statistics",
        on_change="rerun",
    )
    if not formulas.open:  # what draws formulas in the browser is fetched by who reads them
        return
    with formulas:
        st.markdown(t("composite.statistics_model", lang))
        st.latex(FORMULAS["model"])
        st.markdown(t("composite.statistics_jackknife", lang, fewest=FEWEST))
        st.latex(FORMULAS["jackknife"])
        st.markdown(t("composite.statistics_rank", lang))
        st.latex(FORMULAS["rank"])
        for name in ("parts", "methods"):
            st.markdown(t(f"composite.statistics_{name}", lang))
        st.caption(t("composite.references", lang))


def pick_model(shown: pd.DataFrame, lang: Lang) -> str:
    """The id of the model to open, "" for none."""
    names = dict(zip(shown["model"], shown["name"], strict=True))
    label = lambda id: names.get(id) or t("composite.nobody_chosen", lang)  # noqa: E731
    chosen = controls.settle("model", ["", *names], "", label)
    st.selectbox(t("composite.open_model", lang), ["", *names], format_func=label, **controls.widget("model"))
    return chosen
