"""A chart as a page of its own that needs no network."""

from __future__ import annotations

import html
import json
from urllib.parse import urlsplit

import pandas as pd
import plotly.graph_objects as go

from dashboard.exhibit import Exhibit
from dashboard.exports import embedded_fonts, provenance
from dashboard.exports.lines import STACK
from dashboard.exports.shapes import BRAND
from dashboard.exports.spreadsheet_text import shown
from dashboard.figures.palette import Theme, palette
from dashboard.figures.template import CONFIG
from dashboard.freshness import dated
from dashboard.markup import hypertext
from dashboard.words import t

XLINK = ("http", "https")


def page(exhibit: Exhibit, theme: Theme, view_url: str = "") -> bytes:
    """Plotly itself is inside, 4.8 MB, and the characters that are used; the page's policy forbids any
    request. The same numbers stand below the chart as a table. Raises ValueError without a chart."""
    if exhibit.figure is None:
        raise ValueError(f"{exhibit.title} has no chart")
    lang, figure = exhibit.lang, exhibit.figure(theme, False)
    exhibit = exhibit.as_drawn(theme)
    drawing = figure.to_html(full_html=False, include_plotlyjs=True, include_mathjax=False, config=CONFIG)
    legend = exhibit.legend(theme) if exhibit.legend else []
    said = _characters(exhibit, figure, view_url)
    return _PAGE.format(
        lang="zh-CN" if lang == "zh" else "en",
        theme=theme,
        style=_style(theme) + embedded_fonts.rules(said, said),
        title=hypertext(exhibit.title),
        subtitle=hypertext(exhibit.subtitle),
        legend="".join(
            f'<li><b style="background:{colour}"></b>{hypertext(words)}</li>' for colour, words in legend
        ),
        alt=f' role="img" aria-label="{hypertext(exhibit.alt)}"' if exhibit.alt else "",
        drawing=drawing,
        table=f"<details><summary>{t('table.numbers', lang)}</summary>{_table(exhibit.table)}</details>",
        foot="".join(f"<p>{line}</p>" for line in _foot(exhibit, view_url)),
    ).encode()


def _characters(exhibit: Exhibit, figure: go.Figure, view_url: str) -> frozenset[str]:
    """All that the page may come to say, in the chart, beside it and in its table."""
    beside = (exhibit.title, exhibit.subtitle, t("table.numbers", exhibit.lang), _table(exhibit.table))
    drawn = json.dumps(json.loads(figure.to_json()), ensure_ascii=False)
    legend = exhibit.legend("light") if exhibit.legend else []
    words = (*beside, drawn, *(said for _, said in legend), *_foot(exhibit, view_url))
    return embedded_fonts.ALWAYS | {character for text in words for character in text if character >= " "}


def _foot(exhibit: Exhibit, view_url: str) -> list[str]:
    """Where the numbers are from, how they were made, and where the view is."""
    lang, lines = exhibit.lang, []
    for origin in exhibit.origins:
        source = t("figure.source", lang, source=hypertext(provenance.board_and_edition(origin, exhibit)))
        at = t("figure.retrieved", lang, time=dated(origin.retrieved_at, lang))
        lines.append(source + t("figure.comma", lang) + at + _link(" · ", origin.url, t("figure.page", lang)))
    lines += map(hypertext, exhibit.notes)
    if urlsplit(view_url).scheme in XLINK:  # a path alone leads nowhere from a file
        where = _link("", view_url, view_url)
        lines.append(t("figure.line", lang, label=t("figure.view", lang), value=where))
    return [*lines, f"<b>{BRAND}</b>"]


def _table(table: pd.DataFrame) -> str:
    head = "".join(f"<th>{hypertext(str(name))}</th>" for name in table.columns)
    rows = (
        "".join(f"<td>{hypertext(shown(value))}</td>" for value in row)
        for row in table.itertuples(index=False, name=None)
    )
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _link(before: str, url: str, words: str) -> str:
    """A link to a web address; anything else is only shown."""
    if urlsplit(url).scheme not in XLINK:
        return before + hypertext(url) if url else ""
    return f'{before}<a rel="noreferrer" href="{html.escape(url, quote=True)}">{hypertext(words)}</a>'


def _style(theme: Theme) -> str:
    colours = palette(theme)
    link = colours.category[next(iter(colours.category))]
    return (
        f"body{{margin:2rem auto;max-width:1200px;padding:0 1rem;background:{colours.page};"
        f"color:{colours.ink};font:15px/1.5 {STACK}}}svg text{{font-family:{STACK}!important}}"
        f"h1{{font-size:1.5rem;font-weight:650;margin:0}}header p,footer,ul{{color:{colours.secondary}}}"
        f"p{{margin:.25rem 0;overflow-wrap:anywhere}}a{{color:{link}}}"
        "ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;font-size:13px}"
        "li b{display:inline-block;width:.75em;height:.75em;border-radius:2px;margin-right:.4em}"
        "footer,details{font-size:13px;margin-top:1rem}details{overflow-x:auto}summary{cursor:pointer}"
        f"table{{border-collapse:collapse;margin-top:.5rem}}"
        f"th,td{{padding:.25rem .75rem .25rem 0;text-align:left;border-bottom:1px solid {colours.hairline}}}"
    )


_PAGE = """<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="{theme}">
<meta name="generator" content="Bangdan 榜单">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline' \
'unsafe-eval' blob:; style-src 'unsafe-inline'; img-src data: blob:; font-src data:">
<title>{title} · {subtitle}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{title}</h1><p>{subtitle}</p></header>
<ul>{legend}</ul>
<main{alt}>{drawing}</main>
{table}
<footer>{foot}</footer>
</body>
</html>
"""
