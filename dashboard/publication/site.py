"""The whole site, one part after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cache.leaderboard import Category
from cache.manifest import Revision
from dashboard import appearances, data, exhibits, readable
from dashboard.api import editions, model_scores, shapes
from dashboard.api.tables import csv_file
from dashboard.catalog.boards import board_label
from dashboard.catalog.models import model as known_model
from dashboard.data import Board, Key
from dashboard.exhibit import Exhibit
from dashboard.exhibits import composite
from dashboard.exports import ExportError
from dashboard.exports.address import lasting
from dashboard.freshness import edition_label
from dashboard.progress import Told
from dashboard.publication import pages, paths, pictures, sitemap, subscriptions
from dashboard.publication.folder import Folder
from dashboard.publication.pages import OTHER, Place, Site
from dashboard.publication.pictures import Drawn
from dashboard.ranking.view import metric_label
from dashboard.rankings_asked import TOPS
from dashboard.revision_log import events
from dashboard.style import ASSETS
from dashboard.words import LANGS, Lang, t


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
        self, key: Key, root: Path, site: Site, *, draws: bool = True, tell: Told | None = None
    ) -> None:
        """Raises NotOurs where `root` is somebody else's."""
        self.key, self.site, self.folder = key, site, Folder(root)
        self.draws, self.tell = draws, tell or _silent
        self.result = Published()
        self.addresses: list[sitemap.Address] = []
        self.whole = 0  # pages there will be

    def publish(self) -> Published:
        """Raises ManifestError, NotOurs, OSError."""
        try:
            return self._publish()
        finally:
            self.folder.close()

    def _publish(self) -> Published:
        shelf, models = data.shelf(self.key), self._listed_models()
        boards, editions = shelf.boards.values(), shelf.editions
        self.whole = len(LANGS) * (len(Category) + len(boards) + editions + len(models) + 2) + 1
        composites = {lang: dict(self._composites(lang)) for lang in LANGS}
        for board in boards:
            for lang in LANGS:
                self._board(board, lang)
            self.folder.keep()
        for lang in LANGS:
            self._models(models, lang)
            self._home(lang, composites[lang])
            for path, content in subscriptions.files(self.key, self.site, self.folder.now, lang):
                self.folder.write(path, content)
        self._lists()
        self._fixtures()
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
            preview = exhibits.of("rankings", self.key, best, lang) if newest else None
            drawn = self._pictures(shown, name, preview, **_params(board, revision))
            targets = [(paths.edition(revision.id, lang), paths.edition(revision.id, OTHER[lang]))]
            if newest:
                targets.append((paths.board(board.id, lang), paths.board(board.id, OTHER[lang])))
            for path, twin in targets:
                place = Place(path, twin, lang, drawn.social if drawn else "")
                content = pages.board(self.site, place, self.key, shown, board, drawn)
                self._page(place, content, _day(revision))
            if lang == LANGS[0]:
                self._figures(board, revision)

    def _figures(self, board: Board, revision: Revision) -> None:
        table = data.leaderboard(self.key, revision.id)
        metric = data.leading_metric(self.key, revision.id)
        whole = editions.in_full(self.key, board, revision, table, metric)
        self.folder.write(paths.figures(revision.id, "json"), whole.model_dump_json(indent=1).encode())
        frame = editions.as_frame(whole.entries, table)
        self.folder.write(paths.figures(revision.id, "csv"), csv_file(frame, revision))

    def _composites(self, lang: Lang) -> Iterator[tuple[str, str]]:
        """The path of each, and of its preview or ""."""
        for category in Category:
            try:
                shown = exhibits.of("composite", self.key, {"cat": category.value}, lang)
            except exhibits.UNAVAILABLE:
                continue
            path = paths.composite(category, lang)
            best = composite.exhibit(self.key, {"cat": category.value}, lang, most=TOPS[0])
            drawn = self._pictures(shown, f"composite/{category.value}", best, cat=category.value)
            social = drawn.social if drawn else ""
            place = Place(path, paths.composite(category, OTHER[lang]), lang, social)
            self._page(place, pages.composite(self.site, place, shown, category, drawn), "")
            yield path, social

    def _pictures(self, shown: Exhibit, name: str, social: Exhibit | None, **params: str) -> Drawn | None:
        """None where nothing can be drawn; why is told once."""
        if not self.draws or self.result.without_chart or shown.figure is None:
            return None
        try:
            view = lasting(shown, pages.live(self.site, shown.page, shown.lang, **params))
            return pictures.draw(self.folder, shown, name, view, social)
        except ExportError as error:
            self.result.without_chart = str(error)
            return None

    def _listed_models(self) -> list[str]:
        """Those of the catalog, and others on two boards or more."""
        listed = appearances.models(self.key)
        return [id for id, one in listed.items() if one.boards > 1 or known_model(id)]

    def _models(self, ids: list[str], lang: Lang) -> None:
        place = Place(paths.models(lang), paths.models(OTHER[lang]), lang)
        self._page(place, pages.models(self.site, place, self.key, ids), "")
        for id in ids:
            place = Place(paths.model(id, lang), paths.model(id, OTHER[lang]), lang)
            self._page(
                place, pages.model(self.site, place, self.key, id, lambda of: self._stands(of, lang)), ""
            )

    def _stands(self, id: str, lang: Lang) -> list[dict[str, Any]]:
        boards = data.shelf(self.key).boards
        rows = []
        for one in model_scores.in_full(self.key, id).appearances:
            board = boards[one.board]
            at = board.edition(one.edition).id
            metric = data.metrics().of(at, one.metric)
            rows.append(
                {
                    "board": board_label(board.source, board.leaderboard, lang, board.newest.heading),
                    "path": paths.edition(at, lang),
                    "edition": edition_label(one.edition, lang),
                    "model": one.model,
                    "metric": metric_label(metric, lang),
                    "score": "–" if one.score is None else f"{one.score:g}",
                    "position": t("publish.of", lang, place=one.position, n=one.of) if one.position else "–",
                }
            )
        return rows

    def _home(self, lang: Lang, composites: Mapping[str, str]) -> None:
        """`composites`: their paths with those of their previews, of which the first is the site's own."""
        social = next(filter(None, composites.values()), "")
        place = Place(paths.home(lang), paths.home(OTHER[lang]), lang, social)
        content = pages.home(self.site, place, self.key, events(self.key), composites)
        self._page(place, content, "")

    def _lists(self) -> None:
        shelf = data.shelf(self.key)
        boards = shapes.Boards(
            total=len(shelf.boards),
            limit=len(shelf.boards),
            offset=0,
            next=None,
            data=[editions.line(board) for board in shelf.boards.values()],
        )
        self.folder.write(paths.listing("boards"), boards.model_dump_json(indent=1).encode())
        models = model_scores.lines(self.key)
        listed = shapes.Models(total=len(models), limit=len(models), offset=0, next=None, data=models)
        self.folder.write(paths.listing("models"), listed.model_dump_json(indent=1).encode())

    def _fixtures(self) -> None:
        self.folder.write(paths.STYLE, pages.templates().get_template("style.css").render().encode())
        self.folder.write(paths.ICON, (ASSETS / "favicon.svg").read_bytes())
        place = Place(paths.NOT_FOUND, paths.NOT_FOUND, "zh")
        title = f"{t('publish.missing', 'zh')} · {t('publish.missing', 'en')}"
        content = pages.written(
            self.site, place, "missing.html", title, title, live=pages.live(self.site, "", "zh")
        )
        self.folder.write(paths.NOT_FOUND, content)
        if self.site.url:
            for path, content in sitemap.files(self.addresses, self.site.url):
                self.folder.write(path, content)
            self.folder.write(
                "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {self.site.url}/{paths.SITEMAP}\n".encode()
            )

    def _page(self, place: Place, content: bytes, day: str) -> None:
        self.folder.write(place.path, content)
        self.addresses.append((place.path, place.twin, day))
        self.result.pages += 1
        self.tell(place.path, self.result.pages, self.whole)


def _silent(what: str, done: int, whole: int) -> None:
    """Nobody watches."""


def _params(board: Board, revision: Revision) -> dict[str, str]:
    return {"board": board.id, "edition": revision.id.edition}


def _day(revision: Revision) -> str:
    return revision.provenance.retrieved_at.date().isoformat()
