"""What Compare shows around its chart, as HTML: who is compared, who won how often, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cache.leaderboard import LeaderboardId
from cache.metrics import Metric
from dashboard import appearances, compare_data, data, decimal_places, style
from dashboard.catalog.models import model
from dashboard.catalog.organizations import organization, organization_label
from dashboard.catalog.resolve import resolve
from dashboard.compare_asked import Asked
from dashboard.compare_data import Place
from dashboard.compare_heads import headed, whole
from dashboard.compare_view import View
from dashboard.data import Key
from dashboard.figures.shapes import GLYPHS
from dashboard.markup import hypertext
from dashboard.models_links import model_link
from dashboard.ranking.board import apart, organization_column
from dashboard.ranking.head_to_head import Duel
from dashboard.ranking.view import metric_label
from dashboard.words import Lang, counted, t

SMALL = 2  # decimals of a difference
NARROW = 4  # models that a phone can show beside one another, each after its name


def glyph(place: int) -> str:
    return f'<span class="bd-shape m{place}" aria-hidden="true">{GLYPHS[place]}</span>'


def shaped(place: int, name: str) -> str:
    """A model's shape in its colour, then its name in ink."""
    return f"{glyph(place)} {hypertext(name)}"


def legend(shown: View, lang: Lang) -> str:
    gone = t("compare.absent", lang)
    marks = [
        f"<span>{shaped(place, name)}"
        + (f' <span class="bd-quiet">{gone}</span>' if place in shown.absent else "")
        + "</span>"
        for place, name in sorted(shown.names.items())
    ]
    return f'<div class="bd-legend">{"".join(marks)}</div>'


def notes(shown: View, radar: bool, lang: Lang) -> list[str]:
    """How to read the chart, and what it leaves out."""
    said = [t("compare.legend_radar" if radar else "compare.legend", lang)] if shown.charted else []
    if any(not row.metric.higher_is_better for row in shown.charted):
        said.append(t("compare.arrow", lang))
    if rest := len(shown.capabilities) - len(shown.charted):
        said.append(counted("compare.other_scales", lang, rest))
    return [*said, *variants(shown, lang)]


def said(lines: Sequence[str]) -> str:
    told = "".join(f"<p>{hypertext(line)}</p>" for line in lines)
    return f'<div class="bd-notes">{told}</div>' if told else ""


def quiet(text: str) -> str:
    return f'<p class="bd-quiet">{hypertext(text)}</p>'


def variants(shown: View, lang: Lang) -> list[str]:
    return [
        t("compare.several", lang, model=shown.names[place], n=row.rows)
        for place, row in sorted(shown.rows.items())
        if row.rows > 1
    ]


def matrix(key: Key, asked: Asked, names: Mapping[int, str], lang: Lang) -> str:
    """Who won how often against whom: the row's model against the column's."""
    duels, short = compare_data.duelled(key, asked.models), headed(names)
    heads = "".join(
        f'<th class="number" scope="col" title="{hypertext(names[place])}">{glyph(place)}'
        f'<span class="bd-unseen">{hypertext(names[place])}</span></th>'
        for place in asked.places.values()
    )
    lines = []
    for first, place in asked.places.items():
        cells = "".join(
            "<td></td>" if first == second else _duel(duels[first, second], lang) for second in asked.places
        )
        title = whole(names[place], short[place])
        lines.append(
            f'<tr><th class="name" scope="row"{title}>{shaped(place, short[place])}</th>{cells}</tr>'
        )
    many = " many" if len(names) > NARROW else ""
    table = f'<table style="--n: {len(names)}"><tr><td></td>{heads}</tr>{"".join(lines)}</table>'
    return f'<div class="bd-wide bd-duels{many}">{table}</div>'


def _duel(duel: Duel, lang: Lang) -> str:
    if duel.mean is None:
        return f'<td class="number">{t("app.missing", lang)}</td>'
    ahead = ' class="bd-up"' if duel.wins > duel.losses else ""
    return (
        f'<td class="number"><b{ahead}>{score(duel)}</b>'
        f'<span class="under">{signed(duel.mean)} · {duel.n}</span></td>'
    )


def score(duel: Duel) -> str:
    return f"{duel.wins}–{duel.losses}" + (f"–{duel.ties}" if duel.ties else "")


def signed(value: float, places: int = SMALL) -> str:
    """Nothing has no sign, whichever side it is seen from."""
    said = f"{value:z.{places}f}"
    return said.replace("-", "−") if float(said) <= 0 else f"+{said}"


