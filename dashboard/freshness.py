"""How old figures are, on two clocks never merged: when the source last changed, and when we last looked."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import NamedTuple

from cache.manifest import Revision
from dashboard.words import Lang, counted, t

STALE_AFTER = 180  # days without a change upstream
CHECK_AFTER = 30  # days without a look at the source


class Health(StrEnum):
    """Worst first, the order of the table of sources."""

    DAMAGED = "damaged"
    FAILING = "failing"
    UNCHECKED = "unchecked"
    STALE = "stale"
    REVISED = "revised"
    OK = "ok"


class Badge(NamedTuple):
    text: str
    color: str  # a class of the style sheet
    icon: str  # a Material symbol


def edition_end(edition: str) -> date | None:
    """The last day an edition can stand for; None for "undated"."""
    year, _, month = edition.partition("-")
    if not year.isdecimal() or (month and not month.isdecimal()):
        return None
    number = int(month or 12)
    return date(int(year), number, calendar.monthrange(int(year), number)[1])


def last_change(revision: Revision) -> date | None:
    """The day the source last changed the board, None where neither the page nor the edition tells."""
    provenance = revision.provenance
    if provenance.as_of < provenance.retrieved_at:
        return provenance.as_of.astimezone(UTC).date()
    return revision.edition_day or edition_end(revision.id.edition)


def days_unchanged(revision: Revision, checked_at: datetime) -> int | None:
    """As far as we know: until we last looked, not until today."""
    day = last_change(revision)
    return None if day is None else max(0, (checked_at.astimezone(UTC).date() - day).days)


def health(
    revision: Revision, checked_at: datetime, today: date, *, failing: bool = False, damaged: bool = False
) -> Health:
    if damaged:
        return Health.DAMAGED
    if failing:
        return Health.FAILING
    if days_since(checked_at, today) > CHECK_AFTER:
        return Health.UNCHECKED
    if (days_unchanged(revision, checked_at) or 0) >= STALE_AFTER:
        return Health.STALE
    return Health.REVISED if revision.revision > 1 else Health.OK


def badge(
    revision: Revision, checked_at: datetime, today: date, lang: Lang, *, failing: bool = False
) -> Badge:
    match health(revision, checked_at, today, failing=failing):
        case Health.FAILING:
            return Badge(t("badge.failing", lang), "red", "error")
        case Health.STALE:
            text = t("badge.stale", lang, n=days_unchanged(revision, checked_at))
            return Badge(text, "orange", "schedule")
        case Health.UNCHECKED:
            return Badge(checked(checked_at, today, lang), "gray", "schedule")
        case _:
            color = "gray" if last_change(revision) is None else "green"  # nobody knows how old it is
            return Badge(checked(checked_at, today, lang), color, "schedule")


def days_since(when: datetime, today: date) -> int:
    return (today - when.astimezone(UTC).date()).days


def checked(when: datetime, today: date, lang: Lang) -> str:
    days = days_since(when, today)
    if days <= 0:
        return t("badge.today", lang)
    return t("badge.yesterday", lang) if days == 1 else t("badge.days", lang, n=days)


def age(edition: str, today: date, lang: Lang) -> str:
    """“8 months ago”; empty for an edition without a date."""
    end = edition_end(edition)
    if end is None:
        return ""
    months = (today.year - end.year) * 12 + today.month - end.month
    return t("overview.age_today", lang) if months <= 0 else counted("overview.age_months", lang, months)


def moment(when: datetime) -> str:
    """``2026-11-21 03:10``, in UTC; the caller's words say so."""
    return when.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def known(when: datetime) -> str:
    """When something was retrieved or as of, in UTC: as `moment`, but a day where no more is known. A page
    that somebody kept is of a day, which stands as its midnight."""
    utc = when.astimezone(UTC)
    return f"{utc:%Y-%m-%d}" if utc.time() == time() else moment(utc)


def dated(when: datetime, lang: Lang) -> str:
    """`known`, with the zone of a time of day."""
    said = known(when)
    return t("card.utc", lang, time=said) if ":" in said else said


def edition_label(edition: str, lang: Lang) -> str:
    return t("edition.undated", lang) if edition == "undated" else edition
