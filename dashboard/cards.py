"""The Overview's cards and lists as HTML. Every published text is escaped; colours are the style sheet's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cache.leaderboard import Category, Scenario, Standing
from cache.metrics import Metric
from dashboard import links
from dashboard.figures.charted import places_of
from dashboard.grouping import Member
from dashboard.markup import hypertext
from dashboard.ranking.board import column_of, has_zero
from dashboard.ranking.changes import Movers
from dashboard.words import Lang, counted, t

ICONS: Mapping[type[Category | Scenario], Mapping[str, str]] = {  # Material symbols
    Category: {
        "llm": "notes",
        "vision": "image",
        "multimodal": "layers",
        "decision": "account_tree",
        "industry": "domain",
    },
    Scenario: {
        "language": "translate",
        "vision": "visibility",
        "recommendation": "thumb_up",
        "health": "health_and_safety",
        "finance": "payments",
        "transport": "directions_car",
        "iot": "sensors",
    },
}
ROWS = 4


@dataclass(frozen=True, slots=True)
class Leader:
    rank: int | None  # as published; our position where the table prints no rank at all
    model: str
    score: str
    share: float | None  # of the bar, in percent; None on a scale without a zero
    ranked: bool  # by the source
    tied: bool = False  # shares its rank
    row: int = 0  # of the published table; 0 for a composite's
    model_id: str = ""  # its profile's; "" where not looked up


def leaders(table: pd.DataFrame, metric: Metric, n: int = ROWS, places: int | None = None) -> list[Leader]:
    """The best `n` models of a `select`ed table that have a score; people and chance left out. `places`:
    decimals; None: as many as the table tells."""
    column = column_of(metric.name)
    scored = table[table[column].notna()]
    best = scored[scored["standing"] != Standing.BASELINE.value].head(n)
    if places is None:
        places = places_of(table, metric)
    shares = _shares(best[column], scored[column], metric)
    ranks = best["rank" if prints_ranks(table) else "position"]
    shared = table[ranks.name].duplicated(keep=False)[best.index] & ranks.notna()
    columns = (best.index, ranks, best["model"], best[column], best["standing"], shares, shared)
    return [
        Leader(
            None if pd.isna(rank) else int(rank),
            model,
            f"{score:.{places}f}",
            share,
            standing == Standing.ENTRANT.value,
            bool(tied),
            row,
        )
        for row, rank, model, score, standing, share, tied in zip(*columns, strict=True)
    ]


def prints_ranks(table: pd.DataFrame) -> bool:
    """Whether the source ranked any row of a `select`ed table."""
    return bool(table["rank"].notna().any())


def full_scale(values: pd.Series, metric: Metric) -> tuple[float, float] | None:
    """The ends of a bar for this metric; None where a bar would mislead: no true zero, or less is better."""
    if not has_zero(metric) or not metric.higher_is_better:
        return None
    low = metric.low if metric.low is not None else 0.0
    top = float(values.max())
    high = metric.high if metric.high is not None else 1.0 if top <= 1 else 100.0 if top <= 100 else top
    return (low, high) if float(values.min()) >= low and high > low else None


def _shares(values: pd.Series, field: pd.Series, metric: Metric) -> Sequence[float | None]:
    scale = full_scale(field, metric)
    if scale is None:
        return [None] * len(values)
    low, high = scale
    return [min(100.0, 100 * (float(value) - low) / (high - low)) for value in values]


def colour(member: Member) -> str:
    return f"var(--{member.value})" if isinstance(member, Category) else "var(--link)"


def grid(cards: Sequence[str]) -> str:
    """As many abreast as there is room for: five categories in a row, scenarios by four."""
    return f'<div class="bd-grid{" wide" if len(cards) > 5 else ""}">{"".join(cards)}</div>'


def head(member: Member, name: str) -> str:
    icon = f'<span class="bd-icon" aria-hidden="true">{ICONS[type(member)][member.value]}</span>'
    return f'<h2 style="color: {colour(member)}">{icon} {hypertext(name)}</h2>'


def rows(found: Iterable[Leader], member: Member, lang: Lang) -> str:
    listed = "".join(_row(at, lang) for at in found)
    return f'<ol class="bd-rows" style="--mark: {colour(member)}">{listed}</ol>'


def _row(leader: Leader, lang: Lang) -> str:
    bar = ""
    if leader.share is not None:
        kind = "bar ranked" if leader.ranked else "bar"
        bar = f'<span class="{kind}"><i style="width: {leader.share:.1f}%"></i></span>'
    rank = t("app.missing", lang) if leader.rank is None else f"{'=' if leader.tied else ''}{leader.rank}"
    name = hypertext(leader.model)
    if leader.model_id:
        name = links.within("models", lang, leader.model, model=leader.model_id)
    return (
        f'<li><span class="rank">{rank}</span><span class="name">{name}</span>'
        f'<span class="score">{leader.score}</span>{bar}</li>'
    )


def movers_line(movers: Movers, edition: str, lang: Lang) -> str:
    """The card's one line: how far the strongest riser and faller moved, and how many are new."""
    told = [
        f"{hypertext(model)} {_signed(change)}"
        for moved in (movers.up, movers.down)
        for model, _, _, change in _moved(moved.head(1))
    ]
    told += [f"{t('chip.new', lang)} {hypertext(name)}" for name in movers.new[:1]]
    said = t("app.list", lang).join(told) or t("overview.unmoved", lang)
    since = t("overview.against", lang, edition=hypertext(edition))
    return f'<p><span class="bd-quiet">{since}</span> {said}</p>'


def moves(moved: pd.DataFrame, lang: Lang) -> str:
    """“name 15 → 22 ▼7”, a line each."""
    lines = [
        f'<li><span class="name">{hypertext(model)}</span>'
        f'<span class="places">{before} → {after}</span><span class="by">{_signed(change)}</span></li>'
        for model, before, after, change in _moved(moved)
    ]
    return _listed(lines, lang)


def _moved(moved: pd.DataFrame) -> Iterator[tuple[str, int, int, int]]:
    columns = (moved[name].tolist() for name in ("model", "before", "after", "change"))
    return zip(*columns, strict=True)


def _signed(change: int) -> str:
    way, sign = ("up", "▲") if change > 0 else ("down", "▼")
    return f'<span class="bd-{way}">{sign}{abs(change)}</span>'


def newcomers(found: Iterable[tuple[str, int | None]], lang: Lang) -> str:
    """`found`: name and position."""
    missing, new = t("app.missing", lang), t("chip.new", lang)
    return _listed(
        [
            f'<li><span class="name">{hypertext(name)}</span>'
            f'<span class="places">{missing if place is None else place}</span>'
            f'<span class="by">{new}</span></li>'
            for name, place in found
        ],
        lang,
    )


def _listed(lines: list[str], lang: Lang) -> str:
    if not lines:
        return f'<p class="bd-quiet">{t("overview.nobody", lang)}</p>'
    return f'<ul class="bd-moves">{"".join(lines)}</ul>'


def counts(lang: Lang, **numbers: int) -> str:
    """“15 boards · 645 names”: each number under the word ``overview.<its name>``."""
    return " · ".join(counted(f"overview.{name}", lang, n) for name, n in numbers.items())
