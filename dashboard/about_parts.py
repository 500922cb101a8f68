"""About's other parts: ways to sort models, how they come to be, methods, and what nobody measures."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from cache.leaderboard import Category, Scenario
from dashboard import about_groups, data
from dashboard.catalog.categories import category_label, group
from dashboard.composite_asked import word
from dashboard.data import Key
from dashboard.links import href
from dashboard.markup import hypertext
from dashboard.ranking.methods import METHODS
from dashboard.ranking.uncertainty import FEWEST
from dashboard.words import Lang, t

FEW_BOARDS = 4  # of a category that can be ranked
STEPS = ("data", "clean", "features", "design", "training", "evaluation", "deployment")
READ = ("rank", "tie", "interval", "percentile", "missing", "family", "names")
ICONS = {
    "ways": ":material/category:",
    "making": ":material/construction:",
    "methods": ":material/functions:",
    "licences": ":material/license:",
    "citing": ":material/format_quote:",
    "reporting": ":material/flag:",
    "unmeasured": ":material/help:",
}
WAYS = ("learning", "scenario", "history")
FORMULAS = {  # HTML
    "additive": "z<sub>mt</sub> = a<sub>t</sub> + θ<sub>m</sub> + ε<sub>mt</sub>;"
    " min Σ w<sub>t</sub> (z<sub>mt</sub> − a<sub>t</sub> − θ<sub>m</sub>)² + 0.01 Σ θ<sub>m</sub>²",
    "additive-slopes": "z<sub>mt</sub> = a<sub>t</sub> + b<sub>t</sub> θ<sub>m</sub> + ε<sub>mt</sub>",
    "win-rate": "v<sub>m</sub> = mean<sub>t</sub> (wins<sub>mt</sub> + ½ ties<sub>mt</sub>)"
    " / (n<sub>t</sub> − 1)",
    "borda": "v<sub>m</sub> = Σ w<sub>t</sub> (n − rank<sub>mt</sub>)",
    "bradley-terry": "P(m &gt; k) = π<sub>m</sub> / (π<sub>m</sub> + π<sub>k</sub>)",
    "mean-z": "v<sub>m</sub> = Σ w<sub>t</sub> z<sub>mt</sub> / Σ w<sub>t</sub>",
}


@lru_cache(maxsize=2)
def ways(lang: Lang) -> str:
    lines = "".join(_line(f"about.ways_{name}", lang) for name in WAYS)
    return f"<p>{t('about.ways_large', lang)}</p><dl>{lines}</dl>"


@lru_cache(maxsize=2)
def making(lang: Lang) -> str:
    steps = "".join(
        f"<li{' class=here' if step == 'evaluation' else ''}>{t(f'about.making_{step}', lang)}</li>"
        for step in STEPS
    )
    return f'<ol class="bd-steps">{steps}</ol><p>{t("about.making_text", lang)}</p>'


@lru_cache(maxsize=2)
def methods(lang: Lang) -> str:
    lines = "".join(_line(f"about.methods_{name}", lang) for name in READ)
    rows = [
        (
            hypertext(t(word(name), lang)),
            f"<span class='bd-formula'>{FORMULAS[name]}</span>",
            _from(name, lang),
        )
        for name in METHODS
    ]
    listed = table(("method", "formula", "from"), rows, lang)
    head = f"<h3>{t('about.formula_head', lang)}</h3><p>{t('about.formula_text', lang)}</p>"
    return f"<dl>{lines}</dl>{head}{listed}"


def _from(method: str, lang: Lang) -> str:
    name = method.replace("-", "_")
    why = f'<br><span class="bd-quiet">{hypertext(t(f"composite.why_{name}", lang))}</span>'
    return hypertext(t(f"about.from_{name}", lang)) + why


def _line(name: str, lang: Lang) -> str:
    said = hypertext(t(f"{name}_text", lang, fewest=FEWEST))
    return f"<dt>{t(name, lang)}</dt><dd>{said}</dd>"


def table(columns: Iterable[str], rows: Iterable[tuple[str, ...]], lang: Lang) -> str:
    head = "".join(f'<th scope="col">{t(f"about.column_{name}", lang)}</th>' for name in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table class="bd-table bd-stacked"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


@lru_cache(maxsize=8)
def unmeasured(key: Key, lang: Lang) -> str:
    """What this very store has nothing of, then what no board of the kind measures."""
    shelf = data.shelf(key)
    empty = [category_label(at, lang) for at in Scenario if not shelf.of(at)]
    thin = [category_label(at, lang) for at in Category if len(shelf.of(at)) < FEW_BOARDS]
    examples = dict.fromkeys(name for at in Category for name in group(at).examples)
    unscored = [name for name in examples if not about_groups.scored(key, name, lang)]
    said = [
        t(f"about.unmeasured_{kind}", lang, names=t("app.list", lang).join(names), **more)
        for kind, names, more in (
            ("scenarios", empty, {}),
            ("models", unscored, {}),
            ("thin", thin, {"few": FEW_BOARDS}),
        )
        if names
    ]
    lines = "".join(f"<li>{hypertext(line)}</li>" for line in (*said, t("about.unmeasured_known", lang)))
    return f"<ul>{lines}</ul>"


def part(name: str, content: str) -> str:
    """What is in one part of the page."""
    return f'<div class="bd-part" id="about-{name}">{content}</div>'


def contents(names: Iterable[str], lang: Lang) -> str:
    """To the groups, and to each part, unfolded."""
    links = {"groups": "#about-groups"}
    links |= {name: hypertext(f"{href('about', lang, parts=name)}#about-{name}") for name in names}
    lines = "".join(
        f'<li><a href="{link}">{t(f"about.{name}", lang)}</a></li>' for name, link in links.items()
    )
    return f'<nav aria-label="{t("about.contents", lang)}"><ul class="bd-contents">{lines}</ul></nav>'


def about(parts: Iterable[str]) -> str:
    return f'<div class="bd-about">{"".join(parts)}</div>'
