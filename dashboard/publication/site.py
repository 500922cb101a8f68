"""The whole site, one part after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cache.manifest import Revision
from dashboard import data, exhibits, readable
from dashboard.api import editions
from dashboard.api.tables import csv_file
from dashboard.catalog.categories import stem_of
from dashboard.data import Board, Key
from dashboard.exhibit import Exhibit
from dashboard.exhibits import composite
from dashboard.exports import ExportError, table
from dashboard.exports.address import lasting
from dashboard.exports.provenance import retrieved
from dashboard.progress import Pace, Told
from dashboard.publication import fixtures, model_pages, pages, paths, pictures, sitemap, subscriptions, views
from dashboard.publication.folder import Folder
from dashboard.publication.pages import OTHER, Place, Site
from dashboard.publication.pictures import Drawn
from dashboard.publication.plan import Composite, Kind, Plan, composites_shown, kind_of, planned
from dashboard.rankings_asked import TOPS
from dashboard.revision_log import events
from dashboard.words import LANGS, Lang


@dataclass(slots=True)
class Published:
    """What a publication came to."""

    pages: int = 0
    written: int = 0
    removed: int = 0
    without_chart: str = ""  # why charts are missing, "" where they are there
    left_out: list[str] = field(default_factory=list)  # editions that cannot be read
    theirs: list[str] = field(default_factory=list)  # files of somebody else in the place of ours, which stay


class Publication:
    def __init__(
        self,
        key: Key,
        root: Path,
        site: Site,
        *,
        draws: bool = True,
        tell: Told | None = None,
        announce: Callable[[Plan], None] | None = None,
    ) -> None:
        """`announce` is told once what there will be. Raises NotOurs where `root` is somebody else's."""
        self.key, self.site, self.folder = key, site, Folder(root)
        self.draws, self.tell, self.announce = draws, tell or _silent, announce
        self.result = Published()
        self.addresses: list[sitemap.Address] = []
        self.whole, self.pace = 0, Pace({})  # pages there will be
        self.newest = ""  # day of all its figures

    def publish(self) -> Published:
        """Raises ManifestError, NotOurs, OSError."""
        try:
            return self._publish()
        finally:
            self.folder.close()

    def _publish(self) -> Published:
        shelf, models = data.shelf(self.key), model_pages.listed(self.key)
        composites = {lang: list(composites_shown(self.key, lang)) for lang in LANGS}
        plan = planned(self.key, composites, len(models), draws=self.draws)
        self.whole, self.pace = plan.pages, Pace(plan.work)
        self.newest = _day(shelf.retrieved_at) if shelf.retrieved_at else ""
        if self.announce:
            self.announce(plan)
        for lang in LANGS:  # first what is soon done: from then on it can be told how long the rest takes
            self._models(models, lang)
        made = {lang: dict(self._composites(composites[lang], lang)) for lang in LANGS}
        for board in shelf.boards.values():
            for lang in LANGS:
                self._board(board, lang)
        for lang in LANGS:
            self._home(lang, made[lang])
            for path, content in subscriptions.files(self.key, self.site, self.folder.now, lang):
                self.folder.write(path, content)
        for path, content in (*fixtures.lists(self.key), *fixtures.files(self.site, self.addresses)):
            self.folder.write(path, content)
        self.tell("", self.whole, self.whole)
        self.result.removed = self.folder.finish()
        self.result.written, self.result.theirs = self.folder.written, self.folder.theirs
        return self.result

    def _board(self, board: Board, lang: Lang) -> None:
        stands = readable.newest(self.key, board)
        for revision in board.editions:
            if not pages.has_page(self.key, revision):
                self.result.left_out.append(str(revision.id))
                continue
            shown = exhibits.of("rankings", self.key, _params(board, revision), lang)
            name = f"boards/{board.id}/{revision.id.edition}"
            newest = revision is stands
            best = _params(board, revision) | {"top": str(TOPS[0])}  # more names are too small to read
            preview = exhibits.of("rankings", self.key, best, lang) if newest and self.draws else None
            drawn = self._pictures(shown, name, preview, **_params(board, revision))
            targets = [(paths.edition(revision.id, lang), paths.edition(revision.id, OTHER[lang]))]
            if newest:
                targets.append((paths.board(board.id, lang), paths.board(board.id, OTHER[lang])))
            for at, (path, twin) in enumerate(targets):
                place = Place(path, twin, lang, drawn.social if drawn else "")
                content = views.board(self.site, place, self.key, shown, board, drawn)
                kind: Kind = "viewed" if at else kind_of(shown, draws=self.draws)
                self._page(place, content, _day(retrieved(shown)), kind)
            if lang == LANGS[0]:
                self._figures(board, revision)

    def _figures(self, board: Board, revision: Revision) -> None:
        table = data.leaderboard(self.key, revision.id)
        metric = data.leading_metric(self.key, revision.id)
        whole = editions.in_full(self.key, board, revision, table, metric)
        self.folder.write(paths.figures(revision.id, "json"), whole.model_dump_json(indent=1).encode())
        frame = editions.as_frame(whole.entries, table)
        self.folder.write(paths.figures(revision.id, "csv"), csv_file(frame, revision))

    def _composites(self, found: Iterable[Composite], lang: Lang) -> Iterator[tuple[str, str]]:
        """The path of each, and of its preview or ""."""
        for of in found:
            member, asked, shown = of
            path = paths.composite(member, lang)
            best = composite.exhibit(self.key, asked, lang, most=TOPS[0]) if self._is_drawn(shown) else None
            drawn = self._pictures(shown, f"composite/{stem_of(member)}", best, **asked)
            social = drawn.social if drawn else ""
            place = Place(path, paths.composite(member, OTHER[lang]), lang, social)
            content = views.composite(self.site, place, self.key, of, drawn)
            view = lasting(shown, pages.live(self.site, shown.page, lang, **asked))
            self.folder.write(paths.composite_figures(member, lang, "csv"), table(shown, "csv", view))
            self.folder.write(paths.composite_figures(member, lang, "json"), table(shown, "json", view))
            self._page(place, content, _day(retrieved(shown)), kind_of(shown, draws=self.draws))
            yield path, social

    def _is_drawn(self, shown: Exhibit) -> bool:
        return self.draws and not self.result.without_chart and shown.figure is not None

    def _pictures(self, shown: Exhibit, name: str, social: Exhibit | None, **params: str) -> Drawn | None:
        """None where nothing can be drawn; why is told once."""
        if not self._is_drawn(shown):
            return None
        try:
            view = lasting(shown, pages.live(self.site, shown.page, shown.lang, **params))
            return pictures.draw(self.folder, shown, name, view, social)
        except ExportError as error:
            self.result.without_chart = str(error)
            return None

    def _models(self, ids: list[str], lang: Lang) -> None:
        place = Place(paths.models(lang), paths.models(OTHER[lang]), lang)
        self._page(place, model_pages.index(self.site, place, self.key, ids), self.newest)
        for id in ids:
            place = Place(paths.model(id, lang), paths.model(id, OTHER[lang]), lang)
            rows = model_pages.stands(self.key, id, lang)
            content = model_pages.model(self.site, place, self.key, id, rows)
            self._page(place, content, _day(model_pages.newest(rows)))

    def _home(self, lang: Lang, composites: Mapping[str, str]) -> None:
        """`composites`: their paths with those of their previews, of which the first is the site's own."""
        social = next(filter(None, composites.values()), "")
        place = Place(paths.home(lang), paths.home(OTHER[lang]), lang, social)
        content = pages.home(self.site, place, self.key, events(self.key), composites)
        self._page(place, content, self.newest)

    def _page(self, place: Place, content: bytes, day: str, kind: Kind = "listed") -> None:
        self.folder.write(place.path, content)
        self.addresses.append((place.path, place.twin, day))
        self.result.pages += 1
        self.pace.did(kind)
        self.tell(place.path, self.result.pages, self.whole, self.pace.left())


def _silent(what: str, done: int, whole: int, left: float | None = None) -> None:
    """Nobody watches."""


def _params(board: Board, revision: Revision) -> dict[str, str]:
    return {"board": board.id, "edition": revision.id.edition}


def _day(when: datetime) -> str:
    """Of the newest figures on a page."""
    return when.date().isoformat()
