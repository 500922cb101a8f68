"""What Composite shows: the dots, the same numbers as tables, and where each of them comes from."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import streamlit as st

from cache.leaderboard import Category
from dashboard import composite_controls, controls
from dashboard.catalog.categories import category_label
from dashboard.composite_controls import Asked
from dashboard.composite_tables import minus
from dashboard.figures.composite import FEW, composite_dots, drawn
from dashboard.figures.palette import Theme
from dashboard.figures.template import CONFIG
from dashboard.markup import hypertext
from dashboard.ranking.composite import Composite
from dashboard.ranking.entering import MONTH
from dashboard.ranking.holm import statements
from dashboard.ranking.uncertainty import FEWEST
from dashboard.words import Lang, t

CLAIMED = 5  # models that the first is compared with in words
LONG_AGO = 12  # months between tables that are worth a word
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


def rows(found: Composite) -> pd.DataFrame:
    """The main part as `composite_dots` draws it."""
    shown = found.shown()
    models = shown["model"].tolist()
    chances = [found.ranked.probability(*pair) for pair in pairwise(models)]
    following = [float("nan") if chance is None else chance for chance in [*chances, None]]
    return shown.assign(next=following[: len(shown)])


def summary(found: Composite, shown: pd.DataFrame, asked: Asked, lang: Lang) -> str:
    taus = [
        t("composite.tau", lang, method=t(composite_controls.word(name), lang), tau=minus(f"{tau:.2f}"))
        for name, tau in found.agreement.items()
        if tau is not None
    ]
    lines = [
        t(
            "composite.summary",
            lang,
            models=f"{len(shown):,}",
            benchmarks=found.benchmarks,
            tables=len(found.main_tables),
            filled=f"{found.filled:.0%}",
            taus=t("app.list", lang).join(taus),
        )
    ]
    if asked.method != "additive" and found.tau is not None:
        lines.append(t("composite.tau_chosen", lang, tau=minus(f"{found.tau:.2f}")))
    days = sorted(table.day for table in found.main_tables if table.dated)
    months = int((days[-1] - days[0]).days / MONTH) if days else 0
    if months > LONG_AGO:
        oldest, newest = (f"{day:%Y-%m}" for day in (days[0], days[-1]))
        lines.append(t("composite.era", lang, oldest=oldest, newest=newest, n=months))
    return "".join(f'<p class="bd-quiet">{hypertext(line)}</p>' for line in lines)


def chart(
    shown: pd.DataFrame, found: Composite, category: Category, theme: Theme, lang: Lang, *, compact: bool
) -> None:
    figure = composite_dots(
        shown, found.benchmarks, theme=theme, lang=lang, category=category, compact=compact
    )
    st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt(shown, found, category, lang))


def alt(shown: pd.DataFrame, found: Composite, category: Category, lang: Lang) -> str:
    best = [
        f"{row.name_} {row.score:.1f}" for row in shown.head(3).rename(columns={"name": "name_"}).itertuples()
    ]
    return t(
        "composite.alt",
        lang,
        category=category_label(category, lang),
        n=len(shown),
        benchmarks=found.benchmarks,
        top=t("app.list", lang).join(best),
        low=f"{shown['score'].min():.1f}",
        high=f"{shown['score'].max():.1f}",
    )


def notes(shown: pd.DataFrame, found: Composite, lang: Lang) -> list[str]:
    """What the marks mean, and what the chart leaves out or cannot tell."""
    kind = "composite.legend" if found.has_intervals else "composite.legend_plain"
    lines = [t(kind, lang, few=FEW), *claims(shown, found, lang)]
    if found.has_intervals and shown["low"].isna().any():
        lines.append(t("composite.alone", lang))
    if not shown["rank"].is_monotonic_increasing:
        lines.append(t("composite.order", lang))
    if len(drawn(shown)) < len(shown):
        lines.append(t("figure.top_of", lang, top=len(drawn(shown)), total=len(shown)))
    return lines


def claims(shown: pd.DataFrame, found: Composite, lang: Lang) -> list[str]:
    """Which of the next few the first is better than, all said together."""
    models = shown["model"].tolist()
    names = dict(zip(models, shown["name"], strict=True))
    tested = statements(found.ranked, [(models[0], other) for other in models[1 : 1 + CLAIMED]])
    if not tested:
        return []
    others = [names[statement.worse] for statement in tested if statement.holds()]
    if not others:
        return [t("composite.claims_none", lang, best=names[models[0]], n=len(tested))]
    return [t("composite.claims", lang, best=names[models[0]], others=t("app.list", lang).join(others))]


def below(shown: pd.DataFrame, found: Composite, lang: Lang) -> str:
    lines = "".join(f"<p>{hypertext(line)}</p>" for line in notes(shown, found, lang))
    return f'<div class="bd-notes">{lines}</div>'


def explain(lang: Lang) -> None:
    with st.expander(t("composite.read", lang), icon=":material/menu_book:", key="composite_read"):
        st.markdown(t("composite.read_text", lang))
    with st.expander(t("composite.statistics", lang), icon=":material/function:", key="composite_statistics"):
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
