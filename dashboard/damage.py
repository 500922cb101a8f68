"""What is wrong with a file of the store, in the reader's language: plain text, a part of a sentence."""

from __future__ import annotations

from typing import Protocol

from cache import manifest
from cache.errors import DamagedFile, ManifestError, Reason
from cache.store import Problem
from dashboard.words import Lang, t


class Damaged(Protocol):
    """A DamagedFile, or a problem that was met before."""

    @property
    def path(self) -> str: ...
    @property
    def reason(self) -> Reason: ...


def said(found: Damaged, lang: Lang) -> str:
    return _told(found.reason, found.path, lang)


def of_manifest(found: ManifestError, lang: Lang) -> str:
    return _told(found.reason, manifest.NAME, lang)


def told(error: Exception, lang: Lang) -> str:
    """Any other error in its own words."""
    return said(error, lang) if isinstance(error, DamagedFile) else str(error)


def listed(problem: Problem, lang: Lang) -> str:
    """With what readers get in its place."""
    why = said(problem, lang)
    if problem.path == manifest.NAME:
        return t("damage.copied", lang, why=why)
    if problem.instead is None:
        return why
    return t("damage.instead", lang, why=why, n=problem.instead.revision)


def _told(reason: Reason, path: str, lang: Lang) -> str:
    return t(f"damage.{reason.kind}", lang, path=path, **dict(reason.places))