def facts(key: Key, asked: Asked, shown: View | None, lang: Lang) -> str:
    """A row a model: who made it, how it stands in this edition, what is known of it."""
    names = shown.names if shown else labelled(key, asked, lang)
    total = leading(shown) if shown else None
    places = row_places(key, asked.revision.id, shown.rows.values()) if shown and asked.revision else 0
    heads = [t(f"compare.{name}", lang) for name in ("organization", "rank")]
    heads += [metric_label(total, lang)] if total else []
    heads += [t(f"compare.{name}", lang) for name in ("weights", "released", "boards")]
    lines = []
    for id, place in asked.places.items():
        row = shown.rows.get(place) if shown else None
        name = model_link(id, lang, names[place])
        cells = [_maker(key, id, row, asked, lang), _rank(row, lang)]
        cells += [_total(row, places, lang)] if total else []
        cells += _known(key, id, lang)
        told = "".join(
            f'<td data-head="{hypertext(head)}">{cell}</td>' for head, cell in zip(heads, cells, strict=True)
        )
        lines.append(f'<tr><th class="name" scope="row">{glyph(place)} {name}</th>{told}</tr>')
    head = "".join(f'<th scope="col">{hypertext(text)}</th>' for text in heads)
    note = (
        f'<p class="bd-quiet">{hypertext(t("compare.facts_note", lang, metric=heads[2]))}</p>'
        if total
        else ""
    )
    table = f'<table><tr class="head"><td></td>{head}</tr>{"".join(lines)}</table>'
    return f'<div class="bd-wide bd-cards">{table}</div>{note}'


def has_room(shown: View | None) -> bool:
    """Whether the facts fit below the matrix, beside a chart with so many rows: 110 px a model, 40 a row."""
    return shown is not None and 110 * len(shown.names) <= 40 * len(shown.charted) + 120


def leading(shown: View) -> Metric | None:
    """What the edition is ranked by; None where that is but one of several abilities."""
    metric = next((row.metric for row in shown.rows.values()), None)
    return metric if metric and (metric.is_total or len(shown.capabilities) == 1) else None


def labelled(key: Key, asked: Asked, lang: Lang) -> dict[int, str]:
    return {place: appearances.short(key, id, lang) for id, place in asked.places.items()}


def _maker(key: Key, id: str, row: Place | None, asked: Asked, lang: Lang) -> str:
    known = model(id)
    if known and known.maker:
        return hypertext(known.maker.label(lang))
    if row and asked.revision:
        column = organization_column(data.leaderboard(key, asked.revision.id))
        if printed := row.entry.attributes.get(column or "", ""):
            return hypertext(organization_label(printed, lang))
    maker = organization(resolve(appearances.models(key)[id].name).organization)
    return hypertext(maker.label(lang)) if maker else t("app.missing", lang)


def _rank(row: Place | None, lang: Lang) -> str:
    return t("app.missing", lang) if row is None or row.entry.rank is None else str(row.entry.rank)


def _total(row: Place | None, places: int, lang: Lang) -> str:
    value = row.entry.scores.get(row.metric.name) if row else None
    if row is None or value is None:
        return t("app.missing", lang)
    said = standing(row, lang)
    return f'{number(value, places)}<span class="under">{hypertext(said)}</span>'


def standing(row: Place, lang: Lang) -> str:
    """“by score 3/18”; of a reference, that it is one."""
    if row.position is None:
        return t("chip.reference", lang)
    return t("compare.standing", lang, position=row.position, n=row.field)


def row_places(key: Key, id: LeaderboardId, rows: Iterable[Place | None]) -> int:
    """The decimals of one line: those of the column, and more where scores that differ would look equal."""
    known = [row for row in rows if row]
    scores = [row.entry.scores[row.metric.name] for row in known if row.metric.name in row.entry.scores]
    return apart(scores, decimal_places.places(key, id, known[0].metric.name)) if scores else 0


def number(value: float, places: int) -> str:
    return f"{value:.{places}f}".replace("-", "−")


def _known(key: Key, id: str, lang: Lang) -> list[str]:
    known, missing = model(id), t("app.missing", lang)
    weights = {True: "open", False: "closed", None: ""}[known.open_weights if known else None]
    return [
        t(f"compare.weights_{weights}", lang) if weights else missing,
        f'<span class="whole">{(known.released if known else "") or missing}</span>',
        f"{appearances.models(key)[id].boards:,}",
    ]


def section(word: str, lang: Lang, caption: str = "") -> str:
    return style.section(t(f"compare.{word}", lang), caption)
