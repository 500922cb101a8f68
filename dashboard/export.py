"""A table or a figure as the bytes of a file that carries where its numbers are from."""

from __future__ import annotations

import csv
import html
import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from numbers import Integral, Real
from urllib.parse import urlsplit

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.palette import Theme, palette
from dashboard.figures.template import CONFIG, FONT
from dashboard.markup import hypertext
from dashboard.words import Lang, t

# What a spreadsheet reads as the start of a formula, with the other widths of the same signs.
_FORMULA = re.compile(
    r"(?:[^\S\t\r\n\v\f]|[\x00-\x08\u200b-\u200f\u2060\ufeff])*[=+\-@\t\r\n\v\f＝＋－＠﹢﹣﹦﹫]"
)
_NOT_IN_NAMES = re.compile(r"[^\w.+-]+")
NAME_PART = 72  # bytes of one part of a file name; a name may have 255
XLINK = ("http", "https")


def csv_bytes(view: pd.DataFrame, provenance: Mapping[str, object] | None = None) -> bytes:
    """UTF-8 with BOM, for spreadsheets. `provenance` fills trailing columns: a number never travels alone.

    No text starts a formula: a leading ``'`` is put before one that could, in headers too, and before a lone
    ``-``. Numbers stay numbers; what is missing is empty.
    """
    where = dict(provenance or {})
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([cell(str(name)) for name in (*view.columns, *where)])
    trailing = [cell(value) for value in where.values()]
    for row in view.itertuples(index=False, name=None):
        writer.writerow([*map(cell, row), *trailing])
    return text.getvalue().encode("utf-8-sig")


def cell(value: object) -> str:
    """A value as a CSV field that a spreadsheet takes for what it is."""
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    if isinstance(value, list | tuple):
        return cell(" · ".join(map(str, value)))
    if value is None or value is pd.NaT or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool | Integral):
        return str(value)
    if isinstance(value, Real):
        return _decimal(float(value))
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return cell(str(value))


def _decimal(value: float) -> str:
    """The shortest exact decimal, without exponent and without ``.0``."""
    if value in (float("inf"), float("-inf")):
        return ""
    text = format(Decimal(repr(value)), "f")
    return text.removesuffix(".0")


def file_name(board: str, edition: str, metric: str, ext: str, day: date) -> str:
    """``superclue-overall_2023-12_总分_2026-11-21.csv``; nothing in it leaves its folder on any system."""
    parts = (_name_part(part) for part in (board, edition, metric))
    return "_".join([*filter(None, parts), day.isoformat()]) + f".{_name_part(ext)}"


def _name_part(text: str) -> str:
    plain = unicodedata.normalize("NFC", text)
    kept = _NOT_IN_NAMES.sub("-", plain).strip("-._+")
    return kept.encode()[:NAME_PART].decode(errors="ignore").strip("-._+")


def chart_html(
    fig: go.Figure,
    *,
    title: str,
    subtitle: str,
    source: str,
    source_url: str,
    retrieved: datetime,
    view_url: str,
    lang: Lang,
    theme: Theme = "light",
    alt: str = "",
    notes: Sequence[str] = (),
    legend: Sequence[tuple[str, str]] = (),
) -> bytes:
    """One page that needs no network: plotly itself is inside, 4.8 MB. Its policy forbids any request.

    `retrieved` is aware UTC. `alt` is for those who cannot see the chart; `notes` stand below it.
    """
    drawing = fig.to_html(full_html=False, include_plotlyjs=True, include_mathjax=False, config=CONFIG)
    at = t("figure.retrieved", lang, time=hypertext(retrieved.strftime("%Y-%m-%d %H:%M")))
    foot = [
        t("figure.source", lang, source=hypertext(source))
        + t("figure.comma", lang)
        + at
        + _link(" · ", source_url, t("figure.page", lang)),
        *map(hypertext, notes),
    ]
    if view_url:
        foot.append(t("figure.line", lang, label=t("figure.view", lang), value=_link("", view_url, view_url)))
    return _PAGE.format(
        lang="zh-CN" if lang == "zh" else "en",
        theme=theme,
        style=_style(theme),
        title=hypertext(title),
        subtitle=hypertext(subtitle),
        legend="".join(
            f'<li><b style="background:{colour}"></b>{hypertext(words)}</li>' for colour, words in legend
        ),
        alt=f' role="img" aria-label="{hypertext(alt)}"' if alt else "",
        drawing=drawing,
        foot="".join(f"<p>{line}</p>" for line in foot),
    ).encode()


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
        f"color:{colours.ink};font:15px/1.5 {FONT}}}"
        f"h1{{font-size:1.5rem;font-weight:650;margin:0}}header p,footer,ul{{color:{colours.secondary}}}"
        f"p{{margin:.25rem 0;overflow-wrap:anywhere}}a{{color:{link}}}"
        "ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0;font-size:13px}"
        "li b{display:inline-block;width:.75em;height:.75em;border-radius:2px;margin-right:.4em}"
        "footer{font-size:13px;margin-top:1rem}"
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
<footer>{foot}</footer>
</body>
</html>
"""
