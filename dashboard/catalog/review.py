"""What a person should look at: names of the store that nothing resolves, and the faults of the catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rapidfuzz import fuzz, process

from cache.leaderboard import LeaderboardId
from dashboard.catalog.aliases import COLUMNS, FILE, aliases
from dashboard.catalog.boards import cards
from dashboard.catalog.evidence import evidence
from dashboard.catalog.lines import CatalogError, read
from dashboard.catalog.lookup import OF_ANOTHER, sources_of
from dashboard.catalog.models import models
from dashboard.catalog.names import normal_form
from dashboard.catalog.organizations import organization
from dashboard.catalog.reading import read_form
from dashboard.catalog.reasons import note
from dashboard.catalog.resolve import Resolution, resolve

SUGGESTIONS = 3
ENOUGH = 70.0  # percent alike; less suggests nothing


@dataclass(frozen=True, slots=True)
class Unresolved:
    raw: str
    provisional_id: str
    where: tuple[LeaderboardId, ...]

    @property
    def suggestions(self) -> tuple[str, ...]:
        """Ids of the catalog that look alike, best first: a hint, never an answer. Looked for
        when asked, a hundredth of a second each."""
        return _alike(self.raw)


def unresolved(printed: Iterable[tuple[LeaderboardId, str, str]]) -> list[Unresolved]:
    """Of (board, name, organization as printed): the names no rule resolves, those in most places first."""
    found: dict[str, Resolution] = {}
    where: defaultdict[str, dict[LeaderboardId, None]] = defaultdict(dict)
    for id, name, maker in printed:
        answer = resolve(name, f"{id.source}/{id.leaderboard}", maker)
        if not answer.resolved:
            found.setdefault(name, answer)
            where[name][id] = None
    listed = [Unresolved(name, answer.model_id, tuple(where[name])) for name, answer in found.items()]
    return sorted(listed, key=lambda at: (-len(at.where), at.raw))


@dataclass(frozen=True, slots=True)
class Conflict:
    """`kind`: "one_model", several rows of one table are read as one model; "meanings", one name is read as
    several models; "organization", a table prints another maker than the catalog's."""

    kind: str
    names: tuple[str, ...]  # as printed
    told: tuple[str, ...]  # ids of models; of "organization": as printed, then the catalog's
    where: tuple[LeaderboardId, ...]


def conflicts(printed: Iterable[tuple[LeaderboardId, str, str]]) -> list[Conflict]:
    """Of (board, name, organization as printed)."""
    rows: defaultdict[tuple[LeaderboardId, str, str], list[str]] = defaultdict(list)
    meant: defaultdict[str, dict[str, LeaderboardId]] = defaultdict(dict)
    makers: defaultdict[tuple[str, str, str], dict[LeaderboardId, None]] = defaultdict(dict)
    for id, name, told in printed:
        answer, maker = resolve(name, f"{id.source}/{id.leaderboard}", told), organization(told)
        rows[id, answer.model_id, answer.variant].append(name)
        meant[name].setdefault(answer.model_id, id)
        if maker and answer.organization not in ("", maker.en):
            makers[name, told, answer.organization][id] = None
    return [
        *(Conflict("one_model", tuple(of), (at[1],), (at[0],)) for at, of in rows.items() if len(of) > 1),
        *(
            Conflict("meanings", (name,), tuple(ids), tuple(ids.values()))
            for name, ids in meant.items()
            if len(ids) > 1
        ),
        *(Conflict("organization", (at[0],), at[1:], tuple(where)) for at, where in makers.items()),
    ]


def _alike(name: str) -> tuple[str, ...]:
    forms = {id: normal_form(id) for id in models()}
    form = normal_form(read_form(name).id)
    best = process.extract(form, forms, scorer=fuzz.ratio, limit=SUGGESTIONS, score_cutoff=ENOUGH)
    return tuple(id for _, _, id in best)


def check(boards: Iterable[LeaderboardId] = ()) -> None:
    """Raises CatalogError where the files contradict each other; loading them checks each line alone.

    `boards`: those of a store, known beside those of boards.csv.
    """
    _check_names()
    _check_sources()
    check_scopes(boards)


def check_scopes(boards: Iterable[LeaderboardId] = (), path: Path = FILE) -> None:
    """An alias is kept for a source, one of its boards, or the site of one; elsewhere it never answers."""
    known = {*((id.source, id.leaderboard) for id in boards), *cards()}
    scopes = {source for source, _ in known} | {"/".join(board) for board in known}
    sites = {_site(card.homepage) for card in cards().values() if card.homepage}
    for line in read(path, COLUMNS):
        scope = line["source"].casefold()
        if scope and scope not in scopes and scope.partition("/")[0] not in sites:
            alike = process.extractOne(scope, scopes, scorer=fuzz.ratio, score_cutoff=ENOUGH)
            near = f"; {alike[0]!r} looks like it" if alike else ""
            raise line.error("source", f"{line['source']!r} is no source, board or site of one{near}")


def _site(homepage: str) -> str:
    """As a reader may tell it: without ``www``."""
    return (urlsplit(homepage).hostname or "").removeprefix("www.")


def _check_sources() -> None:
    """Every source of a fact is in evidence.csv, or a model that has the same fact from elsewhere."""
    known = models()
    for told in known.values():
        for fact, source in sources_of(told).items():
            base = known.get(source.removeprefix(OF_ANOTHER)) if source.startswith(OF_ANOTHER) else None
            if base is None and source not in evidence():
                raise CatalogError(f"models.csv: {told.id!r} has its {fact} from {source!r}, unknown here")
            if base is not None and getattr(base, fact) != getattr(told, fact):
                raise CatalogError(f"models.csv: {told.id!r} has another {fact} than {base.id!r}, its source")


def _check_names() -> None:
    """Two models have no normal form in common, and every name and alias is read as the model it names."""
    known: dict[str, str] = {}
    for id in models():
        other = known.setdefault(normal_form(read_form(id).id), id)
        if other != id:
            raise CatalogError(f"models.csv: {other!r} and {id!r} are two spellings of one name")
    for model in models().values():
        for name in filter(None, (model.name_en, model.name_zh)):
            if (meant := resolve(name).model_id) != model.id:
                raise CatalogError(f"models.csv: {name!r}, a name of {model.id!r}, is read as {meant!r}")
    note("", "zh")
    for alias in aliases().values():
        if (meant := resolve(alias.raw, alias.source).model_id) != alias.model_id:
            raise CatalogError(f"aliases.csv: {alias.raw!r} is read as {meant!r}, not {alias.model_id!r}")
