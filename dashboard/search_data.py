"""What can be searched for in a store: cached as `dashboard.data` says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cache.leaderboard import Standing
from dashboard import data, grouping, models_makers
from dashboard.catalog.aliases import aliases
from dashboard.catalog.boards import card, source_label
from dashboard.catalog.categories import category_label
from dashboard.catalog.models import Model, model, models
from dashboard.catalog.organizations import by_id, organization, organizations
from dashboard.catalog.resolve import resolve
from dashboard.data import Board, Key
from dashboard.freshness import edition_label
from dashboard.grouping import Member
from dashboard.once import once
from dashboard.search import Findable, Index
from dashboard.words import Lang, counted, t

SEPARATOR = " · "


@once(maxsize=4)
def index(key: Key, lang: Lang) -> Index:
    """Resolves every printed name: a fifth of a second once for each state of the store and language."""
    scored = list(_models(key, lang))
    found = [*scored, *_unscored({model.id for model in scored}, lang)]
    return Index(
        [*found, *_organizations(key, lang), *_groups(key, lang), *_boards(key, lang), *_sources(key, lang)]
    )


def _models(key: Key, lang: Lang) -> Iterator[Findable]:
    """Those that stand on a board, under every name that a board prints or the catalog knows."""
    names: defaultdict[str, dict[str, None]] = defaultdict(dict)
    boards: defaultdict[str, set[str]] = defaultdict(set)
    makers: dict[str, str] = {}
    for source, board, name in _printed(key):
        read = resolve(name, f"{source}/{board}")
        if read.kind == "model" and read.model_id:
            names[read.model_id][name] = None
            boards[read.model_id].add(f"{source}/{board}")
            makers.setdefault(read.model_id, read.organization)
    spelled = _aliases()
    for id, printed in names.items():
        known = model(id)
        label = known.label(lang) if known else next(iter(printed))
        maker = organization(makers[id])
        said = [maker.label(lang)] if maker else []
        said.append(counted("search.on_boards", lang, len(boards[id])))
        written = (label, *printed, *_catalogued(known), *spelled.get(id, ()))
        yield Findable(
            "model",
            id,
            label,
            tuple(dict.fromkeys(written)),
            len(boards[id]),
            SEPARATOR.join(said),
            (maker.zh, maker.en) if maker else (),
        )


def _printed(key: Key) -> Iterator[tuple[str, str, str]]:
    scores = data.store(key).scores()
    entered = scores.loc[scores["standing"] != Standing.BASELINE, ["source", "leaderboard", "model"]]
    yield from entered.drop_duplicates().itertuples(index=False, name=None)


def _aliases() -> dict[str, list[str]]:
    spelled: dict[str, list[str]] = {}
    for alias in aliases().values():
        if not alias.source:
            spelled.setdefault(alias.model_id, []).append(alias.raw)
    return spelled


def _catalogued(known: Model | None) -> tuple[str, ...]:
    return tuple(filter(None, (known.name_zh, known.name_en, known.id))) if known else ()


def _unscored(scored: set[str], lang: Lang) -> Iterator[Findable]:
    """Example models of the categories that stand on no board: found too, and said to have no score."""
    for known in models().values():
        if known.category and known.id not in scored:
            names = (known.label(lang), *_catalogued(known))
            yield Findable("model", known.id, known.label(lang), names, 0, t("app.unscored", lang))


def _organizations(key: Key, lang: Lang) -> Iterator[Findable]:
    spelled: dict[str, list[str]] = {}
    for form, maker in organizations().items():
        spelled.setdefault(maker.id, []).append(form)
    for id in models_makers.makers(key):
        maker, n = by_id()[id], len(models_makers.scored_of(key, id))
        if not n:
            continue
        names = (maker.zh, maker.en, maker.id, *spelled[maker.id])
        about = counted("search.models", lang, n)
        yield Findable("organization", maker.id, maker.label(lang), names, n, about)


def _groups(key: Key, lang: Lang) -> Iterator[Findable]:
    """Categories, then scenarios, on which a board stands."""
    for kind in grouping.GROUPINGS:
        for member in grouping.members(kind):
            if n := len(data.shelf(key).of(member)):
                names = _group_names(member)
                about = SEPARATOR.join((t(f"search.{kind}", lang), counted("overview.card_boards", lang, n)))
                id = f"{kind}/{member.value}"
                yield Findable("group", id, category_label(member, lang), names, n, about)


def _group_names(member: Member) -> tuple[str, ...]:
    said = [
        category_label(member, "zh"),
        category_label(member, "en"),
        category_label(member, "en", short=True),
    ]
    return (*said, member.value)


def _grouped(board: Board) -> tuple[str, ...]:
    """What the groups it stands in are called: who looks for a group finds its boards too."""
    groups: tuple[Member, ...] = (board.category, *board.newest.scenarios)
    return tuple(name for member in groups for name in _group_names(member))


def _boards(key: Key, lang: Lang) -> Iterator[Findable]:
    for board in data.shelf(key).boards.values():
        newest = board.newest
        known = card(board.source, board.leaderboard)
        label = known.label(lang) if known else newest.heading or board.id
        names = (label, known.label_zh, known.label_en) if known else (label,)
        about = (category_label(board.category, lang, short=True), edition_label(newest.id.edition, lang))
        spellings = (*names, newest.heading, board.id)
        many, dated = len(board.editions), newest.id.edition != "undated"
        when = newest.id.edition if dated else ""
        also = ((known.what_zh, known.what_en) if known else ()) + _grouped(board)
        yield Findable("board", board.id, label, spellings, many, SEPARATOR.join(about), also, when)


def _sources(key: Key, lang: Lang) -> Iterator[Findable]:
    shelf = data.shelf(key)
    for source in sorted(shelf.sources):
        n = sum(board.source == source for board in shelf.boards.values())
        names = (source_label(source, "zh"), source_label(source, "en"), source)
        about = counted("overview.card_boards", lang, n)
        yield Findable("source", source, source_label(source, lang), names, n, about)
